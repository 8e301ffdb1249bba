extension Column {
  /// The sequence behind the column when `SERIAL` makes both exactly as they are.
  func serial(of table: Table, in schema: SchemaLookup) -> SequenceGenerator? {
    guard let defaultExpression, notNull != nil, generated == nil, identity == nil, table.parents.isEmpty,
      ["smallint", "integer", "bigint"].contains(type), table.ofType == nil, isLocal, notNull?.isValidated == true,
      notNull?.noInherit == false, defaultExpression.text.hasPrefix("nextval(")
    else { return nil }
    let usual = Identifier(bytes: table.name.bytes + Array("_".utf8) + name.bytes + Array("_seq".utf8))
    guard let sequence = schema.sequence(usual), usual.bytes.count < 64 else { return nil }
    var natural = SequenceOptions()
    natural.type = type
    natural.maximum = type == "smallint" ? Int64(Int16.max) : type == "integer" ? Int64(Int32.max) : .max
    let own = QualifiedName(schema.name, table.name)
    guard sequence.options == natural, sequence.owner == table.owner, sequence.persistence == table.persistence,
      sequence.ownedBy?.table == own, sequence.ownedBy?.column == name,
      defaultExpression.text == "nextval('\(sequence.name.quoted)'::regclass)"
    else { return nil }
    return sequence
  }

  /// The line in CREATE TABLE; nil for a typed table's column without rules of its own.
  func dumpLine(
    of table: Table, in schema: SchemaLookup, isInKey: Bool, isTyped: Bool, withDefault: Bool
  ) -> SQLText? {
    let isSerial = serial(of: table, in: schema) != nil
    var parts: [SQLText] = []
    if let identity { parts.append(identity.clause(of: self, in: QualifiedName(schema.name, table.name))) }
    if withDefault, !isSerial, generated == nil, identity == nil, let defaultExpression {
      parts.append("DEFAULT \(defaultExpression.defaultText(in: schema.name))")
    }
    if let generated {
      let kind: SQLText = generated.kind == .stored ? "STORED" : "VIRTUAL"
      parts.append("GENERATED ALWAYS AS (\(catalog: generated.expression)) \(kind)")
    }
    if let notNull, notNull.isValidated,
      let clause = notNull.dumpClause(
        of: self, in: QualifiedName(schema.name, table.name), isImplied: isSerial || identity != nil || isInKey)
    {
      parts.append(clause)
    }
    if isTyped {
      let rules: SQLText = "\(name) WITH OPTIONS \(parts, separator: " ")"
      return parts.isEmpty ? nil : rules
    }
    let spelled: SQLText = isSerial ? serialWord : type.typeText
    var head: [SQLText] = ["\(name.asColumn) \(spelled)"]
    if !foreignOptions.isEmpty { head.append("OPTIONS (\(foreignOptions.foreign))") }
    if let compression { head.append(compression == .pglz ? "COMPRESSION pglz" : "COMPRESSION lz4") }
    if let collation { head.append("COLLATE \(collation)") }
    let line: SQLText = "\(head + parts, separator: " ")"
    return line
  }

  private var serialWord: SQLText {
    type == "smallint" ? "SMALLSERIAL" : type == "integer" ? "SERIAL" : "BIGSERIAL"
  }
}

extension Column.NotNull {
  /// Nil when what the column is makes it NOT NULL all the same, under the name that PostgreSQL chooses.
  fileprivate func dumpClause(of column: Column, in table: QualifiedName, isImplied: Bool) -> SQLText? {
    let clause = clause(of: column, in: table)
    return isImplied && clause == "NOT NULL" ? nil : clause
  }
}

extension Identifier {
  /// As the name of a column, quoted by pgschema's rule, which spares keywords that can name one.
  var asColumn: SQLText {
    guard isPlain(bytes) else { return "\(self)" }
    return PgschemaReservedWords.all.contains(text)
      ? "\(catalog: CatalogSQL("\"\(text)\""))" : "\(catalog: CatalogSQL(text))"
  }
}
