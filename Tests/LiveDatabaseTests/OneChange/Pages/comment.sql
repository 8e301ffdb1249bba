-- case: a comment changes
CREATE TABLE t (a int);
COMMENT ON TABLE t IS 'old';
COMMENT ON COLUMN t.a IS 'old';
-- becomes:
CREATE TABLE t (a int);
COMMENT ON TABLE t IS E'new \\ it''s\nin two lines';
COMMENT ON COLUMN t.a IS '日本 " $$ :x';
-- case: comments of views, their columns and indexes
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);
COMMENT ON VIEW v IS 'a view';
COMMENT ON COLUMN v.b IS 'of a view';
COMMENT ON MATERIALIZED VIEW m IS 'rows';
COMMENT ON COLUMN m.a IS 'of rows';
COMMENT ON INDEX m_a IS 'an index';
-- case: comments survive what is made again
CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (a > 0));
CREATE INDEX t_a ON t (b) WHERE a > 1;
CREATE VIEW v AS SELECT a, b FROM t;
COMMENT ON COLUMN t.a IS 'a';
COMMENT ON CONSTRAINT c ON t IS 'c';
COMMENT ON INDEX t_a IS 'i';
COMMENT ON VIEW v IS 'v';
COMMENT ON COLUMN v.b IS 'b';
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (a bigint, b int, CONSTRAINT c CHECK (a > 0));
CREATE INDEX t_a ON t (b) WHERE a > 1;
CREATE VIEW v AS SELECT a, b FROM t;
COMMENT ON COLUMN t.a IS 'a';
COMMENT ON CONSTRAINT c ON t IS 'c';
COMMENT ON INDEX t_a IS 'i';
COMMENT ON VIEW v IS 'v';
COMMENT ON COLUMN v.b IS 'b';
-- case: comments of routines and aggregates
CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f(int) IS 'number';
-- becomes:
CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f(text) IS 'text';
COMMENT ON PROCEDURE p IS 'a procedure';
COMMENT ON AGGREGATE total(int) IS 'an aggregate';
