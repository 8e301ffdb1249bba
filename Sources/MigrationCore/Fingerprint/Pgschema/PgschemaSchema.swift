/// A whole schema as pgschema sees it.
struct PgschemaSchema: PgschemaPart {
  var name: Identifier
  var tables: [PgschemaTable]
  var views: [PgschemaView]
  var routines: [PgschemaRoutine]
  var aggregates: [PgschemaAggregate]
  var sequences: [PgschemaSequence]
  var types: [PgschemaType]
  var defaultPrivileges: [PgschemaPrivilege]
  var privileges: [PgschemaPrivilege]
  var columnPrivileges: [PgschemaPrivilege]
  var revokedDefaults: [PgschemaRevokedDefault]

  /// Everything but the privileges, which `PgschemaFingerprint` puts behind it.
  func write(to text: inout PgschemaText) {
    text.member("name", name.text)
    // pgschema never fills it.
    text.member("owner", "")
    text.member("tables", byKey: tables.map { ($0.name.text, $0) })
    text.member("views", byKey: views.map { ($0.name.text, $0) })
    text.member("functions", byKey: routines.filter { !$0.isProcedure }.map { ($0.key, $0) })
    text.member("procedures", byKey: routines.filter(\.isProcedure).map { ($0.key, $0) })
    text.member("aggregates", byKey: aggregates.map { ($0.key, $0) })
    text.member("sequences", byKey: sequences.map { ($0.name.text, $0) })
    text.member("types", byKey: types.map { ($0.name.text, $0) })
  }
}

extension PgschemaSchema {
  init(name: Identifier, _ answers: CatalogAnswers, ignoring ignored: IgnoreRules = IgnoreRules()) throws(CatalogError)
  {
    let parts = try PgschemaParts(answers, ignoring: ignored)
    self.name = name
    tables = parts.complete(try answers.all(PgschemaTableQuery.self).filter { !ignored.ignores(.tables, $0.name) })
    views = parts.complete(try answers.all(PgschemaViewQuery.self).filter { !ignored.ignores(.views, $0.name) })
    tables += parts.standIns(of: name, besides: Set(tables.map(\.name) + views.map(\.name)), ignoring: ignored)
    let calls = Dictionary(grouping: try answers.all(PgschemaRoutineDependencyQuery.self), by: \.dependent)
    routines = try answers.all(PgschemaRoutineQuery.self)
      .filter { !ignored.ignores($0.isProcedure ? .procedures : .functions, Identifier($0.name)) }
      .map { routine in
        var routine = routine
        // pgschema matches names with parameter names against names with types alone.
        routine.dependencies = (calls[Identifier(routine.key)] ?? []).map(\.referenced)
        return routine
      }
    aggregates = try answers.all(PgschemaAggregateQuery.self)
      .filter { !ignored.ignores(.aggregates, Identifier($0.name)) }
    sequences = try answers.all(PgschemaSequenceQuery.self).filter { !ignored.ignores(.sequences, $0.name) }
    types = try answers.all(PgschemaTypeQuery.self).filter { !ignored.ignores(.types, $0.name) }
    func rights<Query: CatalogQuery>(_ query: Query.Type) throws(CatalogError) -> [PgschemaPrivilege]
    where Query.Element == PgschemaRight {
      PgschemaPrivilege.grouped(try answers.all(query).filter { !$0.isIgnored(by: ignored) })
    }
    defaultPrivileges = try rights(PgschemaDefaultPrivilegeQuery.self)
    privileges = try rights(PgschemaPrivilegeQuery.self)
    columnPrivileges = PgschemaPrivilege.merged(try rights(PgschemaColumnPrivilegeQuery.self))
    revokedDefaults = try answers.all(PgschemaRevokedDefaultQuery.self)
      .filter { !ignored.ignores(pgschemaType: $0.objectType, Identifier($0.objectName)) }
  }
}

/// The parts of relations, by relation.
private struct PgschemaParts {
  let columns: [Identifier: [PgschemaColumn]]
  let constraints: [Identifier: [PgschemaConstraint]]
  let indexes: [Identifier: [PgschemaIndex]]
  let triggers: [Identifier: [PgschemaTrigger]]
  let policies: [Identifier: [PgschemaPolicy]]

  init(_ answers: CatalogAnswers, ignoring ignored: IgnoreRules) throws(CatalogError) {
    columns = Dictionary(grouping: try answers.all(PgschemaColumnQuery.self), by: \.table)
      .mapValues { $0.map(\.column) }
    constraints = Dictionary(
      grouping: try answers.all(PgschemaConstraintQuery.self)
        .filter { !ignored.ignores(.constraints, Identifier($0.name)) }, by: \.table)
    indexes = Dictionary(
      grouping: try answers.all(PgschemaIndexQuery.self).filter { !ignored.ignores(.indexes, Identifier($0.name)) },
      by: \.relation)
    triggers = Dictionary(
      grouping: try answers.all(PgschemaTriggerQuery.self).filter { !ignored.ignores(.triggers, Identifier($0.name)) },
      by: \.relation)
    policies = Dictionary(grouping: try answers.all(PgschemaPolicyQuery.self), by: \.table)
  }

  func complete(_ tables: [PgschemaTable]) -> [PgschemaTable] {
    let keys = Dictionary(tables.map { ($0.name, $0.partitionKey) }) { first, _ in first }
    return tables.map { table in
      var table = table
      let parentKey = table.parent.flatMap { $0.schema == table.schema ? keys[$0.name] : nil } ?? []
      let partitionKey = table.isPartitioned ? table.partitionKey : parentKey
      table.columns = columns[table.name] ?? []
      table.constraints = (constraints[table.name] ?? []).filter { !$0.isNotNullCheck }.map { constraint in
        var constraint = constraint
        if !partitionKey.isEmpty { constraint.moveToFront(partitionKey) }
        return constraint
      }
      table.indexes = (indexes[table.name] ?? []).map { index in
        var index = index
        index.isPartitioned = table.isPartitioned
        return index
      }
      table.triggers = triggers[table.name] ?? []
      table.policies = policies[table.name] ?? []
      return table
    }
  }

  /// Tables in place of ignored ones that have triggers, for pgschema goes on to manage these.
  ///
  /// Of the rest of such a table only its indexes are there: pgschema reads them after the triggers.
  func standIns(
    of schema: Identifier, besides others: Set<Identifier>, ignoring ignored: IgnoreRules
  ) -> [PgschemaTable] {
    triggers.filter { !others.contains($0.key) && ignored.ignores(.tables, $0.key) }.map { name, triggers in
      var table = PgschemaTable(
        schema: schema, name: name, isUnlogged: false, hasRowSecurity: false, forcesRowSecurity: false,
        partitionKey: [])
      table.isExternal = true
      table.indexes = indexes[name] ?? []
      table.triggers = triggers
      return table
    }
  }

  func complete(_ views: [PgschemaView]) -> [PgschemaView] {
    views.map { view in
      var view = view
      view.indexes = view.isMaterialized ? indexes[view.name] ?? [] : []
      view.triggers = triggers[view.name] ?? []
      return view
    }
  }
}
