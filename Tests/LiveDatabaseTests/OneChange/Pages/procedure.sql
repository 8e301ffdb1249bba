-- case: a procedure comes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
-- becomes:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'INSERT INTO t VALUES (x)';
COMMENT ON PROCEDURE p IS 'a procedure';
GRANT EXECUTE ON PROCEDURE p TO change_reader;
-- case: a body changes
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- from:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'INSERT INTO t VALUES (x)';
-- becomes:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'DELETE FROM t WHERE a = x';
-- case: language, security and settings
-- from:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE PROCEDURE p(x int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS 'BEGIN END';
-- case: a parameter is renamed
-- from:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE p IS 'a procedure';
GRANT EXECUTE ON PROCEDURE p TO change_reader;
-- becomes:
CREATE PROCEDURE p(y int) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE p IS 'a procedure';
GRANT EXECUTE ON PROCEDURE p TO change_reader;
-- case: a parameter becomes INOUT
-- from:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE PROCEDURE p(INOUT x int) LANGUAGE sql AS 'SELECT 1';
-- case: an output parameter is added
-- from:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE PROCEDURE p(x int, OUT y int) LANGUAGE sql AS 'SELECT 1';
-- case: a default goes
-- from:
CREATE PROCEDURE p(x int DEFAULT 1) LANGUAGE sql AS 'SELECT 1';
-- becomes:
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 1';
-- case: an owner and rights
CREATE PROCEDURE p(x int) LANGUAGE sql AS 'SELECT 1';
-- from:
GRANT EXECUTE ON PROCEDURE p TO change_reader;
-- becomes:
ALTER PROCEDURE p OWNER TO change_owner;
REVOKE EXECUTE ON PROCEDURE p FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE p TO change_reader;
-- case: a standard body on a table that is changed
-- from:
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
CREATE PROCEDURE p(x int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (x); DELETE FROM t WHERE a > x; END;
-- becomes:
CREATE TABLE t (a bigint, b text);
INSERT INTO t VALUES (1);
CREATE PROCEDURE p(x int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (x); DELETE FROM t WHERE a > x; END;
