CREATE TABLE items (
  id          uuid PRIMARY KEY,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  description text NOT NULL CHECK (length(description) <= 2000),
  category    text NOT NULL CHECK (length(category) BETWEEN 1 AND 40),
  status      text NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'ARCHIVED')),
  quantity    integer NOT NULL CHECK (quantity >= 0),
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  version     bigint NOT NULL
);

-- Each order of the list is an index that ends in id: a page is read from where the last one ended, however
-- deep it is.
CREATE INDEX items_by_created ON items (created_at, id);
CREATE INDEX items_by_name ON items (name, id);
CREATE INDEX items_by_quantity ON items (quantity, id);

-- The filters, in the order that the list has when none is asked for.
CREATE INDEX items_by_category ON items (category, created_at, id);
CREATE INDEX items_by_status ON items (status, created_at, id);

-- What was answered to a POST with an Idempotency-Key, to answer the same again.
CREATE TABLE idempotency_keys (
  key         text PRIMARY KEY,
  fingerprint text NOT NULL,
  answer      text NOT NULL,
  created_at  timestamptz NOT NULL
);

CREATE INDEX idempotency_keys_by_created ON idempotency_keys (created_at);
