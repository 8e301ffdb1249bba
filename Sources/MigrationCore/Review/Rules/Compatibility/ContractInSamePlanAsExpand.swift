/// `contract-in-same-plan-as-expand`: the old object goes in the plan that makes its replacement.
struct ContractInSamePlanAsExpand: ReviewRule {
  static let id: RuleID = "contract-in-same-plan-as-expand"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "the old object goes in the plan that makes its replacement"
  static let documentation = """
    Between the commit that adds the new column and the one that drops the old, both versions of a program must be able
    to run. In one plan there is no time for that: the old programs fail. Add and fill in one plan, deploy the programs,
    and drop in a later one. That a column replaces another is seen by an UPDATE that copies it or by a rename to its
    name; where only a column of the same type comes and another goes, it is a warning.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var added: [QualifiedName: [AddedColumn]] = [:]
    // The table and column that are copied, with the step and where to.
    var copied: [QualifiedName: [Identifier: (step: StepID, into: Identifier)]] = [:]
    var filled: [QualifiedName: (step: StepID, into: QualifiedName)] = [:]
    var found: [Finding] = []
    for step in context.steps {
      for action in step.facts.actions {
        switch action {
        case .alterTable(let table, .addColumn(let column)) where !step.isNew(table):
          added[table, default: []].append(column)
        case .update(let rows):
          guard let new = added[rows.table]?.first(where: { rows.columns.contains($0.name) }) else { continue }
          for source in rows.sources where source != new.name {
            copied[rows.table, default: [:]][source] = (step.id, new.name)
          }
        case .insert(let rows) where step.isNew(rows.table):
          for source in rows.reads where !step.isNew(source) { filled[source] = (step.id, rows.table) }
        case .alterTable(let table, .dropColumn(let old, _)), .alterTable(let table, .renameColumn(let old, _)):
          guard !step.isNew(table) else { continue }
          found +=
            drop(of: old, in: table, at: step, copied[table]?[old], added[table] ?? [], context).map { [$0] } ?? []
        case .drop(let object) where object.kind == .table:
          guard let copy = filled[object.name] else { continue }
          found.append(
            finding(
              at: step, "drops \(context.described(object.name)), which step \(copy.step) copies into \(copy.into)",
              because: "Programs that still use \(object.name) have no time to change.",
              instead: "drop it in a later plan, when every program uses \(copy.into)"))
        default: continue
        }
      }
    }
    return found
  }

  private func drop(
    of old: Identifier, in table: QualifiedName, at step: ReviewedStep, _ copy: (step: StepID, into: Identifier)?,
    _ added: [AddedColumn], _ context: ReviewContext
  ) -> Finding? {
    guard !added.contains(where: { $0.name == old }) else { return nil }
    let known = context.relation(table)?.columns[old]?.type
    let heir = context.steps[step.position...].lazy.flatMap(\.facts.actions).compactMap { action -> Identifier? in
      guard case .alterTable(table, .renameColumn(let new, to: old)) = action, added.contains(where: { $0.name == new })
      else {
        return nil
      }
      return new
    }.first
    let likely = added.first { known == nil ? context.live == nil : $0.type.isSameType(as: known ?? $0.type) }
    guard let new = copy?.into ?? heir ?? likely?.name else { return nil }
    let isCertain = copy != nil || heir != nil
    return finding(
      isCertain ? .error : .warning, at: step,
      "\(old) of \(context.described(table)) goes in the plan that adds \(new)\(isCertain ? " in its place" : ", perhaps in its place")",
      because: "Programs that still use \(old) fail; there is no moment at which old and new programs both run.",
      instead: "add and fill \(new) in this plan, deploy the programs, and drop \(old) in a later one")
  }
}
