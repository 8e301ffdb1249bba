extension DumpDraft {
  mutating func add(_ type: EnumType) {
    let reference: SQLText = "TYPE \(QualifiedName(name, type.name))"
    let labels: [SQLText] = type.labels.map { "\(literal: $0)" }
    let create: SQLText = "CREATE \(reference) AS ENUM \(block(labels))"
    addType(
      type.name, .enumType, "TYPE", in: .types,
      [create] + ownerStatements(of: reference, type.owner)
        + MigrationCore.comment(on: reference, type.comment))
  }

  mutating func add(_ type: CompositeType) {
    let relation = QualifiedName(name, type.name)
    let attributes: [SQLText] = type.attributes.map { attribute in
      let collation: SQLText = attribute.collation.map { " COLLATE \($0)" } ?? ""
      return "\(attribute.name) \(catalog: attribute.type)\(collation)"
    }
    addType(
      type.name, .compositeType, "TYPE", in: .types,
      ["CREATE TYPE \(relation) AS (\(attributes, separator: ", "))"]
        + ownerStatements(of: "TYPE \(relation)", type.owner)
        + MigrationCore.comment(on: "TYPE \(relation)", type.comment)
        + type.attributes.flatMap { MigrationCore.comment(on: "COLUMN \(relation).\($0.name)", $0.comment) })
  }

  mutating func add(_ domain: Domain) {
    let reference: SQLText = "DOMAIN \(QualifiedName(name, domain.name))"
    var lines: [SQLText] = []
    if let collation = domain.collation { lines.append("COLLATE \(collation)") }
    if let value = domain.defaultExpression { lines.append("DEFAULT \(value.defaultText(in: name))") }
    let named = domain.constraints.first { $0.isNotNull }
    let usual = Identifier("\(domain.name)_not_null")
    if domain.isNotNull {
      lines.append(named.map { $0.name == usual ? "NOT NULL" : "CONSTRAINT \($0.name) NOT NULL" } ?? "NOT NULL")
    }
    for constraint in domain.constraints where constraint.isInline && !constraint.isNotNull {
      lines.append("CONSTRAINT \(constraint.name) \(catalog: constraint.definition)")
    }
    let clauses: SQLText = lines.isEmpty ? "" : "\n  \(lines, separator: "\n  ")"
    let object = id(.domain, domain.name)
    let key = Key(stage: .type, object: object)
    let statements: [SQLText] =
      ["CREATE \(reference) AS \(catalog: domain.baseType)\(clauses)"]
      + domain.constraints.filter { !$0.isInline }.map { domain.add($0, in: name) }
      + ownerStatements(of: reference, domain.owner) + MigrationCore.comment(on: reference, domain.comment)
      + domain.constraints.flatMap { MigrationCore.comment(on: "CONSTRAINT \($0.name) ON \(reference)", $0.comment) }
    add(
      key, .type, otherKeys: [Key(stage: .domainRules, object: object)],
      standIn: { [name] in
        let rules = domain.rules(in: name)
        return (
          domain.create(in: name, withRules: false),
          rules.map { DumpEntry(domain.name.text, "DOMAIN", in: .domains, $0) }
        )
      },
      statements.map { DumpEntry(domain.name.text, "DOMAIN", in: .domains, $0) })
  }

  private mutating func addType(
    _ type: Identifier, _ kind: ObjectKind, _ word: String, in folder: DumpEntry.Folder, _ statements: [SQLText]
  ) {
    add(
      Key(stage: .type, object: id(kind, type)), .type,
      statements.map { DumpEntry(type.text, word, in: folder, $0) })
  }

  /// A sequence that no SERIAL makes; its owner column is named after the table is there.
  mutating func add(_ sequence: SequenceGenerator) {
    let owned = sequence.ownedBy.flatMap { owner in lookup.table(owner.table).map { ($0, owner.column) } }
    if let (table, column) = owned,
      table.columns.first(where: { $0.name == column })?.serial(of: table, in: lookup)?.name == sequence.name
    {
      return
    }
    let reference: SQLText = "SEQUENCE \(QualifiedName(name, sequence.name))"
    let unlogged: SQLText = sequence.persistence == .unlogged ? "UNLOGGED " : ""
    let options = sequence.options.sql(naming: true)
    let list: SQLText = options.isEmpty ? "" : " \(options, separator: " ")"
    let owners = sequence.ownedBy == nil ? ownerStatements(of: reference, sequence.owner) : []
    let statements: [SQLText] =
      ["CREATE \(unlogged)SEQUENCE IF NOT EXISTS \(QualifiedName(name, sequence.name))\(list)"] + owners
      + MigrationCore.comment(on: reference, sequence.comment)
    add(
      Key(stage: .sequence, object: id(.sequence, sequence.name)), .sequence,
      statements.map { DumpEntry(sequence.name.text, "SEQUENCE", in: .sequences, $0) })
  }

  mutating func add(_ object: DefinedObject) {
    let (rank, folder): (Rank, DumpEntry.Folder)
    switch object.stage {
    case .collation, .conversion: (rank, folder) = (.collation, .collations)
    case .textSearch: (rank, folder) = (.collation, .textSearch)
    case .type: (rank, folder) = (.type, .types)
    case .cast: (rank, folder) = (.aggregate, .casts)
    case .statistics: (rank, folder) = (.statistics, .tables)
    case .rule: (rank, folder) = (.rule, .tables)
    case .operatorFamily: (rank, folder) = (.operatorFamily, .operators)
    case .operatorClass: (rank, folder) = (.operatorClass, .operators)
    case .operator, .domainRules, .sequence, .table, .check, .partition, .routine, .aggregate, .columnDefault, .key,
      .index, .view, .viewIndex, .foreignKey, .trigger, .policy, .attributes:
      (rank, folder) = (.operator, .operators)
    }
    let key = Key(stage: object.stage, object: object.id(in: name))
    let file = (object.relation ?? object.name).text
    func entry(_ statement: SQLText) -> DumpEntry {
      DumpEntry(object.name.text, object.kind.rawValue.uppercased(), in: folder, file: file, statement)
    }
    let entries = object.create().map(entry)
    let standIn = object.shell.map { shell -> StandIn in { (shell, entries) } }
    add(key, rank, standIn: standIn, entries)
    let reference: SQLText = "\(catalog: object.reference)"
    let further: [SQLText] =
      object.further.map { "\(catalog: $0)" } + (object.owner.map { ownerStatements(of: reference, $0) } ?? [])
      + MigrationCore.comment(on: reference, object.comment)
    let rest = Key(stage: .attributes, object: key.object)
    // Members of a family can be anything; by then everything is there.
    add(rest, .statistics, part: .rest, further.map(entry))
    put(rest, after: key)
  }
}
