extension ReviewContext {
  /// Rows with NULL in a column.
  func probe(forNullsIn column: Identifier, of table: QualifiedName) -> DataProbe {
    DataProbe(
      "SELECT * FROM \(table) WHERE \(column) IS NULL", in: [table],
      found: "of \(described(table)) with NULL in \(column)",
      nothing: "no row of \(described(table)) has NULL in \(column)")
  }

  /// Keys that are in more than one row.
  ///
  /// - Parameters:
  ///   - keys: columns or expressions, each with its collation.
  ///   - table: whose.
  ///   - words: the keys for people.
  ///   - condition: of a partial index.
  ///   - areNullsDistinct: whether keys with a NULL never clash.
  /// - Returns: what to ask.
  func probe(
    forDuplicatesOf keys: [SQLText], in table: QualifiedName, called words: String, where condition: CatalogSQL? = nil,
    areNullsDistinct: Bool
  ) -> DataProbe {
    var conditions: [SQLText] = areNullsDistinct ? keys.map { "\($0) IS NOT NULL" } : []
    if let condition { conditions.append("(\(closed: condition))") }
    let filter: SQLText = conditions.isEmpty ? "" : " WHERE \(conditions, separator: " AND ")"
    return DataProbe(
      "SELECT \(keys, separator: ", "), count(*) FROM \(ownRows(of: table))\(filter) GROUP BY \(keys, separator: ", ") HAVING count(*) > 1",
      in: [table], noun: "key", found: "(\(words)) of \(described(table)) in more than one row",
      nothing: "no two rows of \(described(table)) have the same \(words)")
  }

  /// Rows whose foreign key points to nothing; nil where the referenced columns are not known, and for a key over time.
  func probe(forOrphansOf addition: ForeignKeyAddition) -> DataProbe? {
    guard !addition.constraint.isTemporal, let pairs = columnPairs(of: addition) else { return nil }
    let (table, referenced) = (addition.table, addition.key.references)
    let equal: [SQLText] = pairs.map { "p.\($0.referenced) = c.\($0.own)" }
    let given: [SQLText] = pairs.map { "c.\($0.own) IS NOT NULL" }
    // MATCH FULL takes all NULL for none, and some NULL for an error.
    let join: SQLText = addition.key.isMatchFull ? " OR " : " AND "
    return DataProbe(
      "SELECT c.* FROM \(ownRows(of: table)) c WHERE (\(given, separator: join)) AND NOT EXISTS (SELECT FROM \(ownRows(of: referenced)) p WHERE \(equal, separator: " AND "))",
      in: [table, referenced], found: "of \(described(table)) without a row of \(referenced)",
      nothing: "every row of \(described(table)) has its row of \(referenced)")
  }

  /// Rows that break a CHECK; nil where its condition is not known.
  func probe(forRowsBreaking check: AddedConstraint, of table: QualifiedName) -> DataProbe? {
    guard let condition = check.condition else { return nil }
    let name = check.name(on: table)
    var probe = DataProbe(
      "SELECT * FROM \(table) WHERE NOT (\(closed: condition))", in: [table],
      found: "of \(described(table)) against \(name)", nothing: "no row of \(described(table)) breaks \(name)")
    probe.functions = check.functions
    return probe
  }

  /// Pairs of rows that an `EXCLUDE` does not take together; nil where its text is not known.
  func probe(forConflictsOf added: AddedConstraint, in table: QualifiedName) -> DataProbe? {
    let elements = added.excluded
    let keys = elements.compactMap(\.key.written)
    guard !keys.isEmpty, keys.count == elements.count else { return nil }
    let names = keys.indices.map { Identifier("key_\($0 + 1)") }
    let columns: [SQLText] = zip(keys, names).map { "\($0) AS \($1)" }
    let clashes: [SQLText] = zip(elements, names).map { "a.\($1) \(catalog: $0.comparison) b.\($1)" }
    let filter: SQLText = added.condition.map { " WHERE (\(closed: $0))" } ?? ""
    let words = added.name(on: table)
    var probe = DataProbe(
      "WITH held AS (SELECT tableoid AS part, ctid AS place, \(columns, separator: ", ") FROM \(ownRows(of: table))\(filter)) SELECT * FROM held a JOIN held b ON (a.part, a.place) < (b.part, b.place) AND \(clashes, separator: " AND ")",
      in: [table], noun: "pair", found: "of rows of \(described(table)) against \(words)",
      nothing: "no two rows of \(described(table)) are against \(words)")
    probe.functions = added.functions
    return probe
  }

