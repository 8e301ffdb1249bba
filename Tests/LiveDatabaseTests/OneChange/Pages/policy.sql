-- case: row security comes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
-- becomes:
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (a > 0);
-- case: row security is forced
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE POLICY p ON t USING (a > 0);
-- from:
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- becomes:
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
-- case: forced without being enabled
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
-- becomes:
ALTER TABLE t FORCE ROW LEVEL SECURITY;
-- case: USING changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t USING (a > 0);
-- becomes:
CREATE POLICY p ON t USING (a > 1 AND current_user = 'x');
-- case: WITH CHECK comes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t USING (a > 0);
-- becomes:
CREATE POLICY p ON t USING (a > 0) WITH CHECK (a > 1);
-- case: WITH CHECK changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t FOR INSERT WITH CHECK (a > 0);
-- becomes:
CREATE POLICY p ON t FOR INSERT WITH CHECK (a > 1);
-- case: USING comes beside WITH CHECK
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t FOR UPDATE WITH CHECK (a > 0);
COMMENT ON POLICY p ON t IS 'a policy';
-- becomes:
CREATE POLICY p ON t FOR UPDATE USING (a > 5) WITH CHECK (a > 0);
COMMENT ON POLICY p ON t IS 'a policy';
-- case: roles come
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t USING (a > 0);
-- becomes:
CREATE POLICY p ON t TO change_reader, change_writer USING (a > 0);
-- case: roles change
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t TO change_reader USING (a > 0);
-- becomes:
CREATE POLICY p ON t TO change_writer USING (a > 0);
-- case: the command changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t FOR SELECT USING (a > 0);
COMMENT ON POLICY p ON t IS 'a policy';
-- becomes:
CREATE POLICY p ON t FOR DELETE USING (a > 0);
COMMENT ON POLICY p ON t IS 'a policy';
-- case: permissive becomes restrictive
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY p ON t USING (a > 0);
-- becomes:
CREATE POLICY p ON t AS RESTRICTIVE USING (a > 0);
-- case: a comment changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE POLICY p ON t USING (a > 0);
-- from:
COMMENT ON POLICY p ON t IS 'old';
-- becomes:
COMMENT ON POLICY p ON t IS 'new';
-- case: a column of a policy changes its type
-- from:
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE POLICY p ON t TO change_reader USING (a > 0) WITH CHECK (b = 'x');
COMMENT ON POLICY p ON t IS 'a policy';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- becomes:
CREATE TABLE t (a bigint, b varchar(5));
INSERT INTO t VALUES (1, 'x');
CREATE POLICY p ON t TO change_reader USING (a > 0) WITH CHECK (b = 'x');
COMMENT ON POLICY p ON t IS 'a policy';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- case: a policy stops using a column that goes
-- from:
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x');
CREATE POLICY p ON t USING (b = 'x');
-- becomes:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE POLICY p ON t USING (a > 0);
-- case: a policy on a function, a table and a view that come
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
-- becomes:
CREATE FUNCTION z(int) RETURNS boolean LANGUAGE sql AS 'SELECT $1 > 0';
CREATE TABLE z_members (a int);
CREATE VIEW z_view AS SELECT a FROM z_members;
CREATE POLICY a_policy ON t USING (z(a) AND EXISTS (SELECT FROM z_members m WHERE m.a = t.a) AND a IN (SELECT a FROM z_view));
-- case: a policy on a view that is made again
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- from:
CREATE VIEW v AS SELECT a FROM t;
CREATE TABLE u (a int);
CREATE POLICY p ON u USING (a IN (SELECT a FROM v));
-- becomes:
CREATE VIEW v AS SELECT b, a FROM t;
CREATE TABLE u (a int);
CREATE POLICY p ON u USING (a IN (SELECT a FROM v));
-- case: a policy on another table's column that changes its type
-- from:
CREATE TABLE members (a int);
INSERT INTO members VALUES (1);
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE POLICY p ON t USING (EXISTS (SELECT FROM members m WHERE m.a = t.a));
-- becomes:
CREATE TABLE members (a bigint);
INSERT INTO members VALUES (1);
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE POLICY p ON t USING (EXISTS (SELECT FROM members m WHERE m.a = t.a));
-- case: a policy on an enum that loses a label
-- from:
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (a e);
INSERT INTO t VALUES ('a');
CREATE POLICY p ON t USING (a = 'a');
-- becomes:
CREATE TYPE e AS ENUM ('a', 'c');
CREATE TABLE t (a e);
INSERT INTO t VALUES ('a');
CREATE POLICY p ON t USING (a = 'a');
-- case: two policies change their names
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE POLICY "P p" ON t USING (a > 0);
CREATE POLICY q ON t USING (a > 1);
-- becomes:
CREATE POLICY q ON t USING (a > 0);
CREATE POLICY "P p" ON t FOR SELECT USING (a > 1);
COMMENT ON POLICY "P p" ON t IS 'quoted';
