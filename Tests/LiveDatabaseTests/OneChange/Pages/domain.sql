-- case: another base type
CREATE DOMAIN d AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t (a d PRIMARY KEY);
INSERT INTO t VALUES (1);
-- becomes:
CREATE DOMAIN d AS bigint CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t (a d PRIMARY KEY);
INSERT INTO t VALUES (1);
-- case: another length of the base type
CREATE DOMAIN d AS varchar(10) DEFAULT 'x';
CREATE TABLE t (a d, b d DEFAULT 'y');
CREATE INDEX t_a ON t (a);
INSERT INTO t VALUES ('1');
-- becomes:
CREATE DOMAIN d AS varchar(20) DEFAULT 'x';
CREATE TABLE t (a d, b d DEFAULT 'y');
CREATE INDEX t_a ON t (a);
-- case: another base type under views, functions and checks
CREATE DOMAIN d AS int;
CREATE TABLE t (a d, b int, CONSTRAINT c CHECK (a > b));
CREATE VIEW v AS SELECT a, a + 1 AS next FROM t;
CREATE FUNCTION f(x d) RETURNS d LANGUAGE sql AS 'SELECT x';
CREATE FUNCTION g() RETURNS TABLE (y d) LANGUAGE sql AS 'SELECT 1::d';
INSERT INTO t VALUES (2, 1);
-- becomes:
CREATE DOMAIN d AS bigint;
CREATE TABLE t (a d, b int, CONSTRAINT c CHECK (a > b));
CREATE VIEW v AS SELECT a, a + 1 AS next FROM t;
CREATE FUNCTION f(x d) RETURNS d LANGUAGE sql AS 'SELECT x';
CREATE FUNCTION g() RETURNS TABLE (y d) LANGUAGE sql AS 'SELECT 1::d';
-- case: another base type under an array
CREATE DOMAIN d AS int;
CREATE TABLE t (a d[]);
INSERT INTO t VALUES ('{1,2}');
-- becomes:
CREATE DOMAIN d AS bigint;
CREATE TABLE t (a d[]);
-- case: the default
CREATE DOMAIN d AS int DEFAULT 1;
CREATE DOMAIN e AS int DEFAULT 1;
CREATE DOMAIN f AS text;
CREATE TABLE t (a d, b e, c f);
INSERT INTO t DEFAULT VALUES;
-- becomes:
CREATE DOMAIN d AS int DEFAULT 2;
CREATE DOMAIN e AS int;
CREATE DOMAIN f AS text DEFAULT 'it''s';
CREATE TABLE t (a d, b e, c f);
-- case: a default that calls a function
CREATE DOMAIN d AS int;
CREATE TABLE t (a d);
INSERT INTO t VALUES (1);
-- becomes:
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE s;
CREATE DOMAIN d AS int DEFAULT f();
CREATE DOMAIN e AS bigint DEFAULT nextval('s');
CREATE TABLE t (a d, b e);
-- case: NOT NULL
CREATE DOMAIN d AS int;
CREATE TABLE t (a d);
INSERT INTO t VALUES (1);
-- becomes:
CREATE DOMAIN d AS int NOT NULL;
CREATE TABLE t (a d);
-- case: checks come, go and change
CREATE DOMAIN d AS int CONSTRAINT one CHECK (VALUE > 0) CONSTRAINT two CHECK (VALUE < 100);
CREATE TABLE t (a d);
INSERT INTO t VALUES (5);
-- becomes:
CREATE DOMAIN d AS int CONSTRAINT two CHECK (VALUE < 200) CONSTRAINT three CHECK (VALUE <> 7);
CREATE TABLE t (a d);
-- case: a check calls a function that comes too
CREATE DOMAIN d AS int;
CREATE TABLE t (a d);
INSERT INTO t VALUES (5);
-- becomes:
CREATE FUNCTION f(a int) RETURNS bool LANGUAGE sql AS 'SELECT a > 0';
CREATE DOMAIN d AS int CONSTRAINT one CHECK (f(VALUE));
CREATE TABLE t (a d);
-- case: a check is not valid
CREATE DOMAIN d AS int;
CREATE TABLE t (a d);
INSERT INTO t VALUES (-5);
-- becomes:
CREATE DOMAIN d AS int;
ALTER DOMAIN d ADD CONSTRAINT one CHECK (VALUE > 0) NOT VALID;
CREATE TABLE t (a d);
-- case: a check becomes valid
CREATE DOMAIN d AS int;
ALTER DOMAIN d ADD CONSTRAINT one CHECK (VALUE > 0) NOT VALID;
CREATE TABLE t (a d);
INSERT INTO t VALUES (5);
-- becomes:
CREATE DOMAIN d AS int CONSTRAINT one CHECK (VALUE > 0);
CREATE TABLE t (a d);
-- case: the collation
CREATE DOMAIN d AS text COLLATE "C";
CREATE TABLE t (a d, b int);
CREATE INDEX t_a ON t (a);
INSERT INTO t VALUES ('x');
-- becomes:
CREATE DOMAIN d AS text COLLATE "POSIX";
CREATE TABLE t (a d, b int);
CREATE INDEX t_a ON t (a);
-- case: a column gets a domain
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- becomes:
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TABLE t (a d, b text);
-- case: a domain goes and its columns have the base type
CREATE DOMAIN d AS int DEFAULT 4;
CREATE TABLE t (a d, b d[]);
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f(x d) RETURNS int LANGUAGE sql AS 'SELECT 1';
INSERT INTO t VALUES (1, '{2}');
-- becomes:
CREATE TABLE t (a int, b int[]);
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- case: another base type under another domain
CREATE DOMAIN inner_d AS int;
CREATE DOMAIN outer_d AS inner_d CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t (a outer_d, b inner_d);
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE DOMAIN inner_d AS bigint;
CREATE DOMAIN outer_d AS inner_d CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t (a outer_d, b inner_d);
-- case: another base type under a composite type
CREATE DOMAIN d AS int;
CREATE TYPE pair AS (a d, b d);
CREATE TABLE t (a pair);
INSERT INTO t VALUES ((1, 2));
-- becomes:
CREATE DOMAIN d AS bigint;
CREATE TYPE pair AS (a d, b d);
CREATE TABLE t (a pair);
-- case: comments, owner and rights
CREATE DOMAIN d AS int CONSTRAINT one CHECK (VALUE > 0);
COMMENT ON CONSTRAINT one ON DOMAIN d IS 'positive';
-- becomes:
CREATE DOMAIN d AS int CONSTRAINT one CHECK (VALUE > 0);
COMMENT ON DOMAIN d IS 'a number';
ALTER DOMAIN d OWNER TO change_owner;
REVOKE USAGE ON DOMAIN d FROM PUBLIC;
-- case: another base type, with an owner and rights that stay
CREATE DOMAIN d AS int CHECK (VALUE > 0);
ALTER DOMAIN d OWNER TO change_owner;
REVOKE USAGE ON DOMAIN d FROM PUBLIC;
GRANT USAGE ON DOMAIN d TO change_reader;
CREATE TABLE t (a d);
INSERT INTO t VALUES (1);
-- becomes:
CREATE DOMAIN d AS bigint CHECK (VALUE > 0);
ALTER DOMAIN d OWNER TO change_owner;
REVOKE USAGE ON DOMAIN d FROM PUBLIC;
GRANT USAGE ON DOMAIN d TO change_reader;
CREATE TABLE t (a d);
-- case: another base type, another owner and other rights
CREATE DOMAIN d AS int;
ALTER DOMAIN d OWNER TO change_owner;
REVOKE USAGE ON DOMAIN d FROM PUBLIC;
CREATE TABLE t (a d);
INSERT INTO t VALUES (1);
-- becomes:
CREATE DOMAIN d AS bigint;
GRANT USAGE ON DOMAIN d TO change_reader;
CREATE TABLE t (a d);
