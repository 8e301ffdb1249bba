/// `required-columns-missing`: a new table lacks a column that every table shall have.
struct RequiredColumnsMissing: ActionRule {
  static let id: RuleID = "required-columns-missing"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("columns", .list([]), "columns that every new table has to have")
  ]
  static let summary = "a new table lacks a column that every table shall have"
  static let documentation = """
    The option columns lists what every new table has to have, for instance id and created_at. Temporary tables,
    partitions, foreign tables and tables that copy or inherit their columns are exempt. With the list empty nothing is
    found.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createTable(let table) = action, !table.isTemporary, !table.isForeign, table.partitionOf == nil,
      table.reads.isEmpty, table.inherits.isEmpty, table.ofType == nil
    else { return nil }
    let names = Set(table.columns.map(\.name))
    let missing = context.list("columns", of: Self.self).map { Identifier($0) }.filter { !names.contains($0) }
    guard !missing.isEmpty else { return nil }
    return finding(
      at: step, "\(table.name) lacks \(missing.words)",
      because: "The configuration wants these columns in every table.",
      instead: "add \(missing.words)")
  }
}
