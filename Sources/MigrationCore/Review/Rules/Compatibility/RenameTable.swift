/// `rename-table`: a table is renamed under running programs.
struct RenameTable: StepRule {
  static let id: RuleID = "rename-table"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a table is renamed under running programs"
  static let documentation = """
    RENAME TO is instant, and programs that still use the old name fail from that moment. A view under the old name, made
    in the same transaction, keeps simple reads and writes going.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .rename(let new)) = action, !step.isNew(table) else { return nil }
      let bridge: SQLText = "CREATE VIEW \(table) AS SELECT * FROM \(QualifiedName(table.schema, new));"
      return finding(
        at: step, "renames \(context.described(table)) to \(new)",
        because: "Programs and function bodies that name \(table.name) fail as soon as the transaction commits.",
        instead: "in the same group: \(bridge.text)")
    }
  }
}
