/// `drop-foreign-key`: a foreign key is dropped.
struct DropForeignKey: ActionRule {
  static let id: RuleID = "drop-foreign-key"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a foreign key is dropped"
  static let documentation = """
    Dropping a foreign key takes ACCESS EXCLUSIVE on its table and on the referenced one. From then on rows may
    refer to nothing, and adding the key again has to check every row. One that the same plan adds again is only
    mentioned.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .dropConstraint(let name, _)) = action, !step.isNew(table),
      !context.isMade(name, of: table, before: step),
      let dropped = context.state(of: table, before: step)?.constraint(name)?.added, let key = dropped.foreignKey
    else { return nil }
    let isReplaced = context.finalState(of: table)?.foreignKeys.contains {
      $0.added.columns == dropped.columns && $0.added.foreignKey?.references == key.references
    }
    return finding(
      isReplaced ?? false ? .info : .warning, at: step,
      "drops the foreign key \(name) from \(context.described(table)) to \(key.references)",
      because: "Rows may refer to nothing from then on; adding it again has to check every row.",
      instead: "make sure that the reference is given up on purpose")
  }
}
