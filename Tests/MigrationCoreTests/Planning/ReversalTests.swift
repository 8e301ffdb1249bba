import MigrationCore
import Testing

/// The way back says what it cannot bring back.
@Suite struct ReversalTests {
  private static func schema(_ columns: [(Identifier, CatalogSQL)], labels: [StoredText] = ["a", "b"]) -> DatabaseSchema
  {
    var schema = DatabaseSchema(name: "public")
    var table = Table(name: "t")
    table.columns = columns.enumerated().map { Column(name: $1.0, position: $0 + 1, type: $1.1) }
    schema.tables = [table]
    schema.enumTypes = [EnumType(name: "e", labels: labels)]
    return schema
  }

  private static let before = schema([("a", "integer"), ("b", "text")])

  @Test(arguments: [
    (schema([("a", "integer")]), ["column public.t.b comes back without its values: they are dropped with it"]),
    (
      schema([("a", "smallint"), ("b", "text")]),
      ["column public.t.a gets its type back, not what the change to smallint took of its values"]
    ),
    (schema([("a", "bigint"), ("b", "text"), ("c", "text")]), []),
    (
      schema([("a", "integer"), ("b", "text")], labels: ["b"]),
      ["type public.e gets its labels back, not the rows that had a"]
    ),
    (schema([("a", "integer"), ("b", "text")], labels: ["a", "b", "c"]), []),
    (DatabaseSchema(name: "public"), ["table public.t comes back empty: its rows are dropped with it"]),
  ])
  func whatIsLostForGoodIsSaid(_ desired: DatabaseSchema, _ losses: [String]) {
    let reversal = Reversal(of: [Self.before], to: [desired], on: .major(18), PlanOptions(role: "dba"))
    #expect(reversal.losses.map(\.reason) == losses)
    #expect(reversal.outcome.refusals.isEmpty)
    #expect(!reversal.outcome.changes.isEmpty)
  }

  @Test func aColumnThatALeavingChildMakesItsOwnStaysSo() {
    func schema(isChild: Bool) -> DatabaseSchema {
      var schema = DatabaseSchema(name: "public")
      var (parent, child) = (Table(name: "p"), Table(name: "c"))
      parent.columns = [Column(name: "a", position: 1, type: "integer")]
      child.columns = parent.columns
      var check = Constraint(name: "positive", kind: .check("a > 0"), definition: "CHECK (a > 0)")
      parent.constraints = [check]
      // Dropped with the parent's, once the child has left.
      if isChild { child.columns.append(Column(name: "b", position: 2, type: "integer")) }
      if isChild { child.parents = [QualifiedName("public", "p")] }
      for place in child.columns.indices {
        child.columns[place].isLocal = !isChild
        child.columns[place].inheritanceCount = isChild ? 1 : 0
      }
      check.isLocal = !isChild
      child.constraints = [check]
      schema.tables = [child, parent]
      return schema
    }
    let (before, after) = (schema(isChild: true), schema(isChild: false))
    let reversal = Reversal(of: [before], to: [after], on: .major(18), PlanOptions(role: "dba"))
    #expect(
      reversal.losses.map(\.reason) == [
        "column public.c.b comes back as one of its own and without its values: it is dropped with them, and "
          + "PostgreSQL does not make it one that is only inherited again",
        "column public.c.a becomes one of its own: PostgreSQL does not make it one that is only inherited again",
        "constraint public.c.positive becomes one of its own: PostgreSQL does not make it one that is only inherited "
          + "again",
      ])
    #expect(Reversal(of: [after], to: [before], on: .major(18), PlanOptions(role: "dba")).losses.isEmpty)
  }

  @Test func theSchemasOwnCommentAndRightsComeBack() {
    func schema(_ comment: StoredText, _ grantees: [Grantee]) -> DatabaseSchema {
      var schema = DatabaseSchema(name: "public")
      schema.owner = "dba"
      schema.comment = comment
      schema.privileges = [
        Privilege(
          object: ObjectID(.schema, "public", "public"), owner: "dba",
          grants: grantees.map { Grant(grantee: $0, grantor: "dba", right: "USAGE", isGrantable: false) })
      ]
      return schema
    }
    let before = schema("standard public schema", [.everyone])
    let after = schema("changed", [.everyone, .role("reader")])
    let reversal = Reversal(of: [before], to: [after], on: .major(18), PlanOptions(role: "dba"))
    #expect(
      reversal.outcome.changes.flatMap { $0.steps.map(\.sql.text) } == [
        "COMMENT ON SCHEMA public IS 'standard public schema'", "REVOKE USAGE ON SCHEMA public FROM reader",
      ])
  }

  @Test func nothingChangedNothingToUndo() {
    let reversal = Reversal(of: [Self.before], to: [Self.before], on: .major(18), PlanOptions(role: "dba"))
    #expect(reversal.outcome.changes.isEmpty)
    #expect(reversal.losses.isEmpty)
  }
}
