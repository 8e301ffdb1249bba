-- case: an operator comes with a check that uses it
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (a OPERATOR(:schema.<<<) b));
-- case: another function behind an operator
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE FUNCTION g(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a <= b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a OPERATOR(:schema.<<<) b AS c FROM t;
INSERT INTO t VALUES (1, 2);
-- becomes:
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE FUNCTION g(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a <= b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = g);
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a OPERATOR(:schema.<<<) b AS c FROM t;
-- case: estimators of an operator
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
-- becomes:
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
-- case: an operator and its commutator
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE FUNCTION g(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a > b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
-- becomes:
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE FUNCTION g(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a > b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f, COMMUTATOR = >>>);
CREATE OPERATOR >>> (LEFTARG = int, RIGHTARG = int, FUNCTION = g, COMMUTATOR = <<<);
-- case: an operator class under an index
CREATE TABLE t (a int);
INSERT INTO t VALUES (1), (2);
-- becomes:
CREATE FUNCTION cmp(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT b - a';
CREATE OPERATOR CLASS backward FOR TYPE int USING btree AS
  OPERATOR 1 > , OPERATOR 2 >= , OPERATOR 3 = , OPERATOR 4 <= , OPERATOR 5 < , FUNCTION 1 cmp(int, int);
CREATE TABLE t (a int);
CREATE INDEX t_a ON t (a backward);
-- case: a family without classes, its owner and comment
CREATE OPERATOR FAMILY fam USING btree;
-- becomes:
CREATE OPERATOR FAMILY fam USING btree;
COMMENT ON OPERATOR FAMILY fam USING btree IS 'related';
ALTER OPERATOR FAMILY fam USING btree OWNER TO change_owner;
-- case: owner and comment
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
-- becomes:
CREATE FUNCTION f(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE OPERATOR <<< (LEFTARG = int, RIGHTARG = int, FUNCTION = f);
COMMENT ON OPERATOR <<< (int, int) IS 'less';
ALTER OPERATOR <<< (int, int) OWNER TO change_owner;
