/// `refresh-matview-not-concurrent`: a refresh makes readers wait.
struct RefreshMatviewNotConcurrent: ActionRule {
  static let id: RuleID = "refresh-matview-not-concurrent"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a refresh makes readers wait"
  static let documentation = """
    REFRESH MATERIALIZED VIEW holds ACCESS EXCLUSIVE on the view while its query runs. CONCURRENTLY lets readers
    through; it needs a unique index without a condition on the view. A view that holds no data yet can only be filled
    without CONCURRENTLY, and nobody can read it before: that is not reported.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .refreshMaterializedView(let name, isConcurrent: false, let isFilled) = action, !step.isNew(name) else {
      return nil
    }
    if context.isPopulated(name) == false { return nil }
    if !isFilled {
      return finding(
        at: step, "empties \(context.described(name)): whoever reads it gets an error until it is filled again",
        because: "WITH NO DATA leaves the materialized view unreadable.",
        instead: "leave out WITH NO DATA, and refresh CONCURRENTLY")
    }
    let concurrently: SQLText = "REFRESH MATERIALIZED VIEW CONCURRENTLY \(name);"
    return finding(
      at: step, "reads of \(context.described(name)) wait while its query runs",
      because: "REFRESH MATERIALIZED VIEW holds ACCESS EXCLUSIVE on the view until it is filled.",
      instead: concurrently.text)
  }
}

extension ReviewContext {
  /// Whether a materialized view holds data; nil when that is not known.
  func isPopulated(_ name: QualifiedName) -> Bool? {
    let view = current.first { $0.name == name.schema }?.views.first { $0.name == name.name }
    return view?.materialization?.isPopulated
  }
}
