-- case: every kind
CREATE TABLE t (a int, b int, c text); CREATE STATISTICS s ON a, b FROM t; CREATE STATISTICS s1 (ndistinct) ON a, b FROM t; CREATE STATISTICS s2 (dependencies, mcv) ON a, b, c FROM t;
-- case: expressions
CREATE TABLE t (a int, b text); CREATE STATISTICS s ON (a + 1), lower(b) FROM t; CREATE STATISTICS one ON (a % 7) FROM t;
-- case: target, comment, owner
CREATE TABLE t (a int, b int); CREATE STATISTICS "S s" ON a, b FROM t; ALTER STATISTICS "S s" SET STATISTICS 300; COMMENT ON STATISTICS "S s" IS 's'; ALTER STATISTICS "S s" OWNER TO round_trip_owner;
-- case: on a materialized view
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 2 AS b; CREATE STATISTICS s ON a, b FROM m;
