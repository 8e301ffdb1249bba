/// `set-not-null-drops-proof-too-early`: SET NOT NULL loses its proof in the same statement.
struct SetNotNullDropsProofTooEarly: ActionRule {
  static let id: RuleID = "set-not-null-drops-proof-too-early"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "SET NOT NULL loses its proof in the same statement"
  static let documentation = """
    A validated CHECK (column IS NOT NULL) spares SET NOT NULL its scan. When the same ALTER TABLE drops that CHECK,
    it is dropped first, whatever the order of the text, and every row is read under ACCESS EXCLUSIVE after all.
    Drop the CHECK in a statement of its own, afterwards.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .setNotNull(let column)) = action, !step.isNew(table),
      context.state(of: table, before: step)?.columns[column]?.isNotNull != true,
      let proof = context.notNullProof(of: column, in: table, before: step)
    else { return nil }
    let isDropped = step.facts.actions.contains { other in
      if case .alterTable(table, .dropConstraint(proof.constraint, _)) = other { return true }
      return false
    }
    guard isDropped else { return nil }
    let set: SQLText = "ALTER TABLE \(table) ALTER COLUMN \(column) SET NOT NULL;"
    let drop: SQLText = "ALTER TABLE \(table) DROP CONSTRAINT \(proof.constraint);"
    return finding(
      context.severity(.error, on: table), at: step,
      "SET NOT NULL on \(column) reads all of \(context.described(table)): its proof \(proof.constraint) is dropped first",
      because: "One ALTER TABLE drops constraints before it looks for proofs, so the scan is back.",
      instead: "\(set) \(drop)")
  }
}
