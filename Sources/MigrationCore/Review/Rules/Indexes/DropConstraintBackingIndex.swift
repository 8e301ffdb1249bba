/// `drop-constraint-backing-index`: an index that a constraint needs is dropped, which is refused.
struct DropConstraintBackingIndex: ReviewRule {
  static let id: RuleID = "drop-constraint-backing-index"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "an index that a constraint needs is dropped, which is refused"
  static let documentation = """
    The index of a PRIMARY KEY, UNIQUE or EXCLUDE constraint goes with the constraint only: DROP INDEX fails and the plan
    stops. ALTER TABLE … DROP CONSTRAINT drops both; REINDEX CONCURRENTLY builds it anew.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var indexes = IndexLedger(context.live)
    return context.steps.flatMap { step -> [Finding] in
      var found: [Finding] = []
      for action in step.facts.actions {
        if case .drop(let object) = action, object.kind == .index, let (table, entry) = indexes.find(object.name),
          let constraint = entry.constraint
        {
          let remedy: SQLText = "ALTER TABLE \(table) DROP CONSTRAINT \(constraint);"
          let reindex: SQLText = "REINDEX INDEX CONCURRENTLY \(object.name);"
          found.append(
            finding(
              at: step, "fails: constraint \(constraint) of \(table) needs the index \(object.name)",
              because: "PostgreSQL drops the index of a constraint with the constraint only.",
              instead: "\(remedy.text) or, to build it anew, \(reindex.text)"))
        }
        indexes.note(action, at: step.id)
      }
      return found
    }
  }
}
