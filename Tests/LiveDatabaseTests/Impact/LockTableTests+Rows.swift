import MigrationCore

extension LockTableTests {
  static let shop = """
    CREATE SCHEMA shop; CREATE SCHEMA attic; SET search_path = shop;
    CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
    CREATE DOMAIN email AS text CONSTRAINT filled CHECK (VALUE <> '');
    CREATE DOMAIN amount AS int;
    CREATE DOMAIN stamp AS text;
    CREATE DOMAIN postmark AS stamp;
    ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
    CREATE TYPE pair AS (a int, b text);
    CREATE TABLE users (id int PRIMARY KEY, mail email,
      note varchar(20) CONSTRAINT noted CHECK (note IS NOT NULL), size int, code text);
    CREATE INDEX users_note ON users (note);
    CREATE TABLE orders (id serial PRIMARY KEY, user_id int CONSTRAINT buyer REFERENCES users, at timestamp,
      n int NOT NULL DEFAULT 1, g int GENERATED ALWAYS AS (n + 1) STORED, i int GENERATED ALWAYS AS IDENTITY,
      l amount);
    ALTER TABLE orders ADD CONSTRAINT later CHECK (at IS NOT NULL) NOT VALID,
      ADD CONSTRAINT unsure FOREIGN KEY (n) REFERENCES users NOT VALID;
    CREATE UNIQUE INDEX orders_i ON orders (i);
    CREATE INDEX orders_at ON orders (at);
    CREATE TABLE parts (a int NOT NULL, u int CONSTRAINT of_user REFERENCES users, note varchar(9) DEFAULT '', m email,
      CONSTRAINT a_positive CHECK (a > 0)) PARTITION BY LIST (a);
    CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1);
    CREATE TABLE part_2 PARTITION OF parts FOR VALUES IN (2) PARTITION BY LIST (a);
    CREATE TABLE part_2a PARTITION OF part_2 FOR VALUES IN (2);
    CREATE TABLE part_rest PARTITION OF parts DEFAULT;
    CREATE INDEX parts_a ON parts (a);
    CREATE INDEX parts_u ON ONLY parts (u);
    CREATE INDEX part_1_u ON part_1 (u);
    ALTER TABLE parts ADD CONSTRAINT short CHECK (length(note) < 9) NOT VALID;
    CREATE TABLE candidate (LIKE parts INCLUDING CONSTRAINTS);
    CREATE TABLE base (a int NOT NULL, b text CONSTRAINT b_filled CHECK (b <> ''), c int);
    CREATE TABLE child (d int) INHERITS (base);
    ALTER TABLE base ADD CONSTRAINT unsure CHECK (a < 9) NOT VALID;
    CREATE TABLE lone (a int NOT NULL, b text CONSTRAINT b_filled CHECK (b <> ''), c int,
      CONSTRAINT unsure CHECK (a < 9));
    CREATE TABLE plain (a int, b text);
    CREATE TABLE typed OF pair;
    CREATE TABLE logged_less (a serial);
    CREATE TABLE letters (a stamp, b postmark);
    CREATE TABLE cards (b postmark);
    CREATE VIEW recent AS SELECT id, at FROM orders;
    CREATE VIEW of_recent AS SELECT id FROM recent;
    CREATE MATERIALIZED VIEW summary AS SELECT user_id, count(*) AS n FROM orders GROUP BY user_id;
    CREATE UNIQUE INDEX summary_key ON summary (user_id);
    CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER marked BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION mark();
    CREATE TRIGGER marked BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION mark();
    CREATE RULE quiet AS ON DELETE TO plain DO INSTEAD NOTHING;
    CREATE POLICY own ON users USING (true);
    CREATE SEQUENCE counter;
    CREATE STATISTICS paired ON a, b FROM base;
    INSERT INTO users SELECT n, 'a', 'b', n, n FROM generate_series(1, 100) n;
    INSERT INTO orders (user_id, at) SELECT n, now() FROM generate_series(1, 100) n;
    INSERT INTO parts SELECT n % 4 + 1 FROM generate_series(1, 10) n;
    INSERT INTO base VALUES (1, 'a'); INSERT INTO child VALUES (2, 'a');
    ANALYZE;
    """

