/// `rename-schema`: a schema is renamed under running programs.
struct RenameSchema: StepRule {
  static let id: RuleID = "rename-schema"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a schema is renamed under running programs"
  static let documentation = """
    Every name that is written with the schema breaks, and every search_path that has it no longer finds anything: those
    of roles and databases are text and are not changed along.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.nameChanges.compactMap { change in
      guard change.kind == .schema, case .name(let new) = change.change,
        !context.isMadeSchema(change.name.name, before: step)
      else { return nil }
      let count = context.live?.relations.keys.filter { $0.schema == change.name.name }.count
      let contents =
        count.map { "with \(Quantity.counted($0, "relation")) known to be inside" } ?? "contents not checked"
      return finding(
        at: step, "renames the schema \(change.name.name) to \(new), \(contents)",
        because:
          "Qualified names in programs and function bodies, and search_path settings, still say \(change.name.name).",
        instead: "make the new schema, move the objects one by one, and leave views in the old one")
    }
  }
}
