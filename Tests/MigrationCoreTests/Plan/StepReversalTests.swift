import Testing

@testable import MigrationCore

/// Each step says what undoes it.
@Suite struct StepReversalTests {
  private static func schema(_ columns: [(Identifier, CatalogSQL)]) -> DatabaseSchema {
    var schema = DatabaseSchema(name: "public")
    var table = Table(name: "t")
    table.columns = columns.enumerated().map { Column(name: $1.0, position: $0 + 1, type: $1.1) }
    schema.tables = [table]
    return schema
  }

  private static let narrow = schema([("a", "integer")])
  private static let wide = schema([("a", "integer"), ("b", "text")])
  private static let none = DatabaseSchema(name: "public")

  private static func undoing(_ current: DatabaseSchema, _ desired: DatabaseSchema) -> [String?] {
    let options = PlanOptions(role: "dba")
    let changes = Planner.plan(from: current, to: desired, on: .major(18), options).changes
    let back = Reversal(of: [current], to: [desired], on: .major(18), options).outcome.changes
    return StepReversal.all(of: changes, back: back, renames: [:], schema: "public")
  }

  @Test(arguments: [
    (narrow, wide, ["ALTER TABLE t DROP COLUMN IF EXISTS b;"]),
    (wide, narrow, ["ALTER TABLE t ADD COLUMN b text;"]),
    (narrow, schema([("a", "bigint")]), ["ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer;"]),
    (none, narrow, ["DROP TABLE IF EXISTS t;"]),
    (narrow, none, ["CREATE TABLE IF NOT EXISTS t (\n    a integer\n);"]),
  ])
  func theOppositeUndoesAChange(_ current: DatabaseSchema, _ desired: DatabaseSchema, _ undoing: [String?]) {
    #expect(Self.undoing(current, desired) == undoing)
  }

  @Test func aRenameIsUndoneByItsOwn() {
    let there = PlannedChange(StepLabel(.alter, ObjectID(.table, "public", "new")), ["ALTER TABLE old RENAME TO new"])
    let back = PlannedChange(StepLabel(.alter, ObjectID(.table, "public", "old")), ["ALTER TABLE new RENAME TO old"])
    #expect(
      StepReversal.all(of: [there], back: [back], renames: [there: back], schema: "public") == [
        "ALTER TABLE new RENAME TO old;"
      ])
  }

  @Test func aPartOfAnIndexGetsItsNameBack() {
    func schema(_ name: Identifier) -> DatabaseSchema {
      var schema = DatabaseSchema(name: "public")
      let column = Column(name: "a", position: 1, type: "integer")
      var (table, partition) = (Table(name: "p"), Table(name: "p1"))
      table.columns = [column]
      table.partitioning = Partitioning(strategy: .list, definition: "LIST (a)", columns: ["a"])
      table.indexes = [Index(name: "i", definition: "CREATE INDEX i ON ONLY public.p USING btree (a)", method: "btree")]
      partition.columns = [column]
      partition.partition = Partition(parent: QualifiedName("public", "p"), bound: "FOR VALUES IN (1)")
      let definition: SQLText = "CREATE INDEX \(name) ON public.p1 USING btree (a)"
      var part = Index(name: name, definition: CatalogSQL(definition.text), method: "btree")
      part.parent = QualifiedName("public", "i")
      partition.indexes = [part]
      schema.tables = [table, partition]
      return schema
    }
    #expect(Self.undoing(schema("x"), schema("y")) == ["ALTER INDEX y RENAME TO x;"])
  }

  @Test func theFirstStatementOfAChangeUndoesAllOfIt() {
    let id = ObjectID(.constraint, "public", "t", member: "c")
    let there = PlannedChange(
      StepLabel(.create, id), ["ALTER TABLE t ADD CONSTRAINT c NOT VALID", "ALTER TABLE t VALIDATE CONSTRAINT c"])
    let back = PlannedChange(StepLabel(.drop, id), ["ALTER TABLE t DROP CONSTRAINT c"])
    #expect(
      StepReversal.all(of: [there], back: [back], renames: [:], schema: "public") == [
        "ALTER TABLE t DROP CONSTRAINT c;", nil,
      ])
  }
}
