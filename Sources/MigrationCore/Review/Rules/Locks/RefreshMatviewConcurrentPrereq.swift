/// `refresh-matview-concurrent-prereq`: a concurrent refresh fails for want of a unique index or of data.
struct RefreshMatviewConcurrentPrereq: ActionRule {
  static let id: RuleID = "refresh-matview-concurrent-prereq"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a concurrent refresh fails for want of a unique index or of data"
  static let documentation = """
    REFRESH MATERIALIZED VIEW CONCURRENTLY compares old and new rows by a unique index on plain columns without a
    condition, and is refused where the view has none or holds no data yet. It runs inside a transaction as well, and
    holds EXCLUSIVE: readers go on, a second refresh waits.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .refreshMaterializedView(let name, isConcurrent: true, _) = action else { return nil }
    let made = context.steps(before: step).flatMap(\.facts.actions)
    let isFilledBefore = made.contains { action in
      if case .refreshMaterializedView(name, isConcurrent: false, isFilled: true) = action { return true }
      if case .createMaterializedView(name, _, isFilled: true) = action { return true }
      return false
    }
    let isMadeEmpty = made.contains { action in
      if case .createMaterializedView(name, _, isFilled: false) = action { return true }
      return false
    }
    if !isFilledBefore, isMadeEmpty || context.isPopulated(name) == false {
      return finding(
        at: step, "CONCURRENTLY is refused: \(name) holds no data yet",
        because: "There is nothing to compare the new rows with.", instead: "the first REFRESH without CONCURRENTLY")
    }
    guard let live = context.live, step.isNew(name) || live.relations[name] != nil else { return nil }
    let dropped = Set(made.compactMap { if case .drop(let object) = $0 { object.name } else { nil } })
    let hasIndex = live.relations.contains { other, relation in
      guard let index = relation.index, relation.owningTable == name, !dropped.contains(other) else { return false }
      return index.isUnique && index.isValid && !index.isPartial && index.columns.allSatisfy { $0 != nil }
    }
    let getsIndex = made.contains { action in
      guard case .createIndex(let index) = action, index.table == name, index.isUnique else { return false }
      return !index.isPartial && index.keys.allSatisfy { $0.column != nil }
    }
    if hasIndex || getsIndex { return nil }
    return finding(
      at: step, "CONCURRENTLY is refused: \(name) has no unique index on plain columns without a condition",
      because: "PostgreSQL compares old and new rows by such an index.",
      instead: "CREATE UNIQUE INDEX CONCURRENTLY on what identifies a row of \(name), in an earlier group")
  }
}
