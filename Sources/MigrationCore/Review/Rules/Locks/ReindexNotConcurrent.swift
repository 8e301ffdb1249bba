/// `reindex-not-concurrent`: a REINDEX makes writers, and queries that plan with the index, wait.
struct ReindexNotConcurrent: ActionRule {
  static let id: RuleID = "reindex-not-concurrent"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a REINDEX makes writers, and queries that plan with the index, wait"
  static let documentation = """
    REINDEX holds SHARE on the table and ACCESS EXCLUSIVE on each index that it builds: writes wait, and so does the
    planning of every query that could use the index. CONCURRENTLY (since 12, for partitioned tables since 14) lets them
    through; it runs outside a transaction. REINDEX SYSTEM has no concurrent form and is not reported.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .reindex(let target, isConcurrent: false) = action else { return nil }
    let place: String
    var limit = Severity.error
    let remedy: SQLText
    switch target {
    case .systemCatalogs: return nil
    case .index(let name):
      let table = context.relation(name)?.owningTable
      if step.isNew(name) || table.map(step.isNew) ?? false { return nil }
      place = "\(table.map { context.described($0) } ?? "the table of \(name)") wait until \(name) is built again"
      limit = table.map { context.severity(.error, on: $0) } ?? .error
      remedy = "REINDEX INDEX CONCURRENTLY \(name);"
    case .table(let name):
      if step.isNew(name) { return nil }
      place = "\(context.described(name)) wait until all its indexes are built again"
      limit = context.severity(.error, on: name)
      remedy = "REINDEX TABLE CONCURRENTLY \(name);"
    case .schema(let name):
      place = "each table of schema \(name) wait until its indexes are built again"
      remedy = "REINDEX SCHEMA CONCURRENTLY \(name);"
    case .database:
      place = "each table of the database wait until its indexes are built again"
      remedy = "REINDEX DATABASE CONCURRENTLY;"
    }
    return finding(
      limit, at: step, "writes to \(place)",
      because: "REINDEX holds SHARE on the table and ACCESS EXCLUSIVE on the index, for which planning waits too.",
      instead: "\(remedy.text) -- in a transaction group of its own")
  }
}
