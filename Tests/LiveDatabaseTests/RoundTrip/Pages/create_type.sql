-- case: enums
CREATE TYPE a AS ENUM ('x', 'it''s', 'back\slash', 'ünïcode', 'With Space', ''); CREATE TYPE b AS ENUM ();
-- case: enum labels added before and after
CREATE TYPE a AS ENUM ('b', 'd'); ALTER TYPE a ADD VALUE 'a' BEFORE 'b'; ALTER TYPE a ADD VALUE 'c' AFTER 'b'; ALTER TYPE a ADD VALUE 'e';
-- case: composites
CREATE TYPE a AS (x int, "Y y" text COLLATE "C", z numeric(5,2)[], w timestamptz(3)); CREATE TYPE b AS (); CREATE TYPE c AS (inner_one a, list a[]);
-- case: composite with a dropped attribute
CREATE TYPE a AS (x int, y int, z int); ALTER TYPE a DROP ATTRIBUTE y;
