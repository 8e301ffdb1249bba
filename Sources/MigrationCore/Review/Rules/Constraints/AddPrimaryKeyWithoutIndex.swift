/// `add-primary-key-without-index`: PRIMARY KEY builds its index while everybody waits.
struct AddPrimaryKeyWithoutIndex: ActionRule {
  static let id: RuleID = "add-primary-key-without-index"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "PRIMARY KEY builds its index while everybody waits"
  static let documentation = """
    ADD PRIMARY KEY, and ADD COLUMN … PRIMARY KEY, build their index under ACCESS EXCLUSIVE: reads and writes wait
    for the whole build. It reads the table for NULLs as well when a column may be NULL. Build a unique index
    concurrently first and make it the constraint with USING INDEX, which is over at once. A partitioned table
    takes over the keys of its partitions when every one has it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, let change) = action, !step.isNew(table) else { return nil }
    let added = action.constraintsAdded.map(\.constraint).first { $0.kind == .primaryKey && $0.index == nil }
    guard let added, !context.isInEveryPartition(added, of: table, before: step) else { return nil }
    var column = ""
    if case .addColumn(let new) = change { column = " of the new column \(new.name)" }
    return finding(
      context.severity(.error, on: table), at: step,
      "PRIMARY KEY\(column) builds an index on \(context.described(table)) while reads and writes wait",
      because: "ADD CONSTRAINT … PRIMARY KEY holds ACCESS EXCLUSIVE until its index is built.",
      instead: context.remedy(forBuilding: added, on: table, isOfNewColumn: !column.isEmpty))
  }
}
