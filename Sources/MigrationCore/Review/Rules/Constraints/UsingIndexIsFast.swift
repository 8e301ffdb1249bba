/// `using-index-is-fast`: a constraint takes over an index.
struct UsingIndexIsFast: ActionRule {
  static let id: RuleID = "using-index-is-fast"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a constraint takes over an index"
  static let documentation = """
    UNIQUE and PRIMARY KEY USING INDEX build nothing and read nothing when the index fits and its columns are NOT
    NULL, but ADD CONSTRAINT still takes ACCESS EXCLUSIVE on the table for a moment: whoever waits for the lock
    makes everybody behind it wait. A short lock_timeout is enough of a guard.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, let index = added.index, !step.isNew(table)
    else { return nil }
    return finding(
      .info, at: step, "takes over the index \(index) of \(context.described(table)) without building or reading",
      because: "ADD CONSTRAINT … USING INDEX needs ACCESS EXCLUSIVE on the table, for a moment only.",
      instead: "keep lock_timeout short and try again when it runs out")
  }
}
