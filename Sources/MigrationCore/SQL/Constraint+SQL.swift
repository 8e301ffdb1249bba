extension Constraint {
  /// What stands in CREATE TABLE.
  var clause: SQLText { "CONSTRAINT \(name) \(catalog: wholeDefinition)" }

  /// Its definition with the storage parameters that only this statement gives its index.
  ///
  /// `pg_get_constraintdef` has those of an exclusion constraint, and leaves those of a key to ALTER INDEX, which
  /// refuses them for a partitioned table.
  var wholeDefinition: CatalogSQL {
    // After the columns nothing but DEFERRABLE follows.
    guard isKey, let index, index.isPartitioned, !index.options.isEmpty, let end = definition.text.lastIndex(of: ")")
    else { return definition }
    let parameters: SQLText = " WITH (\(index.options.sql()))"
    let rest = definition.text[definition.text.index(after: end)...]
    return CatalogSQL(definition.text[...end] + parameters.text + rest)
  }

  func add(to table: Table, in schema: Identifier) -> SQLText {
    // PostgreSQL refuses ONLY for a partitioned table's foreign key: its partitions have it too.
    let isForAll: Bool
    switch kind {
    case .foreignKey: isForAll = true
    case .primaryKey, .unique, .exclusion, .check: isForAll = false
    }
    let only: SQLText = isForAll ? "" : "ONLY "
    return "ALTER TABLE \(only)\(QualifiedName(schema, table.name))\n    ADD \(clause)"
  }

  func attributes(on table: QualifiedName) -> [SQLText] {
    (index?.attributesBehindConstraint(on: table) ?? [])
      + MigrationCore.comment(on: "CONSTRAINT \(name) ON \(table)", comment)
  }

  /// Everything that makes the constraint what it is.
  package func definition(on table: Table, in schema: Identifier) -> [SQLText] {
    let name = QualifiedName(schema, table.name)
    return [add(to: table, in: schema)] + (index?.attach(on: name) ?? []) + attributes(on: name)
  }

  /// Its kind in a few words: `primary key`, `foreign key → customers`.
  var words: String {
    switch kind {
    case .primaryKey: "primary key"
    case .unique: "unique"
    case .exclusion: "exclusion"
    case .check: "check"
    case .foreignKey(let key): "foreign key → \(key.referencedTable)"
    }
  }
}
