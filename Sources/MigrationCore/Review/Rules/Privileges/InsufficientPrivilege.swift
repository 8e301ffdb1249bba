/// `insufficient-privilege`: the role that runs the plan lacks a right that a step needs.
struct InsufficientPrivilege: StepRule {
  static let id: RuleID = "insufficient-privilege"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "the role that runs the plan lacks a right that a step needs"
  static let documentation = """
    A missing CREATE on a schema, REFERENCES on a referenced table or INSERT on a table shows only when the step runs,
    with earlier groups committed. Checked is the role that would run the plan, by the catalog's rights; ownership has
    object-owner-mismatch.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let executor = context.live?.executor, !executor.isSuperuser else { return [] }
    var findings: [Finding] = []
    for action in step.facts.actions {
      if let schema = Self.schemaOfNew(action), !executor.creatableSchemas.contains(schema),
        !context.makesRoutineOrType(QualifiedName(schema, schema), before: step)
      {
        let grant: SQLText = "GRANT CREATE ON SCHEMA \(schema) TO \(executor.name);"
        findings.append(
          finding(
            at: step, "\(executor.name) may not create anything in the schema \(schema)",
            because: "The statement fails with \"permission denied\", when earlier steps have run already.",
            instead: grant.text))
      }
      for (relation, right) in Self.rightsNeeded(by: action) where !step.isNew(relation) {
        guard let rights = executor.rights[relation], !rights.contains(right) else { continue }
        let grant: SQLText = "ON \(relation) TO \(executor.name);"
        findings.append(
          finding(
            at: step, "\(executor.name) has no \(right) on \(relation)",
            because: "The statement fails with \"permission denied\", when earlier steps have run already.",
            instead: "GRANT \(right) \(grant.text)"))
      }
    }
    return findings
  }

  private static func schemaOfNew(_ action: StatementAction) -> Identifier? {
    if case .createTable(let table) = action, table.isTemporary { return nil }
    if case .createRoutine(let routine) = action { return routine.name.schema }
    return (action.createdRelation ?? action.createdType)?.schema
  }

  private static func rightsNeeded(by action: StatementAction) -> [(QualifiedName, String)] {
    switch action {
    case .insert(let rows): return [(rows.table, "INSERT")] + rows.reads.map { ($0, "SELECT") }
    case .update(let rows): return [(rows.table, "UPDATE")] + rows.reads.map { ($0, "SELECT") }
    case .delete(let rows): return [(rows.table, "DELETE")] + rows.reads.map { ($0, "SELECT") }
    case .merge(let rows): return rows.reads.map { ($0, "SELECT") }
    case .truncate(let tables, _): return tables.map { ($0, "TRUNCATE") }
    case .select(let reads, _): return reads.map { ($0, "SELECT") }
    case .copy(let copy):
      return copy.table.map { [($0, copy.isFrom ? "INSERT" : "SELECT")] } ?? copy.reads.map { ($0, "SELECT") }
    case .createView(let view): return view.reads.map { ($0, "SELECT") }
    case .createTrigger(let trigger): return [(trigger.table, "TRIGGER")]
    default:
      return (action.addedConstraints?.constraints ?? []).compactMap(\.foreignKey).map { ($0.references, "REFERENCES") }
    }
  }
}
