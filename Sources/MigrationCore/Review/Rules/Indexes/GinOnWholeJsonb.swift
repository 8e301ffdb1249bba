/// `gin-on-whole-jsonb`: a GIN index on a document serves containment, not ->>.
struct GinOnWholeJsonb: ActionRule {
  static let id: RuleID = "gin-on-whole-jsonb"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a GIN index on a document serves containment, not ->>"
  static let documentation = """
    GIN on a jsonb column with the default operator class serves @>, ? and @@; a comparison of doc ->> 'key' does not use
    it. For that a B-tree on the expression is right and far smaller. jsonb_path_ops serves @> alone in a smaller index.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, index.accessMethod == "gin" else { return nil }
    let column = index.keys.first { key in
      guard let name = key.column else { return false }
      if key.operatorClass == "jsonb_ops" { return true }
      return key.operatorClass == nil && context.type(of: name, in: index.table, before: step)?.name == "jsonb"
    }
    guard let name = column?.column else { return nil }
    return finding(
      at: step, "\(index.shownName) holds every key and value of \(name), and serves @> and ? but not ->>",
      because: "A comparison of one field with ->> reads the whole table all the same.",
      instead: "a B-tree on the field that is compared, or jsonb_path_ops where only @> is used")
  }
}

extension ReviewContext {
  /// A column's type, by the target or by the plan; nil when neither says.
  func type(of column: Identifier, in table: QualifiedName, before step: ReviewedStep) -> ColumnType? {
    for action in steps(before: step).reversed().flatMap(\.facts.actions) {
      switch action {
      case .createTable(let created) where created.name == table:
        if let found = created.columns.first(where: { $0.name == column }) { return found.type }
      case .alterTable(table, .addColumn(let added)) where added.name == column: return added.type
      case .alterTable(table, .alterColumnType(column, let type, _)): return type
      default: continue
      }
    }
    return relation(table)?.columns[column]?.type
  }
}
