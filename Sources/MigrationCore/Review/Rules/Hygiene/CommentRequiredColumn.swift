/// `comment-required-column`: a new column has no comment.
struct CommentRequiredColumn: ReviewRule {
  static let id: RuleID = "comment-required-column"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let summary = "a new column has no comment"
  static let documentation = """
    A house rule: every column that a plan adds or makes with a table gets a COMMENT ON COLUMN in it. Partitions and
    temporary tables need none. It is off in both rulesets.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var open: [(table: QualifiedName, column: Identifier, step: ReviewedStep)] = []
    var commented: [QualifiedName: Set<Identifier>] = [:]
    for step in context.steps {
      for action in step.facts.actions {
        switch action {
        case .createTable(let table)
        where !table.isTemporary && table.partitionOf == nil && context.relation(table.name) == nil:
          open += table.columns.map { (table.name, $0.name, step) }
        case .alterTable(let table, .addColumn(let column)): open.append((table, column.name, step))
        case .comment(.column(let column, of: let table), let text) where text != nil:
          commented[table, default: []].insert(column)
        default: continue
        }
      }
    }
    return open.filter { !(commented[$0.table]?.contains($0.column) ?? false) }.map { one in
      let comment: SQLText = "COMMENT ON COLUMN \(one.table).\(one.column) IS '…';"
      return finding(
        at: one.step, "makes the column \(one.column) of \(one.table) without a comment",
        because: "Nobody can look up what it is for.", instead: comment.text)
    }
  }
}
