/// Tables as a dump has them: CREATE TABLE with everything that fits into it, then what follows.
extension DumpDraft {
  mutating func add(_ table: Table) {
    let object = id(.table, table.name)
    let key = Key(stage: .table, object: object)
    let relation = QualifiedName(name, table.name)
    let file = table.name.text
    func entry(_ type: String, _ name: Identifier, _ statement: SQLText) -> DumpEntry {
      DumpEntry(name.text, type, in: .tables, file: file, statement)
    }
    let parent = table.partition.flatMap { table.canBeMade(by: $0, in: lookup) ? $0 : nil }
    let standIn: StandIn = { [lookup] in table.pulledApart(in: lookup) }
    add(
      key, .table, otherKeys: parent == nil ? table.inlineKeys(object) : [], standIn: parent == nil ? standIn : nil,
      table.dump(in: lookup, as: parent))
    if let parent = table.partition {
      put(key, after: Key(stage: .table, object: ObjectID(.table, parent.parent.schema, parent.parent.name)))
    }
    for parent in table.parents {
      put(key, after: Key(stage: .table, object: ObjectID(.table, parent.schema, parent.name)))
    }

    for constraint in table.constraints {
      guard case .foreignKey(let foreign) = constraint.kind else { continue }
      let referenced = ObjectID(.table, foreign.referencedTable.schema, foreign.referencedTable.name)
      put(
        Key(stage: .foreignKey, object: object.member(.constraint, constraint.name)),
        after: Key(stage: .table, object: referenced))
    }
    add(
      Key(stage: .attributes, object: object.member(.table, "comment")), .table, part: .comment, as: object, after: key,
      MigrationCore.comment(on: "\(table.keyword) \(relation)", table.comment)
        .map { .comment(in: .tables, file: file, $0) })
    let columnComments = table.columns.flatMap { column in
      MigrationCore.comment(on: "COLUMN \(relation).\(column.name)", column.comment)
        .map { DumpEntry.comment(in: .tables, file: file, column: column.name.text, $0) }
    }
    add(
      Key(stage: .attributes, object: object.member(.table, "columns")), .table, part: .columnComment, as: object,
      after: key, columnComments)
    for index in table.indexes where parent == nil || !index.comesWithParent(in: lookup) {
      add(index, of: object, .table, in: .tables, after: key)
      guard table.partitioning != nil, lookup.isTold(QualifiedName(name, index.name)) else { continue }
      for child in lookup.partitions(of: relation) {
        let below = id(.table, child)
        put(Key(stage: .index, object: object.member(.index, index.name)), after: Key(stage: .table, object: below))
        put(Key(stage: .index, object: object.member(.index, index.name)), after: Key(stage: .partition, object: below))
      }
    }
    if parent == nil, table.partition != nil {
      let attach = Key(stage: .partition, object: object)
      add(
        attach, .table, part: .index, as: object.member(.index, "\u{7F}"), after: key,
        table.attach(in: name).map { entry("TABLE", table.name, $0) })
      for index in table.indexes { put(attach, after: Key(stage: .index, object: object.member(.index, index.name))) }
    }
    let security = table.rowSecurity(in: name)
    add(
      Key(stage: .attributes, object: object.member(.policy, "row security")), .table, part: .rowSecurity, as: object,
      after: key, security.map { entry("RLS", table.name, $0) })
    for policy in table.policies {
      let own = Key(stage: .policy, object: object.member(.policy, policy.name))
      add(
        own, .table, part: .policy, after: key,
        [entry("POLICY", policy.name, policy.dump(on: relation))]
          + policy.attributes(on: relation).map { entry("POLICY", policy.name, $0) })
    }
    for trigger in table.triggers { add(trigger, on: relation, in: .tables, after: key) }
    let rest = Key(stage: .attributes, object: object)
    let serialComments = table.columns.compactMap { $0.serial(of: table, in: lookup) }.flatMap { serial in
      MigrationCore.comment(on: "SEQUENCE \(QualifiedName(name, serial.name))", serial.comment)
        .map { entry("SEQUENCE", serial.name, $0) }
    }
    let remainder = table.remainder(in: lookup, as: parent, self).map { entry("TABLE", table.name, $0) }
    guard !(remainder + serialComments).isEmpty else { return }
    add(rest, .table, part: .rest, after: key, remainder + serialComments)
    for child in lookup.validity.tablesBefore(additionsTo: table, named: relation) {
      let below = ObjectID(.table, child.schema, child.name)
      put(rest, after: Key(stage: .table, object: below))
      put(Key(stage: .attributes, object: below), after: rest)
    }
    // A parent that is pulled apart gets its constraints, and with them the table its copies, later.
    if let above = table.partition.flatMap({ lookup.table($0.parent) }) {
      for inherited in above.inlineKeys(id(.table, above.name)) { put(rest, after: inherited) }
    }
    for index in table.indexes + table.constraints.compactMap(\.index) {
      put(rest, after: Key(stage: .index, object: object.member(.index, index.name)))
      if let above = table.partition?.parent, let parent = index.parent {
        put(rest, after: Key(stage: .index, object: ObjectID(.index, above.schema, above.name, member: parent.name)))
      }
    }
  }

