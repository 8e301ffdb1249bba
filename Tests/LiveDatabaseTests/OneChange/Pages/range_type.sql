-- case: a range type comes with a table
CREATE TABLE o (a int);
-- becomes:
CREATE TABLE o (a int);
CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE t (a r, b r[]);
-- case: another subtype
CREATE TYPE r AS RANGE (SUBTYPE = int);
CREATE TABLE t (a r);
INSERT INTO t VALUES ('[1,5)');
-- becomes:
CREATE TYPE r AS RANGE (SUBTYPE = bigint);
CREATE TABLE t (a r);
INSERT INTO t VALUES ('[1,5)');
-- case: another difference function, under an index
CREATE TYPE r AS RANGE (SUBTYPE = float8);
CREATE TABLE t (a r);
CREATE INDEX t_a ON t USING gist (a);
INSERT INTO t VALUES ('[1,5)');
-- becomes:
CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE t (a r);
CREATE INDEX t_a ON t USING gist (a);
-- case: another name of the multirange
CREATE TYPE r AS RANGE (SUBTYPE = int);
CREATE TABLE t (a r);
INSERT INTO t VALUES ('[1,5)');
-- becomes:
CREATE TYPE r AS RANGE (SUBTYPE = int, MULTIRANGE_TYPE_NAME = many);
CREATE TABLE t (a r);
-- case: the multirange in a column
CREATE TYPE r AS RANGE (SUBTYPE = int);
CREATE TABLE t (a r, b r_multirange);
INSERT INTO t VALUES ('[1,5)', '{[1,2)}');
-- becomes:
CREATE TYPE r AS RANGE (SUBTYPE = bigint);
CREATE TABLE t (a r, b r_multirange);
-- case: owner and comment
CREATE TYPE r AS RANGE (SUBTYPE = int);
-- becomes:
CREATE TYPE r AS RANGE (SUBTYPE = int);
COMMENT ON TYPE r IS 'ranges';
ALTER TYPE r OWNER TO change_owner;
