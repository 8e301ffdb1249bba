extension Column {
  /// What stands in CREATE TABLE or ADD COLUMN.
  ///
  /// `table`: whose column it is.
  /// `withDefault`: whether a default goes with it; a generated value and an identity do in any case.
  func clause(of table: QualifiedName, withDefault: Bool) -> SQLText {
    var parts: [SQLText] = ["\(name) \(catalog: type)"]
    if !foreignOptions.isEmpty { parts.append("OPTIONS (\(foreignOptions.foreign))") }
    if let compression { parts.append("COMPRESSION \(compression.keyword)") }
    if let collation { parts.append("COLLATE \(collation)") }
    return "\(parts + rules(of: table, withDefault: withDefault), separator: " ")"
  }

  /// What a typed table says of a column: its rules without its type; nil without any.
  func typedClause(of table: QualifiedName, withDefault: Bool) -> SQLText? {
    let rules = rules(of: table, withDefault: withDefault)
    return rules.isEmpty ? nil : "\(name) WITH OPTIONS \(rules, separator: " ")"
  }

  private func rules(of table: QualifiedName, withDefault: Bool) -> [SQLText] {
    var parts: [SQLText] = []
    if let notNull, notNull.isValidated { parts.append(notNull.clause(of: self, in: table)) }
    if let generated {
      let kind: SQLText = generated.kind == .stored ? "STORED" : "VIRTUAL"
      parts.append("GENERATED ALWAYS AS (\(catalog: generated.expression)) \(kind)")
    } else if let identity {
      parts.append(identity.clause(of: self, in: table))
    } else if withDefault, let defaultExpression {
      parts.append("DEFAULT \(catalog: defaultExpression)")
    }
    return parts
  }

  /// The same without an expression that it gets from the tables it inherits from; since PostgreSQL 16 it may have
  /// another, before that none is taken at all.
  func leavingExpression(to parents: [Table]) -> Column {
    let above = parents.flatMap(\.columns).filter { $0.name == name }.compactMap(\.generated)
    guard !above.isEmpty, above.allSatisfy({ $0 == generated }) else { return self }
    var copy = self
    copy.generated = nil
    return copy
  }

  /// `ALTER … SET DEFAULT`; nothing without a default, or when the value is generated.
  func setDefault(of relation: QualifiedName, _ kind: SQLText) -> [SQLText] {
    guard let defaultExpression, generated == nil, identity == nil else { return [] }
    return ["ALTER \(kind) \(relation) ALTER COLUMN \(name) SET DEFAULT \(catalog: defaultExpression)"]
  }

  /// A NOT NULL that CREATE TABLE cannot say, because it is not validated.
  func addUnvalidatedNotNull(of table: QualifiedName) -> [SQLText] {
    guard let notNull, !notNull.isValidated, let constraint = notNull.name else { return [] }
    let noInherit: SQLText = notNull.noInherit ? " NO INHERIT" : ""
    return ["ALTER TABLE ONLY \(table)\n    ADD CONSTRAINT \(constraint) NOT NULL \(name)\(noInherit) NOT VALID"]
  }

  /// What neither CREATE TABLE nor CREATE VIEW says.
  ///
  /// `relation`: whose column it is.
  /// `kind`: `TABLE ONLY`, `VIEW` or `MATERIALIZED VIEW`.
  func attributes(of relation: QualifiedName, _ kind: SQLText) -> [SQLText] {
    settings(of: relation, kind) + MigrationCore.comment(on: "COLUMN \(relation).\(name)", comment)
  }

  /// The same without its own comment.
  func settings(of relation: QualifiedName, _ kind: SQLText) -> [SQLText] {
    var column: SQLText { "ALTER \(kind) \(relation) ALTER COLUMN \(name)" }
    var statements: [SQLText] = []
    if let storage { statements.append("\(column) SET STORAGE \(storage.keyword)") }
    if let statisticsTarget { statements.append("\(column) SET STATISTICS \(statisticsTarget)") }
    if !options.isEmpty { statements.append("\(column) SET (\(options.sql()))") }
    if let identity, let persistence = identity.persistence {
      let word: SQLText = persistence == .unlogged ? "UNLOGGED" : "LOGGED"
      statements.append("ALTER SEQUENCE \(identity.sequence) SET \(word)")
    }
    if let identity { statements += MigrationCore.comment(on: "SEQUENCE \(identity.sequence)", identity.comment) }
    if let notNull, let constraint = notNull.name {
      statements += MigrationCore.comment(on: "CONSTRAINT \(constraint) ON \(relation)", notNull.comment)
    }
    return statements
  }

  /// `SET COMPRESSION`, for a column that no statement could say it of: a materialized view's.
  func setCompression(of relation: QualifiedName) -> [SQLText] {
    guard let compression else { return [] }
    return ["ALTER MATERIALIZED VIEW \(relation) ALTER COLUMN \(name) SET COMPRESSION \(compression.keyword)"]
  }

  /// Everything that makes the table's column what it is.
  package func definition(of table: QualifiedName) -> [SQLText] {
    ["ALTER TABLE \(table)\n    ADD COLUMN \(clause(of: table, withDefault: true))"]
      + addUnvalidatedNotNull(of: table) + attributes(of: table, "TABLE ONLY")
  }

  /// Type and rules in a few words: `bigint, not null, default 0`.
  var words: String {
    var words = type.text
    if notNull != nil { words += ", not null" }
    if let generated {
      words += ", generated \(generated.kind == .stored ? "stored" : "virtual")"
    } else if identity != nil {
      words += ", identity"
    } else if let defaultExpression {
      words += ", default \(defaultExpression)"
    }
    return words
  }
}

extension Column.NotNull {
  func clause(of column: Column, in table: QualifiedName) -> SQLText {
    let noInherit: SQLText = noInherit ? " NO INHERIT" : ""
    guard let name, name != Self.usualName(of: column.name, in: table.name) else { return "NOT NULL\(noInherit)" }
    return "CONSTRAINT \(name) NOT NULL\(noInherit)"
  }

  /// What PostgreSQL 18 calls it by itself; nil when the names are too long to be sure.
  private static func usualName(of column: Identifier, in table: Identifier) -> Identifier? {
    let name = table.bytes + Array("_".utf8) + column.bytes + Array("_not_null".utf8)
    return name.count < 64 ? Identifier(bytes: name) : nil
  }
}

extension Column.Identity {
  func clause(of column: Column, in table: QualifiedName) -> SQLText {
    let generation: SQLText = generation == .always ? "ALWAYS" : "BY DEFAULT"
    var options: [SQLText] = []
    let usual = Identifier(bytes: table.name.bytes + Array("_".utf8) + column.name.bytes + Array("_seq".utf8))
    if sequence != QualifiedName(table.schema, usual) { options.append("SEQUENCE NAME \(sequence)") }
    options += self.options.sql(naming: false)
    let list: SQLText = options.isEmpty ? "" : " (\(options, separator: " "))"
    return "GENERATED \(generation) AS IDENTITY\(list)"
  }
}

extension Column.Storage {
  var keyword: SQLText {
    switch self {
    case .plain: "PLAIN"
    case .external: "EXTERNAL"
    case .main: "MAIN"
    case .extended: "EXTENDED"
    }
  }
}

extension Column.Compression {
  var keyword: SQLText {
    switch self {
    case .pglz: "pglz"
    case .lz4: "lz4"
    }
  }
}
