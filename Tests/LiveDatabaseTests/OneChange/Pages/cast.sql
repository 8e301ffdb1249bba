-- case: a cast comes with a view that uses it
CREATE TYPE pair AS (a int, b int);
CREATE TABLE t (a pair);
INSERT INTO t VALUES ((1, 2));
-- becomes:
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION total(pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a + $1.b';
CREATE CAST (pair AS int) WITH FUNCTION total(pair);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT a::int AS sum FROM t;
-- case: where a cast happens by itself
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION total(pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a + $1.b';
CREATE CAST (pair AS int) WITH FUNCTION total(pair);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT a::int AS sum FROM t;
INSERT INTO t VALUES ((1, 2));
-- becomes:
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION total(pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a + $1.b';
CREATE CAST (pair AS int) WITH FUNCTION total(pair) AS ASSIGNMENT;
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT a::int AS sum FROM t;
-- case: a cast by input and output
CREATE TYPE mood AS ENUM ('a');
-- becomes:
CREATE TYPE mood AS ENUM ('a');
CREATE CAST (mood AS text) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (mood AS text) IS 'as it reads';
