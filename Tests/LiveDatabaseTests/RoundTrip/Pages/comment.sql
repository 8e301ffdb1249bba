-- case: comments that need care
CREATE TABLE t (a int, b int, c int); COMMENT ON TABLE t IS E'two\nlines; and ''quotes'' -- no comment /* here */'; COMMENT ON COLUMN t.a IS E'back\\slash \t tab'; COMMENT ON COLUMN t.b IS '$$ dollar $x$'; COMMENT ON COLUMN t.c IS 'ünïcode ✓ 漢字';
-- case: comments on constraints and indexes
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int CONSTRAINT pos CHECK (c > 0), d int REFERENCES t); COMMENT ON CONSTRAINT t_pkey ON t IS 'key'; COMMENT ON CONSTRAINT pos ON t IS 'positive'; COMMENT ON CONSTRAINT t_d_fkey ON t IS 'self'; COMMENT ON INDEX t_b_key IS 'index of a constraint';
-- case: comments on sequences of serial and identity columns
CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY); COMMENT ON SEQUENCE t_a_seq IS 'serial'; COMMENT ON SEQUENCE t_b_seq IS 'identity';
-- case: comments in partitions
CREATE TABLE m (a int) PARTITION BY LIST (a); CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1); COMMENT ON TABLE m IS 'all'; COMMENT ON TABLE m1 IS 'one'; COMMENT ON COLUMN m1.a IS 'one a';
-- case: comments on the indexes behind every kind of constraint
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int, CONSTRAINT x EXCLUDE USING btree (c WITH =)); COMMENT ON INDEX t_pkey IS 'key'; COMMENT ON INDEX t_b_key IS 'unique'; COMMENT ON INDEX x IS 'exclusion'; COMMENT ON CONSTRAINT x ON t IS 'another';
-- case: comments on the indexes behind partitions' keys
CREATE TABLE m (a int PRIMARY KEY) PARTITION BY LIST (a); CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1); COMMENT ON INDEX m_pkey IS 'all'; COMMENT ON INDEX m1_pkey IS 'one'; COMMENT ON CONSTRAINT m1_pkey ON m1 IS 'constraint';
-- case: comments on a partition's copies of a key and of a foreign key to the same table
CREATE TABLE m (a int PRIMARY KEY, b int CONSTRAINT k REFERENCES m) PARTITION BY RANGE (a); CREATE TABLE am PARTITION OF m FOR VALUES FROM (0) TO (10); COMMENT ON CONSTRAINT am_pkey ON am IS 'key'; COMMENT ON CONSTRAINT k ON am IS 'foreign';
