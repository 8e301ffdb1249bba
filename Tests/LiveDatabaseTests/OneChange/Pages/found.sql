-- case: a domain leaves the domain it was made of
CREATE DOMAIN d0 AS text;
CREATE DOMAIN d8 AS d0;
-- becomes:
CREATE DOMAIN d8 AS text;
-- case: an enum column gets another enum
CREATE TYPE e7 AS ENUM ('a');
CREATE TABLE t8 (id bigint NOT NULL, c9 e7);
INSERT INTO t8 (id, c9) VALUES (7, 'a');
-- becomes:
CREATE TYPE e8 AS ENUM ('b', 'a');
CREATE TABLE t8 (id bigint NOT NULL, c9 e8);
-- case: a partition goes to another parent, whose columns are fewer
CREATE TABLE t5 (id bigint NOT NULL, c6 json) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t5 FOR VALUES FROM (0) TO (50);
INSERT INTO t8 (id, c6) VALUES (7, '{}');
-- becomes:
CREATE TABLE t5_new (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t5_new FOR VALUES FROM (0) TO (50);
-- case: a partition with an index goes to another parent
CREATE TABLE t1 (id bigint NOT NULL, c2 text) PARTITION BY LIST (id);
CREATE TABLE t4 PARTITION OF t1 FOR VALUES IN (107);
INSERT INTO t4 (id, c2) VALUES (107, 'a');
CREATE INDEX i11 ON t1 (id);
-- becomes:
CREATE TABLE t1_new (id bigint NOT NULL, c2 text) PARTITION BY LIST (id);
CREATE TABLE t4 PARTITION OF t1_new FOR VALUES IN (107);
CREATE INDEX i11 ON t1_new (c2);
-- case: a partition is detached and loses the parent's check
CREATE TABLE t6 (id bigint NOT NULL, c7 text[] CHECK (c7 IS NOT NULL OR 0 < 5)) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t6 FOR VALUES FROM (0) TO (50);
INSERT INTO t8 (id, c7) VALUES (7, '{a}');
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL, c7 text[] CHECK (c7 IS NOT NULL OR 0 < 5)) PARTITION BY RANGE (id);
CREATE TABLE t8 (id bigint NOT NULL, c7 text[]);
-- case: an index of a partitioned table changes
CREATE TABLE t6 (id bigint NOT NULL, c8 date, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207);
INSERT INTO t12 (id, c8, c9) VALUES (207, '2020-01-01', '7');
CREATE INDEX i17 ON t6 (c8);
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL, c8 date, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207);
CREATE INDEX i17 ON t6 (c9);
-- case: a domain that an attribute has changes
CREATE DOMAIN d3 AS numeric(10);
CREATE TYPE r4 AS (a0 bigint, a2 d3);
CREATE TABLE t (c r4);
INSERT INTO t VALUES ('(7,7)');
-- becomes:
CREATE DOMAIN d3 AS text;
CREATE TYPE r4 AS (a0 bigint, a2 d3);
CREATE TABLE t (c r4);
-- case: an attribute's enum goes
CREATE TYPE e2 AS ENUM ('a');
CREATE TYPE r12 AS (a0 bigint, a1 e2);
CREATE TABLE t (c r12);
INSERT INTO t VALUES ('(7,a)');
-- becomes:
CREATE TYPE r12 AS (a0 bigint, a1 varchar(30));
CREATE TABLE t (c r12);
-- case: a label goes from an enum of an attribute
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN d AS e;
CREATE TYPE r AS (a0 bigint, a1 e, a2 d);
CREATE TABLE t (c r);
INSERT INTO t VALUES ('(7,a,a)');
-- becomes:
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS e;
CREATE TYPE r AS (a0 bigint, a1 e, a2 d);
CREATE TABLE t (c r);
-- case: an index moves to another column as the old one goes
CREATE TABLE t5 (id bigint NOT NULL, c6 date);
INSERT INTO t5 (id, c6) VALUES (7, '2020-01-01');
CREATE INDEX i9 ON t5 (c6);
COMMENT ON INDEX i9 IS 'comment 1';
-- becomes:
CREATE TABLE t5 (id bigint NOT NULL);
CREATE INDEX i9 ON t5 (id);
COMMENT ON INDEX i9 IS 'comment 1';
-- case: a key moves to another column as the old one goes
CREATE TABLE t5 (id bigint NOT NULL, c6 date);
INSERT INTO t5 (id, c6) VALUES (7, '2020-01-01');
ALTER TABLE t5 ADD CONSTRAINT k UNIQUE (c6);
-- becomes:
CREATE TABLE t5 (id bigint NOT NULL);
ALTER TABLE t5 ADD CONSTRAINT k UNIQUE (id);
-- case: a range gets another subtype
CREATE TYPE g2 AS RANGE (SUBTYPE = integer);
CREATE TABLE t (c g2);
INSERT INTO t VALUES ('[1,9)');
-- becomes:
CREATE TYPE g2 AS RANGE (SUBTYPE = numeric);
CREATE TABLE t (c g2);
-- case: a domain that takes no NULL gets another type
CREATE DOMAIN d2 AS text DEFAULT 'a' NOT NULL;
CREATE TABLE t (c d2);
INSERT INTO t VALUES ('a');
-- becomes:
CREATE DOMAIN d2 AS varchar(30) DEFAULT 'a' NOT NULL;
CREATE TABLE t (c d2);
-- case: a table is attached and has its own name of NOT NULL
CREATE TABLE t10 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t14 (id bigint NOT NULL);
INSERT INTO t14 (id) VALUES (107);
-- becomes:
CREATE TABLE t10 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t14 PARTITION OF t10 FOR VALUES FROM (100) TO (150);
-- case: a primary key and a unique constraint of the same column
-- becomes:
CREATE TABLE t0 (id bigint NOT NULL);
ALTER TABLE t0 ADD CONSTRAINT k4 PRIMARY KEY (id);
ALTER TABLE t0 ADD CONSTRAINT k7 UNIQUE (id);
-- case: a child leaves a parent that gets a column
CREATE TABLE t0 (id bigint NOT NULL);
CREATE TABLE t5 (id bigint NOT NULL) INHERITS (t0);
INSERT INTO t5 (id) VALUES (7);
-- becomes:
CREATE UNLOGGED TABLE t0 (id bigint NOT NULL, c1 text);
CREATE TABLE t5 (id bigint NOT NULL);
-- case: a child leaves a parent and the column that both have
CREATE TABLE t7 (id bigint NOT NULL, c8 date);
CREATE TABLE t17 (id bigint NOT NULL, c8 date) INHERITS (t7);
INSERT INTO t17 (id, c8) VALUES (7, '2020-01-01');
-- becomes:
CREATE TABLE t7 (id bigint NOT NULL, c8 date);
CREATE TABLE t17 (id bigint NOT NULL);
-- case: a column comes to a parent and to its child
CREATE TABLE t2 (id bigint NOT NULL);
CREATE TABLE t7 (id bigint NOT NULL) INHERITS (t2);
INSERT INTO t7 (id) VALUES (7);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c3 integer[] CHECK (c3 IS NULL));
CREATE TABLE t7 (id bigint NOT NULL, c3 integer[], CONSTRAINT t2_c3_check CHECK (c3 IS NULL)) INHERITS (t2);
-- case: a partition's bound and a column of its parent
CREATE TABLE t1 (id bigint NOT NULL, c2 text) PARTITION BY LIST (id);
CREATE TABLE t4 PARTITION OF t1 FOR VALUES IN (107, 108, 109);
INSERT INTO t4 (id, c2) VALUES (107, 'a');
-- becomes:
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE t4 PARTITION OF t1 FOR VALUES IN (107);
INSERT INTO t4 (id) VALUES (107);
-- case: a view with a rule is made anew beside a function that goes
CREATE FUNCTION f0(a bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT a IS NOT NULL OR 0 < 5$$;
CREATE VIEW v6 AS SELECT f0('7'::bigint) AS f;
CREATE RULE u15 AS ON UPDATE TO v6 DO INSTEAD NOTHING;
-- becomes:
CREATE VIEW v6 AS SELECT 'a'::text AS one;
CREATE RULE u15 AS ON UPDATE TO v6 DO INSTEAD NOTHING;
-- case: the rows that a function returns change
CREATE TABLE t7 (id bigint NOT NULL, c8 bigint);
INSERT INTO t7 (id, c8) VALUES (7, '7');
CREATE FUNCTION f13() RETURNS SETOF t7 LANGUAGE sql BEGIN ATOMIC SELECT r.* FROM :schema.t7 r; END;
-- becomes:
CREATE TABLE t7 (id bigint NOT NULL);
INSERT INTO t7 (id) VALUES (7);
CREATE FUNCTION f13() RETURNS SETOF t7 LANGUAGE sql BEGIN ATOMIC SELECT r.* FROM :schema.t7 r; END;
-- case: a primary key gets another name under a view that groups by it
CREATE TABLE t (a int, b text, CONSTRAINT one PRIMARY KEY (a));
INSERT INTO t VALUES (1, 'x');
CREATE VIEW v AS SELECT a, b FROM t GROUP BY a;
-- becomes:
CREATE TABLE t (a int, b text, CONSTRAINT other PRIMARY KEY (a));
CREATE VIEW v AS SELECT a, b FROM t GROUP BY a;
-- case: a view of a partition sees a column that comes with its parent's
CREATE TABLE m (a int) PARTITION BY LIST (a);
CREATE TABLE am PARTITION OF m FOR VALUES IN (1);
INSERT INTO m VALUES (1);
-- becomes:
CREATE TABLE m (a int, b int DEFAULT 7) PARTITION BY LIST (a);
CREATE TABLE am PARTITION OF m FOR VALUES IN (1);
CREATE VIEW a_view AS SELECT a, b FROM am;
-- case: a partition has no default for a column that comes with its parent's
CREATE TABLE m (a int) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
INSERT INTO m VALUES (1);
-- becomes:
CREATE TABLE m (a int, b int DEFAULT 7 NOT NULL) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
ALTER TABLE m1 ALTER b DROP DEFAULT;
-- case: a foreign key of a partitioned table to itself becomes deferrable
CREATE TABLE m (a int PRIMARY KEY, b int CONSTRAINT k REFERENCES m) PARTITION BY RANGE (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
INSERT INTO m VALUES (1, 1);
-- becomes:
CREATE TABLE m (a int PRIMARY KEY, b int CONSTRAINT k REFERENCES m DEFERRABLE INITIALLY DEFERRED) PARTITION BY RANGE (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
-- case: a partition goes whose parent foreign keys refer to
CREATE TABLE m (a int PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20);
CREATE TABLE t (a int REFERENCES m);
INSERT INTO m VALUES (1); INSERT INTO t VALUES (1);
-- becomes:
CREATE TABLE m (a int PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE t (a int REFERENCES m);
-- case: a key goes with the column that referred to it
CREATE TABLE t (a int, b int, CONSTRAINT one PRIMARY KEY (a));
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES t;
INSERT INTO t VALUES (1, 1);
-- becomes:
CREATE TABLE t (a int NOT NULL);
-- case: a table becomes a partition as its parent gets a foreign key
CREATE TABLE r (a int PRIMARY KEY);
CREATE TABLE m (a int) PARTITION BY LIST (a);
CREATE TABLE m1 (a int);
INSERT INTO r VALUES (1); INSERT INTO m1 VALUES (1);
-- becomes:
CREATE TABLE r (a int PRIMARY KEY);
CREATE TABLE m (a int CONSTRAINT k REFERENCES r) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
-- case: a parent's default goes with its function, and a partition comes
CREATE FUNCTION f0(a varchar) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT coalesce(a::text, 'a')::text$$;
CREATE TABLE t8 (id bigint NOT NULL, c10 text DEFAULT f0('a'::varchar)::text::text) PARTITION BY RANGE (id);
-- becomes:
CREATE TABLE t8 (id bigint NOT NULL, c10 text) PARTITION BY RANGE (id);
CREATE TABLE t12 PARTITION OF t8 FOR VALUES FROM (0) TO (50);
INSERT INTO t12 (id, c10) VALUES (7, 'a');
-- case: a partition's bound, a column and the index on it
CREATE TABLE t1 (id bigint NOT NULL, c2 bigint) PARTITION BY LIST (id);
CREATE TABLE t7 PARTITION OF t1 FOR VALUES IN (207);
INSERT INTO t7 (id, c2) VALUES (207, '7');
CREATE INDEX i12 ON t1 (c2);
-- becomes:
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE t7 PARTITION OF t1 FOR VALUES IN (207, 208);
INSERT INTO t7 (id) VALUES (207);
CREATE INDEX i12 ON t1 (id);
-- case: a partition's bound and an index of its parent
CREATE TABLE t1 (id bigint NOT NULL, c3 text) PARTITION BY LIST (id);
CREATE TABLE t7 PARTITION OF t1 FOR VALUES IN (207, 208);
INSERT INTO t7 (id, c3) VALUES (207, 'a');
CREATE INDEX i12 ON t1 (c3 DESC, id);
-- becomes:
CREATE TABLE t1 (id bigint NOT NULL, c3 text) PARTITION BY LIST (id);
CREATE TABLE t7 PARTITION OF t1 FOR VALUES IN (207);
INSERT INTO t7 (id, c3) VALUES (207, 'a');
CREATE INDEX i12 ON t1 (c3);
-- case: a key's name goes to another table while a view still needs the one that goes
CREATE TABLE t0 (id bigint NOT NULL);
INSERT INTO t0 (id) VALUES (7);
CREATE VIEW v9 AS SELECT x.id AS id FROM t0 x;
ALTER TABLE t0 ADD CONSTRAINT k13 PRIMARY KEY (id);
-- becomes:
CREATE TABLE t0_new (id bigint NOT NULL);
INSERT INTO t0_new (id) VALUES (7);
CREATE VIEW v9 AS SELECT x.id AS id FROM t0_new x;
ALTER TABLE t0_new ADD CONSTRAINT k13 PRIMARY KEY (id);
-- case: a partition takes its index to a parent that has one of the same name
CREATE TABLE t0 (id bigint NOT NULL, c2 bigint) PARTITION BY HASH (id);
CREATE TABLE t6 PARTITION OF t0 FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE INDEX i9 ON t0 (c2);
-- becomes:
CREATE TABLE t0_new (id bigint NOT NULL, c2 bigint) PARTITION BY HASH (id);
CREATE TABLE t6 PARTITION OF t0_new FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE INDEX i9 ON t0_new (c2);
-- case: a partition takes its key to a parent that has one of the same name
CREATE TABLE t0 (id bigint NOT NULL, CONSTRAINT k9 PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE t6 PARTITION OF t0 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
INSERT INTO t0 VALUES (7);
-- becomes:
CREATE TABLE t0_new (id bigint NOT NULL, CONSTRAINT k9 PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE t6 PARTITION OF t0_new FOR VALUES WITH (MODULUS 1, REMAINDER 0);
-- case: a partition leaves with its index and its key
CREATE TABLE t0 (id bigint NOT NULL PRIMARY KEY, c2 bigint) PARTITION BY HASH (id);
CREATE INDEX i9 ON t0 (c2);
CREATE TABLE t6 PARTITION OF t0 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
INSERT INTO t0 VALUES (7, 7);
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL PRIMARY KEY, c2 bigint);
CREATE INDEX t6_c2_idx ON t6 (c2);
-- case: a partition comes below a check that is not validated
CREATE TABLE t7 (id bigint NOT NULL) PARTITION BY HASH (id);
ALTER TABLE t7 ADD CONSTRAINT k17 CHECK (id > 0) NOT VALID;
-- becomes:
CREATE TABLE t7 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE TABLE t9 PARTITION OF t7 FOR VALUES WITH (MODULUS 4, REMAINDER 0);
ALTER TABLE t7 ADD CONSTRAINT k17 CHECK (id > 0) NOT VALID;
-- case: a child joins a parent whose check it has
CREATE TABLE t0 (id bigint NOT NULL);
CREATE TABLE t5 (id bigint NOT NULL, CONSTRAINT k CHECK (id > 0));
INSERT INTO t5 (id) VALUES (7);
-- becomes:
CREATE TABLE t0 (id bigint NOT NULL, CONSTRAINT k CHECK (id > 0));
CREATE TABLE t5 (id bigint NOT NULL) INHERITS (t0);
-- case: a column is generated no more and gets another type
CREATE DOMAIN d7 AS text;
CREATE TABLE t13 (id bigint NOT NULL, c15 d7, c16 d7 DEFAULT 'x');
INSERT INTO t13 (id, c15) VALUES (7, '7');
-- becomes:
CREATE TABLE t13 (
  id bigint NOT NULL, c15 bigint GENERATED ALWAYS AS (id + 0) STORED, c16 bigint GENERATED ALWAYS AS (id + 1) STORED
);
INSERT INTO t13 (id) VALUES (7);
-- case: a check and a key leave a column that goes
CREATE TABLE t4 (id bigint NOT NULL, c7 bigint);
INSERT INTO t4 (id, c7) VALUES (7, '7');
ALTER TABLE t4 ADD CONSTRAINT k12 UNIQUE (c7);
ALTER TABLE t4 ADD CONSTRAINT k13 CHECK (c7 > 0);
-- becomes:
CREATE TABLE t4 (id bigint NOT NULL);
INSERT INTO t4 (id) VALUES (7);
ALTER TABLE t4 ADD CONSTRAINT k12 UNIQUE (id);
ALTER TABLE t4 ADD CONSTRAINT k13 CHECK (id > 0);
-- case: labels go from an enum whose arrays a partitioned table has
CREATE TYPE e0 AS ENUM ('a', 'b', 'c');
CREATE TABLE t2 (id bigint NOT NULL, c3 e0[], c4 e0 DEFAULT 'a') PARTITION BY LIST (id);
CREATE TABLE t4 PARTITION OF t2 FOR VALUES IN (7);
INSERT INTO t4 (id, c3) VALUES (7, '{a}');
CREATE MATERIALIZED VIEW m7 AS SELECT id, c3 FROM t4;
-- becomes:
CREATE TYPE e0 AS ENUM ('a');
CREATE TABLE t2 (id bigint NOT NULL, c3 e0[], c4 e0 DEFAULT 'a') PARTITION BY LIST (id);
CREATE TABLE t4 PARTITION OF t2 FOR VALUES IN (7);
INSERT INTO t4 (id, c3) VALUES (7, '{a}');
CREATE MATERIALIZED VIEW m7 AS SELECT id, c3 FROM t4;
-- case: a unique constraint becomes the primary key in place of another
CREATE TABLE t5 (id bigint NOT NULL);
INSERT INTO t5 (id) VALUES (7);
ALTER TABLE t5 ADD CONSTRAINT k10 PRIMARY KEY (id);
ALTER TABLE t5 ADD CONSTRAINT k11 UNIQUE (id);
-- becomes:
CREATE TABLE t5 (id bigint NOT NULL);
INSERT INTO t5 (id) VALUES (7);
ALTER TABLE t5 ADD CONSTRAINT k11 PRIMARY KEY (id);
-- case: a column with settings comes to a parent and its partition
CREATE TABLE t8 (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE t14 PARTITION OF t8 FOR VALUES IN (107);
INSERT INTO t14 (id) VALUES (107);
-- becomes:
CREATE TABLE t8 (id bigint NOT NULL, c10 text) PARTITION BY LIST (id);
ALTER TABLE t8 ALTER c10 SET STORAGE EXTERNAL;
CREATE TABLE t14 PARTITION OF t8 FOR VALUES IN (107);
COMMENT ON COLUMN t14.c10 IS 'of the partition';
-- case: a sequence becomes the property of a column that is no number
CREATE TABLE t9 (id bigint NOT NULL, c11 boolean);
INSERT INTO t9 (id, c11) VALUES (7, true);
-- becomes:
CREATE SEQUENCE s4;
CREATE TABLE t9 (id bigint NOT NULL, c11 boolean);
INSERT INTO t9 (id, c11) VALUES (7, true);
ALTER SEQUENCE s4 OWNED BY t9.c11;
-- case: a column with a storage of its own gets another type
CREATE TYPE e1 AS ENUM ('a');
CREATE TABLE t6 (id bigint NOT NULL, c8 e1, c9 varchar(9));
ALTER TABLE t6 ALTER c9 SET STORAGE EXTERNAL;
INSERT INTO t6 (id, c8) VALUES (7, 'a');
-- becomes:
CREATE TYPE e1 AS ENUM ('a');
CREATE TABLE t6 (id bigint NOT NULL, c8 text, c9 text);
ALTER TABLE t6 ALTER c8 SET STORAGE EXTERNAL;
ALTER TABLE t6 ALTER c9 SET STORAGE EXTERNAL;
INSERT INTO t6 (id, c8) VALUES (7, 'a');
-- case: a column is generated no more and has a default
CREATE TABLE t8 (id bigint NOT NULL, c10 bigint DEFAULT 7);
INSERT INTO t8 (id, c10) VALUES (7, '7');
-- becomes:
CREATE TABLE t8 (id bigint NOT NULL, c10 bigint GENERATED ALWAYS AS (id + 0) STORED);
INSERT INTO t8 (id) VALUES (7);
-- case: of two equal indexes of a partitioned table one goes
CREATE TABLE t4 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE TABLE t6 PARTITION OF t4 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
INSERT INTO t4 VALUES (7);
CREATE INDEX i14 ON t4 (id);
CREATE INDEX i15 ON t4 (id);
-- becomes:
CREATE TABLE t4 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE TABLE t6 PARTITION OF t4 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE INDEX i15 ON t4 (id);
-- case: a partition has an index of its own for its parent's
CREATE TABLE t7 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t10 PARTITION OF t7 FOR VALUES FROM (100) TO (150);
INSERT INTO t10 (id) VALUES (107);
CREATE INDEX i15 ON t7 (id);
-- becomes:
CREATE TABLE t7 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t10 PARTITION OF t7 FOR VALUES FROM (100) TO (150);
INSERT INTO t10 (id) VALUES (107);
CREATE INDEX i13 ON t10 (id) WITH (fillfactor = 80);
CREATE INDEX i15 ON t7 (id);
-- case: an index of a partitioned table loses its storage parameters
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE INDEX i11 ON t1 (id) WITH (fillfactor = 70);
-- becomes:
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE INDEX i11 ON t1 (id);
-- case: an index of a table with partitions gets other storage parameters
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM (0) TO (50) PARTITION BY RANGE (id);
CREATE TABLE t3 PARTITION OF t2 FOR VALUES FROM (0) TO (25);
INSERT INTO t1 VALUES (7);
CREATE INDEX i11 ON t1 (id) WITH (fillfactor = 70);
-- becomes:
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM (0) TO (50) PARTITION BY RANGE (id);
CREATE TABLE t3 PARTITION OF t2 FOR VALUES FROM (0) TO (25);
CREATE INDEX i11 ON t1 (id) WITH (fillfactor = 80);
-- case: keys of a table with partitions get other storage parameters
CREATE TABLE t1 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM (0) TO (50);
CREATE TABLE t4 (id bigint, c2 bigint);
INSERT INTO t1 VALUES (7, 7);
INSERT INTO t4 VALUES (7, 7);
ALTER TABLE t1 ADD CONSTRAINT k1 PRIMARY KEY (id) WITH (fillfactor = 70);
ALTER TABLE t1 ADD CONSTRAINT k2 UNIQUE (c2, id) WITH (fillfactor = 70);
ALTER TABLE t4 ADD CONSTRAINT f1 FOREIGN KEY (id) REFERENCES t1, ADD CONSTRAINT f2 FOREIGN KEY (c2, id) REFERENCES t1 (c2, id);
-- becomes:
CREATE TABLE t1 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM (0) TO (50);
CREATE TABLE t4 (id bigint, c2 bigint);
ALTER TABLE t1 ADD CONSTRAINT k1 PRIMARY KEY (id);
ALTER TABLE t1 ADD CONSTRAINT k2 UNIQUE (c2, id) WITH (fillfactor = 80);
ALTER TABLE t4 ADD CONSTRAINT f1 FOREIGN KEY (id) REFERENCES t1, ADD CONSTRAINT f2 FOREIGN KEY (c2, id) REFERENCES t1 (c2, id);
-- case: a partition's bound changes while its parent gets a column with a check
CREATE TABLE t2 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t8 (id) VALUES (107);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c6 text CHECK (c6 IS NOT NULL OR 0 < 5)) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
INSERT INTO t8 (id, c6) VALUES (107, 'a');
-- case: a partition's bound changes while its parent gets a check
CREATE TABLE t2 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160) PARTITION BY RANGE (id);
CREATE TABLE t9 PARTITION OF t8 FOR VALUES FROM (100) TO (150);
INSERT INTO t2 (id) VALUES (107);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL CHECK (id > 5)) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170) PARTITION BY RANGE (id);
CREATE TABLE t9 PARTITION OF t8 FOR VALUES FROM (100) TO (150);
-- case: only the partitioned table's index gets other storage parameters
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM (0) TO (50);
INSERT INTO t1 VALUES (7);
CREATE INDEX i12 ON t2 (id) WITH (fillfactor = 70);
CREATE INDEX i11 ON t1 (id) WITH (fillfactor = 70);
-- becomes:
CREATE TABLE t1 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM (0) TO (50);
CREATE INDEX i12 ON t2 (id) WITH (fillfactor = 70);
CREATE INDEX i11 ON t1 (id) WITH (fillfactor = 80);
-- case: a partition's bound changes while its parent gets keys
CREATE TABLE t3 (id bigint PRIMARY KEY);
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t3 (id) VALUES (107);
INSERT INTO t8 (id) VALUES (107);
-- becomes:
CREATE TABLE t3 (id bigint PRIMARY KEY);
CREATE TABLE t2 (id bigint PRIMARY KEY, c2 bigint, CONSTRAINT k3 UNIQUE (c2, id)) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
ALTER TABLE t2 ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES t3;
-- case: a partition's bound changes while its parent gets a key, whose part has a name of its own
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t8 (id) VALUES (107);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
ALTER TABLE t8 ADD CONSTRAINT of_t8 PRIMARY KEY (id);
ALTER TABLE t8 ADD CONSTRAINT of_t8_2 UNIQUE (id, c2);
ALTER TABLE t2 ADD CONSTRAINT of_t2 PRIMARY KEY (id);
ALTER TABLE t2 ADD CONSTRAINT of_t2_2 UNIQUE (id, c2);
-- case: a partition's bound changes while its parent gets an index
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t8 (id) VALUES (107);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
CREATE INDEX i1 ON t2 (c2);
CREATE INDEX i3 ON t8 (c2, id);
CREATE INDEX i2 ON t2 (c2, id);
-- case: a partition's bound changes while its part of an index gets another name
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t8 (id) VALUES (107);
CREATE INDEX i1 ON t2 (c2);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
CREATE INDEX i3 ON t8 (c2);
CREATE INDEX i1 ON t2 (c2);
-- case: a partition's bound changes while its part of a key gets another name
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t8 (id) VALUES (107);
ALTER TABLE t2 ADD CONSTRAINT k1 UNIQUE (c2, id);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
ALTER TABLE t8 ADD CONSTRAINT k8 UNIQUE (c2, id);
ALTER TABLE t2 ADD CONSTRAINT k1 UNIQUE (c2, id);
-- case: a partition's bound changes while its parent gets a trigger
CREATE FUNCTION f1() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t8 (id) VALUES (107);
CREATE TRIGGER g2 BEFORE INSERT ON t2 FOR EACH ROW EXECUTE FUNCTION f1();
CREATE TRIGGER g3 BEFORE INSERT ON t2 FOR EACH ROW EXECUTE FUNCTION f1();
ALTER TABLE t8 DISABLE TRIGGER g3;
-- becomes:
CREATE FUNCTION f1() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
CREATE TRIGGER g1 BEFORE INSERT ON t2 FOR EACH ROW EXECUTE FUNCTION f1();
CREATE TRIGGER g2 BEFORE INSERT ON t2 FOR EACH ROW EXECUTE FUNCTION f1();
CREATE TRIGGER g3 BEFORE INSERT ON t2 FOR EACH ROW EXECUTE FUNCTION f1();
ALTER TABLE t8 DISABLE TRIGGER g1;
ALTER TABLE t8 DISABLE TRIGGER g3;
-- case: a partition's bound changes while its parent's columns change
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint, c3 varchar(9) DEFAULT 'a', c4 text) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160);
INSERT INTO t8 (id, c2) VALUES (107, 7);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint NOT NULL DEFAULT 7, c3 text, c5 text NOT NULL DEFAULT 'a') PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170);
-- case: a partition with partitions gets another bound while its parent gets keys
CREATE TABLE t2 (id bigint NOT NULL, c2 bigint) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (160) PARTITION BY RANGE (id);
CREATE TABLE t9 PARTITION OF t8 FOR VALUES FROM (100) TO (150);
INSERT INTO t2 (id) VALUES (107);
-- becomes:
CREATE TABLE t2 (id bigint PRIMARY KEY, c2 bigint, CONSTRAINT k3 UNIQUE (c2, id)) PARTITION BY RANGE (id);
CREATE TABLE t8 PARTITION OF t2 FOR VALUES FROM (100) TO (170) PARTITION BY RANGE (id);
CREATE TABLE t9 PARTITION OF t8 FOR VALUES FROM (100) TO (150);
CREATE INDEX i1 ON t2 (c2);
-- case: a new partition takes the place of one that a view lets go
CREATE TABLE t6 (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE t8 PARTITION OF t6 FOR VALUES IN (7);
INSERT INTO t8 (id) VALUES (7);
CREATE VIEW v9 AS SELECT x.id AS id FROM t8 x;
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE t8_new PARTITION OF t6 FOR VALUES IN (7);
INSERT INTO t8_new (id) VALUES (7);
CREATE VIEW v9 AS SELECT x.id AS id FROM t8_new x;
-- case: an index of a partitioned table changes, whose part has a name of its own
CREATE TABLE t6 (id bigint NOT NULL, c8 date, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207) PARTITION BY LIST (id);
CREATE TABLE t13 PARTITION OF t12 FOR VALUES IN (207);
INSERT INTO t6 (id, c8, c9) VALUES (207, '2020-01-01', 7);
CREATE INDEX i18 ON t12 (c8);
CREATE INDEX i17 ON t6 (c8);
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL, c8 date, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207) PARTITION BY LIST (id);
CREATE TABLE t13 PARTITION OF t12 FOR VALUES IN (207);
CREATE INDEX i18 ON t12 (c9);
CREATE INDEX i17 ON t6 (c9);
-- case: a new index of a partitioned table, whose part has a name of its own
CREATE TABLE t6 (id bigint NOT NULL, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207);
INSERT INTO t6 (id, c9) VALUES (207, 7);
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207);
CREATE INDEX i18 ON t12 (c9);
CREATE INDEX i17 ON t6 (c9);
CREATE TABLE t13 PARTITION OF t6 FOR VALUES IN (208);
INSERT INTO t13 (id) VALUES (208);
-- case: parts of keys get other names
CREATE TABLE t6 (id bigint NOT NULL, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207);
INSERT INTO t6 (id, c9) VALUES (207, 7);
ALTER TABLE t6 ADD CONSTRAINT k1 PRIMARY KEY (id), ADD CONSTRAINT k2 UNIQUE (c9, id);
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207);
ALTER TABLE t12 ADD CONSTRAINT t12_c9_id_key PRIMARY KEY (id), ADD CONSTRAINT k12 UNIQUE (c9, id);
ALTER TABLE t6 ADD CONSTRAINT k1 PRIMARY KEY (id), ADD CONSTRAINT k2 UNIQUE (c9, id);
-- case: a table with an index of its own joins a parent with that index
CREATE TABLE t6 (id bigint NOT NULL, c9 bigint) PARTITION BY LIST (id);
CREATE TABLE t12 (id bigint NOT NULL, c9 bigint);
INSERT INTO t12 (id, c9) VALUES (207, 7);
-- becomes:
CREATE TABLE t6 (id bigint NOT NULL, c9 bigint CHECK (c9 > 0)) PARTITION BY LIST (id);
CREATE TABLE t12 PARTITION OF t6 FOR VALUES IN (207);
CREATE INDEX i18 ON t12 (c9);
CREATE INDEX i17 ON t6 (c9);
-- case: an attribute comes with its type
CREATE TYPE r2 AS (a0 bigint);
-- becomes:
CREATE TYPE e1 AS ENUM ('a');
CREATE TYPE r2 AS (a0 bigint, a1 e1);
-- case: a child loses its parent, whose sequence its default uses
CREATE TABLE t0 (id bigserial);
INSERT INTO t0 (id) VALUES (7);
CREATE TABLE t7 (id bigint NOT NULL) INHERITS (t0);
INSERT INTO t7 (id) VALUES (7);
-- becomes:
CREATE TABLE t7 (id bigint NOT NULL);
INSERT INTO t7 (id) VALUES (7);
-- case: a partition comes whose parent has two keys of the same column
CREATE TABLE t5 (id bigint NOT NULL) PARTITION BY HASH (id);
ALTER TABLE t5 ADD CONSTRAINT k14 UNIQUE (id);
ALTER TABLE t5 ADD CONSTRAINT k15 PRIMARY KEY (id);
-- becomes:
CREATE TABLE t5 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE TABLE t8 PARTITION OF t5 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
ALTER TABLE t5 ADD CONSTRAINT k14 UNIQUE (id);
ALTER TABLE t5 ADD CONSTRAINT k15 PRIMARY KEY (id);
INSERT INTO t8 (id) VALUES (7);
-- case: a partition comes whose parent has three keys of the same column
CREATE TABLE t5 (id bigint NOT NULL) PARTITION BY HASH (id);
ALTER TABLE t5 ADD CONSTRAINT k14 UNIQUE (id);
ALTER TABLE t5 ADD CONSTRAINT k15 PRIMARY KEY (id);
ALTER TABLE t5 ADD CONSTRAINT k16 UNIQUE (id);
-- becomes:
CREATE TABLE t5 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE TABLE t8 PARTITION OF t5 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
ALTER TABLE t5 ADD CONSTRAINT k14 UNIQUE (id);
ALTER TABLE t5 ADD CONSTRAINT k15 PRIMARY KEY (id);
ALTER TABLE t5 ADD CONSTRAINT k16 UNIQUE (id);
INSERT INTO t8 (id) VALUES (7);
-- case: a partition comes whose parent has three keys of the same column, made in another order
CREATE TABLE t5 (id bigint NOT NULL) PARTITION BY HASH (id);
ALTER TABLE t5 ADD CONSTRAINT k16 UNIQUE (id);
ALTER TABLE t5 ADD CONSTRAINT k14 UNIQUE (id);
ALTER TABLE t5 ADD CONSTRAINT k15 PRIMARY KEY (id);
-- becomes:
CREATE TABLE t5 (id bigint NOT NULL) PARTITION BY HASH (id);
CREATE TABLE t8 PARTITION OF t5 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
ALTER TABLE t5 ADD CONSTRAINT k15 PRIMARY KEY (id);
ALTER TABLE t5 ADD CONSTRAINT k16 UNIQUE (id);
ALTER TABLE t5 ADD CONSTRAINT k14 UNIQUE (id);
INSERT INTO t8 (id) VALUES (7);
-- case: a column gets another type while a parsed body takes rows of its table
CREATE TABLE t2 (id bigint NOT NULL, c3 timestamptz);
INSERT INTO t2 (id, c3) VALUES (7, '2020-01-01');
CREATE FUNCTION f9(r t2) RETURNS text LANGUAGE sql RETURN (r).id::text || '0';
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c3 timestamp);
INSERT INTO t2 (id, c3) VALUES (7, '2020-01-01');
CREATE FUNCTION f9(r t2) RETURNS text LANGUAGE sql RETURN (r).id::text || '0';
-- case: a function comes to read a new table whose default calls it
CREATE FUNCTION f9() RETURNS bigint LANGUAGE sql AS $$SELECT (7 + 0)::bigint$$;
-- becomes:
CREATE TABLE t4 (id bigint NOT NULL, c6 bigint);
INSERT INTO t4 (id, c6) VALUES (7, '7');
CREATE FUNCTION f9() RETURNS bigint LANGUAGE sql AS $$SELECT ((SELECT count(*) FROM :schema.t4) + 0)::bigint$$;
ALTER TABLE t4 ALTER c6 SET DEFAULT f9()::text::bigint;
-- case: a view that names no column of a materialized view comes to name some while that is made anew
CREATE MATERIALIZED VIEW m7 AS SELECT 'a'::text AS one;
CREATE VIEW v19 AS SELECT 'a'::text AS one FROM m7 x;
-- becomes:
CREATE MATERIALIZED VIEW m7 AS SELECT 'a'::text AS one, true AS f;
CREATE VIEW v19 AS SELECT x.one AS one, x.f AS f FROM m7 x;
-- case: a partition comes while its parent's column gets another storage
CREATE TABLE t4 (id bigint NOT NULL, c5 text) PARTITION BY RANGE (id);
ALTER TABLE t4 ALTER c5 SET STORAGE EXTERNAL;
-- becomes:
CREATE TABLE t4 (id bigint NOT NULL, c5 text) PARTITION BY RANGE (id);
ALTER TABLE t4 ALTER c5 SET STATISTICS 50;
CREATE TABLE t8 PARTITION OF t4 FOR VALUES FROM (0) TO (50);
INSERT INTO t8 (id, c5) VALUES (7, 'a');
-- case: a table with two keys of one column comes to a parent, or leaves one, that has two such
CREATE TABLE t2 (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE t4 PARTITION OF t2 FOR VALUES IN (7);
INSERT INTO t4 (id) VALUES (7);
ALTER TABLE t2 ADD CONSTRAINT k10 PRIMARY KEY (id);
ALTER TABLE t2 ADD CONSTRAINT k12 UNIQUE (id);
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL) PARTITION BY LIST (id);
CREATE TABLE t4 (id bigint NOT NULL);
INSERT INTO t4 (id) VALUES (7);
ALTER TABLE t2 ADD CONSTRAINT k10 PRIMARY KEY (id);
ALTER TABLE t2 ADD CONSTRAINT k12 UNIQUE (id);
-- case: a view stands between a function that goes and one that comes, both of which read what is made anew
CREATE MATERIALIZED VIEW m1 AS SELECT 'a'::text AS one;
CREATE MATERIALIZED VIEW m2 AS SELECT x.one AS one FROM m1 x;
CREATE FUNCTION f5() RETURNS bigint LANGUAGE sql RETURN ((SELECT count(*) FROM :schema.m2) + 0)::bigint;
CREATE VIEW v7 AS SELECT f5() AS f FROM m1 x;
-- becomes:
CREATE MATERIALIZED VIEW m2 AS SELECT 'a'::text AS one;
CREATE FUNCTION f5_new() RETURNS bigint LANGUAGE sql RETURN ((SELECT count(*) FROM :schema.m2) + 0)::bigint;
CREATE VIEW v7 AS SELECT f5_new() AS f;
-- case: a column with a default comes to a table whose rows a function takes
CREATE TABLE t5 (id bigint NOT NULL);
INSERT INTO t5 (id) VALUES (7);
CREATE FUNCTION f10(r t5) RETURNS text LANGUAGE sql RETURN (r).id::text || '0';
-- becomes:
CREATE TABLE t5 (id bigint NOT NULL, c8 text DEFAULT 'a');
INSERT INTO t5 (id, c8) VALUES (7, 'a');
CREATE FUNCTION f10(r t5) RETURNS text LANGUAGE sql RETURN (r).id::text || '0';
-- case: a partition's trigger turns to another column when its parent loses the one that it was about
CREATE FUNCTION f5() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TABLE t9 (id bigint NOT NULL, c11 text[]) PARTITION BY RANGE (id);
CREATE TABLE t12 PARTITION OF t9 FOR VALUES FROM (0) TO (50);
INSERT INTO t12 (id, c11) VALUES (7, '{a}');
CREATE TRIGGER g16 BEFORE INSERT ON t12 FOR EACH ROW WHEN (NEW.c11 IS NOT NULL) EXECUTE FUNCTION f5();
-- becomes:
CREATE FUNCTION f5() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TABLE t9 (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE t12 PARTITION OF t9 FOR VALUES FROM (0) TO (50);
INSERT INTO t12 (id) VALUES (7);
CREATE TRIGGER g16 BEFORE INSERT ON t12 FOR EACH ROW WHEN (NEW.id IS NOT NULL) EXECUTE FUNCTION f5();
-- case: a serial column that owns a second sequence comes with its table
CREATE TABLE t2 (id bigint);
-- becomes:
CREATE TABLE t2 (id bigint);
CREATE TABLE t3 (id bigserial);
CREATE SEQUENCE s8 MINVALUE 1 MAXVALUE 1000;
ALTER SEQUENCE s8 OWNED BY t3.id;
-- case: a materialized view comes that reads through a view whose owner gets the right to read in the same plan
CREATE TABLE t2 (id bigint);
-- becomes:
CREATE TABLE t2 (id bigint);
CREATE TABLE t3 (id bigint);
CREATE VIEW v1 AS SELECT id FROM t3;
ALTER VIEW v1 OWNER TO change_owner;
GRANT SELECT ON t3 TO change_owner;
CREATE MATERIALIZED VIEW m4 AS SELECT id FROM v1;
-- case: a column of an unlogged table becomes an identity, and another comes as one
CREATE UNLOGGED TABLE t11 (id bigint NOT NULL);
CREATE UNLOGGED TABLE t12 (c2 text);
INSERT INTO t11 (id) VALUES (7);
-- becomes:
CREATE UNLOGGED TABLE t11 (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100));
CREATE UNLOGGED TABLE t12 (c2 text, id bigint GENERATED ALWAYS AS IDENTITY);
INSERT INTO t11 (id) OVERRIDING SYSTEM VALUE VALUES (7);
-- case: a partitioned table comes that refers to itself and has a check and a partition
CREATE TABLE t2 (id bigint);
-- becomes:
CREATE TABLE t2 (id bigint);
CREATE TABLE t3 (id bigint NOT NULL, c4 bigint) PARTITION BY RANGE (id);
CREATE TABLE t9 PARTITION OF t3 FOR VALUES FROM (200) TO (250);
ALTER TABLE t3 ADD CONSTRAINT k10 PRIMARY KEY (id);
ALTER TABLE t3 ADD CONSTRAINT k12 FOREIGN KEY (c4) REFERENCES t3 (id);
ALTER TABLE t3 ADD CONSTRAINT k14 CHECK (id > 0);
INSERT INTO t9 (id) VALUES (207);
-- case: a partitioned table comes whose check takes its own rows
CREATE TABLE t2 (id bigint);
-- becomes:
CREATE TABLE t2 (id bigint);
CREATE TABLE t3 (id bigint NOT NULL, c4 bigint) PARTITION BY RANGE (id);
CREATE FUNCTION f5(r t3) RETURNS bigint IMMUTABLE LANGUAGE sql RETURN (r).id;
CREATE TABLE t9 PARTITION OF t3 FOR VALUES FROM (200) TO (250);
ALTER TABLE t3 ADD CONSTRAINT k14 CHECK (f5(NULL::t3) IS NULL);
INSERT INTO t9 (id) VALUES (207);
-- case: views come that read functions' rows, whose table or type gets another column
CREATE TABLE t2 (id bigint NOT NULL, c3_new boolean);
CREATE TYPE y4 AS (id bigint);
CREATE FUNCTION f16() RETURNS SETOF t2 LANGUAGE sql AS $$SELECT r.* FROM :schema.t2 r$$;
CREATE FUNCTION f17() RETURNS y4 LANGUAGE sql AS $$SELECT NULL::y4$$;
-- becomes:
CREATE TABLE t2 (id bigint NOT NULL, c3 boolean);
CREATE TYPE y4 AS (id bigint, c5 text);
CREATE FUNCTION f16() RETURNS SETOF t2 LANGUAGE sql AS $$SELECT r.* FROM :schema.t2 r$$;
CREATE FUNCTION f17() RETURNS y4 LANGUAGE sql AS $$SELECT NULL::y4$$;
CREATE VIEW v18 AS SELECT x.id AS id FROM f16() x;
CREATE VIEW v19 AS SELECT x.id AS id FROM f17() x;
