/// `select-star-frozen`: a * stands for the columns of this moment.
struct SelectStarFrozen: ReviewRule {
  static let id: RuleID = "select-star-frozen"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a * stands for the columns of this moment"
  static let documentation = """
    A view keeps the columns that * stood for when it was made: columns that are added later are missing in it, and
    those that it has cannot be dropped. INSERT … SELECT * puts values by position, so a column more or less shifts or
    breaks it. It is a warning where a later step changes the columns of that table, and a remark otherwise.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var changes: [QualifiedName: [ReviewedStep]] = [:]
    for step in context.steps {
      for case .alterTable(let table, let action) in step.facts.actions {
        switch action {
        case .addColumn, .dropColumn, .renameColumn: changes[table, default: []].append(step)
        default: continue
        }
      }
    }
    return context.steps.filter { $0.step.directive == nil }.flatMap { step in
      step.facts.queries.compactMap { query in
        guard !query.starReads.isEmpty else { return nil }
        let later = query.starReads.lazy.compactMap { table in
          changes[table]?.first { $0.position > step.position }.map { (table: table, step: $0.id) }
        }.first
        let tables = query.starReads.map(\.description).joined(separator: ", ")
        switch query.use {
        case .view(let name):
          return finding(
            later == nil ? .info : .warning, at: step,
            "\(name) takes the columns of \(tables) as they are now\(later.map { ", and step \($0.step) changes those of \($0.table)" } ?? "")",
            because: "A view keeps the columns that * stood for when it was made.", instead: "list the columns")
        case .insert(let table):
          return finding(
            later == nil ? .info : .warning, at: step, "fills \(table) with SELECT * from \(tables), by position",
            because: "A column more or less in either table shifts the values or makes the statement fail.",
            instead: "list the columns on both sides")
        case .select, .change: return nil
        }
      }
    }
  }
}
