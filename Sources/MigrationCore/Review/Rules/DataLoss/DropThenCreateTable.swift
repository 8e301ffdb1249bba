/// `drop-then-create-table`: a table is dropped and made again empty.
struct DropThenCreateTable: ActionRule {
  static let id: RuleID = "drop-then-create-table"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a table is dropped and made again empty"
  static let documentation = """
    DROP TABLE IF EXISTS followed by CREATE TABLE makes sure that the table is new, which is right in a test and loses
    every row anywhere else. To change a table, alter it. Where the target has no such table, or none with a row, it is
    a remark.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .table, !step.isNew(object.name),
      let again = context.remaking(object, after: step)
    else { return nil }
    let isEmpty = context.live != nil && (context.relation(object.name).map { $0.size.rows == 0 } ?? true)
    return finding(
      isEmpty ? .info : .error, at: step,
      "drops \(context.described(object.name)) and makes it again in step \(again.id), empty",
      because: "Run against a database with rows, it loses them all.",
      instead: "alter the table; where it has to be new, copy the rows before the old one is dropped")
  }
}
