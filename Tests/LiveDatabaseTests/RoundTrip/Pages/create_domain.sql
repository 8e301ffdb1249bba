-- case: default, collation, not null
CREATE DOMAIN d AS varchar(30) COLLATE "C" DEFAULT 'x' NOT NULL;
-- case: checks
CREATE DOMAIN d AS int CONSTRAINT positive CHECK (VALUE > 0) CHECK (VALUE < 100) CHECK (VALUE <> 7);
-- case: a check that is not validated
CREATE DOMAIN d AS int; ALTER DOMAIN d ADD CONSTRAINT later CHECK (VALUE > 0) NOT VALID;
-- case: domains over domains, arrays, enums, composites
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TYPE c AS (x int); CREATE DOMAIN z AS int CHECK (VALUE > 0); CREATE DOMAIN a AS z CHECK (VALUE < 9); CREATE DOMAIN l AS z[]; CREATE DOMAIN f AS e DEFAULT 'a'; CREATE DOMAIN g AS c CHECK ((VALUE).x > 0);
-- case: a check that calls a function of the schema
CREATE FUNCTION ok(text) RETURNS bool LANGUAGE sql IMMUTABLE AS $$SELECT $1 ~ '^a'$$; CREATE DOMAIN d AS text CHECK (ok(VALUE));
-- case: comments and owner
CREATE DOMAIN d AS int CONSTRAINT p CHECK (VALUE > 0); COMMENT ON DOMAIN d IS 'd'; COMMENT ON CONSTRAINT p ON DOMAIN d IS 'p'; ALTER DOMAIN d OWNER TO round_trip_owner;
-- case: a named NOT NULL
-- since: 18
CREATE DOMAIN d AS int CONSTRAINT needed NOT NULL;
-- case: types with modifiers
CREATE DOMAIN a AS numeric(10,2); CREATE DOMAIN b AS timestamptz(3); CREATE DOMAIN c AS bit(4); CREATE DOMAIN d AS interval day to second;
