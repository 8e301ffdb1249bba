/// `insert-rows-limit`: one INSERT adds many rows.
struct InsertRowsLimit: ActionRule {
  static let id: RuleID = "insert-rows-limit"
  static let category = RuleCategory.limit
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("rows", .number(1_000), "how many rows one statement may insert")]
  static let summary = "one INSERT adds many rows"
  static let documentation = """
    A statement with thousands of VALUES is slow to parse and is one transaction; an INSERT … SELECT from a large table
    writes as much WAL as the rows are large. Use COPY, or go in batches. Rows of a query are counted where the
    statement was explained.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .insert(let rows) = action else { return nil }
    let limit = context.number("rows", of: Self.self)
    switch rows.source {
    case .values(let count):
      guard count > limit else { return nil }
      return finding(
        at: step,
        "inserts \(Quantity.count(Int64(count))) rows into \(rows.table) with one VALUES, \(Quantity.count(Int64(limit))) are allowed",
        because: "Parsing it takes long, and all of it is one transaction.", instead: "COPY, or several statements")
    case .query:
      guard let count = context.live?.explainedRows[step.step.sql], count > Int64(limit) else { return nil }
      return finding(
        at: step,
        "inserts about \(Quantity.count(count)) rows into \(rows.table), \(Quantity.count(Int64(limit))) are allowed",
        because: "All of it is one transaction, and standbys fall behind.", instead: "go in batches by primary key")
    case .defaultValues: return nil
    }
  }
}
