-- case: the query changes
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WHERE a > 0;
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WHERE a > 1;
-- case: what stands on it comes back when the query changes
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WHERE a > 0;
CREATE UNIQUE INDEX m_a ON m (a);
CREATE INDEX m_b ON m (lower(b)) WITH (fillfactor = 50);
COMMENT ON INDEX m_b IS 'an index';
COMMENT ON MATERIALIZED VIEW m IS 'a view';
COMMENT ON COLUMN m.a IS 'a column';
ALTER MATERIALIZED VIEW m ALTER b SET STATISTICS 500, ALTER b SET STORAGE EXTERNAL, ALTER a SET (n_distinct = 5);
ALTER MATERIALIZED VIEW m CLUSTER ON m_a;
GRANT SELECT ON m TO change_reader;
GRANT SELECT (a) ON m TO change_writer;
ALTER MATERIALIZED VIEW m OWNER TO change_owner;
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WHERE a > 1;
CREATE UNIQUE INDEX m_a ON m (a);
CREATE INDEX m_b ON m (lower(b)) WITH (fillfactor = 50);
COMMENT ON INDEX m_b IS 'an index';
COMMENT ON MATERIALIZED VIEW m IS 'a view';
COMMENT ON COLUMN m.a IS 'a column';
ALTER MATERIALIZED VIEW m ALTER b SET STATISTICS 500, ALTER b SET STORAGE EXTERNAL, ALTER a SET (n_distinct = 5);
ALTER MATERIALIZED VIEW m CLUSTER ON m_a;
GRANT SELECT ON m TO change_reader;
GRANT SELECT (a) ON m TO change_writer;
ALTER MATERIALIZED VIEW m OWNER TO change_owner;
-- case: dependents come back when the query changes
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WHERE a > 0;
CREATE VIEW v AS SELECT a FROM m;
CREATE MATERIALIZED VIEW n AS SELECT a FROM v;
CREATE INDEX n_a ON n (a);
GRANT SELECT ON v TO change_reader;
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WHERE a > 1;
CREATE VIEW v AS SELECT a FROM m;
CREATE MATERIALIZED VIEW n AS SELECT a FROM v;
CREATE INDEX n_a ON n (a);
GRANT SELECT ON v TO change_reader;
-- case: a column under it changes its type
-- from:
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_a ON m (a);
-- becomes:
CREATE TABLE t (a bigint, b text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_a ON m (a);
-- case: storage parameters
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
CREATE MATERIALIZED VIEW m WITH (fillfactor = 70, autovacuum_enabled = false) AS SELECT a, b FROM t;
-- becomes:
CREATE MATERIALIZED VIEW m WITH (fillfactor = 80, toast.autovacuum_enabled = false) AS SELECT a, b FROM t;
-- case: clustering
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_a ON m (a);
CREATE INDEX m_b ON m (b);
-- from:
ALTER MATERIALIZED VIEW m CLUSTER ON m_a;
-- becomes:
ALTER MATERIALIZED VIEW m CLUSTER ON m_b;
-- case: settings of columns
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
-- from:
-- becomes:
ALTER MATERIALIZED VIEW m ALTER b SET STATISTICS 500, ALTER b SET STORAGE EXTERNAL, ALTER a SET (n_distinct = 5);
-- case: comments
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
-- from:
COMMENT ON MATERIALIZED VIEW m IS 'old';
-- becomes:
COMMENT ON MATERIALIZED VIEW m IS 'new';
COMMENT ON COLUMN m.b IS 'new';
-- case: an index comes
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
-- from:
-- becomes:
CREATE UNIQUE INDEX m_a ON m (a) INCLUDE (b);
-- case: an index changes while the view stays
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
-- from:
CREATE INDEX m_i ON m (a);
-- becomes:
CREATE INDEX m_i ON m (b);
-- case: an index changes together with the query
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_i ON m (a);
CREATE INDEX m_j ON m (b);
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT b, a FROM t;
CREATE INDEX m_i ON m (b);
-- case: without data
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE a > 0 WITH NO DATA;
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE a > 1 WITH NO DATA;
-- case: it gets its data before another reads it by way of a view
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA;
CREATE VIEW v AS SELECT a FROM m;
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE VIEW v AS SELECT a FROM m;
CREATE MATERIALIZED VIEW a_reader AS SELECT a FROM v;
-- case: two get their data, of which one reads the other
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA;
CREATE MATERIALIZED VIEW a_reader AS SELECT a FROM m WITH NO DATA;
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE MATERIALIZED VIEW a_reader AS SELECT a FROM m;
-- case: a materialized view becomes a table
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);
CREATE VIEW v AS SELECT a FROM m;
-- becomes:
CREATE TABLE m (a int);
CREATE INDEX m_a ON m (a);
CREATE VIEW v AS SELECT a FROM m;
-- case: it comes after a function that comes, and with its index
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
-- becomes:
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + 1';
CREATE MATERIALIZED VIEW m AS SELECT f(a) AS a FROM t;
CREATE INDEX m_a ON m (f(a));
-- case: a function under it and its index changes its result
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + 1';
CREATE MATERIALIZED VIEW m AS SELECT f(a) AS a, a AS b FROM t;
CREATE INDEX m_b ON m (f(b));
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1 + 1::bigint';
CREATE MATERIALIZED VIEW m AS SELECT f(a) AS a, a AS b FROM t;
CREATE INDEX m_b ON m (f(b));
-- case: an access method
-- since: 15
CREATE ACCESS METHOD change_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
-- becomes:
CREATE MATERIALIZED VIEW m USING change_heap AS SELECT a FROM t;
