-- case: a foreign table comes
CREATE TABLE o (a int);
-- becomes:
CREATE TABLE o (a int);
CREATE FOREIGN TABLE t (a int NOT NULL, b text OPTIONS (column_name 'it''s')) SERVER change_server OPTIONS (x 'y');
-- case: options of the table
CREATE FOREIGN TABLE t (a int) SERVER change_server OPTIONS (x 'y', z 'w');
-- becomes:
CREATE FOREIGN TABLE t (a int) SERVER change_server OPTIONS (x 'new', "Q r" 'it''s');
-- case: options of a column
CREATE FOREIGN TABLE t (a int OPTIONS (x 'y'), b int) SERVER change_server;
-- becomes:
CREATE FOREIGN TABLE t (a int OPTIONS (x 'z'), b int OPTIONS (n '1')) SERVER change_server;
-- case: columns
CREATE FOREIGN TABLE t (a int, b int DEFAULT 1) SERVER change_server;
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE FOREIGN TABLE t (a bigint NOT NULL, c text COLLATE "C" CONSTRAINT filled CHECK (c <> '')) SERVER change_server;
CREATE VIEW v AS SELECT a FROM t;
-- case: another server
CREATE FOREIGN TABLE t (a int) SERVER change_server;
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON FOREIGN TABLE t IS 'far';
GRANT SELECT ON t TO change_reader;
-- becomes:
CREATE FOREIGN TABLE t (a int) SERVER change_server_2;
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON FOREIGN TABLE t IS 'far';
GRANT SELECT ON t TO change_reader;
-- case: a foreign table becomes ordinary
-- one way (the way back would lose rows, which the next case shows)
CREATE FOREIGN TABLE t (a int) SERVER change_server;
CREATE VIEW v AS SELECT a FROM t;
-- becomes:
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
-- case: an ordinary table becomes foreign
-- refused: an ordinary table cannot become a foreign table
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- becomes:
CREATE FOREIGN TABLE t (a int) SERVER change_server;
-- case: a foreign table is a partition
CREATE TABLE t (a int, b int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
INSERT INTO t VALUES (1, 1);
-- becomes:
CREATE TABLE t (a int, b int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE FOREIGN TABLE t2 PARTITION OF t FOR VALUES IN (2) SERVER change_server;
-- case: owner and comment
CREATE FOREIGN TABLE t (a int) SERVER change_server;
-- becomes:
CREATE FOREIGN TABLE t (a int) SERVER change_server;
COMMENT ON FOREIGN TABLE t IS 'far';
COMMENT ON COLUMN t.a IS 'one';
ALTER FOREIGN TABLE t OWNER TO change_owner;
