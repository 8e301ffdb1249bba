/// `add-column-inline-fk`: a new column comes with its foreign key.
struct AddColumnInlineFk: ActionRule {
  static let id: RuleID = "add-column-inline-fk"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a new column comes with its foreign key"
  static let documentation = """
    ADD COLUMN … REFERENCES checks no row when the column has no default, but takes ACCESS EXCLUSIVE on the table
    and SHARE ROW EXCLUSIVE on the referenced one in one go: readers of the one and writers of both wait for the
    slower of two lock queues. With a default every row is looked up meanwhile. Add the column alone, then the
    foreign key NOT VALID, then validate it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table),
      let constraint = column.constraints.first(where: { $0.foreignKey != nil }), let key = constraint.foreignKey,
      key.references != table
    else { return nil }
    let name = Identifier("\(table.name)_\(column.name)_fkey")
    let add: SQLText =
      "ALTER TABLE \(table) ADD CONSTRAINT \(name) FOREIGN KEY (\(column.name)) REFERENCES \(key.references)"
    return finding(
      step.isNew(key.references) ? .info : .warning, at: step,
      "adding \(column.name) with its foreign key locks \(context.described(table)) and \(key.references) together",
      because: column.hasDefault
        ? "ACCESS EXCLUSIVE on the one and SHARE ROW EXCLUSIVE on the other are held while every row is looked up."
        : "It takes ACCESS EXCLUSIVE on the one and SHARE ROW EXCLUSIVE on the other before it can begin.",
      instead: "add the column alone; then \(add) NOT VALID; then VALIDATE CONSTRAINT, each in a group of its own")
  }
}
