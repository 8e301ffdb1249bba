-- case: a procedure with every mode
CREATE PROCEDURE p(a int, INOUT b text, OUT c int, VARIADIC d int[]) LANGUAGE plpgsql AS 'BEGIN END';
-- case: security definer and settings
CREATE PROCEDURE p() LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '2s' SET search_path = pg_catalog AS $$BEGIN COMMIT; END$$;
-- case: a SQL-standard body
CREATE TABLE t (a int); CREATE PROCEDURE p(x int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (x); DELETE FROM t WHERE a > x; END;
-- case: comment and owner
CREATE PROCEDURE p(a int DEFAULT 3) LANGUAGE sql AS ''; COMMENT ON PROCEDURE p(int) IS 'p'; ALTER PROCEDURE p(int) OWNER TO round_trip_owner;
