import Testing

@testable import MigrationCore

private func table(_ name: Identifier, references others: [Identifier] = []) -> Table {
  var table = Table(name: name)
  table.columns = [Column(name: "id", position: 1, type: "integer")]
  let key = Constraint(name: Identifier("\(name)_pkey"), kind: .primaryKey, definition: "PRIMARY KEY (id)")
  table.constraints =
    [key]
    + others.map { other in
      let key = ForeignKey(
        referencedTable: QualifiedName("public", other), referencedColumns: ["id"]
      )
      return Constraint(name: Identifier("\(name)_\(other)_fkey"), kind: .foreignKey(key), definition: "")
    }
  return table
}

private func schema(_ tables: [Table]) -> DatabaseSchema {
  var schema = DatabaseSchema(name: "public")
  schema.tables = tables
  return schema
}

private func labels(from old: [Table], to new: [Table]) -> [String] {
  let outcome = Planner.plan(
    from: schema(old), to: schema(new), on: .major(17), PlanOptions(role: "owner"))
  return outcome.changes.map { "\($0.label.type) \($0.label.operation.rawValue) \($0.label.path)" }
}

@Suite struct NewTablesTests {
  @Test func aForeignKeyToATableMadeBeforeIsAPartOfItsTable() {
    #expect(
      labels(from: [], to: [table("a", references: ["b"]), table("b")]) == [
        "table create public.b", "table create public.a",
      ])
  }

  @Test func ofACircleTheFirstTablesForeignKeyIsAChangeOfItsOwn() {
    #expect(
      labels(from: [], to: [table("a", references: ["b"]), table("b", references: ["a"])]) == [
        "table create public.a", "table create public.b", "table.constraint create public.a.a_b_fkey",
      ])
  }

  @Test func aForeignKeyToATableThatStaysAsItIsIsAChangeOfItsOwn() {
    #expect(
      labels(from: [table("b")], to: [table("a", references: ["b"]), table("b")]) == [
        "table create public.a", "table.constraint create public.a.a_b_fkey",
      ])
  }

  @Test func aForeignKeyToATableThatChangesIsAPartOfItsTable() {
    var changed = table("b")
    changed.comment = "about b"
    #expect(
      labels(from: [table("b")], to: [table("a", references: ["b"]), changed]) == [
        "table create public.a", "table create public.a", "table.comment alter public.b",
      ])
  }
}
