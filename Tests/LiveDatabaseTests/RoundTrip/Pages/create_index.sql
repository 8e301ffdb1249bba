-- case: an index of one column
CREATE TABLE t (a int); CREATE INDEX i ON t (a);
-- case: an index without a name
CREATE TABLE t (a int, b int); CREATE INDEX ON t (a, b); CREATE INDEX ON t (a, b);
-- case: a unique index
CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a);
-- case: unique nulls not distinct
-- since: 15
CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;
-- case: directions and nulls
CREATE TABLE t (a int, b int, c int, d int); CREATE INDEX i ON t (a ASC NULLS FIRST, b DESC NULLS LAST, c DESC, d);
-- case: expressions
CREATE TABLE t (a text, b int); CREATE INDEX i ON t (lower(a), (b + 1), (a || b::text));
-- case: an expression that calls a function of the schema
CREATE FUNCTION norm(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
CREATE TABLE t (a text); CREATE INDEX i ON t (norm(a)) WHERE norm(a) <> '';
-- case: collation and operator class
CREATE TABLE t (a text, b varchar); CREATE INDEX i ON t (a COLLATE "C" text_pattern_ops, b varchar_pattern_ops DESC);
-- case: operator class with parameters
CREATE TABLE t (a tsvector); CREATE INDEX i ON t USING gist (a tsvector_ops (siglen = 32));
-- case: INCLUDE columns
CREATE TABLE t (a int, b int, "C" text); CREATE INDEX i ON t (a) INCLUDE (b, "C");
-- case: partial indexes
CREATE TYPE state AS ENUM ('on', 'off');
CREATE TABLE t (a int, s state, v varchar); CREATE INDEX i ON t (a) WHERE s = 'on' AND a IS NOT NULL; CREATE INDEX j ON t (a) WHERE v IN ('x', 'y'); CREATE INDEX k ON t (a) WHERE s IN ('on', 'off');
-- case: every access method
CREATE TABLE t (a int, b text, c int[], d point, e tsvector);
CREATE INDEX i1 ON t USING hash (a); CREATE INDEX i2 ON t USING gin (c); CREATE INDEX i3 ON t USING gist (d); CREATE INDEX i4 ON t USING spgist (b); CREATE INDEX i5 ON t USING brin (a); CREATE INDEX i6 ON t USING gin (e);
-- case: storage parameters
CREATE TABLE t (a int, c int[]); CREATE INDEX i ON t (a) WITH (fillfactor = 40, deduplicate_items = off); CREATE INDEX j ON t USING gin (c) WITH (fastupdate = off, gin_pending_list_limit = 128); CREATE INDEX k ON t USING brin (a) WITH (pages_per_range = 8, autosummarize = on);
-- case: brin operator classes
CREATE TABLE t (a int, b timestamptz); CREATE INDEX i ON t USING brin (a int4_bloom_ops, b timestamptz_minmax_multi_ops);
-- case: jsonb operator classes
CREATE TABLE t (a jsonb); CREATE INDEX i ON t USING gin (a jsonb_path_ops); CREATE INDEX j ON t USING gin ((a -> 'tags')); CREATE INDEX k ON t ((a ->> 'name'));
-- case: quoted index names
CREATE TABLE "T" ("A" int); CREATE INDEX "Index One" ON "T" ("A"); COMMENT ON INDEX "Index One" IS 'quoted';
-- case: an index on a materialized view
CREATE TABLE t (a int, b int); CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t; CREATE UNIQUE INDEX i ON m (a) INCLUDE (b); CREATE INDEX j ON m (b DESC NULLS LAST);
-- case: a whole-row expression
CREATE TABLE t (a int, b int); CREATE FUNCTION of_row(t) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a'; CREATE INDEX i ON t (of_row(t.*));
-- case: like indexes of partitions, attached crosswise
CREATE TABLE top (a int) PARTITION BY RANGE (a); CREATE TABLE part (a int) PARTITION BY RANGE (a); CREATE TABLE leaf (a int);
CREATE INDEX leaf_1 ON leaf (a); CREATE INDEX leaf_2 ON leaf (a);
ALTER TABLE part ATTACH PARTITION leaf FOR VALUES FROM (0) TO (10); ALTER TABLE top ATTACH PARTITION part FOR VALUES FROM (0) TO (100);
CREATE INDEX part_1 ON ONLY part (a); CREATE INDEX part_2 ON ONLY part (a); ALTER INDEX part_1 ATTACH PARTITION leaf_2; ALTER INDEX part_2 ATTACH PARTITION leaf_1;
CREATE INDEX top_1 ON ONLY top (a); ALTER INDEX top_1 ATTACH PARTITION part_1;
-- case: a partition's primary key beside a like one is a part of its parent's index
CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p1 ADD PRIMARY KEY (a), ADD UNIQUE (a); CREATE UNIQUE INDEX p_a ON p (a);
