-- case: a rule comes
CREATE TABLE t (a int);
CREATE TABLE log (a int);
INSERT INTO t VALUES (1);
INSERT INTO log VALUES (1);
-- from:
-- becomes:
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (new.a);
COMMENT ON RULE r ON t IS 'a rule';
-- case: the action changes
CREATE TABLE t (a int);
CREATE TABLE log (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (new.a);
COMMENT ON RULE r ON t IS 'a rule';
-- becomes:
CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO log VALUES (new.a + 1); NOTIFY changed);
COMMENT ON RULE r ON t IS 'a rule';
-- case: the event changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING;
-- becomes:
CREATE RULE r AS ON DELETE TO t DO ALSO NOTHING;
-- case: ALSO becomes INSTEAD
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE RULE r AS ON DELETE TO t DO ALSO NOTHING;
-- becomes:
CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
-- case: a condition comes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE RULE r AS ON UPDATE TO t DO INSTEAD NOTHING;
-- becomes:
CREATE RULE r AS ON UPDATE TO t WHERE old.a > new.a DO INSTEAD NOTHING;
-- case: enable states
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE RULE r AS ON UPDATE TO t WHERE old.a > 5 DO INSTEAD NOTHING;
CREATE RULE s AS ON UPDATE TO t WHERE old.a > 6 DO INSTEAD NOTHING;
-- from:
ALTER TABLE t DISABLE RULE r;
-- becomes:
ALTER TABLE t ENABLE REPLICA RULE r;
ALTER TABLE t ENABLE ALWAYS RULE s;
-- case: a comment changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE RULE r AS ON UPDATE TO t WHERE old.a > 5 DO INSTEAD NOTHING;
-- from:
COMMENT ON RULE r ON t IS 'old';
-- becomes:
COMMENT ON RULE r ON t IS 'new';
-- case: a disabled rule on a column that changes its type
CREATE TABLE log (a int);
-- from:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE RULE r AS ON UPDATE TO t WHERE old.a > 5 DO ALSO INSERT INTO log VALUES (old.a);
ALTER TABLE t DISABLE RULE r;
COMMENT ON RULE r ON t IS 'a rule';
-- becomes:
CREATE TABLE t (a bigint);
INSERT INTO t VALUES (1);
CREATE RULE r AS ON UPDATE TO t WHERE old.a > 5 DO ALSO INSERT INTO log VALUES (old.a);
ALTER TABLE t DISABLE RULE r;
COMMENT ON RULE r ON t IS 'a rule';
-- case: the table that a rule writes to changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE TABLE log (a int);
INSERT INTO log VALUES (1);
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log (a) VALUES (new.a);
-- becomes:
CREATE TABLE log (a bigint, b timestamptz DEFAULT now());
INSERT INTO log VALUES (1);
CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log (a) VALUES (new.a);
-- case: a rule and the table that it writes to come
CREATE TABLE a_table (a int);
INSERT INTO a_table VALUES (1);
-- from:
-- becomes:
CREATE TABLE z_log (a int);
CREATE RULE r AS ON INSERT TO a_table DO ALSO INSERT INTO z_log VALUES (new.a);
-- case: a rule of a view changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE VIEW v AS SELECT a FROM t;
-- from:
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (new.a);
-- becomes:
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (new.a) RETURNING t.a;
-- case: a rule whose name needs quotes
CREATE TABLE "T t" (a int);
INSERT INTO "T t" VALUES (1);
-- from:
CREATE RULE "R r" AS ON INSERT TO "T t" DO INSTEAD NOTHING;
-- becomes:
CREATE RULE "R r" AS ON INSERT TO "T t" DO ALSO NOTHING;
ALTER TABLE "T t" DISABLE RULE "R r";
COMMENT ON RULE "R r" ON "T t" IS 'quoted';
-- case: a rule with RETURNING for a table that has lost a column
-- refused: has lost a column
CREATE TABLE t (x int, a int);
ALTER TABLE t DROP x;
CREATE TABLE u (a int);
-- becomes:
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE RULE r AS ON INSERT TO t DO INSTEAD INSERT INTO u VALUES (new.a) RETURNING u.a;
