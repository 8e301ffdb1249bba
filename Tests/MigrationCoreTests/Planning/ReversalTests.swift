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

  @Test func nothingChangedNothingToUndo() {
    let reversal = Reversal(of: [Self.before], to: [Self.before], on: .major(18), PlanOptions(role: "dba"))
    #expect(reversal.outcome.changes.isEmpty)
    #expect(reversal.losses.isEmpty)
  }
}
