import MigrationCore
import Testing

@Suite struct AlignedTreeTests {
  private func column(_ table: Identifier, _ name: Identifier, _ type: String = "int") -> ObjectNode {
    ObjectNode(
      id: ObjectID(.column, "public", table, member: name), title: name.text, detail: type,
      definition: "\(name) \(type)")
  }

  private func table(_ name: Identifier, _ columns: [ObjectNode], _ definition: String = "") -> ObjectNode {
    ObjectNode(id: ObjectID(.table, "public", name), title: name.text, definition: definition, children: columns)
  }

  private func tree(_ tables: [ObjectNode]) -> ObjectTree {
    ObjectTree(
      source: .liveDatabase,
      roots: [
        ObjectNode(
          id: ObjectID(.schema, "public", "public"), title: "public",
          children: [ObjectNode(id: nil, title: "tables", children: tables)])
      ])
  }

  private func outline(_ tree: AlignedTree) -> [String] {
    tree.rows.map { row in
      let mark =
        switch row.change {
        case .same: " "
        case .created: "+"
        case .altered: "~"
        case .dropped: "-"
        }
      return mark + String(repeating: "  ", count: row.depth) + row.title
    }
  }

  @Test func whatOneSideLacksLeavesAGap() {
    let aligned = AlignedTree(
      current: tree([table("users", [column("users", "id"), column("users", "old"), column("users", "name")])]),
      desired: tree([
        table("audit", []),
        table("users", [column("users", "id"), column("users", "name", "text"), column("users", "new")]),
      ]))
    #expect(
      outline(aligned) == [
        " public", "   tables", "+    audit", "     users", "       id", "-      old", "~      name", "+      new",
      ])
    #expect(aligned.rows[2].current == nil)
    #expect(aligned.rows[5].desired == nil)
  }

  @Test func objectsStandInByteOrderWhateverTheSideTheyComeFrom() {
    let aligned = AlignedTree(
      current: tree([table("a", []), table("c", [])]), desired: tree([table("B", []), table("a", []), table("b", [])]))
    #expect(outline(aligned) == [" public", "   tables", "+    B", "     a", "+    b", "-    c"])
  }

  @Test func headingsCountTheObjectsOfEachSideAndTheChangesBelow() {
    let aligned = AlignedTree(
      current: tree([table("a", []), table("c", [])]), desired: tree([table("a", []), table("b", []), table("d", [])]))
    #expect(aligned.rows[1].current?.objectsBelow == 2)
    #expect(aligned.rows[1].desired?.objectsBelow == 3)
    #expect(aligned.rows[1].changedBelow == 3)
    #expect(aligned.rows[0].changedBelow == 3)
  }

  @Test func namesAreComparedAsBytes() {
    let aligned = AlignedTree(current: tree([table("\u{E9}", [])]), desired: tree([table("e\u{301}", [])]))
    #expect(aligned.rows.count == 4)
    let definitions = AlignedTree(
      current: tree([table("t", [], "DEFAULT '\u{E9}'")]), desired: tree([table("t", [], "DEFAULT 'e\u{301}'")]))
    #expect(definitions.rows[2].change == .altered)
  }

  @Test func rowsOfTheSameNameAreToldApart() {
    let heading = ObjectNode(
      id: nil, title: "other", children: [ObjectNode(id: nil, title: "x"), ObjectNode(id: nil, title: "x")])
    let tree = ObjectTree(source: .liveDatabase, roots: [heading, heading])
    let aligned = AlignedTree(current: tree, desired: tree)
    #expect(aligned.rows.count == 6)
    for index in aligned.rows.indices { #expect(aligned.index(of: aligned.rows[index].key) == index) }
  }

  @Test(arguments: [
    ("table.column", "public.users.name", "name"), ("table.index", "public.users.missing", "users"),
    ("table", "public.a.b", "a.b"), ("table.column", "public.a.b.c.d", "c.d"), ("table.rls", "public.users", "users"),
    ("table.column.comment", "public.users.id", "id"), ("privilege", "privileges.TABLE.users.app", "users"),
  ])
  func aStepFindsItsRow(_ type: String, _ path: String, _ title: String) {
    let schema = tree([
      table("a.b", [column("a.b", "c.d")]), table("users", [column("users", "id"), column("users", "name")]),
    ])
    let aligned = AlignedTree(current: schema, desired: schema)
    let row = StepRows(aligned).row(for: Step(sql: "", type: type, operation: "alter", path: path))
    #expect(row.map { aligned.rows[$0].title } == title)
  }

  @Test func aStepOnSomethingUnknownHasNoRow() {
    let schema = tree([])
    let rows = StepRows(AlignedTree(current: schema, desired: schema))
    #expect(rows.row(for: Step(sql: "", type: "view", operation: "alter", path: "public.v")) == nil)
    #expect(rows.row(for: Step(sql: "SELECT 1")) == nil)
  }

  private static let plan = Plan(
    formatVersion: "", pgschemaVersion: "", createdAt: "", sourceFingerprint: nil,
    groups: [
      TransactionGroup(steps: [
        Step(sql: "CREATE TABLE t", type: "table", operation: "create", path: "public.t"),
        Step(sql: "ALTER", type: "table.column", operation: "alter", path: "public.users.name"),
        Step(sql: "DROP CONSTRAINT", type: "table.constraint", operation: "drop", path: "public.users.c"),
        Step(sql: "ADD CONSTRAINT", type: "table.constraint", operation: "create", path: "public.users.c"),
        Step(sql: "DROP VIEW", type: "view", operation: "drop", path: "public.v"),
        Step(sql: "GRANT", type: "privilege", operation: "create", path: "privileges.TABLE.t.app"),
      ])
    ])

  @Test func withoutADatabaseTheStepsNameTheObjects() {
    let aligned = AlignedTree(
      current: ObjectTree(stepsOf: Self.plan, .before), desired: ObjectTree(stepsOf: Self.plan, .after))
    #expect(
      outline(aligned) == [
        " public", "   tables", "+    t", "     users", "~      name", "~      c", "   views", "-    v", " privileges",
        "+  TABLE.t.app",
      ])
  }

  @Test func aNewMemberDoesNotMakeItsTableNew() {
    let plan = Plan(
      formatVersion: "", pgschemaVersion: "", createdAt: "", sourceFingerprint: nil,
      groups: [
        TransactionGroup(steps: [
          Step(sql: "ADD", type: "table.constraint", operation: "create", path: "public.payments.fkey")
        ])
      ])
    let aligned = AlignedTree(current: ObjectTree(stepsOf: plan, .before), desired: ObjectTree(stepsOf: plan, .after))
    #expect(outline(aligned) == [" public", "   tables", "     payments", "+      fkey"])
  }

  @Test func withoutARehearsalTheStepsSayWhatBecomesOfTheSchema() {
    let current = tree([table("users", [column("users", "id"), column("users", "name", "text")], "CREATE TABLE users")])
    let aligned = AlignedTree(current: current, desired: current.expected(after: Self.plan))
    #expect(outline(aligned).contains("+    t"))
    #expect(outline(aligned).contains("~      name"))
    #expect(outline(aligned).contains("       id"))
  }
}
