/// `exclusion-constraint-on-new-table`: a new table gets an exclusion constraint.
struct ExclusionConstraintOnNewTable: ActionRule {
  static let id: RuleID = "exclusion-constraint-on-new-table"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a new table gets an exclusion constraint"
  static let documentation = """
    On an empty table EXCLUDE costs nothing, but each row that is inserted later is looked up in the constraint's index,
    mostly GiST, and bulk loads slow down many times. There is no way to add one later without blocking writes, so
    decide with the expected write rate in mind.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createTable(let table) = action, table.allConstraints.contains(where: { $0.kind == .exclusion }) else {
      return nil
    }
    return finding(
      at: step, "\(table.name) has an exclusion constraint from the start",
      because: "Every insert and update searches the constraint's index for conflicts.",
      instead: "make sure that the expected rate of writes bears it")
  }
}
