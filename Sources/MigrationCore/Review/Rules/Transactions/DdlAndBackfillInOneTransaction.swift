/// `ddl-and-backfill-in-one-transaction`: rows are changed while the lock of a schema change is held.
struct DdlAndBackfillInOneTransaction: ReviewRule {
  static let id: RuleID = "ddl-and-backfill-in-one-transaction"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "rows are changed while the lock of a schema change is held"
  static let documentation = """
    Locks last until COMMIT. After an ALTER TABLE, which locks readers and writers out, every UPDATE, DELETE or INSERT …
    SELECT in the same transaction keeps them out for as long as it runs. Commit the schema change, then change the rows
    in batches. A statement with a condition may be short, so it is a warning.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var held: [(relation: QualifiedName, step: StepID)] = []
    var group = 0
    var found: [Finding] = []
    for step in context.steps where step.step.directive == nil {
      if step.id.group != group { (held, group) = ([], step.id.group) }
      for action in step.facts.actions {
        if let lock = held.first, let (table, isWhole) = change(by: action), !step.isNew(table) {
          found.append(
            finding(
              context.severity(isWhole ? .error : .warning, on: table), at: step,
              "changes rows of \(context.described(table)) while step \(lock.step) keeps \(lock.relation) locked",
              because:
                "The lock of the schema change is held until every row is changed: writers, and mostly readers, wait.",
              instead: "commit first; then go in batches, each in a transaction of its own"))
        }
        guard action.isDefinition else { continue }
        for touch in context.touches(of: action, at: step) {
          guard let name = touch.relation, !step.isNew(name), LockFootprint(of: touch.form).named?.blocksWrites ?? false
          else { continue }
          held.append((name, step.id))
        }
      }
    }
    return found
  }

  private func change(by action: StatementAction) -> (table: QualifiedName, isWhole: Bool)? {
    switch action {
    case .update(let rows), .delete(let rows), .merge(let rows): (rows.table, rows.condition != .some)
    case .insert(let rows) where rows.source == .query: (rows.table, false)
    default: nil
    }
  }
}
