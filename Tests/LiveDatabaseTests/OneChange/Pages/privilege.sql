-- case: grants on every kind of object
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE SEQUENCE s;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE TYPE e AS ENUM ('a');
CREATE TYPE c AS (a int);
CREATE DOMAIN d AS int;
CREATE TYPE r AS RANGE (SUBTYPE = int);
CREATE FOREIGN TABLE ft (a int) SERVER change_server;
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE SEQUENCE s;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
CREATE TYPE e AS ENUM ('a');
CREATE TYPE c AS (a int);
CREATE DOMAIN d AS int;
CREATE TYPE r AS RANGE (SUBTYPE = int);
CREATE FOREIGN TABLE ft (a int) SERVER change_server;
GRANT SELECT, INSERT ON t TO change_reader;
GRANT SELECT ON v, m, ft TO change_reader;
GRANT USAGE, SELECT ON SEQUENCE s TO change_writer;
GRANT EXECUTE ON FUNCTION f, total TO change_reader;
GRANT EXECUTE ON PROCEDURE p TO change_reader WITH GRANT OPTION;
GRANT USAGE ON TYPE e, c, d, r TO change_reader;
-- case: the grant option
CREATE TABLE t (a int);
GRANT SELECT, UPDATE ON t TO change_reader;
GRANT INSERT ON t TO change_reader WITH GRANT OPTION;
-- becomes:
CREATE TABLE t (a int);
GRANT SELECT ON t TO change_reader WITH GRANT OPTION;
GRANT INSERT, UPDATE ON t TO change_reader;
-- case: one role instead of another
CREATE TABLE t (a int);
GRANT SELECT, UPDATE ON t TO change_reader;
-- becomes:
CREATE TABLE t (a int);
GRANT SELECT, UPDATE ON t TO change_writer;
-- case: PUBLIC gets and loses rights
CREATE TABLE t (a int);
CREATE TABLE u (a int);
GRANT SELECT ON t TO PUBLIC;
-- becomes:
CREATE TABLE t (a int);
CREATE TABLE u (a int);
GRANT SELECT ON u TO PUBLIC;
-- case: what PUBLIC and the owner have by default is revoked
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS int;
-- becomes:
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS int;
REVOKE ALL ON FUNCTION f FROM PUBLIC;
REVOKE ALL ON TYPE e, d FROM PUBLIC;
ALTER TABLE t OWNER TO change_owner;
REVOKE DELETE, TRUNCATE ON t FROM change_owner;
-- case: rights to columns
CREATE TABLE t (a int, b int, c int);
GRANT SELECT (a, b), UPDATE (a) ON t TO change_reader;
-- becomes:
CREATE TABLE t (a int, b int, c int);
GRANT SELECT (b, c), INSERT (a) ON t TO change_reader;
GRANT UPDATE (c) ON t TO change_writer WITH GRANT OPTION;
-- case: rights to a column become rights to the table
CREATE TABLE t (a int, b int);
GRANT SELECT (a) ON t TO change_reader;
-- becomes:
CREATE TABLE t (a int, b int);
GRANT SELECT ON t TO change_reader;
-- case: rights to a column that comes, goes and changes its type
CREATE TABLE t (a int, b int, c int);
GRANT SELECT (a), UPDATE (b) ON t TO change_reader;
INSERT INTO t VALUES (1, 2, 3);
-- becomes:
CREATE TABLE t (a bigint, c int, d int);
GRANT SELECT (a), UPDATE (d) ON t TO change_reader;
-- case: the owner changes with rights
CREATE TABLE t (a serial);
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT SELECT ON t, v TO change_reader;
GRANT EXECUTE ON FUNCTION f TO change_reader;
-- becomes:
CREATE TABLE t (a serial);
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT SELECT ON t, v TO change_reader;
GRANT EXECUTE ON FUNCTION f TO change_reader;
ALTER TABLE t OWNER TO change_owner;
ALTER VIEW v OWNER TO change_owner;
ALTER FUNCTION f OWNER TO change_owner;
-- case: the owner changes and the rights too
CREATE TABLE t (a int);
GRANT SELECT ON t TO change_reader, change_owner;
-- becomes:
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO change_owner;
GRANT UPDATE ON t TO change_reader WITH GRANT OPTION;
-- case: rights survive what is made again
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT SELECT ON v, w TO change_reader;
GRANT SELECT (a) ON v TO change_writer;
REVOKE ALL ON FUNCTION f FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f TO change_reader;
ALTER VIEW w OWNER TO change_owner;
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE TABLE t (a bigint, b int);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE FUNCTION f(x int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
GRANT SELECT ON v, w TO change_reader;
GRANT SELECT (a) ON v TO change_writer;
REVOKE ALL ON FUNCTION f FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f TO change_reader;
ALTER VIEW w OWNER TO change_owner;
-- case: default privileges come, change and go
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO change_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT USAGE ON SEQUENCES TO change_reader;
-- becomes:
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT INSERT ON TABLES TO change_reader WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT EXECUTE ON FUNCTIONS TO change_writer;
-- case: default privileges come with new objects
CREATE TABLE t (a int);
-- becomes:
CREATE TABLE t (a int);
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO change_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT USAGE ON SEQUENCES TO change_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT EXECUTE ON FUNCTIONS TO change_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT USAGE ON TYPES TO change_reader;
CREATE TABLE u (a serial);
CREATE VIEW v AS SELECT a FROM u;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE e AS ENUM ('a');
-- case: new objects do without the default privileges
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO change_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT EXECUTE ON FUNCTIONS TO change_reader;
CREATE TABLE t (a int);
-- becomes:
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO change_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT EXECUTE ON FUNCTIONS TO change_reader;
CREATE TABLE t (a int);
CREATE TABLE u (a int);
REVOKE ALL ON u FROM change_reader;
CREATE VIEW v AS SELECT a FROM u;
REVOKE ALL ON v FROM change_reader;
GRANT UPDATE ON v TO change_writer;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON FUNCTION f FROM change_reader, PUBLIC;
-- case: what is made again does without the default privileges
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO change_reader;
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
REVOKE ALL ON t, v FROM change_reader;
INSERT INTO t VALUES (1);
-- becomes:
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO change_reader;
CREATE TABLE t (a bigint);
CREATE VIEW v AS SELECT a FROM t;
REVOKE ALL ON t, v FROM change_reader;
-- case: default privileges of another role
CREATE TABLE t (a int);
-- becomes:
CREATE TABLE t (a int);
ALTER DEFAULT PRIVILEGES FOR ROLE change_owner IN SCHEMA :schema GRANT SELECT, UPDATE ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE change_owner IN SCHEMA :schema GRANT USAGE ON TYPES TO "Round Trip Quoted";
-- case: an owner is granted the right to pass on what it has
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO change_owner;
-- from:
-- becomes:
GRANT SELECT, INSERT ON t TO change_owner WITH GRANT OPTION;
