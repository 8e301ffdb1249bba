import Glibc
import MigrationCore
import Testing

@Suite struct HumanPlanTests {
  static func plan(_ groups: [[(type: String, operation: String, path: String)]]) -> Plan {
    Plan(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "x", sourceFingerprint: nil,
      groups: groups.map { steps in
        TransactionGroup(
          steps: steps.map {
            Step(sql: "\($0.operation) \($0.path);", type: $0.type, operation: $0.operation, path: $0.path)
          })
      })
  }

  static func text(_ plan: Plan, colored: Bool = false) -> String {
    HumanPlan.text(plan, colored: colored) { $0.replacing("\u{1B}", with: "␛") }
  }

  @Test func listsKindsThatPgschemaDoesNotKnowAfterItsOwn() {
    let plan = Self.plan([
      [
        ("operator", "create", "public.=#="), ("statistics", "drop", "public.s"), ("new_kind", "create", "public.n"),
        ("domain", "create", "public.d"), ("view.rule", "create", "public.v.r"), ("type", "create", "public.t"),
      ]
    ])
    #expect(
      Self.text(plan).hasPrefix(
        """
        Plan: 4 to add, 1 to modify, 1 to drop.

        Summary by type:
          types: 1 to add
          views: 1 to modify
          operators: 1 to add
          statistics: 1 to drop
          other objects: 1 to add

        Types:
          + t

        Views:
          ~ v
            + r (rule)

        Operators:
          + =#=

        Statistics:
          - s

        Other objects:
          + n

        """))
  }

  @Test func namesANewTableWhereItMeansItsColumn() {
    let plan = Self.plan([
      [("table", "create", "public.users"), ("table.column.comment", "create", "public.users.email")]
    ])
    #expect(Self.text(plan).contains("  + users\n    + users (column.comment)\n"))
  }

  @Test func listsObjectsAndTheirPartsFromTheStepsPaths() {
    let plan = Self.plan([
      [
        ("table", "drop", "public.old"), ("function", "alter", "public.f"), ("function", "alter", "public.f"),
        ("table.index", "alter", "public.users.i"), ("table.column", "create", "public.users.a.b"),
      ],
      [
        ("view", "recreate", "public.v"), ("view", "create", "public.v"),
        ("privilege", "create", "privileges.TABLE.t.app"),
      ],
    ])
    #expect(
      Self.text(plan) == """
        Plan: 1 to add, 3 to modify, 1 to drop.

        Summary by type:
          functions: 1 to modify
          tables: 1 to modify, 1 to drop
          views: 1 to modify
          privileges: 1 to add

        Functions:
          ~ f

        Tables:
          - old
          ~ users
            + a.b (column)
            ~ i (index - concurrent rebuild)

        Views:
          ~ v

        Privileges:
          + app

        DDL to be executed:
        --------------------------------------------------

        -- Transaction Group #1
        drop public.old;

        alter public.f;

        alter public.f;

        alter public.users.i;

        create public.users.a.b;

        -- Transaction Group #2
        recreate public.v;

        create public.v;

        create privileges.TABLE.t.app;

        """)
  }

  @Test func colorsCountersSymbolsAndHeadings() {
    let text = Self.text(Self.plan([[("table", "create", "public.t")]]), colored: true)
    #expect(
      text == """
        Plan: \u{1B}[32m1 to add\u{1B}[0m.

        \u{1B}[1mSummary by type:\u{1B}[0m
          tables: \u{1B}[32m1 to add\u{1B}[0m

        \u{1B}[1mTables\u{1B}[0m:
          \u{1B}[32m+\u{1B}[0m t

        \u{1B}[1mDDL to be executed:\u{1B}[0m
        --------------------------------------------------

        create public.t;

        """)
  }

  @Test func everythingFromThePlanIsMadeHarmless() {
    let text = Self.text(
      Self.plan([[("table", "create", "public.t\u{1B}[2J"), ("table.x\u{1B}", "create", "public.t.y\u{1B}")]]))
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("+ t␛[2J"))
  }

  @Test func anEmptyPlanAndOneThatSaysNothing() {
    #expect(Self.text(Self.plan([])) == "No changes detected.\n")
    #expect(Self.text(Self.plan([[("", "", "")]])).hasPrefix("Plan: 1 statements that do not say what they change.\n"))
  }

  @Test(.enabled(if: getenv("COUNTERSIGN_CONFORMANCE") != nil))
  func agreesWithTheRecordedTexts() throws {
    let root = String(cString: try #require(getenv("COUNTERSIGN_CONFORMANCE")))
    var differing: [String] = []
    for file in recordedFiles(named: "plan.json", under: root) {
      guard let recorded = contents(of: file.dropLast(4) + "txt") else { continue }
      let plan = try PlanCodec.decode(try #require(contents(of: file)))
      var expected = String(decoding: recorded, as: UTF8.self)
      if !expected.hasSuffix("\n") { expected += "\n" }
      if HumanPlan.text(plan, colored: false, sanitize: \.self) != expected { differing.append(file) }
    }
    // The first prints the table's name for a column's comment, the second was recorded by another version.
    let known = ["create_table/add_table_like/plan.json", "create_table/issue_295_pgvector_typmod/plan.json"]
    #expect(differing.filter { file in !known.contains { file.hasSuffix($0) } } == [])
  }
}
