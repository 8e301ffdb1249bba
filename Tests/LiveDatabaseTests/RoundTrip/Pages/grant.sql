-- case: tables
CREATE TABLE t (a int, b int); GRANT SELECT, INSERT ON t TO round_trip_reader; GRANT UPDATE ON t TO round_trip_reader WITH GRANT OPTION; GRANT ALL ON t TO "Round Trip Quoted"; GRANT SELECT ON t TO PUBLIC;
-- case: columns
CREATE TABLE t (a int, "B" int, c int); GRANT SELECT (a, "B"), UPDATE (c) ON t TO round_trip_reader; GRANT INSERT (a) ON t TO round_trip_reader WITH GRANT OPTION; GRANT REFERENCES (a) ON t TO PUBLIC;
-- case: views and materialized views
CREATE VIEW v AS SELECT 1 AS a; CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; GRANT SELECT ON v, m TO round_trip_reader; GRANT SELECT (a) ON v TO PUBLIC;
-- case: sequences
CREATE SEQUENCE s; GRANT USAGE ON SEQUENCE s TO round_trip_reader; GRANT SELECT, UPDATE ON SEQUENCE s TO PUBLIC;
-- case: functions, procedures and aggregates
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE PROCEDURE p() LANGUAGE sql AS ''; CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int); REVOKE ALL ON FUNCTION f(int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION f(int) TO round_trip_reader WITH GRANT OPTION; REVOKE EXECUTE ON PROCEDURE p() FROM PUBLIC; GRANT EXECUTE ON FUNCTION total(int) TO round_trip_reader; REVOKE ALL ON FUNCTION total(int) FROM PUBLIC;
-- case: revoked from the owner
CREATE TABLE t (a int); REVOKE INSERT, TRUNCATE ON t FROM CURRENT_USER; CREATE TABLE u (a int); REVOKE ALL ON u FROM CURRENT_USER; CREATE TABLE w (a int); ALTER TABLE w OWNER TO round_trip_owner; REVOKE DELETE ON w FROM round_trip_owner;
-- case: grants of another grantor
CREATE TABLE t (a int); GRANT USAGE ON SCHEMA :schema TO round_trip_reader, "Round Trip Quoted"; GRANT SELECT ON t TO round_trip_reader WITH GRANT OPTION; SET ROLE round_trip_reader; GRANT SELECT ON t TO "Round Trip Quoted"; RESET ROLE;
-- case: the schema itself
GRANT USAGE ON SCHEMA :schema TO PUBLIC; GRANT CREATE ON SCHEMA :schema TO round_trip_reader WITH GRANT OPTION; COMMENT ON SCHEMA :schema IS 'a schema';
-- case: maintain
-- since: 17
CREATE TABLE t (a int); GRANT MAINTAIN ON t TO round_trip_reader;
-- case: partitioned tables
CREATE TABLE m (a int) PARTITION BY LIST (a); CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1); GRANT SELECT ON m TO round_trip_reader; GRANT INSERT ON m1 TO round_trip_reader;
-- case: sequences of serial and identity columns
CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY); GRANT USAGE ON SEQUENCE t_a_seq, t_b_seq TO round_trip_reader;
-- case: types and domains
CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS int; CREATE TYPE c AS (a int); CREATE TYPE r AS RANGE (SUBTYPE = int); REVOKE USAGE ON TYPE e FROM PUBLIC; GRANT USAGE ON TYPE e TO round_trip_reader; GRANT USAGE ON DOMAIN d TO round_trip_reader WITH GRANT OPTION; REVOKE ALL ON TYPE c, r FROM PUBLIC;