  static let rows = [
    Row(.addColumn, "ALTER TABLE orders ADD COLUMN a int"), Row(.addColumn, "ALTER TABLE parts ADD b int DEFAULT 1"),
    Row(.addColumn, "ALTER TABLE base ADD e int"),
    Row(.addColumnRewriting, "ALTER TABLE orders ADD a float DEFAULT random()"),
    Row(.addColumnRewriting, "ALTER TABLE parts ADD b float DEFAULT random()"),
    Row(.addColumnRewriting, "ALTER TABLE base ADD e serial"),
    Row(.addColumnRewriting, "ALTER TABLE plain ADD e email"),
    Row(.addColumnRewriting, "ALTER TABLE plain ADD e int GENERATED ALWAYS AS IDENTITY"),
    Row(.addColumnRewriting, "ALTER TABLE plain ADD e int GENERATED ALWAYS AS (a + 1) STORED"),
    Row(.addColumnWithIndex, "ALTER TABLE orders ADD b int UNIQUE"),
    Row(.addColumnWithCheck, "ALTER TABLE parts ADD b int CHECK (b > 0)"),
    Row(.addColumnWithForeignKey, "ALTER TABLE orders ADD b int REFERENCES users"),
    Row(.addColumnWithForeignKey, "ALTER TABLE parts ADD b int REFERENCES users"),
    Row(.dropColumn, "ALTER TABLE users DROP size"), Row(.dropColumn, "ALTER TABLE orders DROP i"),
    Row(.dropColumn, "ALTER TABLE base DROP c"), Row(.dropColumn, "ALTER TABLE parts DROP u"),
    Row(.renameColumn, "ALTER TABLE users RENAME note TO n"), Row(.renameColumn, "ALTER TABLE base RENAME c TO x"),
    Row(.renameColumn, "ALTER TABLE parts RENAME note TO n"),
    Row(.alterTypeInPlace, "ALTER TABLE users ALTER note TYPE varchar(30)"),
    Row(.alterTypeInPlace, "ALTER TABLE parts ALTER note TYPE varchar(30)"),
    Row(.alterTypeRebuildingIndexes, "ALTER TABLE users ALTER note TYPE varchar(20) COLLATE \"C\""),
    Row(.alterTypeRewriting, "ALTER TABLE users ALTER id TYPE bigint"),
    Row(.alterTypeRewriting, "ALTER TABLE base ALTER c TYPE bigint"),
    Row(.alterTypeRewriting, "ALTER TABLE parts ALTER u TYPE bigint"),
    Row(.changeDefault, "ALTER TABLE orders ALTER at SET DEFAULT now()"),
    Row(.changeDefault, "ALTER TABLE parts ALTER note DROP DEFAULT"),
    Row(.setNotNull, "ALTER TABLE orders ALTER at SET NOT NULL"),
    Row(.setNotNull, "ALTER TABLE parts ALTER note SET NOT NULL"),
    Row(.setNotNull, "ALTER TABLE base ALTER b SET NOT NULL"),
    Row(.setNotNullProved, "ALTER TABLE users ALTER note SET NOT NULL"),
    Row(.dropNotNull, "ALTER TABLE orders ALTER n DROP NOT NULL"),
    Row(.dropNotNull, "ALTER TABLE parts ALTER a DROP NOT NULL"),
    Row(.dropNotNull, "ALTER TABLE base ALTER a DROP NOT NULL"),
    Row(.dropExpression, "ALTER TABLE orders ALTER g DROP EXPRESSION"),
    Row(.addIdentity, "ALTER TABLE base ALTER a ADD GENERATED ALWAYS AS IDENTITY"),
    Row(.changeIdentity, "ALTER TABLE orders ALTER i SET GENERATED BY DEFAULT"),
    Row(.changeIdentity, "ALTER TABLE orders ALTER i RESTART"),
    Row(.dropIdentity, "ALTER TABLE orders ALTER i DROP IDENTITY"),
    Row(.setColumnStatistics, "ALTER TABLE orders ALTER at SET STATISTICS 100"),
    Row(.setColumnStatistics, "ALTER TABLE parts ALTER a SET STATISTICS 100"),
    Row(.setColumnOptions, "ALTER TABLE base ALTER a SET (n_distinct = 5)"),
    Row(.setColumnStorage, "ALTER TABLE users ALTER code SET STORAGE EXTERNAL"),
    Row(.setColumnCompression, "ALTER TABLE base ALTER b SET COMPRESSION pglz"),
    Row(.addCheck, "ALTER TABLE orders ADD CHECK (id > 0)"), Row(.addCheck, "ALTER TABLE parts ADD CHECK (a > -1)"),
    Row(.addCheck, "ALTER TABLE base ADD CHECK (a > 0)"),
    Row(.addCheckNotValid, "ALTER TABLE parts ADD CHECK (a > -1) NOT VALID"),
    Row(.validateConstraint, "ALTER TABLE orders VALIDATE CONSTRAINT later"),
    Row(.validateConstraint, "ALTER TABLE parts VALIDATE CONSTRAINT short"),
    Row(.validateForeignKey, "ALTER TABLE orders VALIDATE CONSTRAINT unsure"),
    Row(.addForeignKey, "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users"),
    Row(.addForeignKey, "ALTER TABLE parts ADD FOREIGN KEY (a) REFERENCES users"),
    Row(.addForeignKeyNotValid, "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID"),
    Row(.addIndexConstraint, "ALTER TABLE orders ADD UNIQUE (user_id)"),
    Row(.addPrimaryKey, "ALTER TABLE plain ADD PRIMARY KEY (a)"),
    Row(.addIndexConstraint, "ALTER TABLE orders ADD EXCLUDE (n WITH =) WHERE (n > 1)"),
    Row(.addIndexConstraint, "ALTER TABLE base ADD UNIQUE (a)"),
    Row(.addIndexConstraint, "ALTER TABLE parts ADD UNIQUE (a, u)"),
    Row(.extendedStatistics, "DROP STATISTICS paired"),
    Row(.extendedStatistics, "CREATE STATISTICS pair ON a, b FROM plain"),
    Row(.addCheck, "ALTER TABLE base ADD CHECK (a > 0) NO INHERIT"),
    Row(.changeDefault, "ALTER TABLE ONLY base ALTER a SET DEFAULT 1"),
    Row(.setStorageParameters, "ALTER MATERIALIZED VIEW summary SET (fillfactor = 70)"),
    Row(.detachPartition, "ALTER TABLE parts DETACH PARTITION part_2"),
    Row(.alterSequence, "ALTER SEQUENCE counter OWNED BY plain.a"),
    Row(.changePolicy, "CREATE POLICY p ON orders USING (user_id IN (SELECT id FROM users))"),
    Row(.changeRule, "CREATE RULE r AS ON UPDATE TO plain DO ALSO INSERT INTO base SELECT id FROM users"),
    Row(.select, "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM users'"),
    Row(.insertRows, "CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC DELETE FROM orders; END"),
    Row(.addPrimaryKey, "ALTER TABLE base ADD PRIMARY KEY (a)"),
    Row(.addConstraintUsingIndex, "ALTER TABLE orders ADD UNIQUE USING INDEX orders_i"),
    Row(.dropConstraint, "ALTER TABLE orders DROP CONSTRAINT later"),
    Row(.dropConstraint, "ALTER TABLE orders DROP CONSTRAINT orders_pkey"),
    Row(.dropConstraint, "ALTER TABLE parts DROP CONSTRAINT short"),
    Row(.dropConstraint, "ALTER TABLE base DROP CONSTRAINT b_filled"),
    Row(.dropForeignKey, "ALTER TABLE orders DROP CONSTRAINT buyer"),
    Row(.dropForeignKey, "ALTER TABLE parts DROP CONSTRAINT of_user"),
    Row(.renameConstraint, "ALTER TABLE orders RENAME CONSTRAINT later TO x"),
    Row(.renameConstraint, "ALTER TABLE parts RENAME CONSTRAINT short TO x"),
    Row(.renameConstraint, "ALTER TABLE orders RENAME CONSTRAINT buyer TO x"),
    Row(.alterConstraint, "ALTER TABLE orders ALTER CONSTRAINT buyer DEFERRABLE"),
    Row(.alterConstraint, "ALTER TABLE parts ALTER CONSTRAINT of_user DEFERRABLE"),
    Row(.renameTable, "ALTER TABLE orders RENAME TO o"), Row(.renameTable, "ALTER TABLE parts RENAME TO o"),
    Row(.setSchema, "ALTER TABLE orders SET SCHEMA attic"), Row(.setSchema, "ALTER TABLE parts SET SCHEMA attic"),
    Row(.changeOwner, "ALTER TABLE orders OWNER TO pg_monitor"),
    Row(.changeOwner, "ALTER TABLE parts OWNER TO pg_monitor"),
    Row(.setTablespace, "ALTER TABLE orders SET TABLESPACE elsewhere"),
    Row(.setLogged, "ALTER TABLE base SET UNLOGGED"),
    Row(.setAccessMethod, "ALTER TABLE orders SET ACCESS METHOD heap2"),
    Row(.setStorageParameters, "ALTER TABLE orders SET (fillfactor = 70)"),
    Row(.setStorageParameters, "ALTER TABLE orders RESET (autovacuum_enabled)"),
    Row(.changeClusterIndex, "ALTER TABLE orders CLUSTER ON orders_pkey"),
    Row(.setReplicaIdentity, "ALTER TABLE orders REPLICA IDENTITY FULL"),
    Row(.changeRowSecurity, "ALTER TABLE orders ENABLE ROW LEVEL SECURITY"),
    Row(.changeRowSecurity, "ALTER TABLE parts FORCE ROW LEVEL SECURITY"),
    Row(.changeTriggers, "ALTER TABLE orders DISABLE TRIGGER ALL"),
    Row(.changeTriggers, "ALTER TABLE parts DISABLE TRIGGER marked"),
    Row(.changeRules, "ALTER TABLE plain DISABLE RULE quiet"), Row(.inherit, "ALTER TABLE lone INHERIT base"),
    Row(.noInherit, "ALTER TABLE child NO INHERIT base"),
    Row(.attachPartition, "ALTER TABLE parts ATTACH PARTITION candidate FOR VALUES IN (5)"),
    Row(.detachPartition, "ALTER TABLE parts DETACH PARTITION part_1"),
    Row(.otherTableChange, "ALTER TABLE typed NOT OF"),
    Row(.createIndex, "CREATE INDEX ON orders (id, at)"), Row(.createIndex, "CREATE INDEX ON parts (note)"),
    Row(.createIndex, "CREATE INDEX ON base (b)"), Row(.createIndexOnParent, "CREATE INDEX ON ONLY parts (note)"),
    Row(.alterIndex, "ALTER INDEX orders_at RENAME TO i"),
    Row(.alterIndex, "ALTER INDEX orders_at SET (fillfactor = 70)"),
    Row(.attachIndex, "ALTER INDEX parts_u ATTACH PARTITION part_1_u"),
    Row(.dropIndex, "DROP INDEX orders_at"), Row(.dropIndex, "DROP INDEX parts_a"),
    Row(.reindex, "REINDEX TABLE orders"), Row(.reindexIndex, "REINDEX INDEX orders_at"),
    Row(.createTable, "CREATE TABLE t (u int REFERENCES users)"), Row(.createTable, "CREATE TABLE t (LIKE users)"),
    Row(.createTable, "CREATE TABLE t AS SELECT * FROM users"),
    Row(.createPartition, "CREATE TABLE t PARTITION OF parts FOR VALUES IN (7)"),
    Row(.createInheritingTable, "CREATE TABLE t () INHERITS (base)"),
    Row(.createInheritingTable, "CREATE TABLE t (u int REFERENCES users) INHERITS (base)"),
    Row(.dropTable, "DROP TABLE plain"), Row(.dropTable, "DROP TABLE part_1"), Row(.dropTable, "DROP TABLE parts"),
    Row(.dropTable, "DROP TABLE child"), Row(.truncate, "TRUNCATE plain"), Row(.truncate, "TRUNCATE parts"),
    Row(.truncate, "TRUNCATE base"),
    Row(.createView, "CREATE VIEW v AS SELECT * FROM users"),
    Row(.createView, "CREATE VIEW v AS SELECT * FROM of_recent"),
    Row(.replaceView, "CREATE OR REPLACE VIEW recent AS SELECT id, at FROM orders"),
    Row(.alterView, "ALTER VIEW recent RENAME TO r"), Row(.alterView, "ALTER VIEW recent ALTER id SET DEFAULT 1"),
    Row(.alterView, "ALTER VIEW recent OWNER TO pg_monitor"), Row(.dropView, "DROP VIEW of_recent"),
    Row(.dropView, "DROP MATERIALIZED VIEW summary"),
    Row(.createMaterializedView, "CREATE MATERIALIZED VIEW m AS SELECT * FROM users"),
    Row(.createMaterializedView, "CREATE MATERIALIZED VIEW m AS SELECT * FROM of_recent"),
    Row(.refreshMaterializedView, "REFRESH MATERIALIZED VIEW summary"),
    Row(.refreshMaterializedViewConcurrently, "REFRESH MATERIALIZED VIEW CONCURRENTLY summary"),
    Row(.analyze, "ANALYZE orders"), Row(.analyze, "ANALYZE parts"), Row(.cluster, "CLUSTER orders USING orders_pkey"),
    Row(.alterSequence, "ALTER SEQUENCE counter RESTART"), Row(.alterSequence, "ALTER SEQUENCE counter CYCLE"),
    Row(.dropSequence, "DROP SEQUENCE counter"), Row(.commentOnRelation, "COMMENT ON TABLE orders IS 'x'"),
    Row(.commentOnRelation, "COMMENT ON COLUMN orders.id IS 'x'"),
    Row(.commentOnRelation, "COMMENT ON VIEW recent IS 'x'"),
    Row(.commentOnMember, "COMMENT ON CONSTRAINT buyer ON orders IS 'x'"),
    Row(.commentOnMember, "COMMENT ON TRIGGER marked ON orders IS 'x'"),
    Row(.createTrigger, "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION mark()"),
    Row(.createTrigger, "CREATE TRIGGER t BEFORE UPDATE ON parts FOR EACH ROW EXECUTE FUNCTION mark()"),
    Row(.dropTrigger, "DROP TRIGGER marked ON orders"), Row(.dropTrigger, "DROP TRIGGER marked ON parts"),
    Row(.renameTrigger, "ALTER TRIGGER marked ON orders RENAME TO m"),
    Row(.renameTrigger, "ALTER TRIGGER marked ON parts RENAME TO m"),
    Row(.changeRule, "CREATE RULE r AS ON UPDATE TO plain DO INSTEAD NOTHING"),
    Row(.changeRule, "DROP RULE quiet ON plain"), Row(.changePolicy, "CREATE POLICY p ON orders USING (true)"),
    Row(.changePolicy, "ALTER POLICY own ON users USING (false)"), Row(.changePolicy, "DROP POLICY own ON users"),
    Row(.addDomainConstraint, "ALTER DOMAIN email ADD CHECK (VALUE <> 'x')"),
    Row(.addDomainConstraint, "ALTER DOMAIN stamp SET NOT NULL"),
    Row(.addDomainConstraint, "ALTER DOMAIN stamp ADD CONSTRAINT given NOT NULL", since: 18),
    Row(.addDomainConstraint, "ALTER DOMAIN amount VALIDATE CONSTRAINT positive"),

    Row(.changeRows, "UPDATE users SET note = 'x'"), Row(.insertRows, "INSERT INTO plain VALUES (1)"),
    Row(.changeRows, "DELETE FROM orders"), Row(.select, "SELECT * FROM users"),
    Row(.selectForUpdate, "SELECT * FROM users FOR UPDATE"),
    Row(.select, "GRANT SELECT ON orders TO PUBLIC", since: 18),
    Row(.setColumnStorage, "ALTER TABLE base ALTER b SET STORAGE EXTERNAL"),
    Row(.setColumnStorage, "ALTER TABLE parts ALTER note SET STORAGE EXTERNAL"),
    Row(.setColumnStatistics, "ALTER TABLE base ALTER b SET STATISTICS 5"),
    Row(.setColumnCompression, "ALTER TABLE parts ALTER note SET COMPRESSION pglz"),
    Row(.setColumnOptions, "ALTER TABLE parts ALTER a SET (n_distinct = 5)"),
    Row(.createTrigger, "CREATE TRIGGER t BEFORE UPDATE ON base FOR EACH ROW EXECUTE FUNCTION mark()"),
    Row(.changeTriggers, "ALTER TABLE base DISABLE TRIGGER ALL"),
    Row(.addForeignKey, "ALTER TABLE base ADD FOREIGN KEY (a) REFERENCES users"),
    Row(.addForeignKeyNotValid, "ALTER TABLE base ADD FOREIGN KEY (c) REFERENCES users NOT VALID"),
    Row(.analyze, "ANALYZE base", since: 18), Row(.validateConstraint, "ALTER TABLE base VALIDATE CONSTRAINT unsure"),
    Row(.renameConstraint, "ALTER TABLE base RENAME CONSTRAINT b_filled TO x"),
    Row(.changeDefault, "ALTER TABLE base ALTER a SET DEFAULT 1"),
    Row(.setNotNullAgain, "ALTER TABLE orders ALTER n SET NOT NULL"),
    Row(.setNotNullAgain, "ALTER TABLE parts ALTER a SET NOT NULL"),
    Row(.addColumnWithIndex, "ALTER TABLE base ADD e int UNIQUE"),
    Row(.addColumnWithForeignKey, "ALTER TABLE base ADD e int REFERENCES users"),
    Row(.addCheckNotValid, "ALTER TABLE base ADD CHECK (a > 0) NOT VALID"),
    Row(.changeRows, "UPDATE parts SET note = 'x'"), Row(.changeRows, "DELETE FROM base"),
    Row(.insertRows, "INSERT INTO plain SELECT id FROM of_recent"),
    Row(.changeRows, "UPDATE plain SET a = 1 FROM parts"), Row(.insertRows, "COPY plain FROM '/dev/null'"),
    Row(.select, "SELECT * FROM parts"), Row(.select, "SELECT * FROM of_recent, base"),
    Row(.selectForUpdate, "SELECT * FROM parts FOR UPDATE"),
    Row(.select, "COPY plain TO '/dev/null'"), Row(.select, "COPY (SELECT * FROM parts) TO '/dev/null'"),
    Row(.createTable, "CREATE TABLE t AS SELECT * FROM of_recent"),
    Row(.createTable, "CREATE TABLE t AS SELECT * FROM parts"),
    Row(.createView, "CREATE VIEW v AS SELECT * FROM parts"), Row(.dropTable, "DROP TABLE logged_less"),
    Row(.setSchema, "ALTER TABLE logged_less SET SCHEMA attic"),
    Row(.changeIdentity, "ALTER TABLE orders ALTER i SET START 5"),
    Row(.commentOnMember, "COMMENT ON POLICY own ON users IS 'x'"),
    Row(.commentOnMember, "COMMENT ON RULE quiet ON plain IS 'x'"),
    Row(.commentOnRelation, "COMMENT ON INDEX orders_at IS 'x'"),
    Row(.commentOnRelation, "COMMENT ON SEQUENCE counter IS 'x'"),
    Row(.moveSequence, "ALTER SEQUENCE counter RENAME TO c"),
    Row(.moveSequence, "ALTER SEQUENCE counter OWNER TO pg_monitor"),
    Row(.moveSequence, "ALTER SEQUENCE counter SET SCHEMA attic"),
    Row(.alterView, "ALTER VIEW recent RENAME at TO x"), Row(.alterView, "ALTER VIEW recent SET (security_barrier)"),
    Row(.alterView, "ALTER MATERIALIZED VIEW summary RENAME TO m"),
    Row(.alterView, "ALTER MATERIALIZED VIEW summary RENAME n TO m"),
    Row(.alterView, "ALTER VIEW recent SET SCHEMA attic"),
    Row(.refreshMaterializedView, "REFRESH MATERIALIZED VIEW summary WITH NO DATA"),
    Row(.changeClusterIndex, "ALTER TABLE orders SET WITHOUT CLUSTER"),
    Row(.dropConstraint, "ALTER TABLE parts DROP CONSTRAINT a_positive"),
    Row(.alterConstraint, "ALTER TABLE orders ALTER CONSTRAINT buyer NOT ENFORCED", since: 18),
    Row(.setLogged, "ALTER TABLE orders SET UNLOGGED", since: 18),
    Row(.addCheckNotValid, "ALTER TABLE orders ADD CONSTRAINT k NOT NULL at NOT VALID", since: 18),
    Row(.setNotNull, "ALTER TABLE orders ADD CONSTRAINT k NOT NULL at", since: 18),
    Row(.createIndex, "CREATE INDEX ON part_2 (note)"), Row(.dropIndex, "DROP INDEX part_1_u"),
    Row(.changeOwner, "ALTER TABLE base OWNER TO pg_monitor"),
    Row(.setTablespace, "ALTER TABLE parts SET TABLESPACE elsewhere"),
    Row(.setReplicaIdentity, "ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_pkey"),
    Row(.changeRows, "MERGE INTO orders USING users ON orders.id = users.id WHEN MATCHED THEN DELETE"),
  ]

  /// Statements that refuse a transaction: what they ask for first, seen while another session keeps it from them.
  static let waiting: [(row: Row, relation: String)] = [
    (Row(.createIndexConcurrently, "CREATE INDEX CONCURRENTLY ON orders (at)"), "orders"),
    (Row(.dropIndexConcurrently, "DROP INDEX CONCURRENTLY orders_at"), "orders"),
    (Row(.reindexConcurrently, "REINDEX TABLE CONCURRENTLY orders"), "orders"),
    (Row(.detachPartitionConcurrently, "ALTER TABLE whole DETACH PARTITION part CONCURRENTLY"), "whole"),
    (Row(.finishDetach, "ALTER TABLE whole DETACH PARTITION part FINALIZE"), "whole"),
    (Row(.vacuum, "VACUUM orders"), "orders"), (Row(.vacuumFull, "VACUUM FULL orders"), "orders"),
  ]
}
