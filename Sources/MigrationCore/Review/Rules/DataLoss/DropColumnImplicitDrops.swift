/// `drop-column-implicit-drops`: indexes and constraints go with a column.
struct DropColumnImplicitDrops: ActionRule {
  static let id: RuleID = "drop-column-implicit-drops"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "indexes and constraints go with a column"
  static let documentation = """
    DROP COLUMN drops, without CASCADE and without a word, every index and every constraint that has the column among
    its columns, in an expression or in its condition, and a sequence that the column owns. What it shared with other
    columns, a unique key over two of them say, no longer holds for the others. Drop those by name before, so that the
    plan says so. An index or key of that column alone is a remark.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .dropColumn(let column, _)) = action, !step.isNew(table),
      let stored = context.table(table)
    else { return nil }
    var lost: [(words: String, drop: SQLText, isShared: Bool)] = []
    func isDropped(_ name: Identifier) -> Bool { drops(name, before: step, in: context, of: table) }
    for constraint in stored.constraints where constraint.columns.contains(column) && !isDropped(constraint.name) {
      let drop: SQLText = "ALTER TABLE \(table) DROP CONSTRAINT \(constraint.name);"
      lost.append(("the constraint \(constraint.name)", drop, constraint.columns.count > 1))
    }
    for index in stored.indexes where index.uses(column) && !isDropped(index.name) {
      let drop: SQLText = "DROP INDEX CONCURRENTLY \(QualifiedName(table.schema, index.name));"
      lost.append(("the index \(index.name)", drop, index.hasMore(than: column)))
    }
    guard !lost.isEmpty else { return nil }
    let isShared = lost.contains(where: \.isShared)
    return finding(
      isShared ? .error : .info, at: step,
      "DROP COLUMN \(column) of \(context.described(table)) also drops \(lost.map(\.words).joined(separator: ", "))",
      because: isShared
        ? "They cover other columns too, and no statement names them." : "No statement of the plan names them.",
      instead: "say so before: \(lost.map(\.drop.text).joined(separator: " "))")
  }

  /// Whether the plan drops an index or constraint of the table by its name before.
  private func drops(
    _ name: Identifier, before step: ReviewedStep, in context: ReviewContext, of table: QualifiedName
  ) -> Bool {
    context.history.changes(of: table, naming: [name]).contains { change in
      guard change.step < step.id else { return false }
      if case .alterTable(_, .dropConstraint) = change.action { return true }
      if case .drop = change.action { return true }
      return false
    }
  }
}

extension Index {
  /// Whether it goes with the column: as a key, in an expression, included, or in its condition.
  fileprivate func uses(_ column: Identifier) -> Bool {
    included.contains(column) || (predicate?.mentions(column) ?? false)
      || keys.contains { isKey($0, column) }
  }

  /// Whether it also serves queries that do not name the column, or those of other columns.
  fileprivate func hasMore(than column: Identifier) -> Bool {
    keys.count + included.count > 1 || !keys.contains { isKey($0, column) }
  }

  private func isKey(_ key: Key, _ column: Identifier) -> Bool {
    key.column == column || (key.column == nil && key.definition.mentions(column))
  }
}
