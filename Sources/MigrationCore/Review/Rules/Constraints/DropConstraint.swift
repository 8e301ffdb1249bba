/// `drop-constraint`: a constraint is dropped.
struct DropConstraint: ActionRule {
  static let id: RuleID = "drop-constraint"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a constraint is dropped"
  static let documentation = """
    DROP CONSTRAINT takes ACCESS EXCLUSIVE for a moment; from then on rows are accepted that the constraint kept
    out, and adding it again has to read the table. A UNIQUE or EXCLUDE constraint takes its index along, which
    queries may use. A CHECK that only helped SET NOT NULL, and a constraint that the same plan adds again, are left
    alone.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .dropConstraint(let name, _)) = action, !step.isNew(table) else { return nil }
    let state = context.state(of: table, before: step)
    let dropped = state?.constraint(name)?.added
    if context.isMade(name, of: table, before: step) { return nil }
    let isProof = context.relation(table)?.notNullProofs.contains { column, proof in
      proof == name && state?.columns[column]?.isNotNull == true
    }
    if isProof ?? false { return nil }
    let isReplaced = context.finalState(of: table)?.constraint(name) != nil
    let what: String
    switch dropped?.kind {
    case .foreignKey, .primaryKey, .notNull: return nil
    case .check: what = "the CHECK \(name)"
    case .unique: what = "UNIQUE \(name) with its index"
    case .exclusion: what = "EXCLUDE \(name) with its index"
    case nil: what = "the constraint \(name) (which kind: not checked)"
    }
    return finding(
      isReplaced ? .info : .warning, at: step, "drops \(what) of \(context.described(table))",
      because: "Rows are accepted from then on that it kept out; adding it again has to read the table.",
      instead: isReplaced
        ? "add the new one NOT VALID before the old one is dropped"
        : "make sure that nothing relies on it; have its replacement in place first")
  }
}
