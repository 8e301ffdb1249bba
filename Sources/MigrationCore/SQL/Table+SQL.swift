extension Table {
  /// How much of a table stands in its CREATE TABLE.
  enum Form: Hashable {
    /// Defaults and constraints too, as one would write it.
    case whole
    /// Only columns with what cannot be added later: for a rebuild, which adds the rest when what it needs is there.
    case bare
  }

  /// CREATE TABLE alone; a partition is made as a table of its own and attached later.
  func create(in schema: Identifier, _ form: Form) -> SQLText {
    let table = QualifiedName(schema, name)
    let unlogged: SQLText = persistence == .unlogged ? "UNLOGGED " : ""
    let typed: SQLText = ofType.map { " OF \($0)" } ?? ""
    let lines = columnClauses(in: schema, form) + (form == .whole ? inlineConstraints.map(\.clause) : [])
    let body: SQLText = ofType != nil && lines.isEmpty ? "" : " \(block(lines))"
    let foreignWord: SQLText = foreign == nil ? "" : "FOREIGN "
    return "CREATE \(unlogged)\(foreignWord)TABLE \(table)\(typed)\(body)\(clauses)"
  }

  private func columnClauses(in schema: Identifier, _ form: Form) -> [SQLText] {
    let table = QualifiedName(schema, name)
    let withDefault = form == .whole
    guard ofType == nil else { return columns.compactMap { $0.typedClause(of: table, withDefault: withDefault) } }
    guard !parents.isEmpty else { return columns.map { $0.clause(of: table, withDefault: withDefault) } }
    return columns.filter(\.isLocal).map { column in
      var own = column
      if column.notNull?.isLocal == false { own.notNull = nil }
      return own.clause(of: table, withDefault: withDefault)
    }
  }

  /// Constraints that one writes into CREATE TABLE, which does not take NOT VALID.
  private var inlineConstraints: [Constraint] {
    constraints.filter { !$0.comes(withParentOf: self) && !isAddedLater($0) }
  }

  private func isAddedLater(_ constraint: Constraint) -> Bool { !constraint.isValidated && constraint.isEnforced }

  /// What follows the columns.
  private var clauses: SQLText {
    var clauses: [SQLText] = []
    if !parents.isEmpty {
      let parents: [SQLText] = parents.map { "\($0)" }
      clauses.append("INHERITS (\(parents, separator: ", "))")
    }
    if let partitioning { clauses.append("PARTITION BY \(catalog: partitioning.definition)") }
    if let foreign {
      clauses.append("SERVER \(foreign.server)")
      if !foreign.options.isEmpty { clauses.append("OPTIONS (\(foreign.options.foreign))") }
    }
    if let accessMethod, accessMethod != "heap" { clauses.append("USING \(accessMethod)") }
    if !options.isEmpty || !toastOptions.isEmpty {
      let lists = [options.sql(), toastOptions.sql(prefix: "toast.")].filter { !$0.isEmpty }
      clauses.append("WITH (\(lists, separator: ", "))")
    }
    if let tablespace { clauses.append("TABLESPACE \(tablespace)") }
    return clauses.isEmpty ? "" : "\n\(clauses, separator: "\n")"
  }

  /// `ATTACH PARTITION`, for a partition.
  func attach(in schema: Identifier) -> [SQLText] {
    guard let partition else { return [] }
    let child = QualifiedName(schema, name)
    return ["ALTER TABLE ONLY \(partition.parent) ATTACH PARTITION \(child)\n    \(catalog: partition.bound)"]
  }

  /// NOT NULL that CREATE TABLE cannot say, because it is not validated; a partition gets it before it is attached.
  ///
  /// `validity`: what comes last, and so is left out.
  func addUnvalidatedNotNulls(named table: QualifiedName, _ validity: InheritedValidity? = nil) -> [SQLText] {
    columns.flatMap { column -> [SQLText] in
      guard let notNull = column.notNull, notNull.isLocal || partition != nil,
        validity?.comesLast(notNull, of: column.name, in: table) != true
      else { return [] }
      return column.addUnvalidatedNotNull(of: table)
    }
  }

  /// Rules of inherited columns that this table has beside its parents'.
  func inheritedColumnRules(in schema: Identifier) -> [SQLText] {
    guard !parents.isEmpty else { return [] }
    let table = QualifiedName(schema, name)
    return columns.filter { !$0.isLocal }.flatMap { column -> [SQLText] in
      guard let notNull = column.notNull, notNull.isLocal, notNull.isValidated else { return [] }
      guard let constraint = notNull.name else {
        return ["ALTER TABLE ONLY \(table) ALTER COLUMN \(column.name) SET NOT NULL"]
      }
      let noInherit: SQLText = notNull.noInherit ? " NO INHERIT" : ""
      return ["ALTER TABLE ONLY \(table)\n    ADD CONSTRAINT \(constraint) NOT NULL \(column.name)\(noInherit)"]
    }
  }

  /// Row-level security, whose policies are objects of their own.
  func rowSecurity(in schema: Identifier) -> [SQLText] {
    let table = QualifiedName(schema, name)
    return (hasRowSecurity ? ["ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY"] : [])
      + (forcesRowSecurity ? ["ALTER TABLE \(table) FORCE ROW LEVEL SECURITY"] : [])
  }

  func setReplicaIdentity(in schema: Identifier) -> [SQLText] {
    let table = QualifiedName(schema, name)
    switch replicaIdentity {
    case .primaryKey: return []
    case .nothing: return ["ALTER TABLE ONLY \(table) REPLICA IDENTITY NOTHING"]
    case .full: return ["ALTER TABLE ONLY \(table) REPLICA IDENTITY FULL"]
    case .index(let index): return ["ALTER TABLE ONLY \(table) REPLICA IDENTITY USING INDEX \(index)"]
    }
  }

  /// Owner, comments and what the columns have beside their definition.
  func attributes(in schema: Identifier) -> [SQLText] {
    let table = QualifiedName(schema, name)
    let kind: SQLText = foreign == nil ? "TABLE" : "FOREIGN TABLE"
    return MigrationCore.owner(of: "\(kind) \(table)", owner) + MigrationCore.comment(on: "\(kind) \(table)", comment)
      + columns.flatMap { $0.attributes(of: table, "TABLE ONLY") }
  }

  /// Everything that makes the table what it is, with its members, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] {
    let table = QualifiedName(schema, name)
    var statements = [create(in: schema, .whole)]
    statements += addUnvalidatedNotNulls(named: table) + inheritedColumnRules(in: schema)
    if !parents.isEmpty || ofType != nil {
      statements += columns.filter { !$0.isLocal && ofType == nil }.flatMap { $0.setDefault(of: table, "TABLE ONLY") }
    }
    for constraint in constraints where !constraint.comes(withParentOf: self) && isAddedLater(constraint) {
      statements.append(constraint.add(to: self, in: schema))
    }
    statements += attach(in: schema)
    statements += constraints.flatMap { ($0.index?.attach(on: table) ?? []) + $0.attributes(on: table) }
    statements += indexes.flatMap { $0.definition(on: table, "TABLE") }
    statements += setReplicaIdentity(in: schema)
    statements += triggers.flatMap { $0.definition(on: table) }
    statements += rowSecurity(in: schema) + policies.flatMap { $0.definition(on: table) }
    return statements + attributes(in: schema)
  }
}
