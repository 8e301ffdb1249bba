-- case: a view comes
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
-- becomes:
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 0;
-- case: the query changes and the columns stay
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 0;
-- becomes:
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 1 ORDER BY b;
-- case: a column is added at the end
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
-- from:
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE VIEW v AS SELECT a, b FROM t;
-- case: a column is added in the middle
CREATE TABLE t (a int, b text, c date);
INSERT INTO t VALUES (1, 'x', '2020-01-01');
-- from:
CREATE VIEW v AS SELECT a, c FROM t;
-- becomes:
CREATE VIEW v AS SELECT a, b, c FROM t;
-- case: columns change places
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a, b FROM t;
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
-- case: a column of the view is renamed
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a AS x FROM t;
-- becomes:
CREATE VIEW v AS SELECT a AS y FROM t;
-- case: a column of the view gets another type
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE VIEW v AS SELECT a::text AS a FROM t;
-- case: a column of the view gets another length
CREATE TABLE t (a text);
INSERT INTO t VALUES ('x');
-- from:
CREATE VIEW v AS SELECT a::varchar(10) AS a FROM t;
-- becomes:
CREATE VIEW v AS SELECT a::varchar(20) AS a FROM t;
-- case: a column of the view gets another collation
CREATE TABLE t (a text);
INSERT INTO t VALUES ('x');
-- from:
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE VIEW v AS SELECT a COLLATE "C" AS a FROM t;
-- case: another table behind the view
CREATE TABLE t (a int);
CREATE TABLE u (a int);
INSERT INTO t VALUES (1);
INSERT INTO u VALUES (2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE VIEW v AS SELECT a FROM u;
-- case: views three deep, the lowest gets a column in the middle
CREATE TABLE t (a int, b int, c int);
INSERT INTO t VALUES (1, 2, 3);
-- from:
CREATE VIEW z_low AS SELECT a, c FROM t;
CREATE VIEW m_mid AS SELECT a, c FROM z_low;
CREATE VIEW a_top AS SELECT a, c FROM m_mid;
-- becomes:
CREATE VIEW z_low AS SELECT a, b, c FROM t;
CREATE VIEW m_mid AS SELECT a, c FROM z_low;
CREATE VIEW a_top AS SELECT a, c FROM m_mid;
-- case: views three deep, all of them change
CREATE TABLE t (a int, b int, c int);
INSERT INTO t VALUES (1, 2, 3);
-- from:
CREATE VIEW a_low AS SELECT a, c FROM t;
CREATE VIEW z_mid AS SELECT * FROM a_low;
CREATE VIEW m_top AS SELECT * FROM z_mid;
-- becomes:
CREATE VIEW a_low AS SELECT a, b, c FROM t;
CREATE VIEW z_mid AS SELECT * FROM a_low;
CREATE VIEW m_top AS SELECT * FROM z_mid;
-- case: views three deep, each gets a column at the end
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW a_low AS SELECT a FROM t;
CREATE VIEW z_mid AS SELECT * FROM a_low;
CREATE VIEW m_top AS SELECT * FROM z_mid;
-- becomes:
CREATE VIEW a_low AS SELECT a, b FROM t;
CREATE VIEW z_mid AS SELECT * FROM a_low;
CREATE VIEW m_top AS SELECT * FROM z_mid;
-- case: the order of two views turns round
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
-- becomes:
CREATE VIEW w AS SELECT a FROM t;
CREATE VIEW v AS SELECT a FROM w;
-- case: a view stops using another that goes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
-- becomes:
CREATE VIEW w AS SELECT a FROM t;
-- case: a column under views changes its type
-- from:
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a + 1 AS c FROM v;
CREATE VIEW x AS SELECT b FROM t;
-- becomes:
CREATE TABLE t (a bigint, b text);
INSERT INTO t VALUES (1, 'x');
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a + 1 AS c FROM v;
CREATE VIEW x AS SELECT b FROM t;
-- case: a column that a view filters by changes its type
-- from:
CREATE TABLE t (a int, b varchar(10));
INSERT INTO t VALUES (1, 'x');
CREATE VIEW v AS SELECT a FROM t WHERE b = 'x';
-- becomes:
CREATE TABLE t (a int, b varchar(20));
INSERT INTO t VALUES (1, 'x');
CREATE VIEW v AS SELECT a FROM t WHERE b = 'x';
-- case: a column leaves the table and the view
-- from:
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, b FROM t;
-- becomes:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE VIEW v AS SELECT a FROM t;
-- case: a column leaves the table and stays in the view as an expression
-- from:
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, b FROM t;
-- becomes:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE VIEW v AS SELECT a, a * 2 AS b FROM t;
-- case: a column under a view is made under another name
-- from:
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, b FROM t;
-- becomes:
CREATE TABLE t (a int, c int);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, c AS b FROM t;
-- case: the whole row of a table that gets a column
-- from:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE VIEW v AS SELECT t AS whole FROM t;
-- becomes:
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT t AS whole FROM t;
-- case: security barrier
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE VIEW v WITH (security_barrier = true) AS SELECT a FROM t;
-- case: security invoker
-- since: 15
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v WITH (security_barrier = true) AS SELECT a FROM t;
-- becomes:
CREATE VIEW v WITH (security_invoker = true) AS SELECT a FROM t;
-- case: the check option comes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t WHERE a > 0;
-- becomes:
CREATE VIEW v AS SELECT a FROM t WHERE a > 0 WITH CASCADED CHECK OPTION;
-- case: the check option becomes local
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t WHERE a > 0 WITH CASCADED CHECK OPTION;
-- becomes:
CREATE VIEW v AS SELECT a FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
-- case: options and query change together
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v WITH (security_barrier = true) AS SELECT a FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
-- becomes:
CREATE VIEW v AS SELECT a FROM t WHERE a > 1;
-- case: a view with a check option can no longer be written to
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
-- becomes:
CREATE VIEW v AS SELECT DISTINCT a FROM t;
-- case: a column's default comes
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 1);
-- from:
CREATE VIEW v AS SELECT a, b FROM t;
-- becomes:
CREATE VIEW v AS SELECT a, b FROM t;
ALTER VIEW v ALTER b SET DEFAULT 5;
-- case: a column's default changes
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 1);
CREATE VIEW v AS SELECT a, b FROM t;
-- from:
ALTER VIEW v ALTER b SET DEFAULT 5;
-- becomes:
ALTER VIEW v ALTER b SET DEFAULT 6;
-- case: a default comes back after the view is made again
CREATE TABLE t (a int, b int, c int);
INSERT INTO t VALUES (1, 1, 1);
-- from:
CREATE VIEW v AS SELECT a, b FROM t;
ALTER VIEW v ALTER b SET DEFAULT 5;
-- becomes:
CREATE VIEW v AS SELECT a, c, b FROM t;
ALTER VIEW v ALTER b SET DEFAULT 5;
-- case: a new column of the view has a default
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE VIEW v AS SELECT a, b FROM t;
ALTER VIEW v ALTER b SET DEFAULT 5;
-- case: a view's default uses a function that is made again
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT a FROM t;
ALTER VIEW v ALTER a SET DEFAULT f();
-- becomes:
CREATE FUNCTION f() RETURNS smallint LANGUAGE sql AS 'SELECT 1::smallint';
CREATE VIEW v AS SELECT a FROM t;
ALTER VIEW v ALTER a SET DEFAULT f();
-- case: a view's default uses a sequence that comes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE VIEW v AS SELECT a FROM t;
-- from:
-- becomes:
CREATE SEQUENCE s;
ALTER VIEW v ALTER a SET DEFAULT nextval('s');
-- case: a view's comment changes
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
INSERT INTO t VALUES (1);
-- from:
COMMENT ON VIEW v IS 'old';
-- becomes:
COMMENT ON VIEW v IS 'new';
-- case: a comment on a view's column comes
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
INSERT INTO t VALUES (1);
-- from:
-- becomes:
COMMENT ON COLUMN v.a IS 'it''s new';
-- case: comments come back after the view is made again
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
COMMENT ON VIEW v IS 'a view';
COMMENT ON COLUMN v.a IS 'a column';
COMMENT ON VIEW w IS 'another view';
COMMENT ON COLUMN w.a IS 'another column';
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
CREATE VIEW w AS SELECT a FROM v;
COMMENT ON VIEW v IS 'a view';
COMMENT ON COLUMN v.a IS 'a column';
COMMENT ON VIEW w IS 'another view';
COMMENT ON COLUMN w.a IS 'another column';
-- case: a view's owner changes
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
INSERT INTO t VALUES (1);
-- from:
-- becomes:
ALTER VIEW v OWNER TO change_owner;
-- case: an owner and rights come back after the view is made again
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
ALTER VIEW v OWNER TO change_owner;
GRANT SELECT ON v TO change_reader;
GRANT UPDATE (a) ON v TO change_writer;
CREATE VIEW w AS SELECT a FROM v;
GRANT SELECT ON w TO change_reader WITH GRANT OPTION;
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
ALTER VIEW v OWNER TO change_owner;
GRANT SELECT ON v TO change_reader;
GRANT UPDATE (a) ON v TO change_writer;
CREATE VIEW w AS SELECT a FROM v;
GRANT SELECT ON w TO change_reader WITH GRANT OPTION;
-- case: an owner whose own rights are taken away, and the view is made again
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
REVOKE INSERT, DELETE ON v FROM CURRENT_USER;
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
REVOKE INSERT, DELETE ON v FROM CURRENT_USER;
-- case: rights change while the view is replaced
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
GRANT SELECT ON v TO change_reader;
-- becomes:
CREATE VIEW v AS SELECT a, b FROM t;
GRANT SELECT, INSERT ON v TO change_writer;
GRANT SELECT (b) ON v TO change_reader;
-- case: a view becomes a materialized view
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON VIEW v IS 'a view';
GRANT SELECT ON v TO change_reader;
-- becomes:
CREATE MATERIALIZED VIEW v AS SELECT a FROM t;
COMMENT ON MATERIALIZED VIEW v IS 'a view';
CREATE INDEX v_a ON v (a);
GRANT SELECT ON v TO change_reader;
-- case: a view under views becomes a materialized view
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE VIEW x AS SELECT a FROM w;
-- becomes:
CREATE MATERIALIZED VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE VIEW x AS SELECT a FROM w;
-- case: a view becomes a table
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE TABLE v (a int);
-- case: a view under a view becomes a table
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
-- becomes:
CREATE TABLE v (a int);
CREATE VIEW w AS SELECT a FROM v;
-- case: a view over a view that becomes a table's own
-- from:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE TABLE v (a int);
CREATE VIEW t AS SELECT a FROM v;
-- case: a rule comes back after the view is made again
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (new.a);
COMMENT ON RULE r ON v IS 'a rule';
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (new.a);
COMMENT ON RULE r ON v IS 'a rule';
-- case: an INSTEAD OF trigger comes back after the view is made again
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE TRIGGER r INSTEAD OF INSERT OR UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f();
COMMENT ON TRIGGER r ON v IS 'a trigger';
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
CREATE TRIGGER r INSTEAD OF INSERT OR UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f();
COMMENT ON TRIGGER r ON v IS 'a trigger';
-- case: an INSTEAD OF trigger stays while the view is replaced
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- from:
CREATE VIEW v AS SELECT a FROM t WHERE a > 0;
CREATE TRIGGER r INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
-- becomes:
CREATE VIEW v AS SELECT a FROM t WHERE a > 1;
CREATE TRIGGER r INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
-- case: a view groups by a key that goes and comes
-- from:
CREATE TABLE t (a int PRIMARY KEY, b int);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, b, count(*) AS n FROM t GROUP BY a;
-- becomes:
CREATE TABLE t (a int, b int PRIMARY KEY);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, b, count(*) AS n FROM t GROUP BY b;
-- case: a view groups by a key that is made again
-- from:
CREATE TABLE t (a int PRIMARY KEY, b int);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, b, count(*) AS n FROM t GROUP BY a;
-- becomes:
CREATE TABLE t (a int, b int, CONSTRAINT t_pkey PRIMARY KEY (a) INCLUDE (b));
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT a, b, count(*) AS n FROM t GROUP BY a;
-- case: a recursive view changes
CREATE TABLE t (a int, above int);
INSERT INTO t VALUES (1, NULL);
-- from:
CREATE RECURSIVE VIEW v (a) AS SELECT a FROM t WHERE above IS NULL UNION ALL SELECT t.a FROM t JOIN v ON t.above = v.a;
-- becomes:
CREATE RECURSIVE VIEW v (a, depth) AS SELECT a, 1 FROM t WHERE above IS NULL UNION ALL SELECT t.a, depth + 1 FROM t JOIN v ON t.above = v.a;
-- case: a view whose name and columns need quotes
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW "V v" AS SELECT a AS "A ""a" FROM t;
-- becomes:
CREATE VIEW "V v" AS SELECT b AS "select", a AS "A ""a" FROM t;
COMMENT ON COLUMN "V v"."A ""a" IS 'quoted';
ALTER VIEW "V v" ALTER "select" SET DEFAULT 1;
-- case: a table under a view is made again as a foreign table on another server
-- from:
CREATE FOREIGN TABLE t (a int) SERVER change_server;
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE FOREIGN TABLE t (a int) SERVER change_server_2;
CREATE VIEW v AS SELECT a FROM t;
-- case: a view and the table behind it go
CREATE TABLE other (a int);
INSERT INTO other VALUES (1);
-- from:
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT t.a FROM t JOIN other USING (a);
CREATE VIEW w AS SELECT a FROM v;
-- becomes:
-- case: a view with a column of an enum that loses a label
-- from:
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (a e, b int);
INSERT INTO t VALUES ('a', 1);
CREATE VIEW v AS SELECT a, b FROM t WHERE a = 'a';
-- becomes:
CREATE TYPE e AS ENUM ('a', 'c');
CREATE TABLE t (a e, b int);
INSERT INTO t VALUES ('a', 1);
CREATE VIEW v AS SELECT a, b FROM t WHERE a = 'a';
-- case: a view of values alone
-- from:
CREATE VIEW v AS SELECT 1 AS a, 'x'::text AS b;
-- becomes:
CREATE VIEW v AS VALUES (1, 'x'::text);
