-- The words of an item. PostgreSQL's parser would take hand-tools.pdf for one word, a host; so what joins words
-- becomes a space first, here and in what people search for (SearchWords.java).
CREATE FUNCTION item_words(name text, description text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('simple'::regconfig,
    translate(name || ' ' || description, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32)));

CREATE INDEX items_by_words ON items USING gin (item_words(name, description));
