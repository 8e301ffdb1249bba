/// `unlogged-table`: a table does not survive a crash.
struct UnloggedTable: ActionRule {
  static let id: RuleID = "unlogged-table"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a table does not survive a crash"
  static let documentation = """
    An unlogged table writes no WAL: after a crash it is empty, and standbys and logical subscribers never see its rows.
    Right for what can be computed again, wrong for everything else.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .createTable(let table) where table.persistence == .unlogged:
      let logged: SQLText = "ALTER TABLE \(table.name) SET LOGGED;"
      return finding(
        at: step, "makes \(table.name) an unlogged table",
        because: "After a crash it is empty, and standbys have none of its rows.",
        instead: "leave UNLOGGED out; after a bulk load into it: \(logged.text)")
    case .alterTable(let table, .setLogged(false)):
      return finding(
        at: step, "makes \(context.described(table)) unlogged",
        because: "After the next crash its rows are gone, and standbys lose them at once.",
        instead: "leave the table logged")
    default: return nil
    }
  }
}
