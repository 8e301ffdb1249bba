/// `rls-required-on-new-table`: a new table lacks the row-level security that its schema asks for.
struct RlsRequiredOnNewTable: ActionRule {
  static let id: RuleID = "rls-required-on-new-table"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: nil, strict: .error)
  static let options = [
    RuleOption("schemas", .list([]), "schemas whose tables need row-level security")
  ]
  static let summary = "a new table lacks the row-level security that its schema asks for"
  static let documentation = """
    The option schemas lists the schemas whose tables all have to have row-level security, because several tenants or
    the public reach them. Temporary tables are exempt; with the list empty nothing is found.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createTable(let table) = action, !table.isTemporary,
      context.list("schemas", of: Self.self).contains(table.name.schema.text),
      !context.rowSecurity(of: table.name).isEnabled
    else { return nil }
    let enable: SQLText = "ALTER TABLE \(table.name) ENABLE ROW LEVEL SECURITY;"
    return finding(
      at: step, "\(table.name) has no row-level security",
      because: "The configuration asks for it in the schema \(table.name.schema).",
      instead: "in the same group, with policies: \(enable.text)")
  }
}
