-- case: statistics come
CREATE TABLE t (a int, b int, c int);
INSERT INTO t VALUES (1, 2, 3);
-- becomes:
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s ON a, b FROM t;
CREATE STATISTICS e ON (a + b) FROM t;
-- case: kinds and columns
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s (ndistinct) ON a, b FROM t;
INSERT INTO t VALUES (1, 2, 3);
-- becomes:
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s (ndistinct, mcv) ON a, b, c FROM t;
-- case: the target
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
-- becomes:
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
ALTER STATISTICS s SET STATISTICS 300;
-- case: a column under statistics changes its type
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
CREATE STATISTICS e ON (a * 2), b FROM t;
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (a bigint, b int);
CREATE STATISTICS s ON a, b FROM t;
CREATE STATISTICS e ON (a * 2), b FROM t;
-- case: a column under statistics goes
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s ON a, b FROM t;
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (a int, c int);
-- case: owner and comment
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
-- becomes:
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
COMMENT ON STATISTICS s IS 'both';
ALTER STATISTICS s OWNER TO change_owner;
-- case: the columns come in another order
CREATE TABLE t (a int, b int);
CREATE STATISTICS s (mcv) ON a, b FROM t;
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (b int, a int);
CREATE STATISTICS s (mcv) ON a, b FROM t;
-- case: a column goes and comes again under statistics
CREATE TABLE t (b int, c int);
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s (mcv) ON a, b, c FROM t;
