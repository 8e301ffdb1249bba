-- case: a configuration comes with an index that uses it
CREATE TABLE t (a text);
INSERT INTO t VALUES ('words');
-- becomes:
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.english);
CREATE TABLE t (a text);
CREATE INDEX t_a ON t USING gin (to_tsvector(':schema.c'::regconfig, a));
-- case: a mapping changes
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
CREATE TABLE t (a text);
CREATE INDEX t_a ON t USING gin (to_tsvector(':schema.c'::regconfig, a));
INSERT INTO t VALUES ('words');
-- becomes:
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH english_stem, simple;
CREATE TABLE t (a text);
CREATE INDEX t_a ON t USING gin (to_tsvector(':schema.c'::regconfig, a));
-- case: options of a dictionary
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH d;
-- becomes:
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = pg_catalog.simple, STOPWORDS = english, ACCEPT = false);
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH d;
-- case: a dictionary takes another's place
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = pg_catalog.simple);
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH d;
-- becomes:
CREATE TEXT SEARCH DICTIONARY e (TEMPLATE = pg_catalog.simple);
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH e;
-- case: a template
CREATE TEXT SEARCH TEMPLATE x (INIT = dsimple_init, LEXIZE = dsimple_lexize);
-- becomes:
CREATE TEXT SEARCH TEMPLATE x (LEXIZE = dsimple_lexize);
-- case: owner and comment
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = pg_catalog.simple);
-- becomes:
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = pg_catalog.simple);
COMMENT ON TEXT SEARCH CONFIGURATION c IS 'words';
COMMENT ON TEXT SEARCH DICTIONARY d IS 'more words';
ALTER TEXT SEARCH CONFIGURATION c OWNER TO change_owner;
ALTER TEXT SEARCH DICTIONARY d OWNER TO change_owner;