  /// An index with its comment and what CREATE INDEX cannot say.
  mutating func add(_ index: Index, of owner: ObjectID, _ rank: Rank, in folder: DumpEntry.Folder, after whole: Key) {
    let object = owner.member(.index, index.name)
    let key = Key(stage: owner.kind == .table ? .index : .viewIndex, object: object)
    let file = owner.name.text
    let entry = DumpEntry(
      index.name.text, "INDEX", in: folder, file: file, index.dump(on: QualifiedName(name, owner.name)))
    var entries = [entry]
    entries += MigrationCore.comment(on: "INDEX \(QualifiedName(name, index.name))", index.comment)
      .map { .comment(in: folder, file: file, $0) }
    add(key, rank, part: .index, after: whole, entries)
  }

  mutating func add(
    _ trigger: Trigger, on relation: QualifiedName, in folder: DumpEntry.Folder, after whole: Key? = nil
  ) {
    let object = ObjectID(.trigger, name, relation.name, member: trigger.name)
    let key = Key(stage: .trigger, object: object)
    let entries =
      (trigger.create().isEmpty ? [] : [trigger.dump(on: relation, in: name)]) + trigger.attributes(on: relation)
    add(
      key, .trigger, as: ObjectID(.trigger, name, trigger.name, member: relation.name), after: whole,
      entries.map { DumpEntry(trigger.name.text, "TRIGGER", in: folder, file: relation.name.text, $0) })
  }
}

extension Table {
  var keyword: SQLText { foreign == nil ? "TABLE" : "FOREIGN TABLE" }

  /// Whether `PARTITION OF` makes the table as it is: nothing of it is its own but what can be said in that statement.
  func canBeMade(by partition: Partition, in schema: SchemaLookup) -> Bool {
    guard foreign == nil, persistence == .permanent, options.isEmpty, toastOptions.isEmpty, partitioning == nil,
      let parent = schema.table(partition.parent),
      columns.map(\.name) == parent.columns.map(\.name), columns.allSatisfy({ !$0.isLocal })
    else { return false }
    // Without USING it gets the parent's method, or the default one.
    let usesNatural = accessMethod == nil || accessMethod == (parent.accessMethod ?? "heap")
    guard usesNatural, tablespace == parent.tablespace else { return false }
    for (own, theirs) in zip(columns, parent.columns) {
      guard own.defaultExpression == theirs.defaultExpression, (own.notNull == nil) == (theirs.notNull == nil),
        own.notNull?.name == theirs.notNull?.name, own.notNull?.isValidated ?? true,
        own.compression == theirs.compression
      else { return false }
    }
    // Copies of the parent's keys and indexes get names of PostgreSQL's choice.
    for constraint in constraints {
      switch constraint.kind {
      // Its copies of checks would be validated.
      case .check: guard !constraint.isLocal, constraint.canBeInline else { return false }
      case .foreignKey:
        guard constraint.isPartitionCopy, parent.constraints.contains(where: { $0.name == constraint.name }) else {
          return false
        }
      case .primaryKey:
        guard constraint.index?.parent != nil, constraint.name == named(with: "pkey") else { return false }
      case .unique:
        let columns = constraint.columns + (constraint.index?.included ?? [])
        guard constraint.index?.parent != nil,
          constraint.name == named(with: (columns.map(\.text) + ["key"]).joined(separator: "_"))
        else { return false }
      case .exclusion: return false
      }
    }
    return indexes.allSatisfy { index in
      guard index.parent != nil else { return true }
      let columns = index.keys.compactMap(\.column)
      guard columns.count == index.keys.count, index.included.isEmpty else { return false }
      return index.name == Identifier((["\(name)"] + columns.map(\.text) + ["idx"]).joined(separator: "_"))
    }
  }

