-- case: volatility, strictness, security, parallel, cost, rows
CREATE FUNCTION a() RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 7 AS 'SELECT 1';
CREATE FUNCTION b() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER LEAKPROOF PARALLEL RESTRICTED ROWS 33 AS 'SELECT 1';
CREATE FUNCTION c() RETURNS int LANGUAGE sql VOLATILE CALLED ON NULL INPUT SECURITY INVOKER PARALLEL UNSAFE COST 100 AS 'SELECT 1';
-- case: settings
CREATE FUNCTION a() RETURNS int LANGUAGE sql SET "DateStyle" = 'ISO, DMY' SET search_path = pg_catalog, pg_temp SET work_mem = '8MB' AS 'SELECT 1';
CREATE FUNCTION b() RETURNS int LANGUAGE sql SET timezone TO 'Europe/Berlin' SET search_path = '' AS 'SELECT 1';
-- case: parameter modes, names and defaults
CREATE FUNCTION a(x int, INOUT y text DEFAULT 'it''s', OUT z int[], VARIADIC w numeric[] DEFAULT '{}') LANGUAGE plpgsql AS $$ BEGIN z := '{}'; END $$;
CREATE FUNCTION b(int, text DEFAULT NULL, timestamptz DEFAULT now()) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION "C d"("X" int, "select" text) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- case: overloads
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2'; CREATE FUNCTION f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 3'; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 4';
-- case: returns table
CREATE FUNCTION f(n int) RETURNS TABLE (a int, "B" text, c timestamptz) LANGUAGE sql AS $x$ SELECT 1, '$$', now() $x$;
-- case: returns record, setof record, void, trigger, polymorphic
CREATE FUNCTION a(OUT x int, OUT y int) LANGUAGE sql AS 'SELECT 1, 2'; CREATE FUNCTION b() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2'; CREATE FUNCTION c() RETURNS void LANGUAGE sql AS ''; CREATE FUNCTION d(anyelement, anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1'; CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
-- case: SQL-standard bodies
CREATE TABLE t (a int);
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql RETURN x + 1;
CREATE FUNCTION b(x int) RETURNS SETOF t LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (x); SELECT * FROM t WHERE t.a = x; END;
-- case: a SQL-standard body that calls a later function
CREATE FUNCTION z() RETURNS int LANGUAGE sql RETURN 1; CREATE FUNCTION a() RETURNS int LANGUAGE sql RETURN z() + 1;
-- case: bodies with dollar quotes, backslashes and line ends
CREATE FUNCTION a() RETURNS text LANGUAGE sql AS $a$ SELECT '$$ $function$ \n it''s' $a$;
CREATE FUNCTION b() RETURNS text LANGUAGE plpgsql AS $a$
DECLARE
  x text := $q$ text $q$;
BEGIN
  -- a comment
  RETURN x || E'\n';
END
$a$;
-- case: a body that refers to what comes later
SET check_function_bodies = off;
CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT count(*)::int FROM zzz'; CREATE TABLE zzz (a int);
-- case: a body that refers to nothing that exists
SET check_function_bodies = off;
CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT x FROM nowhere';
-- case: signatures with types of the schema
CREATE TYPE state AS ENUM ('a'); CREATE TABLE t (a int); CREATE DOMAIN d AS int;
CREATE FUNCTION f(s state, r t, ds d[], OUT o state) LANGUAGE sql AS $$SELECT 'a'::text::state$$; CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION h(a state DEFAULT 'a') RETURNS TABLE (b state) LANGUAGE sql AS 'SELECT a';
-- case: a default that calls another function
CREATE FUNCTION z() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION a(x int DEFAULT z()) RETURNS int LANGUAGE sql AS 'SELECT x';
-- case: window functions
CREATE FUNCTION w(int) RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
-- case: support functions
CREATE FUNCTION f(anyarray) RETURNS SETOF anyelement LANGUAGE internal IMMUTABLE STRICT SUPPORT array_unnest_support AS 'array_unnest';
-- case: internal functions under another name
CREATE FUNCTION plus(int, int) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'int4pl';
-- case: comments and owners
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f(int) IS 'one'; ALTER FUNCTION f(int) OWNER TO round_trip_owner;
-- case: temporary path with quotes
CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = "$user", "Odd Schema", public AS 'SELECT 1';

-- case: several settings in the order in which they were made
CREATE FUNCTION f() RETURNS int LANGUAGE sql SET work_mem = '4MB' SET search_path = pg_catalog SET datestyle = 'ISO, DMY'
  SET extra_float_digits = 2 AS 'SELECT 1';
