/// Columns, constraints, indexes, triggers and policies by the relation that they belong to.
struct RelationParts {
  private let columns: [Identifier: [Column]]
  private let constraints: [Identifier: [Constraint]]
  private let indexes: [Identifier: [IndexQuery.Element]]
  private let triggers: [Identifier: [Trigger]]
  private let policies: [Identifier: [RowSecurityPolicy]]

  init(_ answers: CatalogAnswers) throws(CatalogError) {
    columns = Dictionary(grouping: try answers.all(ColumnQuery.self), by: \.relation)
      .mapValues { $0.map(\.column).sorted { $0.position < $1.position } }
    constraints = Dictionary(grouping: try answers.all(ConstraintQuery.self), by: \.table)
      .mapValues { $0.map(\.constraint).sorted { $0.name < $1.name } }
    indexes = Dictionary(grouping: try answers.all(IndexQuery.self), by: \.relation)
      .mapValues { $0.sorted { $0.index.name < $1.index.name } }
    triggers = Dictionary(grouping: try answers.all(TriggerQuery.self), by: \.relation)
      .mapValues { $0.map(\.trigger).sorted { $0.name < $1.name } }
    policies = Dictionary(grouping: try answers.all(RowSecurityPolicyQuery.self), by: \.table)
      .mapValues { $0.map(\.policy).sorted { $0.name < $1.name } }
  }

  /// The table with its parts; an index behind a constraint goes with the constraint.
  func complete(_ table: Table) -> Table {
    var table = table
    let indexes = indexes[table.name] ?? []
    table.columns = columns[table.name] ?? []
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

  /// The view with its parts.
  func complete(_ view: View) -> View {
    var view = view
    view.columns = columns[view.name] ?? []
    view.triggers = triggers[view.name] ?? []
    view.materialization?.indexes = (indexes[view.name] ?? []).map(\.index)
    return view
  }
}