  /// Whether CREATE TABLE can say it: of two keys that are the same but for their names it makes one.
  private func isInline(_ constraint: Constraint) -> Bool {
    guard constraint.canBeInline else { return false }
    return !constraints.contains { other in
      other.isKey && other.keyTerms == constraint.keyTerms && other.isWritten(before: constraint)
    }
  }

  /// Whether CREATE TABLE … INHERITS would put the columns into another order, so that the parents are given later.
  ///
  /// Only a table that declares all that it inherits can be given them.
  private func inheritsLater(in schema: SchemaLookup) -> Bool {
    guard !parents.isEmpty, columns.allSatisfy(\.isLocal), constraints.allSatisfy(\.isLocal) else { return false }
    var natural: [Identifier] = []
    for parent in parents {
      guard let table = schema.table(parent) else { return false }
      natural += table.columns.map(\.name).filter { !natural.contains($0) }
    }
    let own = columns.map(\.name)
    return natural + own.filter { !natural.contains($0) } != own
  }

  /// Whether it is made with its own columns and gets its parents, or joins the table that it is a partition of, later.
  func isMadeOnItsOwn(in schema: SchemaLookup) -> Bool {
    partition.map { !canBeMade(by: $0, in: schema) } ?? inheritsLater(in: schema)
  }

  private func named(with ending: String) -> Identifier { Identifier("\(name)_\(ending)") }

  /// Constraints and defaults that stand in CREATE TABLE.
  func inlineKeys(_ object: ObjectID) -> [ScriptOrder.Key] {
    constraints.map { constraint in
      ScriptOrder.Key(stage: constraint.kind.stage, object: object.member(.constraint, constraint.name))
    }
      + columns.lazy.filter { $0.defaultExpression != nil || $0.generated != nil }
      .map { ScriptOrder.Key(stage: .columnDefault, object: object.member(.column, $0.name)) }
  }

  /// Those that CREATE TABLE says, in pgschema's order: keys, foreign keys, checks, exclusions, each by name.
  ///
  /// Keys that are to be attached to a parent's alike ones are made in the order in which it has them.
  private var inline: [Constraint] {
    constraints.filter { !$0.comes(withParentOf: self) }.sorted { $0.isWritten(before: $1) }
  }

  func dump(in schema: SchemaLookup, as partition: Partition?) -> [DumpEntry] {
    let table = QualifiedName(schema.name, name)
    if let partition {
      return [
        DumpEntry(
          name.text, "TABLE", in: .tables,
          "CREATE TABLE IF NOT EXISTS \(table) PARTITION OF \(partition.parent) \(catalog: partition.bound)")
      ]
    }
    let lines =
      columnLines(in: schema, withDefaults: true) + inline.filter(isInline).map { $0.dumpClause(in: schema.name) }
    return [DumpEntry(name.text, "TABLE", in: .tables, create(lines, in: schema))]
      + addUnvalidatedNotNulls(named: table, schema.validity).map { DumpEntry(name.text, "TABLE", in: .tables, $0) }
      + addedLater(in: schema, inline.filter { !isInline($0) && !schema.validity.comesLast($0, of: table) })
  }

  /// The table without what can need other objects, and then that: for tables that need one another in a circle.
  func pulledApart(in schema: SchemaLookup) -> (first: SQLText, then: [DumpEntry]) {
    let table = QualifiedName(schema.name, name)
    let keys = inline.filter { $0.isKey && isInline($0) }
    let lines = columnLines(in: schema, withDefaults: false) + keys.map { $0.dumpClause(in: schema.name) }
    var then = columns.filter { $0.serial(of: self, in: schema) == nil }.flatMap { column -> [DumpEntry] in
      column.setDefault(of: table, "TABLE ONLY").map { DumpEntry(name.text, "TABLE", in: .tables, $0) }
    }
    // By then there can be tables below it.
    then += inline.filter { !$0.isKey && isInline($0) }.flatMap { addedLater(in: schema, [$0], toAll: true) }
    return (create(lines, in: schema), then)
  }

  private func addedLater(
    in schema: SchemaLookup, _ constraints: [Constraint], toAll: Bool = false
  ) -> [DumpEntry] {
    constraints.map { constraint in
      let only: SQLText = toAll || constraint.isForAll ? "" : "ONLY "
      return DumpEntry(
        constraint.name.text, "CONSTRAINT", in: .tables, file: name.text,
        "ALTER TABLE \(only)\(QualifiedName(schema.name, name))\nADD \(constraint.dumpClause(in: schema.name))")
    }
  }

