/// `function-volatility-in-index`: a function is replaced that an index, a check or a generated column is computed with.
struct FunctionVolatilityInIndex: ActionRule {
  static let id: RuleID = "function-volatility-in-index"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a function is replaced that an index, a check or a generated column is computed with"
  static let documentation = """
    What an index, a CHECK, a generated column or a partition key computed with the old body stays stored. With a new
    body that answers differently lookups miss rows, rows break their check, and rows are in the wrong partition:
    PostgreSQL does not look again. Make the new function under another name, and build the index anew with it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createRoutine(let routine) = action, routine.isReplacing, !context.isGone(routine.name, before: step)
    else { return nil }
    let users = context.current.flatMap { schema in
      schema.dependencies.filter { dependency in
        dependency.referenced.kind == .function && dependency.referenced.schema == routine.name.schema
          && dependency.referenced.name == routine.name.name && keepsResults(dependency.dependent, in: context)
      }.map(\.dependent)
    }
    guard !users.isEmpty else { return nil }
    let names = Set(users).sorted().map { "\($0.kind.rawValue) \($0)" }
    let some = Quantity.listed(names)
    return finding(
      at: step, "replaces \(routine.name), with which \(some) was computed",
      because: "Results of the old body stay stored and are not computed again.",
      instead: "give the new function another name, build the index or constraint with it, then drop the old one")
  }

  private func keepsResults(_ object: ObjectID, in context: ReviewContext) -> Bool {
    switch object.kind {
    case .index, .constraint, .domain: return true
    case .table: return context.table(QualifiedName(object.schema, object.name))?.partitioning != nil
    case .column:
      let table = context.table(QualifiedName(object.schema, object.name))
      return table?.columns.first { $0.name == object.member }?.generated != nil
    default: return false
    }
  }
}
