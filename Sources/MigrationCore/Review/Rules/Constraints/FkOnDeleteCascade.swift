/// `fk-on-delete-cascade`: deleting a row deletes rows elsewhere.
struct FkOnDeleteCascade: ForeignKeyRule {
  static let id: RuleID = "fk-on-delete-cascade"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "deleting a row deletes rows elsewhere"
  static let documentation = """
    ON DELETE CASCADE lets one delete reach any number of rows, through further cascades too: long locks, much WAL,
    and rows gone that nobody named. ON UPDATE CASCADE rewrites them. SET NULL and SET DEFAULT change rows elsewhere
    without deleting them. RESTRICT makes the program say what it deletes, in batches.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let (key, table) = (addition.key, addition.table)
    let rows = step.isNew(table) || action(step, makes: table) ? "\(table)" : context.described(table)
    if key.onDelete == .cascade {
      return finding(
        .error, at: step, "a delete in \(key.references) deletes the rows of \(rows) that refer to it",
        because: "One delete reaches any number of rows, through further cascades too.",
        instead: "ON DELETE RESTRICT, and delete the referring rows explicitly, in batches")
    }
    if key.onUpdate == .cascade {
      return finding(
        .error, at: step, "a new key value in \(key.references) rewrites the rows of \(rows) that refer to it",
        because: "One update reaches any number of rows, through further cascades too.",
        instead: "leave ON UPDATE out, and never change key values")
    }
    let actions: [ForeignKeyClause.Action?] = [key.onDelete, key.onUpdate]
    guard actions.contains(.setNull) || actions.contains(.setDefault) else { return nil }
    return finding(
      .info, at: step, "a change in \(key.references) changes the rows of \(rows) that refer to it",
      because: "SET NULL and SET DEFAULT write every referring row in the deleting transaction.",
      instead: "ON DELETE RESTRICT, and change the referring rows explicitly, in batches")
  }

  private func action(_ step: ReviewedStep, makes table: QualifiedName) -> Bool {
    step.facts.createdRelations.contains(table)
  }
}
