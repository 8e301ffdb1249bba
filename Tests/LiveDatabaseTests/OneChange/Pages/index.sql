-- case: an index comes
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- becomes:
CREATE TABLE t (a int, b text);
CREATE UNIQUE INDEX t_a ON t (a) INCLUDE (b) WHERE a > 0;
COMMENT ON INDEX t_a IS 'an index';
-- case: an index changes in every way
CREATE TABLE t (a int, b text, c text);
INSERT INTO t VALUES (1, 'x');
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (b);
CREATE INDEX i3 ON t (a) WHERE a > 0;
CREATE INDEX i4 ON t (lower(b));
-- becomes:
CREATE TABLE t (a int, b text, c text);
CREATE INDEX i1 ON t (a DESC NULLS LAST);
CREATE INDEX i2 ON t USING hash (b);
CREATE INDEX i3 ON t (a) WHERE a > 1;
CREATE INDEX i4 ON t (upper(b) text_pattern_ops);
-- case: options, statistics and comments
CREATE TABLE t (a int, b text);
CREATE INDEX i ON t (a, lower(b));
COMMENT ON INDEX i IS 'old';
-- becomes:
CREATE TABLE t (a int, b text);
CREATE INDEX i ON t (a, lower(b)) WITH (fillfactor = 50);
ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 100;
-- case: clustering moves
CREATE TABLE t (a int, b int);
CREATE INDEX ia ON t (a);
CREATE INDEX ib ON t (b);
ALTER TABLE t CLUSTER ON ia;
-- becomes:
CREATE TABLE t (a int, b int);
CREATE INDEX ia ON t (a);
CREATE INDEX ib ON t (b);
ALTER TABLE t CLUSTER ON ib;
-- case: an index on a function that changes its result
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE INDEX i ON t (f(a));
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1::bigint';
CREATE TABLE t (a int);
CREATE INDEX i ON t (f(a));
-- case: an index of a materialized view
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 2 AS b;
CREATE INDEX i ON m (a);
-- becomes:
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 2 AS b;
CREATE UNIQUE INDEX i ON m (a, b);
CREATE INDEX j ON m (b);
-- case: an index goes and its name comes back on another table
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE INDEX i ON t (a);
-- becomes:
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE INDEX i ON u (a);
