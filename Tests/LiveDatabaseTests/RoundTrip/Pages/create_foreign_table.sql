-- case: options of table and columns
CREATE FOREIGN TABLE f (a int OPTIONS (column_name 'A', key 'it''s') NOT NULL, b text DEFAULT 'x' COLLATE "C") SERVER round_trip_server OPTIONS (schema_name 's', table_name 'T t');
-- case: checks, generated columns and comments
CREATE FOREIGN TABLE f (a int CHECK (a > 0), b int GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT c CHECK (a < 9) NO INHERIT) SERVER round_trip_server; COMMENT ON FOREIGN TABLE f IS 'far'; COMMENT ON COLUMN f.a IS 'a';
-- case: a foreign partition
CREATE TABLE m (a int, b text) PARTITION BY LIST (a); CREATE FOREIGN TABLE f PARTITION OF m FOR VALUES IN (1) SERVER round_trip_server OPTIONS (x 'y');
-- case: inheritance
CREATE TABLE p (a int); CREATE FOREIGN TABLE f (b int) INHERITS (p) SERVER round_trip_server;
-- case: triggers, statistics targets, owner
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE FOREIGN TABLE f (a int) SERVER round_trip_server; CREATE TRIGGER t BEFORE INSERT ON f FOR EACH ROW EXECUTE FUNCTION g(); ALTER FOREIGN TABLE f ALTER a SET STATISTICS 10; ALTER FOREIGN TABLE f ALTER a SET (n_distinct = 3); ALTER FOREIGN TABLE f OWNER TO round_trip_owner; GRANT SELECT ON f TO round_trip_reader;
