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
-- case: another locale
CREATE COLLATION c (LOCALE = 'C');
CREATE TABLE t (a text COLLATE c, b text);
CREATE INDEX t_b ON t (b COLLATE c);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;
INSERT INTO t VALUES ('x', 'y');
-- becomes:
CREATE COLLATION c (LOCALE = 'POSIX');
CREATE TABLE t (a text COLLATE c, b text);
CREATE INDEX t_b ON t (b COLLATE c);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;
-- case: another provider
-- needs: icu
CREATE COLLATION c (LOCALE = 'C');
CREATE DOMAIN d AS text COLLATE c;
CREATE TABLE t (a d);
INSERT INTO t VALUES ('x');
-- becomes:
CREATE COLLATION c (PROVIDER = icu, LOCALE = 'de');
CREATE DOMAIN d AS text COLLATE c;
CREATE TABLE t (a d);
