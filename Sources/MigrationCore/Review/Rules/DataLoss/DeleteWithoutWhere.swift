/// `delete-without-where`: every row is deleted.
struct DeleteWithoutWhere: EveryRowRule {
  static let id: RuleID = "delete-without-where"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "every row is deleted"
  static let documentation = """
    DELETE without a condition touches every row: row locks and dead rows for the whole table in one transaction. A
    condition that is always true (WHERE true, 1 = 1), or that only asks for NOT NULL in columns that the target has
    declared so, is none. In a small table it is a warning.
    """

  static let verb = "deletes"

  func rows(changedBy action: StatementAction) -> ChangedRows? {
    if case .delete(let rows) = action { rows } else { nil }
  }
}
