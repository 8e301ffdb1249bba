/// `drop-fk-locks-referenced-table`: a foreign key that goes stops the table that it points to.
struct DropFkLocksReferencedTable: ActionRule {
  static let id: RuleID = "drop-fk-locks-referenced-table"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a foreign key that goes stops the table that it points to"
  static let documentation = """
    DROP CONSTRAINT of a foreign key, and DROP TABLE or DROP COLUMN that takes one along, takes ACCESS EXCLUSIVE on the
    table that it points to as well: dropping an unimportant table can stop the busiest one. Drop the foreign keys one by
    one, each in a short transaction with a lock_timeout, before the table.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    for touch in context.touches(of: action, at: step) {
      switch touch.form {
      case .dropForeignKey, .dropColumn, .dropTable: break
      default: continue
      }
      let referenced = touch.companions.filter { $0.part == .referencedTable && !step.isNew($0.relation) }
        .map(\.relation)
      guard let first = referenced.first else { continue }
      let isSpared = touch.relation.map(step.isNew) ?? false
      return finding(
        isSpared ? .warning : .error, at: step,
        "reads and writes on \(context.listed(referenced)) wait too: a foreign key that goes points there",
        because: "ACCESS EXCLUSIVE is taken on both tables and held until the transaction ends.",
        instead: touch.form == .dropForeignKey
          ? "a transaction group of its own, with a short lock_timeout"
          : "DROP CONSTRAINT of the foreign key to \(first) first, in a group of its own with a short lock_timeout")
    }
    guard context.live == nil, case .alterTable(let table, .dropConstraint(let name, _)) = action, !step.isNew(table),
      context.foreignKey(name, of: table, before: step) == nil,
      name.text.hasSuffix("_fkey") || name.text.hasSuffix("_fk") || name.text.hasPrefix("fk_")
    else { return nil }
    return finding(
      .warning, at: step, "may stop the table that \(name) points to; not checked: which one, for want of a database",
      because: "By its name it is a foreign key, and dropping one takes ACCESS EXCLUSIVE on both tables.",
      instead: "a transaction group of its own, with a short lock_timeout")
  }
}
