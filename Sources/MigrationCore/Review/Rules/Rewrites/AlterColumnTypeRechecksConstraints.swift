/// `alter-column-type-rechecks-constraints`: a type change checks every row again.
struct AlterColumnTypeRechecksConstraints: ActionRule {
  static let id: RuleID = "alter-column-type-rechecks-constraints"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a type change checks every row again"
  static let documentation = """
    A CHECK on a column is verified again for every row when the column's type changes, under ACCESS EXCLUSIVE, even
    where the change itself costs nothing. A foreign key of the column is verified again when the change writes the
    table anew. Drop the CHECK first, change the type, add it NOT VALID, and validate it in a later transaction
    group.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .alterColumnType(let column, let type, let conversion)) = action,
      !step.isNew(table), context.live != nil, let state = context.state(of: table, before: step)
    else { return nil }
    let work = context.work(changing: column, of: table, to: type, by: conversion, at: step)
    let rewrites = work.form == .alterTypeRewriting
    let touched = state.constraints.filter { constraint in
      guard constraint.isValidated, constraint.added.columns.contains(column) else { return false }
      return rewrites ? constraint.added.foreignKey != nil : constraint.added.isCheck
    }
    let dropped = step.facts.actions.compactMap { action -> Identifier? in
      if case .alterTable(table, .dropConstraint(let name, _)) = action { return name }
      return nil
    }
    guard let constraint = touched.first(where: { !dropped.contains($0.name) }) else { return nil }
    let add: SQLText = "ALTER TABLE \(table) DROP CONSTRAINT \(constraint.name);"
    return finding(
      context.severity(.error, on: table), at: step,
      "the new type of \(column) checks \(constraint.name) again for all of \(context.described(table))",
      because: rewrites
        ? "The foreign key is looked up for every row while ACCESS EXCLUSIVE is held on both tables."
        : "The type itself costs nothing, but ACCESS EXCLUSIVE is held until every row was looked at.",
      instead: "\(add) then the new type, then add it again NOT VALID, and VALIDATE in a later transaction group")
  }
}
