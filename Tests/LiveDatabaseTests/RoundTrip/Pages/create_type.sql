-- case: enums
CREATE TYPE a AS ENUM ('x', 'it''s', 'back\slash', 'ünïcode', 'With Space', ''); CREATE TYPE b AS ENUM ();
-- case: enum labels added before and after
CREATE TYPE a AS ENUM ('b', 'd'); ALTER TYPE a ADD VALUE 'a' BEFORE 'b'; ALTER TYPE a ADD VALUE 'c' AFTER 'b'; ALTER TYPE a ADD VALUE 'e';
-- case: composites
CREATE TYPE a AS (x int, "Y y" text COLLATE "C", z numeric(5,2)[], w timestamptz(3)); CREATE TYPE b AS (); CREATE TYPE c AS (inner_one a, list a[]);
-- case: composite with a dropped attribute
CREATE TYPE a AS (x int, y int, z int); ALTER TYPE a DROP ATTRIBUTE y;
-- case: ranges
CREATE TYPE a AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi); CREATE TYPE b AS RANGE (SUBTYPE = text, COLLATION = "C", SUBTYPE_OPCLASS = text_pattern_ops, MULTIRANGE_TYPE_NAME = "B multi"); CREATE TABLE t (x a, y b, z a[]);
-- case: a range with functions of the schema
CREATE FUNCTION diff(int, int) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT ($1 - $2)::float8'; CREATE TYPE r AS RANGE (SUBTYPE = int, SUBTYPE_DIFF = diff);
-- case: shell types
CREATE TYPE a;
-- case: base types
CREATE TYPE my_int; CREATE FUNCTION my_in(cstring) RETURNS my_int LANGUAGE internal IMMUTABLE STRICT AS 'int4in'; CREATE FUNCTION my_out(my_int) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE my_int (INPUT = my_in, OUTPUT = my_out, LIKE = int, CATEGORY = 'N', PREFERRED = false, DEFAULT = '7', DELIMITER = ';', COLLATABLE = false);
CREATE TABLE t (a my_int, b my_int[]);
-- case: comments and owners
CREATE TYPE e AS ENUM ('a'); CREATE TYPE c AS (a int); CREATE TYPE r AS RANGE (SUBTYPE = int); COMMENT ON TYPE e IS 'e'; COMMENT ON TYPE c IS 'c'; COMMENT ON COLUMN c.a IS 'attribute'; COMMENT ON TYPE r IS 'r'; ALTER TYPE e OWNER TO round_trip_owner; ALTER TYPE c OWNER TO round_trip_owner; ALTER TYPE r OWNER TO round_trip_owner;
