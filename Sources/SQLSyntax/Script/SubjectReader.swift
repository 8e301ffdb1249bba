import MigrationCore

/// Reads from a statement's words what it is about; words that it does not know make nothing.
///
/// Source: PostgreSQL manual, the synopsis of each `CREATE` command, those of PostgreSQL 18 included.
struct SubjectReader {
  private let bytes: [UInt8]
  private let words: [Lexeme]
  private var position = 0

  /// `words` are the statement's lexemes without comments.
  init(_ bytes: [UInt8], _ words: [Lexeme]) {
    self.bytes = bytes
    self.words = words
  }

  /// What the statement makes, or the table that it alters.
  var subject: StatementSubject? {
    var reader = self
    if reader.take("create") { return reader.created() }
    if reader.take("alter"), reader.take("table") || reader.take("foreign", "table") { return reader.alteredTable() }
    return nil
  }

  /// What a hint above the statement is about: of an ALTER TABLE what it adds.
  var hintedSubject: StatementSubject? {
    var reader = self
    guard reader.take("alter") else {
      guard let subject, case .object(let kind) = subject.kind, Self.renamed.contains(kind) else { return nil }
      return subject
    }
    guard reader.take("table") || reader.take("foreign", "table"), var found = reader.alteredTable(), reader.take("add")
    else { return nil }
    if reader.take("constraint") {
      found.kind = .object(.constraint)
    } else {
      _ = reader.take("column")
      found.kind = .object(.column)
    }
    reader.skipCondition()
    found.member = reader.name()
    return found.member == nil ? nil : found
  }

  /// What has an ALTER … RENAME.
  private static let renamed: Set<ObjectKind> = [
    .table, .column, .constraint, .index, .trigger, .policy, .view, .materializedView, .function, .procedure,
    .aggregate, .sequence, .enumType, .compositeType, .domain, .rangeType, .baseType, .collation, .rule, .statistics,
    .operatorFamily, .operatorClass, .conversion, .textSearchParser, .textSearchTemplate, .textSearchDictionary,
    .textSearchConfiguration,
  ]

  /// The column, constraint, attribute or enum label that begins at that word; nil when none does.
  func member(at index: Int) -> StatementSubject? {
    guard words.indices.contains(index), index > 0, var found = subject, case .object(let kind) = found.kind else {
      return nil
    }
    let depth = words[..<index].reduce(0) { $0 + (self.is("(", $1) ? 1 : 0) - (self.is(")", $1) ? 1 : 0) }
    guard depth == 1, self.is("(", words[index - 1]) || self.is(",", words[index - 1]) else { return nil }
    var reader = self
    reader.position = index
    switch kind {
    case .table:
      found.kind = .object(.column)
      if reader.take("constraint") { found.kind = .object(.constraint) }
      found.member = reader.name()
    case .compositeType:
      found.kind = .object(.column)
      found.member = reader.name()
    case .enumType:
      found.kind = .enumLabel
      found.member = SQLName.readLiteral(words[index], in: bytes).map { Identifier($0.text) }
    case .schema, .column, .constraint, .index, .trigger, .policy, .view, .materializedView, .function, .procedure,
      .aggregate, .sequence, .domain, .privilege, .rangeType, .baseType, .collation, .rule, .statistics, .operator,
      .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      return nil
    }
    return found.member == nil ? nil : found
  }

  /// Whether the rows of a COPY follow the statement.
  var isCopyFromInput: Bool {
    var reader = self
    guard reader.take("copy") else { return false }
    var depth = 0
    while reader.position < words.count {
      if self.is("(", words[reader.position]) { depth += 1 }
      if self.is(")", words[reader.position]) { depth -= 1 }
      // PostgreSQL's grammar does not tell the two apart.
      if depth == 0, reader.take("from") { return reader.take("stdin") || reader.take("stdout") }
      reader.position += 1
    }
    return false
  }

  private mutating func alteredTable() -> StatementSubject? {
    skipCondition()
    _ = take("only")
    guard let found = qualifiedName() else { return nil }
    if position < words.count, bytes[words[position].range].elementsEqual([UInt8(ascii: "*")]) { position += 1 }
    return StatementSubject(.object(.table), schema: found.schema, name: found.name)
  }

