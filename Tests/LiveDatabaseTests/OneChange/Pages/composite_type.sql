-- case: an attribute is added
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a pair);
INSERT INTO t VALUES ((1, 'x'));
-- becomes:
CREATE TYPE pair AS (a int, b text, c numeric(5,2));
CREATE TABLE t (a pair);
INSERT INTO t VALUES ((1, 'x', 2));
-- case: an attribute gets another type
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (id int PRIMARY KEY, a pair);
INSERT INTO t VALUES (1, (1, '2')), (2, NULL);
-- becomes:
CREATE TYPE pair AS (a bigint, b text);
CREATE TABLE t (id int PRIMARY KEY, a pair);
INSERT INTO t VALUES (1, (1, '2')), (2, NULL);
-- case: attributes change places
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a pair DEFAULT '(1,x)');
INSERT INTO t VALUES ((1, '2'));
-- becomes:
CREATE TYPE pair AS (b text, a int);
CREATE TABLE t (a pair DEFAULT '(x,1)');
INSERT INTO t VALUES (('2', 1));
-- case: a type no table has changes
CREATE TYPE pair AS (a int, b text);
CREATE FUNCTION f(a pair) RETURNS pair LANGUAGE sql AS 'SELECT a';
-- becomes:
CREATE TYPE pair AS (b varchar(10), a bigint);
CREATE FUNCTION f(a pair) RETURNS pair LANGUAGE sql AS 'SELECT a';
-- case: an attribute changes under an array
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a pair[]);
INSERT INTO t VALUES (ARRAY[(1, 'x')::pair, NULL, (2, 'y')::pair]), (NULL), ('{}');
-- becomes:
CREATE TYPE pair AS (a bigint, b text);
CREATE TABLE t (a pair[]);
INSERT INTO t VALUES (ARRAY[(1, 'x')::pair]);
-- case: an attribute is added under a view, a function and an index
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT a, (a).b AS b FROM t;
CREATE FUNCTION f(p pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT p.a';
CREATE INDEX t_a ON t (((a).a));
INSERT INTO t VALUES ((1, 'x'));
-- becomes:
CREATE TYPE pair AS (a int, b text, c int);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT a, (a).b AS b FROM t;
CREATE FUNCTION f(p pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT p.a';
CREATE INDEX t_a ON t (((a).a));
-- case: an attribute changes under a view, a function and an index
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT a, (a).b AS b FROM t;
CREATE FUNCTION f(p pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT p.b';
CREATE INDEX t_a ON t (((a).a));
INSERT INTO t VALUES ((1, 'x'));
-- becomes:
CREATE TYPE pair AS (a bigint, b text);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT a, (a).b AS b FROM t;
CREATE FUNCTION f(p pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT p.b';
CREATE INDEX t_a ON t (((a).a));
-- case: an attribute that a view uses goes with the view's column
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT (a).a AS x, (a).b AS y FROM t;
INSERT INTO t VALUES ((1, 'x'));
-- becomes:
CREATE TYPE pair AS (a int);
CREATE TABLE t (a pair);
CREATE VIEW v AS SELECT (a).a AS x FROM t;
-- case: a table becomes typed
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- becomes:
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t OF pair;
-- case: comments of the type and its attributes
CREATE TYPE pair AS (a int, b text);
COMMENT ON COLUMN pair.a IS 'first';
-- becomes:
CREATE TYPE pair AS (a int, b text);
COMMENT ON COLUMN pair.b IS 'second';
COMMENT ON TYPE pair IS 'two';
ALTER TYPE pair OWNER TO change_owner;
-- case: a type in a type changes
CREATE TYPE point2 AS (x int, y int);
CREATE TYPE line2 AS (a point2, b point2);
CREATE TABLE t (l line2);
INSERT INTO t VALUES (((1, 2), (3, 4)));
-- becomes:
CREATE TYPE point2 AS (x int, y int, z int);
CREATE TYPE line2 AS (a point2, b point2);
CREATE TABLE t (l line2);
-- case: the collation of an attribute
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (a pair);
INSERT INTO t VALUES ((1, 'x'));
-- becomes:
CREATE TYPE pair AS (a int, b text COLLATE "C");
CREATE TABLE t (a pair);
-- case: a function returns a set of a type that changes
CREATE TYPE pair AS (a int, b text);
CREATE FUNCTION f() RETURNS SETOF pair LANGUAGE sql AS $$SELECT 1, 'x'$$;
CREATE VIEW v AS SELECT a FROM f();
-- becomes:
CREATE TYPE pair AS (a int, b text, c int);
CREATE FUNCTION f() RETURNS SETOF pair LANGUAGE sql AS $$SELECT 1, 'x', 2$$;
CREATE VIEW v AS SELECT a, c FROM f();
-- case: an attribute is added under a typed table
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t OF pair (PRIMARY KEY (a));
INSERT INTO t VALUES (1, 'x');
-- becomes:
CREATE TYPE pair AS (a int, b text, c int);
CREATE TABLE t OF pair (PRIMARY KEY (a));
-- case: an attribute changes under a typed table
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t OF pair (PRIMARY KEY (a));
INSERT INTO t VALUES (1, 'x');
-- becomes:
CREATE TYPE pair AS (a bigint, b text);
CREATE TABLE t OF pair (PRIMARY KEY (a));
-- case: an attribute is added under a typed table that says more of its column
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t OF pair (PRIMARY KEY (a));
INSERT INTO t VALUES (1, 'x');
-- becomes:
CREATE TYPE pair AS (a int, b text, c int);
CREATE TABLE t OF pair (PRIMARY KEY (a), c DEFAULT 7);
ALTER TABLE t ALTER c SET STATISTICS 77;
COMMENT ON COLUMN t.c IS 'of the table';
COMMENT ON COLUMN pair.c IS 'of the type';
