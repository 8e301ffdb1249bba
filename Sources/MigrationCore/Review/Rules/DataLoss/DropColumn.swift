/// `drop-column`: a column and its values are dropped.
struct DropColumn: ActionRule {
  static let id: RuleID = "drop-column"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a column and its values are dropped"
  static let documentation = """
    DROP COLUMN makes the values unreachable at once, and old application code that names the column fails. The space
    comes back only when the table is rewritten. Stop reading it, stop writing it, then drop it in a plan of its own. A
    column in which the statistics have seen nothing but NULL is a warning. An attribute of a composite type goes with
    its values in all columns of that type.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    if case .alterType(let type) = action { return finding(forAttributeOf: type, at: step, in: context) }
    guard case .alterTable(let table, .dropColumn(let column, _)) = action, !step.isNew(table) else { return nil }
    if step.facts.columnsDroppedIfThere.contains(column), let known = context.relation(table)?.columns, !known.isEmpty,
      known[column] == nil, context.steps(naming: table).first?.position == step.position
    {
      return nil
    }
    let users = context.relation(table)?.dependents.filter { $0.column == column }.count ?? 0
    let used = users == 0 ? "" : ", used by \(Quantity.counted(users, "object"))"
    let isEmpty = context.relation(table)?.columns[column]?.nullFraction == 1
    return finding(
      isEmpty ? .warning : .error, at: step,
      "drops \(column) of \(context.described(table)) \(isEmpty ? "(every value NULL when last analysed)" : "with its values")\(used)",
      because: "The values are gone when the transaction commits, and programs that still name the column fail.",
      instead: "stop reading and writing the column first; keep its values in a table of their own if in doubt")
  }

  private func finding(
    forAttributeOf type: QualifiedName, at step: ReviewedStep, in context: ReviewContext
  ) -> Finding? {
    guard !step.isNewType(type),
      let change = step.facts.attributeChanges.first(where: { $0.type == type && $0.isDropped })
    else { return nil }
    let columns = context.columns(of: type)
    if !context.current.isEmpty, columns.isEmpty { return nil }
    let stored = columns.isEmpty ? "columns not checked: no database" : Quantity.listed(columns.map { "\($0)" })
    return finding(
      at: step, "drops \(change.attribute) of the type \(type), with its values in every column of it (\(stored))",
      because: "The values cannot be reached from the commit on, and programs that still name the attribute fail.",
      instead: "make another type, and give the columns that one with USING when nothing reads the attribute any more")
  }
}