  private mutating func created() -> StatementSubject? {
    _ = take("or", "replace")
    while ["global", "local", "temp", "temporary", "unlogged", "recursive", "trusted", "procedural", "default"]
      .contains(
        where: { take($0) })
    {}
    if take("materialized", "view") { return object(.materializedView) }
    if take("foreign", "table") || take("table") { return object(.table) }
    if take("foreign", "data", "wrapper") { return ofDatabase() }
    if take("constraint", "trigger") || take("trigger") { return member(.trigger, after: "on") }
    if take("unique", "index") || take("index") { return index() }
    if take("event", "trigger") || take("access", "method") { return ofDatabase() }
    for kind in ["role", "user", "group", "extension", "server", "language", "tablespace", "publication", "database"]
    where take(kind) {
      return ofDatabase()
    }
    if take("policy") { return member(.policy, after: "on") }
    if take("rule") { return member(.rule, after: "to") }
    if take("schema") { return schema() }
    if take("type") { return type() }
    if take("text", "search") { return textSearch() }
    if take("operator") { return operatorPart() }
    let kinds: [(String, ObjectKind)] = [
      ("view", .view), ("sequence", .sequence), ("function", .function), ("procedure", .procedure),
      ("aggregate", .aggregate), ("domain", .domain), ("collation", .collation), ("conversion", .conversion),
      ("statistics", .statistics),
    ]
    for (word, kind) in kinds where take(word) { return object(kind) }
    return nil
  }

  private mutating func object(_ kind: ObjectKind) -> StatementSubject? {
    skipCondition()
    return qualifiedName().map { StatementSubject(.object(kind), schema: $0.schema, name: $0.name) }
  }

  private mutating func ofDatabase() -> StatementSubject? {
    skipCondition()
    return name().map { StatementSubject(.ofDatabase, name: $0) }
  }

  /// `name … ON [ONLY] relation`.
  private mutating func member(_ kind: ObjectKind, after word: String) -> StatementSubject? {
    guard let member = name() else { return nil }
    while position < words.count, !take(word) { position += 1 }
    _ = take("only")
    return qualifiedName().map {
      StatementSubject(.object(kind), schema: $0.schema, name: $0.name, member: member)
    }
  }

  /// `[CONCURRENTLY] [IF NOT EXISTS] [name] ON [ONLY] relation`.
  private mutating func index() -> StatementSubject? {
    _ = take("concurrently")
    skipCondition()
    let member = take("on") ? nil : name()
    if member != nil, !take("on") { return nil }
    _ = take("only")
    return qualifiedName().map {
      StatementSubject(.object(.index), schema: $0.schema, name: $0.name, member: member)
    }
  }

  /// `[IF NOT EXISTS] [name] [AUTHORIZATION role]`.
  private mutating func schema() -> StatementSubject? {
    skipCondition()
    _ = take("authorization")
    return name().map { StatementSubject(.object(.schema), name: $0) }
  }

  private mutating func type() -> StatementSubject? {
    guard let found = qualifiedName() else { return nil }
    let kind: ObjectKind
    if take("as", "enum") {
      kind = .enumType
    } else if take("as", "range") {
      kind = .rangeType
    } else {
      kind = take("as") ? .compositeType : .baseType
    }
    return StatementSubject(.object(kind), schema: found.schema, name: found.name)
  }

  private mutating func textSearch() -> StatementSubject? {
    let kinds: [(String, ObjectKind)] = [
      ("parser", .textSearchParser), ("template", .textSearchTemplate), ("dictionary", .textSearchDictionary),
      ("configuration", .textSearchConfiguration),
    ]
    for (word, kind) in kinds where take(word) { return object(kind) }
    return nil
  }

  private mutating func operatorPart() -> StatementSubject? {
    if take("class") { return object(.operatorClass) }
    if take("family") { return object(.operatorFamily) }
    return nil
  }

  private mutating func skipCondition() { _ = take("if", "not", "exists") || take("if", "exists") }

  private mutating func qualifiedName() -> (schema: Identifier?, name: Identifier)? {
    guard let first = name() else { return nil }
    guard position < words.count, self.is(".", words[position]) else { return (nil, first) }
    position += 1
    return name().map { (first, $0) }
  }

  private mutating func name() -> Identifier? {
    guard position < words.count, let name = SQLName.read(words[position], in: bytes) else { return nil }
    position += 1
    return name
  }

  /// Moves past these words if they come next.
  private mutating func take(_ wanted: String...) -> Bool {
    guard position + wanted.count <= words.count else { return false }
    for (offset, word) in wanted.enumerated() {
      let lexeme = words[position + offset]
      guard lexeme.kind == .word, bytes[lexeme.range].lazy.map(SQLName.folded).elementsEqual(word.utf8) else {
        return false
      }
    }
    position += wanted.count
    return true
  }

  private func `is`(_ mark: Unicode.Scalar, _ lexeme: Lexeme) -> Bool {
    lexeme.kind == .punctuation && bytes[lexeme.range.lowerBound] == UInt8(ascii: mark)
  }
}
