-- Local accounts. password is a hash in PHC's format, which names its algorithm and its costs.
CREATE TABLE users (
  id         uuid PRIMARY KEY,
  name       text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  password   text NOT NULL,
  role       text NOT NULL CHECK (role IN ('VIEWER', 'EDITOR', 'ADMIN')),
  created_at timestamptz NOT NULL
);

-- hash is of a token of 256 random bits: a fast hash is enough. Used ones are kept until they expire, because one
-- that comes a second time was stolen, and ends its whole family.
CREATE TABLE refresh_tokens (
  hash       text PRIMARY KEY,
  family     uuid NOT NULL,
  user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);

CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_by_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);
