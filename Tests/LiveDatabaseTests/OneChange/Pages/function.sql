-- case: a body changes
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 2';
-- case: a body with quotes, dollars and backslashes
-- from:
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $a$ SELECT 'x' $a$;
-- becomes:
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $a$ SELECT $$it's \n $function$ "q" $$ || E'\\' $a$;
-- case: volatility
-- from:
CREATE FUNCTION f(a int) RETURNS int VOLATILE LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT a + 1';
-- case: strictness
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int STRICT LANGUAGE sql AS 'SELECT a + 1';
-- case: security
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT a + 1';
-- case: leakproof
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int LEAKPROOF LANGUAGE sql AS 'SELECT a + 1';
-- case: parallel safety
-- from:
CREATE FUNCTION f(a int) RETURNS int PARALLEL RESTRICTED LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int PARALLEL SAFE LANGUAGE sql AS 'SELECT a + 1';
-- case: cost and rows
-- from:
CREATE FUNCTION f(a int) RETURNS SETOF int COST 10 ROWS 20 LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS SETOF int COST 0.5 LANGUAGE sql AS 'SELECT a + 1';
-- case: settings
-- from:
CREATE FUNCTION f(a int) RETURNS int SET search_path = public, pg_temp SET work_mem = '8MB' LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int SET search_path = '' SET "DateStyle" = 'ISO, DMY' LANGUAGE sql AS 'SELECT a + 1';
-- case: a support function
-- from:
CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS SETOF int SUPPORT generate_series_int4_support LANGUAGE sql AS 'SELECT a + 1';
-- case: the language changes
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN a + 1; END';
-- case: text becomes an SQL-standard body
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t';
-- becomes:
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;
-- case: a function of C becomes one of SQL
-- from:
CREATE FUNCTION f(float8, float8) RETURNS float8 LANGUAGE internal IMMUTABLE AS 'dpow';
-- becomes:
CREATE FUNCTION f(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $1 ^ $2';
-- case: a default is added
-- from:
CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b';
-- becomes:
CREATE FUNCTION f(a int, b int DEFAULT 5) RETURNS int LANGUAGE sql AS 'SELECT a + b';
-- case: a default changes
-- from:
CREATE FUNCTION f(a int, b text DEFAULT ' DEFAULT 1, 2') RETURNS int LANGUAGE sql AS 'SELECT a';
-- becomes:
CREATE FUNCTION f(a int, b text DEFAULT 'x, y DEFAULT') RETURNS int LANGUAGE sql AS 'SELECT a';
-- case: a default moves
-- from:
CREATE FUNCTION f(a int, b int DEFAULT 2, c int DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT a';
-- becomes:
CREATE FUNCTION f(a int, b int, c int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT a';
-- case: a default goes from a function that others use
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f(a int, b int DEFAULT 5) RETURNS int LANGUAGE sql AS 'SELECT a + b';
CREATE VIEW v AS SELECT f(a, 1) AS x FROM t;
GRANT SELECT ON v TO change_reader;
-- becomes:
CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b';
CREATE VIEW v AS SELECT f(a, 1) AS x FROM t;
GRANT SELECT ON v TO change_reader;
-- case: a parameter is renamed
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT $1';
COMMENT ON FUNCTION f IS 'a function';
GRANT EXECUTE ON FUNCTION f TO change_reader;
-- becomes:
CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT $1';
COMMENT ON FUNCTION f IS 'a function';
GRANT EXECUTE ON FUNCTION f TO change_reader;
-- case: a parameter gets a name
-- from:
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
-- becomes:
CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT $1';
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
-- case: a parameter of a function that everything uses is renamed
-- from:
CREATE FUNCTION f(a int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a int DEFAULT f(1), b int CHECK (f(b) > 0), c int GENERATED ALWAYS AS (f(1)) STORED);
INSERT INTO t VALUES (1, 1);
CREATE INDEX i ON t (f(a));
CREATE VIEW v AS SELECT f(a) AS x FROM t;
CREATE DOMAIN d AS int CHECK (f(VALUE) > 0);
CREATE POLICY p ON t USING (f(a) > 0);
-- becomes:
CREATE FUNCTION f(other int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a int DEFAULT f(1), b int CHECK (f(b) > 0), c int GENERATED ALWAYS AS (f(1)) STORED);
INSERT INTO t VALUES (1, 1);
CREATE INDEX i ON t (f(a));
CREATE VIEW v AS SELECT f(a) AS x FROM t;
CREATE DOMAIN d AS int CHECK (f(VALUE) > 0);
CREATE POLICY p ON t USING (f(a) > 0);
-- case: an output parameter is added
-- from:
CREATE FUNCTION f(a int, OUT b int) LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE FUNCTION f(a int, OUT b int, OUT c text) LANGUAGE sql AS $$SELECT 1, 'x'::text$$;
-- case: columns of a returned table
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT x.a FROM f() AS x;
-- becomes:
CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql AS $$SELECT 1, 'x'::text$$;
CREATE VIEW v AS SELECT x.a FROM f() AS x;
-- case: a parameter becomes VARIADIC
-- from:
CREATE FUNCTION f(a int[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE FUNCTION f(VARIADIC a int[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- case: the result becomes a set
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';
-- case: the result's type changes
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f IS 'a function';
ALTER FUNCTION f OWNER TO change_owner;
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f TO change_reader WITH GRANT OPTION;
-- becomes:
CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql AS $$SELECT 'x'$$;
COMMENT ON FUNCTION f IS 'a function';
ALTER FUNCTION f OWNER TO change_owner;
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f TO change_reader WITH GRANT OPTION;
-- case: another overload comes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- from:
CREATE VIEW v AS SELECT f(a) AS x FROM t;
-- becomes:
CREATE FUNCTION f(a bigint) RETURNS int LANGUAGE sql AS 'SELECT 2';
CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 3';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
-- case: one overload changes, with comments and rights of each
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f(int) IS 'one';
GRANT EXECUTE ON FUNCTION f(int) TO change_reader;
-- from:
CREATE FUNCTION f(a bigint) RETURNS int LANGUAGE sql AS 'SELECT 2';
COMMENT ON FUNCTION f(bigint) IS 'two';
-- becomes:
CREATE FUNCTION f(a bigint) RETURNS text LANGUAGE sql AS $$SELECT 'x'$$;
COMMENT ON FUNCTION f(bigint) IS 'two';
-- case: a parameter's type changes under a view
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
-- becomes:
CREATE FUNCTION f(a bigint) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(a) AS x FROM t;
-- case: a parameter's type changes under a default, a check and an index
-- from:
CREATE FUNCTION f(a int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int DEFAULT f(1), b int CHECK (f(b) > 0));
INSERT INTO t VALUES (1, 1);
CREATE INDEX i ON t (f(a));
-- becomes:
CREATE FUNCTION f(a bigint) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int DEFAULT f(1), b int CHECK (f(b) > 0));
INSERT INTO t VALUES (1, 1);
CREATE INDEX i ON t (f(a));
-- case: a function becomes a procedure
-- from:
CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE PROCEDURE f(a int) LANGUAGE sql AS 'SELECT 1';
-- case: a function becomes an aggregate
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE AGGREGATE f(int) (SFUNC = int4pl, STYPE = int);
-- case: a comment changes
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- from:
COMMENT ON FUNCTION f IS 'old';
-- becomes:
COMMENT ON FUNCTION f IS 'new';
-- case: rights change
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- from:
GRANT EXECUTE ON FUNCTION f TO change_reader;
-- becomes:
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f TO change_writer;
-- case: a standard body depends on a table that comes
-- from:
-- becomes:
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;
CREATE VIEW v AS SELECT f() AS n;
-- case: a standard body depends on a column whose type changes
-- from:
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE FUNCTION f(x int) RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT b FROM t WHERE a = x; END;
COMMENT ON FUNCTION f IS 'a function';
-- becomes:
CREATE TABLE t (a bigint, b int);
INSERT INTO t VALUES (1, 2);
CREATE FUNCTION f(x int) RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT b FROM t WHERE a = x; END;
COMMENT ON FUNCTION f IS 'a function';
-- case: a standard body stops using a column that goes
-- from:
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT b FROM t; END;
-- becomes:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END;
-- case: standard bodies on one another, the lowest is made again
-- from:
CREATE FUNCTION c_low() RETURNS int LANGUAGE sql RETURN 1;
CREATE FUNCTION b_mid() RETURNS int LANGUAGE sql RETURN c_low() + 1;
CREATE FUNCTION a_top() RETURNS int LANGUAGE sql RETURN b_mid() + 1;
-- becomes:
CREATE FUNCTION c_low() RETURNS bigint LANGUAGE sql RETURN 1;
CREATE FUNCTION b_mid() RETURNS int LANGUAGE sql RETURN c_low() + 1;
CREATE FUNCTION a_top() RETURNS int LANGUAGE sql RETURN b_mid() + 1;
-- case: a default uses a function whose body changes
-- from:
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int DEFAULT f());
INSERT INTO t VALUES (1);
-- becomes:
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';
CREATE TABLE t (a int DEFAULT f());
INSERT INTO t VALUES (1);
-- case: a default uses a function that is made again
-- from:
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int, b int DEFAULT f());
INSERT INTO t VALUES (1);
-- becomes:
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 2';
CREATE TABLE t (a int, b int DEFAULT f());
INSERT INTO t VALUES (1);
-- case: a default goes over to another function
-- from:
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int, b int DEFAULT f());
INSERT INTO t VALUES (1);
-- becomes:
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 2';
CREATE TABLE t (a int, b int DEFAULT g());
INSERT INTO t VALUES (1);
-- case: a check uses a function that is made again
-- from:
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a int CHECK (f(a) > 0));
INSERT INTO t VALUES (1);
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1::bigint';
CREATE TABLE t (a int CHECK (f(a) > 0));
INSERT INTO t VALUES (1);
-- case: a generated column uses a function that is made again
-- from:
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (f(a)) STORED);
INSERT INTO t VALUES (1);
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT b FROM t;
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1::bigint';
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (f(a)) STORED);
INSERT INTO t VALUES (1);
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT b FROM t;
-- case: a trigger uses a function that is made again
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
-- becomes:
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
-- case: a trigger's condition uses a function that is made again
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- from:
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW WHEN (f(new.a) > 0) EXECUTE FUNCTION g();
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint LANGUAGE sql AS 'SELECT $1::bigint';
CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW WHEN (f(new.a) > 0) EXECUTE FUNCTION g();
-- case: a policy uses a function that is made again
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE POLICY p ON t USING (f(a) > 0);
COMMENT ON POLICY p ON t IS 'a policy';
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint LANGUAGE sql AS 'SELECT $1::bigint';
CREATE POLICY p ON t USING (f(a) > 0);
COMMENT ON POLICY p ON t IS 'a policy';
-- case: a domain uses a function that is made again
-- from:
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE DOMAIN d AS int DEFAULT f(1) CHECK (f(VALUE) > 0);
CREATE TABLE t (a d);
INSERT INTO t VALUES (1);
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1::bigint';
CREATE DOMAIN d AS int DEFAULT f(1) CHECK (f(VALUE) > 0);
CREATE TABLE t (a d);
INSERT INTO t VALUES (1);
-- case: a rule uses a function that is made again
CREATE TABLE t (a int);
CREATE TABLE log (a bigint);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (f(new.a));
-- becomes:
CREATE FUNCTION f(int) RETURNS bigint LANGUAGE sql AS 'SELECT $1::bigint';
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (f(new.a));
-- case: a partition key, an exclusion constraint and statistics use a function that comes
-- from:
-- becomes:
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a int, b int) PARTITION BY RANGE (f(a));
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE TABLE u (a int, EXCLUDE USING btree (f(a) WITH =));
CREATE STATISTICS s ON (f(a)), b FROM t;
-- case: a function of a table's rows, and a table that uses the function
-- from:
CREATE TABLE other (a int);
INSERT INTO other VALUES (1);
-- becomes:
CREATE TABLE other (a int);
INSERT INTO other VALUES (1);
CREATE TABLE t (a int, b int);
CREATE FUNCTION f(x t) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT x.a';
CREATE FUNCTION g() RETURNS int STABLE LANGUAGE sql AS 'SELECT max(a) FROM t';
ALTER TABLE t ALTER b SET DEFAULT g(), ADD CHECK (f(t) > 0);
-- case: a row type gets a column under a function
-- from:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE FUNCTION f(x t) RETURNS int LANGUAGE sql AS 'SELECT x.a';
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
-- becomes:
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE FUNCTION f(x t) RETURNS int LANGUAGE sql AS 'SELECT x.a';
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
-- case: a row type's column changes its type under functions
-- from:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE FUNCTION f(x t) RETURNS int LANGUAGE sql AS 'SELECT x.a::int';
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql BEGIN ATOMIC SELECT * FROM t; END;
CREATE VIEW v AS SELECT f(t) AS x FROM t;
-- becomes:
CREATE TABLE t (a bigint);
INSERT INTO t VALUES (1);
CREATE FUNCTION f(x t) RETURNS int LANGUAGE sql AS 'SELECT x.a::int';
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql BEGIN ATOMIC SELECT * FROM t; END;
CREATE VIEW v AS SELECT f(t) AS x FROM t;
-- case: a function of a view's rows, and the view is made again
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f(x v) RETURNS int LANGUAGE sql AS 'SELECT x.a';
COMMENT ON FUNCTION f IS 'a function';
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
CREATE FUNCTION f(x v) RETURNS int LANGUAGE sql AS 'SELECT x.a';
COMMENT ON FUNCTION f IS 'a function';
-- case: functions of text that call each other
-- from:
CREATE TABLE other (a int);
INSERT INTO other VALUES (1);
-- becomes:
CREATE TABLE other (a int);
INSERT INTO other VALUES (1);
CREATE FUNCTION a_one(x int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN b_two(x); END';
CREATE FUNCTION b_two(x int) RETURNS int LANGUAGE sql AS 'SELECT CASE WHEN x > 0 THEN a_one(x - 1) ELSE 0 END';
-- case: a type of a parameter is an enum that loses a label
-- from:
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (x e DEFAULT 'a');
INSERT INTO t VALUES ('a');
CREATE FUNCTION f(x e) RETURNS e LANGUAGE sql AS 'SELECT x';
-- becomes:
CREATE TYPE e AS ENUM ('a', 'c');
CREATE TABLE t (x e DEFAULT 'a');
INSERT INTO t VALUES ('a');
CREATE FUNCTION f(x e) RETURNS e LANGUAGE sql AS 'SELECT x';
-- case: a parameter's default is a sequence's value
-- from:
CREATE FUNCTION f(a bigint) RETURNS bigint LANGUAGE sql AS 'SELECT a';
-- becomes:
CREATE SEQUENCE s;
CREATE FUNCTION f(a bigint DEFAULT nextval('s')) RETURNS bigint LANGUAGE sql AS 'SELECT a';
-- case: a function's name and parameters need quotes
-- from:
CREATE FUNCTION "F f"("A a" int, "default" text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION "F f" IS 'old';
-- becomes:
CREATE FUNCTION "F f"("A a" int, "default" text) RETURNS bigint LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION "F f" IS 'new';
GRANT EXECUTE ON FUNCTION "F f" TO change_reader;
