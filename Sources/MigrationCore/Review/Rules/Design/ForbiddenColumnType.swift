/// `forbidden-column-type`: a column is of a type that the house does not allow.
struct ForbiddenColumnType: ActionRule {
  static let id: RuleID = "forbidden-column-type"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let options = [
    RuleOption("types", .list([]), "types that no column may have")
  ]
  static let summary = "a column is of a type that the house does not allow"
  static let documentation = """
    The option types lists types that are not to be used, as PostgreSQL writes them: "xml", "bytea", "character
    varying". With the list empty nothing is found.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let forbidden = context.list("types", of: Self.self).map { ColumnType(formatted: $0) }
    let columns = action.columnWords { column in
      forbidden.contains { $0.name == column.type.name && ($0.schema == nil || $0.schema == column.type.schema) }
    }
    guard let columns else { return nil }
    return finding(
      at: step, "\(columns): a type that is not allowed here",
      because: "The configuration's list of forbidden types has it.", instead: "use an allowed type")
  }
}
