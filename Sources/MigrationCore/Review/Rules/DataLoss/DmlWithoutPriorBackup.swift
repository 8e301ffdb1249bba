/// `dml-without-prior-backup`: rows are changed that no earlier step has copied.
struct DmlWithoutPriorBackup: ReviewRule {
  static let id: RuleID = "dml-without-prior-backup"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "rows are changed that no earlier step has copied"
  static let documentation = """
    What UPDATE, DELETE and MERGE overwrite is gone with the commit. A step before them that keeps the rows, CREATE
    TABLE … AS SELECT with the primary key and the same condition, is the way back. Any earlier step that copies from
    the table counts. An UPDATE that only fills a column of this plan overwrites nothing.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var copied: Set<QualifiedName> = []
    var added: [QualifiedName: Set<Identifier>] = [:]
    var found: [Finding] = []
    for step in context.steps where step.step.directive == nil {
      for action in step.facts.actions {
        switch action {
        case .createTable(let table) where table.isFilled: copied.formUnion(table.reads)
        case .createMaterializedView(_, let reads, _): copied.formUnion(reads)
        case .insert(let rows): copied.formUnion(rows.reads)
        case .alterTable(let table, .addColumn(let column)): added[table, default: []].insert(column.name)
        case .update(let rows), .delete(let rows), .merge(let rows):
          let overwrites = rows.columns.isEmpty || !rows.columns.allSatisfy { added[rows.table]?.contains($0) ?? false }
          guard overwrites, !copied.contains(rows.table), !step.isNew(rows.table),
            context.relation(rows.table)?.size.rows != 0
          else { continue }
          found.append(warning(rows, at: step, in: context))
        default: continue
        }
      }
    }
    return found
  }

  private func warning(_ rows: ChangedRows, at step: ReviewedStep, in context: ReviewContext) -> Finding {
    let backup: SQLText =
      "CREATE TABLE \(QualifiedName(rows.table.schema, Identifier("\(rows.table.name.text)_before"))) AS SELECT * FROM \(rows.table)"
    return finding(
      at: step, "changes rows of \(context.described(rows.table)) that no earlier step has copied",
      because: "There is no way back to the old values but a restore.",
      instead: "a step before: \(backup.text) with the condition of this statement")
  }
}
