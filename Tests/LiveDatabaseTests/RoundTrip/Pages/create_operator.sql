-- case: binary and prefix
CREATE FUNCTION eq(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'; CREATE FUNCTION neg(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'; CREATE OPERATOR === (FUNCTION = eq, LEFTARG = int, RIGHTARG = text); CREATE OPERATOR !! (FUNCTION = neg, RIGHTARG = text);
-- case: commutator, negator, estimators, hashes, merges
CREATE FUNCTION eq(text, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'; CREATE FUNCTION ne(text, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT false';
CREATE OPERATOR === (FUNCTION = eq, LEFTARG = text, RIGHTARG = text, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES); CREATE OPERATOR !== (FUNCTION = ne, LEFTARG = text, RIGHTARG = text, COMMUTATOR = !==, NEGATOR = ===, RESTRICT = neqsel, JOIN = neqjoinsel);
-- case: comment, owner, use in a view and a check
CREATE FUNCTION near(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) < 2'; CREATE OPERATOR <=> (FUNCTION = near, LEFTARG = int, RIGHTARG = int); COMMENT ON OPERATOR <=> (int, int) IS 'near'; ALTER OPERATOR <=> (int, int) OWNER TO round_trip_owner; CREATE TABLE t (a int CHECK (a <=> 3)); CREATE VIEW v AS SELECT a <=> 2 AS n FROM t;
