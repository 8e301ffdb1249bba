extension PlanDraft {
  /// What reads the rows that a routine returns names all columns of their type (`FROM f() x(id, name)`), and depends
  /// on the routine alone; so it comes when the columns have come.
  func putReadersAfterColumnsOfRows(_ order: inout ScriptOrder) {
    var columns: [ObjectID: [Key]] = [:]
    for (id, part) in diff.created where !diff.isRemade(id) {
      guard case .column = part else { continue }
      columns[ObjectID(.table, id.schema, id.name), default: []] += keys(of: id, [.create]).filter {
        $0.stage == .table
      }
    }
    for (id, pair) in diff.kept.perhapsChanged {
      guard case .compositeType(let old, let new) = pair.typed, old != new else { continue }
      columns[id] = keys(of: id, [.alter])
    }
    guard !columns.isEmpty else { return }
    for dependency in diff.desired.dependencies where dependency.referenced.kind == .function {
      let needs = diff.dependenciesAfter.needs(of: dependency.referenced)
      for column in needs.flatMap({ columns[$0.referenced] ?? [] }) {
        for key in keys(of: dependency.dependent, [.create, .alter]) { order.put(key, after: column) }
      }
    }
  }
}
