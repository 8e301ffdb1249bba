/// `set-schema`: an object moves to another schema under running programs.
struct SetSchema: StepRule {
  static let id: RuleID = "set-schema"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an object moves to another schema under running programs"
  static let documentation = """
    SET SCHEMA is instant. Names that are written with the old schema fail from that moment; names without a schema find
    another object of that name, or none, as the search_path has it. A view in the old schema keeps a table reachable.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.nameChanges.compactMap { change in
      guard case .schema(let new) = change.change, new != change.name.schema, !context.isMade(change.name, before: step)
      else {
        return nil
      }
      let isTable = [.table, .view, .materializedView, .foreignTable].contains(change.kind)
      let what = isTable ? context.described(change.name) : change.name.description
      let bridge: SQLText = "CREATE VIEW \(change.name) AS SELECT * FROM \(change.newName);"
      return finding(
        at: step, "moves the \(change.kind.rawValue) \(what) to the schema \(new)",
        because:
          "Programs that write \(change.name) fail, and those that leave out the schema may find another object.",
        instead: isTable
          ? "in the same group: \(bridge.text)" : "make it in the new schema beside the old one, and drop that later")
    }
  }
}
