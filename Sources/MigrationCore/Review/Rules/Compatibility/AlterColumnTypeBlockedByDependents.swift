/// `alter-column-type-blocked-by-dependents`: a type change fails because something uses the column.
struct AlterColumnTypeBlockedByDependents: ActionRule {
  static let id: RuleID = "alter-column-type-blocked-by-dependents"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a type change fails because something uses the column"
  static let documentation = """
    PostgreSQL refuses ALTER COLUMN … TYPE, even to the same type, while a view, a rule, a policy, a trigger's
    definition, a generated column or the body of a SQL-standard function uses the column, and always for a column of
    the partition key. Drop those in the plan before it and make them again after it. Of an attribute of a composite type
    it is refused while any table has a column of that type.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    if case .alterType(let type) = action { return finding(forAttributeOf: type, at: step, in: context) }
    guard case .alterTable(let table, .alterColumnType(let column, _, _)) = action, !step.isNew(table),
      context.live != nil
    else { return nil }
    if context.table(table)?.partitioning?.columns.contains(column) ?? false {
      return finding(
        at: step, "fails: \(column) of \(context.described(table)) is part of the partition key",
        because: "PostgreSQL cannot change the type of a column that decides where rows are.",
        instead: "make a new partitioned table and move the rows")
    }
    let users = Set((context.relation(table)?.dependents ?? []).filter { $0.column == column }.map(\.object)).sorted()
    let blocking = users.filter { blocks($0) && !isDropped($0, before: step, in: context) }
    guard !blocking.isEmpty else { return nil }
    let names = blocking.map { "\($0.kind.rawValue) \($0)" }.joined(separator: ", ")
    return finding(
      at: step, "fails: \(column) of \(context.described(table)) is used by \(names)",
      because: "PostgreSQL refuses to change the type under them.",
      instead: "drop \(names) in an earlier step and make them again afterwards, with their grants and comments")
  }

  private func finding(
    forAttributeOf type: QualifiedName, at step: ReviewedStep, in context: ReviewContext
  ) -> Finding? {
    guard let change = step.facts.attributeChanges.first(where: { $0.type == type && !$0.isDropped }) else {
      return nil
    }
    let columns = context.columns(of: type).filter { !isDropped($0, before: step, in: context) }
    guard !columns.isEmpty else { return nil }
    return finding(
      at: step,
      "fails: \(change.attribute) of the type \(type) is stored in \(Quantity.listed(columns.map { "\($0)" }))",
      because: "PostgreSQL does not rewrite the values that tables hold.",
      instead: "make another type, give the columns that one with USING, then drop the old one")
  }

  private func blocks(_ object: ObjectID) -> Bool {
    [.view, .materializedView, .rule, .policy, .trigger, .column, .function].contains(object.kind)
  }

  private func isDropped(_ object: ObjectID, before step: ReviewedStep, in context: ReviewContext) -> Bool {
    let name = QualifiedName(object.schema, object.name)
    guard let member = object.member else { return context.isDropped(name, before: step) }
    return context.steps(before: step).contains { earlier in
      earlier.facts.actions.contains { action in
        switch action {
        case .drop(let dropped): dropped.name == name && dropped.member == member
        case .alterTable(name, .dropColumn(let column, _)): column == member
        default: false
        }
      }
    }
  }
}
