/// `unnamed-index`: an index gets the name that PostgreSQL chooses.
struct UnnamedIndex: ActionRule {
  static let id: RuleID = "unnamed-index"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let summary = "an index gets the name that PostgreSQL chooses"
  static let documentation = """
    PostgreSQL makes up a name for an index without one and adds a number where it is taken, so two runs of the same
    statement make two indexes, and databases can differ in the name. IF NOT EXISTS needs a name. Name it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, index.name == nil else { return nil }
    let columns = index.keys.compactMap(\.column)
    let name = Identifier(([index.table.name] + columns).map(\.text).joined(separator: "_") + "_idx")
    let create: SQLText = "CREATE INDEX \(name) ON \(index.table)"
    return finding(
      at: step, "leaves PostgreSQL to name an index of \(index.table)",
      because: "A second run makes a second index, and later steps cannot name it for sure.",
      instead: "\(create.text) …")
  }
}
