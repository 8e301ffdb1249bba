/// `rename-table`: a table, view or sequence is renamed under running programs.
struct RenameTable: StepRule {
  static let id: RuleID = "rename-table"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a table, view or sequence is renamed under running programs"
  static let documentation = """
    RENAME TO is instant, and programs that still use the old name fail from that moment. A view under the old name,
    made in the same transaction, keeps reads and writes going, since a simple view can be written to; then it is a
    warning, as it is when another table takes the name over in the same transaction. Sequences and indexes of the table
    keep their names.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.nameChanges.compactMap { change in
      guard [.table, .foreignTable, .view, .materializedView, .sequence].contains(change.kind),
        case .name(let new) = change.change, !step.isNew(change.name), !isIndex(change.name, in: context)
      else { return nil }
      let bridge: SQLText = "CREATE VIEW \(change.name) AS SELECT * FROM \(change.newName);"
      let successor = successor(of: change.name, at: step, in: context)
      return finding(
        successor == nil ? .error : .warning, at: step,
        "renames \(context.described(change.name)) to \(new)\(successor.map { "; step \($0) gives its name to something else" } ?? "")",
        because: successor == nil
          ? "Programs and function bodies that name \(change.name.name) fail as soon as the transaction commits."
          : "What has the name then must do for every program all that the old one did.",
        instead: successor != nil || change.kind == .sequence
          ? "change the programs first, or keep the name" : "in the same group: \(bridge.text)")
    }
  }

  private func isIndex(_ name: QualifiedName, in context: ReviewContext) -> Bool {
    context.relation(name)?.kind == .index || context.relation(name)?.kind == .partitionedIndex
  }

  /// The step of the same transaction that gives the name to another relation.
  private func successor(of name: QualifiedName, at step: ReviewedStep, in context: ReviewContext) -> StepID? {
    context.steps[step.position...].prefix { $0.id.group == step.id.group }.first { later in
      later.facts.actions.contains { $0.madeObject == name }
        || later.facts.nameChanges.contains { $0.member == nil && $0.newName == name }
    }?.id
  }
}
