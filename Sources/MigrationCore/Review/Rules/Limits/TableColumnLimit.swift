/// `table-column-limit`: a table gets many columns.
struct TableColumnLimit: ReviewRule {
  static let id: RuleID = "table-column-limit"
  static let category = RuleCategory.limit
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("columns", .number(100), "how many columns a table may have")]
  static let summary = "a table gets many columns"
  static let documentation = """
    Wide rows are slow to read and spill into TOAST. PostgreSQL's own limit is 1,600 columns, fewer for wide types, and
    dropped columns count until the table is rewritten. Split what is rarely used into a table of its own.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let limit = context.number("columns", of: Self.self)
    var counts: [QualifiedName: Int] = [:]
    var last: [QualifiedName: ReviewedStep] = [:]
    for step in context.steps {
      for action in step.facts.actions {
        switch action {
        case .createTable(let table)
        where context.relation(table.name) == nil || step.droppings(of: table.name).contains { $0 < step.position }:
          (counts[table.name], last[table.name]) = (table.columns.count, step)
        case .alterTable(let table, .addColumn(let column)):
          if column.hasGuard, context.state(of: table, before: step)?.columns[column.name] != nil { continue }
          let stored = context.relation(table).map { $0.columns.count + $0.droppedColumns }
          guard let count = counts[table] ?? stored else { continue }
          (counts[table], last[table]) = (count + 1, step)
        default: continue
        }
      }
    }
    return counts.sorted { $0.key < $1.key }.compactMap { table, count in
      guard count > limit, let step = last[table] else { return nil }
      let dropped = context.relation(table)?.droppedColumns ?? 0
      return finding(
        count > 1_600 ? .error : .warning, at: step,
        "\(table) gets \(count) columns\(dropped > 0 ? ", \(dropped) dropped ones included" : ""), \(limit) are allowed",
        because: count > 1_600
          ? "PostgreSQL refuses more than 1,600." : "Wide rows are slow to read, and PostgreSQL ends at 1,600.",
        instead: "move what is rarely used into a table of its own")
    }
  }
}
