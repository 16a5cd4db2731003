-- Which Redis may be believed, in one row: the pods' caches agree through the database that they cache.
-- docs/decisions/2026-11-25-app-cache.md
CREATE TABLE cache_trust (
  -- One more with each Redis that comes to be believed: what was cached under another number counts for nothing.
  epoch        bigint PRIMARY KEY,
  -- The instance, as that process of Redis calls itself; null while none is believed.
  redis        text,
  -- Until then nobody reads from a cache.
  closed_until timestamptz NOT NULL
);

CREATE UNIQUE INDEX cache_trust_is_one_row ON cache_trust ((true));

INSERT INTO cache_trust VALUES (0, NULL, '-infinity');
