/// `prefer-bigint-key`: a key is of a type that runs out.
struct PreferBigintKey: ActionRule {
  static let id: RuleID = "prefer-bigint-key"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a key is of a type that runs out"
  static let documentation = """
    integer ends at 2,147,483,647 and smallint at 32,767. A sequence burns numbers in rolled-back and conflicting
    inserts as well, and to widen the key later rewrites the biggest table and everything that references it. bigint
    costs four bytes, often none because of alignment. A column that references an integer key of the target, or that is
    part of a longer key, is left alone.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, columns) = action.addedColumns else { return nil }
    let constraints = action.addedConstraints?.constraints ?? []
    let narrow: Set<Identifier> = ["int2", "int4", "serial", "serial2", "serial4", "smallserial"]
    let found = columns.first { column in
      narrow.contains(column.type.name) && !column.type.isArray
        && constraints.contains { constraint in
          guard constraint.columns == [column.name] else { return false }
          if constraint.kind == .primaryKey { return true }
          return constraint.foreignKey.map { !pointsToNarrowKey($0, context) } ?? false
        }
    }
    guard let found else { return nil }
    return finding(
      at: step, "the key \(table).\(found.name) is \(found.type.name)",
      because:
        "It ends at \(["int2", "serial2", "smallserial"].contains(found.type.name) ? "32,767" : "2,147,483,647"); to widen it later rewrites the table and what references it.",
      instead: "make it bigint")
  }

  private func pointsToNarrowKey(_ key: ForeignKeyClause, _ context: ReviewContext) -> Bool {
    let columns = key.columns.isEmpty ? context.primaryKey(of: key.references) : key.columns
    guard columns.count == 1, let type = context.type(of: columns[0], in: key.references) else { return false }
    return type.name != "int8" && !["bigserial", "serial8"].contains(type.name)
  }
}