  /// Values of a domain that a constraint does not take; nil where its condition is not known.
  func probe(forValuesOf domain: QualifiedName, breaking added: AddedConstraint) -> DataProbe? {
    let columns = columns(holding: domain).filter { rows(of: $0.table) != 0 }
    // Inside a CHECK of a domain VALUE is its value; anywhere else it is a name like any other.
    let values: [SQLText] = columns.map { "SELECT \($0.name) AS value FROM ONLY \($0.table)" }
    let condition: SQLText
    if case .notNull = added.kind {
      condition = "value IS NULL"
    } else if let check = added.condition {
      condition = "NOT (\(closed: check))"
    } else {
      return nil
    }
    let tables = tables(holding: domain).filter { rows(of: $0) != 0 }
    let words = added.name?.text ?? added.kind.words
    var probe = DataProbe(
      "SELECT value FROM (\(values, separator: " UNION ALL ")) AS held WHERE \(condition)", in: tables, noun: "value",
      found: "of the domain \(domain) in \(listed(tables)) against \(words)",
      nothing: "no value of the domain \(domain) is against \(words)")
    probe.functions = added.functions
    return probe
  }

  /// Values that a change of type does not keep.
  func probe(
    forValuesOf column: Identifier, in table: QualifiedName, becoming type: ColumnType, at risk: ConversionRisk
  ) -> DataProbe {
    let fits = "every \(column) of \(described(table)) fits \(type.words)"
    let converted = DataProbe(computing: "CAST(\(column) AS \(type.sql))", of: table, nothing: fits)
    let values = "of \(column) in \(described(table))"
    let condition: SQLText
    var found = "unfit for \(type.words)"
    switch risk {
    case .overflow:
      guard let (lowest, highest) = type.integerRange else { return converted }
      condition = "\(column) NOT BETWEEN \(lowest) AND \(highest)"
    case .rounding, .truncation:
      condition = "CAST(\(column) AS \(type.sql)) <> \(column)"
      found = "not kept as they are"
    case .length(let limit):
      // Blanks at the end are cut off without an error.
      let length: SQLText = "length(rtrim(CAST(\(column) AS text), ' '))"
      return DataProbe(
        "SELECT \(column) FROM \(table) WHERE \(length) > \(limit)", of: table, length: length, beyond: limit,
        found: "\(values) \(found)", nothing: fits)
    case .parsing:
      guard (live?.serverVersion ?? 0) >= 160_000 else { return converted }
      condition = "NOT pg_input_is_valid(CAST(\(column) AS text), \(literal: StoredText(type.sql.text)))"
    }
    var probe = DataProbe(
      "SELECT \(column) FROM \(table) WHERE \(condition)", in: [table], noun: "value",
      found: "\(values) \(found)",
      nothing: risk.isSilent ? "no \(column) of \(described(table)) changes" : fits)
    if risk.isSilent { probe.effect = "changes rows" }
    return probe
  }

  /// What `USING` computes for every row; nil where its text is not known.
  func probe(computing value: WrittenExpression, as type: ColumnType, of table: QualifiedName) -> DataProbe? {
    guard let text = value.text else { return nil }
    var probe = DataProbe(
      computing: "CAST((\(closed: text)) AS \(type.sql))", of: table,
      nothing: "USING gives a \(type.words) for every row of \(described(table))")
    probe.functions = value.functions
    return probe
  }
}

extension SQLText.StringInterpolation {
  /// An expression of the plan with something behind it: a comment that ends it must not take that in.
  mutating func appendInterpolation(closed expression: CatalogSQL) {
    appendInterpolation(catalog: expression)
    if expression.text.contains("--") { appendLiteral("\n") }
  }
}

extension IndexKey {
  /// The column or expression with its collation; nil where the text of an expression is not known.
  var written: SQLText? {
    let collation: SQLText = self.collation.map { " COLLATE \($0.name)" } ?? ""
    if let column { return "\(column)\(collation)" }
    return expression.map { "(\(closed: $0))\(collation)" }
  }
}

extension ColumnType {
  /// Of PostgreSQL's integers.
  fileprivate var integerRange: (lowest: Int64, highest: Int64)? {
    switch name {
    case "int2": (-32_768, 32_767)
    case "int4": (-2_147_483_648, 2_147_483_647)
    default: nil
    }
  }
}
