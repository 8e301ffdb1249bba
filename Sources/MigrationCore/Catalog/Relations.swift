/// Tables with all that they are made of, and the parts that views have in common with them.
package struct Relations: Sendable {
  /// By name.
  let tables: [Table]
  private let columns: [Identifier: [Column]]
  /// Each with the constraint that it is behind.
  private let indexes: [Identifier: [(index: Index, constraint: Identifier?)]]
  private let triggers: [Identifier: [Trigger]]

  init(_ answers: CatalogAnswers) throws(CatalogError) {
    let columns = Dictionary(grouping: try answers.all(ColumnQuery.self), by: \.relation)
      .mapValues { $0.map(\.column).sorted { $0.position < $1.position } }
    let names = ColumnNames(columns: columns)
    let constraints = Dictionary(grouping: try answers.all(ConstraintQuery.self), by: \.table)
      .mapValues { $0.map { $0.named(by: names) }.sorted { $0.name < $1.name } }
    let indexes = Dictionary(grouping: try answers.all(IndexQuery.self), by: \.relation)
      .mapValues { indexes in
        indexes.map { (index: $0.named(by: names), constraint: $0.constraint) }.sorted { $0.index.name < $1.index.name }
      }
    let triggers = Dictionary(grouping: try answers.all(TriggerQuery.self), by: \.relation)
      .mapValues { $0.map(\.trigger).sorted { $0.name < $1.name } }
    let policies = Dictionary(grouping: try answers.all(RowSecurityPolicyQuery.self), by: \.table)
      .mapValues { $0.map(\.policy).sorted { $0.name < $1.name } }
    tables = try answers.all(TableQuery.self).sorted { $0.name < $1.name }.map { table in
      var table = table
      let indexes = indexes[table.name] ?? []
      table.columns = columns[table.name] ?? []
      // An index behind a constraint goes with the constraint.
      table.indexes = indexes.filter { $0.constraint == nil }.map(\.index)
      table.constraints = (constraints[table.name] ?? []).map { constraint in
        var constraint = constraint
        constraint.index = indexes.first { $0.constraint == constraint.name }?.index
        if constraint.definition.text.isEmpty { constraint.definition = constraint.spelling }
        return constraint
      }
      table.triggers = triggers[table.name] ?? []
      table.policies = policies[table.name] ?? []
      return table
    }
    self.columns = columns
    self.indexes = indexes
    self.triggers = triggers
  }

  /// The view with its parts.
  func complete(_ view: View) -> View {
    var view = view
    view.columns = columns[view.name] ?? []
    view.triggers = triggers[view.name] ?? []
    view.materialization?.indexes = (indexes[view.name] ?? []).map(\.index)
    return view
  }
}
