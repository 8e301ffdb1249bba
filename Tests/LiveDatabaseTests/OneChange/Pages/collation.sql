-- case: a collation comes with a column that has it
CREATE TABLE t (a text);
INSERT INTO t VALUES ('x');
-- becomes:
CREATE COLLATION c (LOCALE = 'C');
CREATE TABLE t (a text COLLATE c);
CREATE INDEX t_a ON t (a);
-- case: owner and comment
CREATE COLLATION c (LOCALE = 'C');
-- becomes:
CREATE COLLATION c (LOCALE = 'C');
COMMENT ON COLLATION c IS 'bytes';
ALTER COLLATION c OWNER TO change_owner;
