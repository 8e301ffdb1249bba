extension Index {
  func create() -> SQLText { "\(catalog: definition)" }

  /// `CREATE UNIQUE INDEX name ON `, with which PostgreSQL's statement begins; `words` come before the name.
  func beginning(_ words: SQLText = "", naming name: Identifier) -> SQLText {
    let unique: SQLText = isUnique ? "UNIQUE " : ""
    return "CREATE \(unique)INDEX \(words)\(name) ON "
  }

  /// What CREATE INDEX does not say.
  ///
  /// `relation`: the table or materialized view; an index is in its schema.
  /// `kind`: `TABLE` or `MATERIALIZED VIEW`.
  func attributes(on relation: QualifiedName, _ kind: SQLText) -> [SQLText] {
    let index = QualifiedName(relation.schema, name)
    var statements: [SQLText] = tablespace.map { ["ALTER INDEX \(index) SET TABLESPACE \($0)"] } ?? []
    for statistics in statisticsTargets {
      statements.append("ALTER INDEX \(index) ALTER COLUMN \(statistics.part) SET STATISTICS \(statistics.target)")
    }
    if isClustered { statements.append("ALTER \(kind) \(relation) CLUSTER ON \(name)") }
    return statements + MigrationCore.comment(on: "INDEX \(index)", comment)
  }

  /// The same for an index behind a constraint, whose definition leaves the storage parameters out; a partitioned
  /// table's has them from the beginning.
  func attributesBehindConstraint(on relation: QualifiedName) -> [SQLText] {
    let others = attributes(on: relation, "TABLE")
    guard !options.isEmpty, !isPartitioned else { return others }
    return ["ALTER INDEX \(QualifiedName(relation.schema, name)) SET (\(options.sql()))"] + others
  }

  /// `ALTER INDEX parent ATTACH PARTITION`, for a part of a partitioned index.
  func attach(on relation: QualifiedName) -> [SQLText] {
    parent.map { ["ALTER INDEX \($0) ATTACH PARTITION \(QualifiedName(relation.schema, name))"] } ?? []
  }

  /// Everything that makes the index what it is.
  package func definition(on relation: QualifiedName, _ kind: SQLText) -> [SQLText] {
    [create()] + attach(on: relation) + attributes(on: relation, kind)
  }
}
