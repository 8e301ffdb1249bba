/// `missing-spatial-index`: a spatial column has no spatial index.
struct MissingSpatialIndex: ActionRule {
  static let id: RuleID = "missing-spatial-index"
  static let category = RuleCategory.`extension`
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a spatial column has no spatial index"
  static let documentation = """
    Operators of PostGIS like && and functions like ST_DWithin search with a GiST or SP-GiST index; without one each
    query looks at every row, and a B-tree does not help. Looked at is the whole plan: an index on the column that any
    of its steps makes counts. On a table with rows make it with CREATE INDEX CONCURRENTLY.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, columns) = action.addedColumns else { return nil }
    if case .createTable(let created) = action, created.isTemporary || created.isForeign { return nil }
    let found = columns.first { column in
      ["geometry", "geography"].contains(column.type.name) && !column.type.isArray
        && !isIndexed(column.name, table, in: context)
    }
    guard let found else { return nil }
    let name = Identifier("\(table.name)_\(found.name)_idx")
    let create: SQLText =
      step.isNew(table) || action.createdRelation == table
      ? "CREATE INDEX \(name) ON \(table) USING gist (\(found.name));"
      : "CREATE INDEX CONCURRENTLY \(name) ON \(table) USING gist (\(found.name));"
    return finding(
      at: step, "\(table).\(found.name) has no spatial index",
      because: "A search by place looks at every row of the table.", instead: create.text)
  }

  private func isIndexed(_ column: Identifier, _ table: QualifiedName, in context: ReviewContext) -> Bool {
    context.steps(naming: table).lazy.flatMap(\.facts.actions).contains { action in
      guard case .createIndex(let index) = action, index.table == table else { return false }
      // An index on an expression mostly has the column in it, transformed.
      return ["gist", "spgist", "brin"].contains(index.accessMethod)
        && index.keys.contains { $0.column == column || $0.column == nil }
    }
  }
}
