CREATE TABLE files (
  id         uuid PRIMARY KEY,
  item_id    uuid NOT NULL REFERENCES items ON DELETE CASCADE,
  name       text NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 255),
  type       text NOT NULL CHECK (length(type) BETWEEN 3 AND 127),
  size       bigint NOT NULL CHECK (size >= 0),
  sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL
);

-- An item has a hundred files at most: they are sorted when they are read.
CREATE INDEX files_by_item ON files (item_id);

-- The keys under which the storage may hold bytes that belong to no file. A key is here before the first byte is
-- written, and leaves in the transaction that makes its file: whatever stops in between can be found and removed.
-- A key that is closed can't become a file any more.
CREATE TABLE file_leftovers (
  key    uuid PRIMARY KEY,
  due    timestamptz NOT NULL,
  closed boolean NOT NULL
);

CREATE INDEX file_leftovers_by_due ON file_leftovers (due);

-- However a file's row goes, with its item as well, its bytes are then to be removed.
CREATE FUNCTION file_leaves_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO file_leftovers (key, due, closed) VALUES (OLD.id, now(), true);
  RETURN NULL;
END
$$;

CREATE TRIGGER file_leaves_bytes AFTER DELETE ON files FOR EACH ROW EXECUTE FUNCTION file_leaves_bytes();
