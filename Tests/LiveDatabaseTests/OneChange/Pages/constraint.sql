-- case: every kind comes
CREATE TABLE r (id int PRIMARY KEY);
INSERT INTO r VALUES (1);
CREATE TABLE t (a int NOT NULL, b int, c int, d int4range, e int);
INSERT INTO t VALUES (1, 1, 1, '[1,2)', 1);
-- becomes:
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int CHECK (c > 0), d int4range, e int REFERENCES r ON DELETE CASCADE, EXCLUDE USING gist (d WITH &&));
-- case: a primary key on a nullable column
CREATE TABLE t (a int, b int);
INSERT INTO t VALUES (1, 1);
-- becomes:
CREATE TABLE t (a int, b int, PRIMARY KEY (b, a));
-- case: definitions change
CREATE TABLE r (id int PRIMARY KEY, other int UNIQUE);
CREATE TABLE t (a int CHECK (a > 0), b int REFERENCES r, c int, d int, CONSTRAINT u UNIQUE (c));
INSERT INTO r VALUES (1, 1);
INSERT INTO t VALUES (1, 1, 1, 1);
-- becomes:
CREATE TABLE r (id int PRIMARY KEY, other int UNIQUE);
CREATE TABLE t (a int CHECK (a > -5), b int REFERENCES r ON UPDATE CASCADE ON DELETE SET NULL, c int, d int, CONSTRAINT u UNIQUE (c, d));
-- case: a referenced key changes
CREATE TABLE r (id int PRIMARY KEY, other int NOT NULL);
CREATE TABLE t (a int REFERENCES r);
INSERT INTO r VALUES (1, 1);
INSERT INTO t VALUES (1);
-- becomes:
CREATE TABLE r (id int UNIQUE NOT NULL, other int PRIMARY KEY);
CREATE TABLE t (a int REFERENCES r (id));
-- case: validation
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int, b int);
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES r NOT VALID;
-- becomes:
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (a > 0), CONSTRAINT f FOREIGN KEY (b) REFERENCES r);
-- case: deferrability
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int REFERENCES r, b int UNIQUE);
-- becomes:
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int REFERENCES r DEFERRABLE INITIALLY DEFERRED, b int UNIQUE DEFERRABLE);
-- case: NO INHERIT, INCLUDE, NULLS NOT DISTINCT, MATCH FULL
-- since: 15
CREATE TABLE r (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t (a int, b int, c int, CONSTRAINT k CHECK (a > 0), CONSTRAINT u UNIQUE (a), CONSTRAINT n UNIQUE (b), CONSTRAINT f FOREIGN KEY (a, b) REFERENCES r);
-- becomes:
CREATE TABLE r (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t (a int, b int, c int, CONSTRAINT k CHECK (a > 0) NO INHERIT, CONSTRAINT u UNIQUE (a) INCLUDE (c), CONSTRAINT n UNIQUE NULLS NOT DISTINCT (b), CONSTRAINT f FOREIGN KEY (a, b) REFERENCES r MATCH FULL);
-- case: ON DELETE SET NULL of some columns
-- since: 15
CREATE TABLE r (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES r ON DELETE SET NULL);
-- becomes:
CREATE TABLE r (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES r ON DELETE SET NULL (b));
-- case: enforcement
-- since: 18
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES r, CONSTRAINT c CHECK (a > 0));
-- becomes:
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES r NOT ENFORCED, CONSTRAINT c CHECK (a > 0) NOT ENFORCED);
-- case: named NOT NULL
-- since: 18
CREATE TABLE t (a int CONSTRAINT one NOT NULL, b int);
INSERT INTO t VALUES (1, 1);
-- becomes:
CREATE TABLE t (a int CONSTRAINT two NOT NULL, b int CONSTRAINT three NOT NULL NO INHERIT);
COMMENT ON CONSTRAINT three ON t IS 'named';
-- case: comments on constraints
CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0), b int CONSTRAINT u UNIQUE);
COMMENT ON CONSTRAINT c ON t IS 'old';
-- becomes:
CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0), b int CONSTRAINT u UNIQUE);
COMMENT ON CONSTRAINT u ON t IS 'new';
-- case: comments on the indexes behind constraints
CREATE TABLE t (a int PRIMARY KEY, b int CONSTRAINT u UNIQUE, c int, CONSTRAINT x EXCLUDE USING btree (c WITH =));
INSERT INTO t VALUES (1, 1, 1);
COMMENT ON INDEX u IS 'old';
COMMENT ON INDEX x IS 'it goes';
COMMENT ON CONSTRAINT x ON t IS 'it stays';
-- becomes:
CREATE TABLE t (a int PRIMARY KEY, b int CONSTRAINT u UNIQUE, c int, CONSTRAINT x EXCLUDE USING btree (c WITH =));
COMMENT ON INDEX t_pkey IS 'it''s new';
COMMENT ON INDEX u IS 'new';
COMMENT ON CONSTRAINT x ON t IS 'it stays';
-- case: a key comes with a comment on its index, and another is made again
CREATE TABLE t (a int NOT NULL, b int, c int, CONSTRAINT u UNIQUE (b));
INSERT INTO t VALUES (1, 1, 1);
COMMENT ON INDEX u IS 'the same';
-- becomes:
CREATE TABLE t (a int PRIMARY KEY, b int, c int, CONSTRAINT u UNIQUE (b, c));
COMMENT ON INDEX t_pkey IS 'index';
COMMENT ON CONSTRAINT t_pkey ON t IS 'constraint';
COMMENT ON INDEX u IS 'the same';
-- case: a comment on the index behind a partition's key
CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
INSERT INTO t VALUES (1);
-- becomes:
CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
COMMENT ON INDEX t_pkey IS 'of all';
COMMENT ON INDEX t1_pkey IS 'of one';
-- case: a foreign key to a key that comes with it
CREATE TABLE r (id int);
INSERT INTO r VALUES (1);
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- becomes:
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (a int REFERENCES r);
-- case: storage parameters of a key's index
CREATE TABLE t (a int PRIMARY KEY);
-- becomes:
CREATE TABLE t (a int PRIMARY KEY WITH (fillfactor = 70));
-- case: periods
-- since: 18
CREATE TABLE t (a int4range NOT NULL, b tsrange NOT NULL);
-- becomes:
CREATE TABLE t (a int4range, b tsrange, PRIMARY KEY (a, b WITHOUT OVERLAPS));
-- case: of two like keys one goes, and a foreign key uses the other
CREATE TABLE t (a int CONSTRAINT z PRIMARY KEY);
ALTER TABLE t ADD CONSTRAINT b UNIQUE (a);
CREATE TABLE u (a int CONSTRAINT f REFERENCES t);
INSERT INTO t VALUES (1);
INSERT INTO u VALUES (1);
-- becomes:
CREATE TABLE t (a int CONSTRAINT z PRIMARY KEY);
CREATE TABLE u (a int CONSTRAINT f REFERENCES t);
