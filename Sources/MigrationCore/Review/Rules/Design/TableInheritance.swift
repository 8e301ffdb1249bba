/// `table-inheritance`: a table inherits from another.
struct TableInheritance: ActionRule {
  static let id: RuleID = "table-inheritance"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a table inherits from another"
  static let documentation = """
    With INHERITS a query of the parent reads the children too, but primary keys, UNIQUE and foreign keys hold for each
    table alone, so the same key can exist twice; and DDL on the parent locks the children with it. Declarative
    partitioning has keys over the whole; a view with UNION ALL or a plain column for the kind is often enough.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let found: (QualifiedName, QualifiedName)?
    switch action {
    case .createTable(let table): found = table.inherits.first.map { (table.name, $0) }
    case .alterTable(let table, .inherit(let parent)): found = (table, parent)
    default: found = nil
    }
    guard let (table, parent) = found else { return nil }
    return finding(
      at: step, "\(table) inherits from \(parent)",
      because:
        "Primary key, UNIQUE and foreign keys do not reach over parent and child, and DDL on the parent locks both.",
      instead: "use declarative partitioning, or a column for the kind")
  }
}
