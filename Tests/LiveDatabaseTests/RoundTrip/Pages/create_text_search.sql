-- case: configurations and mappings
CREATE TEXT SEARCH CONFIGURATION plain (PARSER = "default"); ALTER TEXT SEARCH CONFIGURATION plain ADD MAPPING FOR asciiword, word WITH english_stem, simple; ALTER TEXT SEARCH CONFIGURATION plain ADD MAPPING FOR email WITH simple; CREATE TEXT SEARCH CONFIGURATION copied (COPY = english);
-- case: dictionaries
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = snowball, Language = russian, StopWords = russian); CREATE TEXT SEARCH DICTIONARY e (TEMPLATE = simple, Accept = false); CREATE TEXT SEARCH CONFIGURATION c (PARSER = "default"); ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH d;
-- case: parsers and templates
CREATE TEXT SEARCH PARSER p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline); CREATE TEXT SEARCH TEMPLATE t (INIT = dsimple_init, LEXIZE = dsimple_lexize); CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = t); CREATE TEXT SEARCH CONFIGURATION c (PARSER = p);
-- case: comments and owners
CREATE TEXT SEARCH CONFIGURATION c (PARSER = "default"); CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple); COMMENT ON TEXT SEARCH CONFIGURATION c IS 'c'; COMMENT ON TEXT SEARCH DICTIONARY d IS 'd'; ALTER TEXT SEARCH CONFIGURATION c OWNER TO round_trip_owner; ALTER TEXT SEARCH DICTIONARY d OWNER TO round_trip_owner;
-- case: use in an index and a generated column
CREATE TEXT SEARCH CONFIGURATION c (COPY = simple); CREATE TABLE t (a text, v tsvector GENERATED ALWAYS AS (to_tsvector('simple', a)) STORED); CREATE INDEX i ON t USING gin (to_tsvector('english', a));
