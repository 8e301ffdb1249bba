import MigrationCore
import SQLSyntax

/// Plans from SQL, and a target with one large table, one small one and what hangs on them.
enum ReviewFixture {
  static func name(_ name: Identifier) -> QualifiedName { QualifiedName("shop", name) }

  static let live: LiveFacts = {
    var orders = LiveRelation(
      .table, size: RelationSize(rows: 12_100_000, totalBytes: 3_436_000_000, analyzedAt: "now"))
    orders.columns = [
      "id": LiveColumn(type: ColumnType("int4"), isNotNull: true),
      "note": LiveColumn(type: ColumnType("varchar", modifiers: [20]), isNotNull: false),
      "at": LiveColumn(type: ColumnType("timestamp"), isNotNull: false),
      "proved": LiveColumn(type: ColumnType("text"), isNotNull: false),
    ]
    orders.notNullProofs = ["proved": "proved_check"]
    orders.foreignKeys = [
      "orders_user": LiveForeignKey(references: name("users"), columns: ["user_id"], referencedColumns: ["id"])
    ]
    orders.dependents = [
      Dependent(ObjectID(.view, "shop", "recent"), column: "note"), Dependent(ObjectID(.view, "shop", "recent")),
    ]
    let large = RelationSize(rows: 5_000_000, totalBytes: 1 << 30, analyzedAt: nil)
    var index = LiveRelation(.index, size: RelationSize(rows: 0, totalBytes: 8192, analyzedAt: nil))
    index.owningTable = name("orders")
    var parts = LiveRelation(.partitionedTable, size: RelationSize(rows: nil, totalBytes: 0, analyzedAt: nil))
    parts.partitions = [name("part_1")]
    parts.defaultPartition = name("part_rest")
    let email = LiveDomain(
      base: ColumnType("text"), isConstrained: true, columns: [LiveDomain.Column(name("users"), "mail")])
    return LiveFacts(
      serverVersion: 150_020, isTimeZoneUTC: true,
      relations: [
        name("orders"): orders, name("users"): LiveRelation(.table, size: large),
        name("small"): LiveRelation(.table, size: RelationSize(rows: 7, totalBytes: 16384, analyzedAt: "now")),
        name("orders_at"): index, name("parts"): parts, name("part_1"): LiveRelation(.table, size: large),
        name("part_rest"): LiveRelation(.table, size: large),
        name("recent"): LiveRelation(.view, size: RelationSize(rows: nil, totalBytes: 0, analyzedAt: nil)),
      ],
      volatileFunctions: ["random", "fill"],
      domains: [name("email"): email])
  }()

  /// A plan whose groups are these lists of statements.
  static func plan(_ groups: [[String]]) -> Plan {
    Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-01-02T03:04:05Z", sourceFingerprint: nil,
      groups: groups.map { TransactionGroup(steps: $0.map { Step(sql: $0) }) })
  }

  static func context(
    _ groups: [[String]], live: LiveFacts? = live, current: [DatabaseSchema] = [], recorded: RecordedFacts? = nil,
    beside openPlans: [OpenPlan] = [], choice: RuleChoice = RuleChoice(), isScript: Bool = false
  ) -> ReviewContext {
    let parser = StatementParser(schema: "shop")
    var context = ReviewContext(
      plan: plan(groups), live: live, current: current, recorded: recorded, choice: choice, isScript: isScript
    ) { parser.facts(of: $0.sql) }
    context.openPlans = openPlans
    return context
  }

}
