-- case: tables, sequences, functions, types
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT, INSERT ON TABLES TO round_trip_reader; ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT USAGE ON SEQUENCES TO PUBLIC; ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT EXECUTE ON FUNCTIONS TO round_trip_reader WITH GRANT OPTION; ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT USAGE ON TYPES TO "Round Trip Quoted";
-- case: of another role
ALTER DEFAULT PRIVILEGES FOR ROLE round_trip_owner IN SCHEMA :schema GRANT ALL ON TABLES TO round_trip_reader;
-- case: with objects made under them
ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO round_trip_reader; CREATE TABLE t (a int); CREATE VIEW v AS SELECT 1 AS a; CREATE TABLE without (a int); REVOKE ALL ON without FROM round_trip_reader;
