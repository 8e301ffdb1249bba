/// `merge-alter-table`: several ALTER TABLE on one table could be one.
struct MergeAlterTable: ReviewRule {
  static let id: RuleID = "merge-alter-table"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let summary = "several ALTER TABLE on one table could be one"
  static let documentation = """
    Neighbouring ALTER TABLE statements on one table in one transaction can be one statement: one lock request, and one
    pass over the table where several rewrite or check it. Not meant, because it makes things worse: ADD … NOT VALID
    with VALIDATE, and SET NOT NULL with the DROP of the CHECK that proves it, which brings the scan back. Nor what has
    to be a statement of its own: renames, SET SCHEMA, and partitions.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var last: (table: QualifiedName, step: ReviewedStep, actions: [TableAction])?
    var found: [Finding] = []
    for step in context.steps where step.step.directive == nil {
      guard let current = alteration(step) else {
        last = nil
        continue
      }
      if let previous = last, previous.table == current.table, previous.step.id.group == step.id.group,
        !step.isNew(current.table),
        !Self.mustStayApart(previous.actions + current.actions)
      {
        found.append(
          finding(
            at: step, "alters \(current.table), as step \(previous.step.id) before it does",
            because: "Each statement asks for the lock again, and each may read or rewrite the whole table.",
            instead: "make them one ALTER TABLE \(("\(current.table)" as SQLText).text) …, …"))
        last = (current.table, step, previous.actions + current.actions)
      } else {
        last = (current.table, step, current.actions)
      }
    }
    return found
  }

  /// The table and the subcommands of a step that is one ALTER TABLE.
  private func alteration(_ step: ReviewedStep) -> (table: QualifiedName, actions: [TableAction])? {
    var table: QualifiedName?
    var actions: [TableAction] = []
    for action in step.facts.actions {
      guard case .alterTable(let name, let change) = action, table == nil || table == name else { return nil }
      table = name
      actions.append(change)
    }
    return table.map { ($0, actions) }
  }

  private static func mustStayApart(_ actions: [TableAction]) -> Bool {
    var (setsNotNull, dropsConstraint, addsNotValid, validates) = (false, false, false, false)
    for action in actions {
      switch action {
      case .rename, .renameColumn, .renameConstraint, .setSchema, .attachPartition, .detachPartition, .finishDetach:
        return true
      case .setNotNull: setsNotNull = true
      case .dropConstraint: dropsConstraint = true
      case .addConstraint(let constraint): addsNotValid = addsNotValid || constraint.isNotValid
      case .validateConstraint: validates = true
      default: continue
      }
    }
    return (setsNotNull && (dropsConstraint || validates || addsNotValid)) || (addsNotValid && validates)
  }
}
