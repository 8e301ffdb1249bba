-- case: an aggregate comes with its function
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
-- becomes:
CREATE FUNCTION z_step(int, int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + $2';
CREATE AGGREGATE a_sum(int) (SFUNC = z_step, STYPE = int, INITCOND = '0');
CREATE VIEW a_view AS SELECT a_sum(a) AS s FROM t;
COMMENT ON AGGREGATE a_sum(int) IS 'an aggregate';
-- case: the initial condition
-- from:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
-- becomes:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, INITCOND = '5');
-- case: the state's type
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int);
COMMENT ON AGGREGATE s(int) IS 'an aggregate';
GRANT EXECUTE ON FUNCTION s TO change_reader;
CREATE VIEW v AS SELECT s(a) AS x FROM t;
-- becomes:
CREATE AGGREGATE s(int) (SFUNC = int84pl, STYPE = bigint, INITCOND = 0);
COMMENT ON AGGREGATE s(int) IS 'an aggregate';
GRANT EXECUTE ON FUNCTION s TO change_reader;
CREATE VIEW v AS SELECT s(a) AS x FROM t;
-- case: a final function
-- from:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int);
-- becomes:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, FINALFUNC = int4abs, FINALFUNC_MODIFY = SHAREABLE);
-- case: a final function that changes the result
-- from:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int);
-- becomes:
CREATE FUNCTION as_text(int) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, FINALFUNC = as_text);
-- case: parallel, combining and the sort operator
-- from:
CREATE AGGREGATE s(int) (SFUNC = int4larger, STYPE = int);
-- becomes:
CREATE AGGREGATE s(int) (SFUNC = int4larger, STYPE = int, COMBINEFUNC = int4larger, SORTOP = >, PARALLEL = SAFE);
-- case: a moving state
-- from:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
-- becomes:
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, MINITCOND = '0', SSPACE = 8);
-- case: an aggregate becomes an ordered-set one
CREATE FUNCTION step(int, int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $2';
-- from:
CREATE AGGREGATE s(int) (SFUNC = step, STYPE = int);
-- becomes:
CREATE AGGREGATE s(ORDER BY int) (SFUNC = step, STYPE = int);
-- case: the step function is made again
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION step(state int, value int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + $2';
CREATE AGGREGATE s(int) (SFUNC = step, STYPE = int);
COMMENT ON AGGREGATE s(int) IS 'an aggregate';
CREATE VIEW v AS SELECT s(a) AS x FROM t;
-- becomes:
CREATE FUNCTION step(before int, value int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + $2';
CREATE AGGREGATE s(int) (SFUNC = step, STYPE = int);
COMMENT ON AGGREGATE s(int) IS 'an aggregate';
CREATE VIEW v AS SELECT s(a) AS x FROM t;
-- case: a parameter's name
-- from:
CREATE AGGREGATE s(a int) (SFUNC = int4pl, STYPE = int);
-- becomes:
CREATE AGGREGATE s(b int) (SFUNC = int4pl, STYPE = int);
-- case: a comment, an owner and rights
CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int);
-- from:
COMMENT ON AGGREGATE s(int) IS 'old';
-- becomes:
COMMENT ON AGGREGATE s(int) IS 'new';
ALTER AGGREGATE s(int) OWNER TO change_owner;
GRANT EXECUTE ON FUNCTION s TO change_reader;
-- case: a window function becomes an ordinary one
-- from:
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
COMMENT ON FUNCTION w IS 'a function';
-- becomes:
CREATE FUNCTION w() RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 1::bigint';
COMMENT ON FUNCTION w IS 'a function';
-- case: a window function changes another function of the server
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
CREATE VIEW v AS SELECT a, w() OVER (ORDER BY a) AS n FROM t;
-- becomes:
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_rank';
CREATE VIEW v AS SELECT a, w() OVER (ORDER BY a) AS n FROM t;
