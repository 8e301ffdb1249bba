-- case: do nothing
CREATE TABLE t (a int); CREATE RULE r AS ON DELETE TO t DO NOTHING;
-- case: instead with a condition
CREATE TABLE t (a int); CREATE TABLE log (a int); CREATE RULE r AS ON UPDATE TO t WHERE OLD.a > 1 DO INSTEAD INSERT INTO log VALUES (NEW.a);
-- case: several commands
CREATE TABLE t (a int); CREATE TABLE log (a int, b text); CREATE RULE "R r" AS ON INSERT TO t DO ALSO (INSERT INTO log VALUES (NEW.a, 'it''s'); DELETE FROM log WHERE a < NEW.a);
-- case: comments
CREATE TABLE t (a int); CREATE RULE r AS ON DELETE TO t DO NOTHING; COMMENT ON RULE r ON t IS 'kept';
-- case: returning
CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.a) RETURNING t.a;
