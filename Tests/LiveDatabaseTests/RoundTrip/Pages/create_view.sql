-- case: a plain view
CREATE TABLE t (a int, b text); CREATE VIEW v AS SELECT a, b FROM t WHERE a > 1;
-- case: a view with column names
CREATE TABLE t (a int, b text); CREATE VIEW v ("X", y) AS SELECT a, upper(b) FROM t;
-- case: a view of SELECT star
CREATE TABLE t (a int, b text); CREATE VIEW v AS SELECT * FROM t; ALTER TABLE t ADD c int;
-- case: a recursive view
CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v WHERE n < 100;
-- case: check options
CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t WHERE a > 0 WITH CHECK OPTION; CREATE VIEW w AS SELECT a FROM v WHERE a < 9 WITH LOCAL CHECK OPTION;
-- case: security barrier
CREATE TABLE t (a int); CREATE VIEW v WITH (security_barrier) AS SELECT a FROM t; CREATE VIEW w WITH (security_barrier = false) AS SELECT a FROM t;
-- case: security invoker
-- since: 15
CREATE TABLE t (a int); CREATE VIEW v WITH (security_invoker = true, security_barrier = true) AS SELECT a FROM t;
-- case: views on views in the other order of names
CREATE VIEW z AS SELECT 1 AS a; CREATE VIEW y AS SELECT a FROM z; CREATE VIEW a AS SELECT a FROM y;
-- case: defaults and comments of view columns
CREATE TABLE t (a int, b text); CREATE VIEW v AS SELECT a, b FROM t; ALTER VIEW v ALTER b SET DEFAULT 'x'; COMMENT ON VIEW v IS 'view'; COMMENT ON COLUMN v.a IS 'column';
-- case: joins, subqueries, window functions and aggregates
CREATE TABLE t (a int, b int); CREATE TABLE u (a int, c text);
CREATE VIEW v AS SELECT t.a, u.c, row_number() OVER (PARTITION BY t.b ORDER BY t.a DESC) AS n, (SELECT max(x.b) FROM t x WHERE x.a = t.a) AS top FROM t LEFT JOIN u USING (a) WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.b);
CREATE VIEW w AS SELECT b, count(*) FILTER (WHERE a > 1) AS n, array_agg(DISTINCT a ORDER BY a) AS list FROM t GROUP BY GROUPING SETS ((b), ()) HAVING count(*) > 2;
-- case: common table expressions and set operations
CREATE TABLE t (a int); CREATE VIEW v AS WITH x AS MATERIALIZED (SELECT a FROM t) SELECT a FROM x UNION ALL (SELECT 2 EXCEPT SELECT 3) ORDER BY 1 LIMIT 5 OFFSET 1;
-- case: a view that groups by the primary key
CREATE TABLE t (id int PRIMARY KEY, a text); CREATE VIEW v AS SELECT id, a, count(*) FROM t GROUP BY id;
-- case: a view with a cast of the schema's enum and an array
CREATE TYPE state AS ENUM ('on', 'off'); CREATE TABLE t (s state); CREATE VIEW v AS SELECT s = ANY (ARRAY['on'::state, 'off'::state]) AS k, 'on'::state AS d FROM t;
-- case: a view that calls a function of the schema
CREATE FUNCTION zz(int) RETURNS int LANGUAGE sql AS 'SELECT $1'; CREATE TABLE t (a int); CREATE VIEW v AS SELECT zz(a) AS a FROM t; CREATE FUNCTION rows() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v'; CREATE VIEW w AS SELECT * FROM rows();
-- case: views that need each other through a function
CREATE VIEW v AS SELECT 1 AS x; CREATE FUNCTION f() RETURNS SETOF v BEGIN ATOMIC SELECT * FROM v; END; CREATE OR REPLACE VIEW v AS SELECT x FROM f();
-- case: an INSTEAD OF trigger
CREATE TABLE t (a int); CREATE VIEW v AS SELECT a + 1 AS b FROM t; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER ins INSTEAD OF INSERT OR UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f(); COMMENT ON TRIGGER ins ON v IS 'instead';
-- case: tablesample, lateral and values
CREATE TABLE t (a int); CREATE VIEW v AS SELECT t.a, s.n FROM t TABLESAMPLE system (10) REPEATABLE (1), LATERAL (SELECT t.a * 2 AS n) s; CREATE VIEW w AS VALUES (1, 'a'), (2, 'b');
-- case: quoted names in a view
CREATE TABLE "T t" ("A a" int); CREATE VIEW "V v" AS SELECT "A a" AS "B ""b""" FROM "T t" AS "x y";
-- case: a view with a rule
CREATE TABLE t (a int); CREATE VIEW v AS SELECT a + 1 AS b FROM t; CREATE RULE ins AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.b - 1);
