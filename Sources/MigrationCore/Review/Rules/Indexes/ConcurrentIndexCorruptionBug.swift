/// `concurrent-index-corruption-bug`: this server's concurrent builds can miss rows.
struct ConcurrentIndexCorruptionBug: ActionRule {
  static let id: RuleID = "concurrent-index-corruption-bug"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "this server's concurrent builds can miss rows"
  static let documentation = """
    In PostgreSQL 14.0 to 14.3 CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY could leave rows out of the index,
    silently. 14.4 mended it. Update the server first, and check indexes that were built so with amcheck.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let version = context.live?.serverVersion, (140_000...140_003).contains(version) else { return nil }
    switch action {
    case .createIndex(let index): if !index.isConcurrent { return nil }
    case .reindex(_, let isConcurrent): if !isConcurrent { return nil }
    default: return nil
    }
    return finding(
      at: step, "the index may miss rows: the server is PostgreSQL 14.\(version % 100)",
      because: "Concurrent builds of 14.0 to 14.3 could leave rows out, silently.",
      instead: "update the server to 14.4 or later first")
  }
}
