-- case: a filled materialized view
CREATE TABLE t (a int); CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
-- case: a materialized view without data
CREATE TABLE t (a int); CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA;
-- case: comments
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; COMMENT ON MATERIALIZED VIEW m IS 'm'; COMMENT ON COLUMN m.a IS 'a';
-- case: clustered on an index
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE INDEX i ON m (a); ALTER MATERIALIZED VIEW m CLUSTER ON i;
-- case: materialized views on materialized views
CREATE TABLE t (a int); CREATE MATERIALIZED VIEW z AS SELECT a FROM t; CREATE MATERIALIZED VIEW a AS SELECT a FROM z; CREATE VIEW b AS SELECT a FROM a;
-- case: storage parameters and access method
CREATE TABLE t (a int); CREATE MATERIALIZED VIEW m USING heap WITH (fillfactor = 60, autovacuum_enabled = off, toast.autovacuum_enabled = off) AS SELECT a, 'x'::text AS b FROM t;
-- case: column settings
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 'x'::text AS b; ALTER MATERIALIZED VIEW m ALTER a SET STATISTICS 10, ALTER b SET STORAGE EXTERNAL, ALTER b SET COMPRESSION pglz, ALTER a SET (n_distinct = 5);