  private func create(_ lines: [SQLText], in schema: SchemaLookup) -> SQLText {
    let unlogged: SQLText = persistence == .unlogged ? "UNLOGGED " : ""
    let typed: SQLText = ofType.map { " OF \($0)" } ?? ""
    let body: SQLText = ofType != nil && lines.isEmpty ? "" : lines.isEmpty ? " (\n)" : " \(block(lines))"
    let ending = clauses(withParents: !inheritsLater(in: schema))
    let separator: SQLText = ending.isEmpty ? "" : " "
    return
      "CREATE \(unlogged)\(keyword) IF NOT EXISTS \(QualifiedName(schema.name, name))\(typed)\(body)\(separator)\(ending)"
  }

  private func clauses(withParents: Bool) -> SQLText {
    var clauses: [SQLText] = []
    if !parents.isEmpty, withParents {
      let parents: [SQLText] = parents.map { "\($0)" }
      clauses.append("INHERITS (\(parents, separator: ", "))")
    }
    if let partitioning { clauses.append("PARTITION BY \(catalog: partitioning.definition)") }
    if let foreign {
      clauses.append("SERVER \(foreign.server)")
      if !foreign.options.isEmpty { clauses.append("OPTIONS (\(foreign.options.foreign))") }
    }
    if let accessMethod, accessMethod != "heap" { clauses.append("USING \(accessMethod)") }
    let options = [options.sql(), toastOptions.sql(prefix: "toast.")].filter { !$0.isEmpty }
    if !options.isEmpty { clauses.append("WITH (\(options, separator: ", "))") }
    if let tablespace { clauses.append("TABLESPACE \(tablespace)") }
    return "\(clauses, separator: " ")"
  }

  private func columnLines(in schema: SchemaLookup, withDefaults: Bool) -> [SQLText] {
    let key = constraints.first { $0.isPrimaryKey }?.columns ?? []
    let own = ofType != nil ? columns : columns.filter { parents.isEmpty || $0.isLocal }
    return own.compactMap { column in
      var column = column
      if !parents.isEmpty, column.notNull?.isLocal == false { column.notNull = nil }
      if !inheritsLater(in: schema) { column = column.leavingExpression(to: parents.compactMap(schema.table)) }
      return column.dumpLine(
        of: self, in: schema, isInKey: key.contains(column.name), isTyped: ofType != nil, withDefault: withDefaults)
    }
  }

  /// What none of the other statements says: settings of columns, inherited rules, replica identity, owner ….
  func remainder(in schema: SchemaLookup, as partition: Partition?, _ draft: DumpDraft) -> [SQLText] {
    let table = QualifiedName(schema.name, name)
    var statements: [SQLText] = []
    statements += schema.validity.additions(to: self, named: table) { $0.dumpClause(in: schema.name) }
    statements += schema.validity.validations(of: self, named: table)
    if inheritsLater(in: schema) { statements += parents.map { "ALTER TABLE \(table) INHERIT \($0)" } }
    if partition == nil {
      statements += inheritedColumnRules(in: schema.name)
      if !parents.isEmpty, ofType == nil {
        statements += columns.filter { !$0.isLocal }.flatMap { $0.setDefault(of: table, "TABLE ONLY") }
      }
    }
    for column in columns { statements += column.settings(of: table, "TABLE ONLY") }
    for constraint in constraints {
      statements += constraint.attributes(on: table)
      if let index = constraint.index, index.parentIsTold(in: schema) { statements += index.attach(on: table) }
    }
    for index in indexes {
      var index = index
      index.comment = nil
      statements += index.attributes(on: table, "TABLE")
      if partition == nil || !index.comesWithParent(in: schema), index.parentIsTold(in: schema) {
        statements += index.attach(on: table)
      }
    }
    statements += setReplicaIdentity(in: schema.name)
    for sequence in schema.sequences(ownedBy: table) {
      // SERIAL makes one of those that a column can have.
      let serial = columns.first { $0.name == sequence.ownedBy?.column }?.serial(of: self, in: schema)
      guard serial?.name != sequence.name else { continue }
      statements += sequence.setOwnedBy(in: schema.name)
    }
    return statements + draft.ownerStatements(of: "\(keyword) \(table)", owner)
  }
}
