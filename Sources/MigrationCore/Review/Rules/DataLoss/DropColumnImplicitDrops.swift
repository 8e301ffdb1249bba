/// `drop-column-implicit-drops`: indexes and constraints go with a column.
struct DropColumnImplicitDrops: ActionRule {
  static let id: RuleID = "drop-column-implicit-drops"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "indexes and constraints go with a column"
  static let documentation = """
    DROP COLUMN drops, without CASCADE and without a word, every index and every constraint that has the column among
    its columns, and a sequence that the column owns. What it shared with other columns, a unique key over two of them
    say, no longer holds for the others. Drop those by name before, so that the plan says so. An index or key of that
    column alone is a remark.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .dropColumn(let column, _)) = action, !step.isNew(table),
      let stored = context.table(table)
    else { return nil }
    var lost: [(words: String, drop: SQLText, isShared: Bool)] = []
    for constraint in stored.constraints where constraint.columns.contains(column) {
      let drop: SQLText = "ALTER TABLE \(table) DROP CONSTRAINT \(constraint.name);"
      lost.append(("the constraint \(constraint.name)", drop, constraint.columns.count > 1))
    }
    for index in stored.indexes
    where index.keys.contains(where: { $0.column == column }) || index.included.contains(column) {
      let drop: SQLText = "DROP INDEX CONCURRENTLY \(QualifiedName(table.schema, index.name));"
      lost.append(("the index \(index.name)", drop, index.keys.count + index.included.count > 1))
    }
    let gone = dropped(before: step, in: context, of: table)
    lost = lost.filter { one in !gone.contains { one.words.hasSuffix(" \($0)") } }
    guard !lost.isEmpty else { return nil }
    let isShared = lost.contains(where: \.isShared)
    return finding(
      isShared ? .error : .info, at: step,
      "DROP COLUMN \(column) of \(context.described(table)) also drops \(lost.map(\.words).joined(separator: ", "))",
      because: isShared
        ? "They cover other columns too, and no statement names them." : "No statement of the plan names them.",
      instead: "say so before: \(lost.map(\.drop.text).joined(separator: " "))")
  }

  /// Indexes and constraints of the table that the plan drops by name before.
  private func dropped(before step: ReviewedStep, in context: ReviewContext, of table: QualifiedName) -> Set<Identifier>
  {
    var names: Set<Identifier> = []
    for action in context.steps(before: step).flatMap(\.facts.actions) {
      if case .alterTable(table, .dropConstraint(let name, _)) = action { names.insert(name) }
      if case .drop(let object) = action, object.kind == .index { names.insert(object.name.name) }
    }
    return names
  }
}
