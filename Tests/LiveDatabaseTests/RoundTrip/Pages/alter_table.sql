-- case: replica identity full
CREATE TABLE t (a int); ALTER TABLE t REPLICA IDENTITY FULL;
-- case: replica identity nothing
CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE t REPLICA IDENTITY NOTHING;
-- case: replica identity by index
CREATE TABLE t (a int NOT NULL, b int); CREATE UNIQUE INDEX t_a ON t (a); ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
-- case: clustered on an index
CREATE TABLE t (a int, b int); CREATE INDEX t_b ON t (b); ALTER TABLE t CLUSTER ON t_b;
-- case: clustered on the primary key
CREATE TABLE t (a int PRIMARY KEY); ALTER TABLE t CLUSTER ON t_pkey;
-- case: row security
CREATE TABLE t (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- case: row security that is forced but not enabled
CREATE TABLE t (a int); ALTER TABLE t FORCE ROW LEVEL SECURITY;
-- case: triggers that are disabled, always, replica
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t (a int); CREATE TRIGGER t1 BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER t2 BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER t3 BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE t DISABLE TRIGGER t1, ENABLE ALWAYS TRIGGER t2, ENABLE REPLICA TRIGGER t3;
-- case: renamed columns, constraints and indexes
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE CHECK (b > 0)); ALTER TABLE t RENAME a TO "A"; ALTER TABLE t RENAME CONSTRAINT t_pkey TO pk; ALTER INDEX t_b_key RENAME TO uq; ALTER TABLE t RENAME TO renamed;
-- case: a constraint made of an index
CREATE TABLE t (a int NOT NULL, b int); CREATE UNIQUE INDEX by_a ON t (a); ALTER TABLE t ADD CONSTRAINT by_a_key UNIQUE USING INDEX by_a;
-- case: a detached partition
CREATE TABLE m (a int, b int DEFAULT 3, CHECK (a > 0)) PARTITION BY LIST (a); CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1); CREATE INDEX ON m (b); ALTER TABLE m DETACH PARTITION m1;
-- case: inheritance taken away
CREATE TABLE p (a int, b int CHECK (b > 0)); CREATE TABLE t () INHERITS (p); ALTER TABLE t NO INHERIT p;
-- case: an inherited check redefined locally
CREATE TABLE p (a int, CONSTRAINT c CHECK (a > 0)); CREATE TABLE t (CONSTRAINT c CHECK (a > 0)) INHERITS (p);
-- case: a column added with a default
CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN b int NOT NULL DEFAULT 5, ADD COLUMN c timestamptz DEFAULT now();
-- case: a changed type
CREATE TABLE t (a int, b varchar(5)); ALTER TABLE t ALTER a TYPE bigint, ALTER b TYPE varchar(50);
-- case: statistics target on an index column
CREATE TABLE t (a int, b int); CREATE INDEX i ON t ((a + b), (a * b)); ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 500;
-- case: owner of a table and its sequence
CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY); ALTER TABLE t OWNER TO round_trip_owner;
-- case: an OF type given later
CREATE TYPE pair AS (a int, b text); CREATE TABLE t (a int, b text); ALTER TABLE t OF pair;
-- case: deferrability changed
CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE t (a int REFERENCES p); ALTER TABLE t ALTER CONSTRAINT t_a_fkey DEFERRABLE INITIALLY DEFERRED;
-- case: rules that are disabled, always, replica
CREATE TABLE t (a int); CREATE RULE r1 AS ON INSERT TO t DO NOTHING; CREATE RULE r2 AS ON DELETE TO t DO NOTHING; CREATE RULE r3 AS ON UPDATE TO t DO NOTHING;
ALTER TABLE t DISABLE RULE r1, ENABLE ALWAYS RULE r2, ENABLE REPLICA RULE r3;
-- case: a check NOT VALID here and below
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID; COMMENT ON CONSTRAINT k ON c IS 'theirs';
-- case: a check NOT VALID here and in some below
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c); CREATE TABLE o () INHERITS (p);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE g VALIDATE CONSTRAINT k; CREATE TABLE n () INHERITS (p);
-- case: a check NOT VALID that two levels declare
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
ALTER TABLE c ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID;
-- case: a check NOT VALID from two parents
CREATE TABLE p (a int); CREATE TABLE q (a int); CREATE TABLE c () INHERITS (p, q);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE q ADD CONSTRAINT k CHECK (a > 0) NOT VALID;
-- case: a check NOT VALID of a partitioned table, validated in one partition
CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE c PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (a);
CREATE TABLE g PARTITION OF c FOR VALUES IN (1); CREATE TABLE d PARTITION OF p DEFAULT;
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE d VALIDATE CONSTRAINT k;
-- case: NOT NULL NOT VALID here and in some below
-- since: 18
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
ALTER TABLE p ADD CONSTRAINT k NOT NULL a NOT VALID; ALTER TABLE g VALIDATE CONSTRAINT k; CREATE TABLE n () INHERITS (p);
-- case: NOT NULL NOT VALID of a partitioned table, validated in one partition
-- since: 18
CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
CREATE TABLE d PARTITION OF p DEFAULT; ALTER TABLE p ADD CONSTRAINT k NOT NULL a NOT VALID; ALTER TABLE d VALIDATE CONSTRAINT k;
-- case: a foreign key NOT VALID of a partitioned table, validated in one partition
-- since: 18
CREATE TABLE r (a int PRIMARY KEY); CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1); CREATE TABLE d PARTITION OF p DEFAULT;
ALTER TABLE p ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES r NOT VALID; ALTER TABLE d VALIDATE CONSTRAINT k;
