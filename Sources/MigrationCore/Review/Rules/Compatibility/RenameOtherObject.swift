/// `rename-other-object`: an index, constraint, routine, type, trigger or role is renamed.
struct RenameOtherObject: StepRule {
  static let id: RuleID = "rename-other-object"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an index, constraint, routine, type, trigger or role is renamed"
  static let documentation = """
    Most such renames harm nobody. What may still use the old name: ON CONFLICT ON CONSTRAINT, programs that tell errors
    apart by a constraint's name, calls of a function, casts to a type, connection strings with a role or a database.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.nameChanges.compactMap { change in
      guard case .name(let new) = change.change, isMeant(change, in: context),
        !context.isMade(change.name, before: step)
      else { return nil }
      let owner = change.member == nil ? "" : " of \(change.name)"
      let standsAlone = [.role, .database].contains(change.kind)
      let old = change.member?.text ?? (standsAlone ? change.name.name.text : change.name.description)
      return finding(
        at: step, "renames the \(kind(change, in: context)) \(old)\(owner) to \(new)",
        because: "Whatever names it in text, ON CONFLICT ON CONSTRAINT or a call say, still has the old name.",
        instead: "look for the old name in programs and function bodies")
    }
  }

  private func kind(_ change: NameChange, in context: ReviewContext) -> String {
    change.kind == .table ? "index" : change.kind.rawValue
  }

  /// `ALTER TABLE` may name an index.
  private func isMeant(_ change: NameChange, in context: ReviewContext) -> Bool {
    switch change.kind {
    case .index, .constraint, .trigger, .policy, .rule, .function, .procedure, .aggregate, .type, .domain, .role,
      .database, .attribute, .other:
      true
    case .table:
      context.relation(change.name)?.kind == .index || context.relation(change.name)?.kind == .partitionedIndex
    case .view, .sequence, .column, .schema, .materializedView, .foreignTable: false
    }
  }
}
