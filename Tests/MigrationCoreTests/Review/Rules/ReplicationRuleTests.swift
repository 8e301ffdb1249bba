import MigrationCore
import Testing

@Suite struct ReplicationRuleTests {
  /// The fixture with a published table that has a primary key and a column of an enum.
  static let published: LiveFacts = {
    var live = ReviewFixture.live
    let users = ReviewFixture.name("users")
    live.relations[users]?.publications = ["feed"]
    live.relations[users]?.columns = [
      "id": LiveColumn(type: ColumnType("int8"), isNotNull: true),
      "id2": LiveColumn(type: ColumnType("int8"), isNotNull: true),
      "mood": LiveColumn(type: ColumnType("mood", schema: "shop"), isNotNull: false),
    ]
    live.publications = ["feed": LivePublication()]
    var key = LiveRelation(.index, size: RelationSize(rows: 0, totalBytes: 8192, analyzedAt: nil))
    key.owningTable = users
    var index = LiveIndex()
    (index.isUnique, index.isPrimary, index.columns, index.constraint) = (true, true, ["id"], "users_pkey")
    key.index = index
    live.relations[ReviewFixture.name("users_pkey")] = key
    return live
  }()

  /// The fixture with a publication of all tables.
  static let everything: LiveFacts = {
    var live = ReviewFixture.live
    var publication = LivePublication()
    publication.hasAllTables = true
    live.publications = ["everything": publication]
    return live
  }()

  @Test(arguments: [
    RuleCase(
      "drop-pk-breaks-replica-identity", ["ALTER TABLE users DROP CONSTRAINT users_pkey"], finds: "1.1 error",
      live: published),
    RuleCase(
      "drop-pk-breaks-replica-identity", ["ALTER TABLE users DROP COLUMN id"], finds: "1.1 error", live: published),
    RuleCase(
      "drop-pk-breaks-replica-identity", ["ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (id2)"],
      live: published),
    RuleCase(
      "drop-pk-breaks-replica-identity",
      ["ALTER TABLE users REPLICA IDENTITY FULL", "ALTER TABLE users DROP CONSTRAINT users_pkey"], live: published),
    RuleCase("drop-pk-breaks-replica-identity", ["ALTER TABLE users DROP CONSTRAINT users_check"], live: published),
    RuleCase("drop-pk-breaks-replica-identity", ["ALTER TABLE users DROP CONSTRAINT users_pkey"]),
    RuleCase("drop-pk-breaks-replica-identity", ["ALTER TABLE users DROP CONSTRAINT users_pkey"], live: nil),
    RuleCase(
      "replica-identity-changed", ["ALTER TABLE users REPLICA IDENTITY FULL"], finds: "1.1 warning", live: published),
    RuleCase("replica-identity-changed", ["ALTER TABLE orders REPLICA IDENTITY NOTHING"]),
    RuleCase(
      "replica-identity-changed", ["CREATE TABLE t (id int)", "ALTER TABLE t REPLICA IDENTITY FULL"], live: published),
    RuleCase("replica-identity-changed", ["ALTER TABLE users REPLICA IDENTITY FULL"], live: nil),
    RuleCase("published-table-without-identity", ["CREATE TABLE t (id int)"], finds: "1.1 error", live: everything),
    RuleCase(
      "published-table-without-identity",
      ["CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE u (id int)", "ALTER TABLE u ADD PRIMARY KEY (id)"],
      live: everything),
    RuleCase(
      "published-table-without-identity",
      [
        "CREATE TABLE t (id int)", "ALTER TABLE t REPLICA IDENTITY FULL", "CREATE TEMP TABLE x (id int)",
        "CREATE UNLOGGED TABLE y (id int)",
      ], live: everything),
    RuleCase("published-table-without-identity", ["CREATE PUBLICATION p FOR TABLE small"], finds: "1.1 error"),
    RuleCase(
      "published-table-without-identity",
      ["CREATE PUBLICATION p FOR TABLE small WITH (publish = 'insert')", "CREATE TABLE t (id int)"]),
    RuleCase("published-table-without-identity", ["CREATE PUBLICATION p FOR TABLE users"], live: published),
    RuleCase(
      "published-table-without-identity", ["CREATE PUBLICATION p FOR ALL TABLES"], finds: "1.1 error",
      current: RewriteRuleTests.current),
    RuleCase(
      "published-table-without-identity", ["CREATE PUBLICATION p FOR TABLES IN SCHEMA shop"], finds: "1.1 error",
      current: RewriteRuleTests.current),
    RuleCase(
      "published-table-without-identity", ["CREATE PUBLICATION p FOR TABLES IN SCHEMA other"],
      current: RewriteRuleTests.current),
    RuleCase(
      "published-table-without-identity",
      ["ALTER TABLE orders REPLICA IDENTITY FULL", "CREATE PUBLICATION p FOR ALL TABLES"],
      current: RewriteRuleTests.current),
    RuleCase("published-table-without-identity", ["CREATE TABLE t (id int)"], live: nil),
    RuleCase("ddl-not-replicated-logically", ["ALTER TABLE users ADD a int"], finds: "1.1 error", live: published),
    RuleCase(
      "ddl-not-replicated-logically", ["ALTER TABLE users DROP COLUMN id2", "ALTER TABLE users RENAME id2 TO id3"],
      finds: "1.1 error", "1.2 error", live: published),
    RuleCase("ddl-not-replicated-logically", ["ALTER TYPE mood ADD VALUE 'fine'"], finds: "1.1 error", live: published),
    RuleCase(
      "ddl-not-replicated-logically",
      ["ALTER TABLE users ADD CHECK (id > 0) NOT VALID", "ALTER TABLE orders ADD a int"], live: published),
    RuleCase("ddl-not-replicated-logically", ["ALTER TYPE other ADD VALUE 'fine'"], live: published),
    RuleCase("ddl-not-replicated-logically", ["ALTER TABLE users ADD a int"], live: nil),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }
}
