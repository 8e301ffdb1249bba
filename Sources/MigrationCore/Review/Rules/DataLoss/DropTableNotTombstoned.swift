/// `drop-table-not-tombstoned`: a table is dropped without having been retired under another name.
struct DropTableNotTombstoned: ActionRule {
  static let id: RuleID = "drop-table-not-tombstoned"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let options = [
    RuleOption(
      "patterns", .list(["*_dropped", "*_del", "*_delete", "zz_drop_*"]),
      "names of tables that were retired; * is any text")
  ]
  static let summary = "a table is dropped without having been retired under another name"
  static let documentation = """
    Dropping in two phases: a plan renames the table, so that whoever still uses it fails while the rows are there, and
    a later plan drops it. The names of retired tables match one of the patterns. A table that this plan renames itself
    has not been waited for.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .table, !step.isNew(object.name),
      context.live == nil || !object.hasGuard || context.relation(object.name) != nil
    else { return nil }
    let name = object.name.name.text
    let isRetired = context.list("patterns", of: Self.self).contains { Glob.matches($0, name) }
    let renaming = isRetired ? self.renaming(to: object.name, before: step, in: context) : nil
    guard !isRetired || renaming != nil else { return nil }
    let retired: SQLText = "ALTER TABLE \(object.name) RENAME TO \(Identifier("\(name)_dropped"));"
    return finding(
      at: step,
      renaming.map { "drops \(object.name), which step \($0) of this plan retires: nobody could notice in between" }
        ?? "drops \(object.name), which was not retired under another name first",
      because: "Whoever still uses the table finds out when its rows are gone.",
      instead: renaming == nil ? "\(retired.text) -- and drop it in a later plan" : "drop it in a later plan")
  }

  private func renaming(to name: QualifiedName, before step: ReviewedStep, in context: ReviewContext) -> StepID? {
    context.steps(before: step).last { $0.facts.nameChanges.contains { $0.member == nil && $0.newName == name } }?.id
  }
}
