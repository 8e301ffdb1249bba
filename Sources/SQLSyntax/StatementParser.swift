internal import CPgQuery
package import MigrationCore

/// Reads from SQL text what it does, by PostgreSQL 15's own grammar.
///
/// It may fail to understand, and then says so; it never vetoes and never hides a statement.
package struct StatementParser: Sendable {
  /// Where names without a schema live: the plan's schema.
  private let schema: Identifier

  package init(schema: Identifier) { self.schema = schema }

  /// The deepest nesting that is parsed: an operator chain of so many tokens fits `DeepStack` three times over.
  package static let depthLimit = 200_000
  /// The longest text in tokens that is parsed, for the memory that its tree takes.
  package static let tokenLimit = 4_000_000

  /// What the statements in `sql` do, in order; one that the grammar does not know makes the whole text not analysed.
  package func facts(of sql: String) -> StatementFacts {
    DeepStack.run { factsOnThisStack(of: sql) } ?? .notAnalysed("the system gave no thread to parse it on")
  }

  /// The same for many texts, on one thread.
  package func facts(of texts: [String]) -> [StatementFacts] {
    DeepStack.run { texts.map(factsOnThisStack) }
      ?? texts.map { _ in .notAnalysed("the system gave no thread to parse it on") }
  }

  func factsOnThisStack(of sql: String) -> StatementFacts {
    guard !sql.utf8.contains(0) else { return .notAnalysed("it contains a NUL byte") }
    // A token has one byte at least, so short text needs no counting.
    if sql.utf8.count > Self.depthLimit {
      let bound = NestingBound(Array(sql.utf8))
      guard bound.depth <= Self.depthLimit else {
        return .notAnalysed("it may nest more than \(Self.depthLimit) levels deep")
      }
      guard bound.tokens <= Self.tokenLimit else { return .notAnalysed("it has more than \(Self.tokenLimit) tokens") }
    }
    let result = pg_query_parse(sql)
    defer { pg_query_free_parse_result(result) }
    if result.error != nil, let facts = factsInOtherWords(of: sql) ?? factsWithEscapes(of: sql) { return facts }
    if let error = result.error {
      let message = error.pointee.message.map { String(cString: $0) } ?? "no reason given"
      var facts = StatementFacts.notAnalysed("PostgreSQL 15's grammar does not know it: \(message)")
      let text = WrittenTextReader(sql)
      facts.written.longNames = text.longNames
      facts.written.psqlWords = text.psqlWords
      facts.written.newerSyntax = text.newerSyntax
      return facts
    }
    guard let json = result.parse_tree, let tree = ParseTree(json: Self.bytes(of: json)) else {
      return .notAnalysed("its parse tree could not be read")
    }
    var facts = StatementReader(schema: schema, source: Array(sql.utf8)).facts(of: tree)
    facts.written.longNames = WrittenTextReader(sql).longNames
    return facts
  }

  /// What a statement does that was written for a session without standard strings; nil when that does not help.
  private func factsWithEscapes(of sql: String) -> StatementFacts? {
    guard let source = StringSetting.withEscapeStrings(Array(sql.utf8)), let tree = Self.tree(of: source) else {
      return nil
    }
    var facts = StatementReader(schema: schema, source: source).facts(of: tree)
    facts.written.longNames = WrittenTextReader(sql).longNames
    return facts
  }

  /// What a statement with psql's variables does, or one of a later version, said in the grammar that there is; nil when
  /// that does not help.
  private func factsInOtherWords(of sql: String) -> StatementFacts? {
    let variables = PsqlVariables(Array(sql.utf8))
    let plain = variables.replaced(by: PsqlVariables.placeholder)
    let older = NewerGrammar(plain)
    guard older != nil || !variables.isEmpty else { return nil }
    let source = older?.bytes ?? plain
    guard let tree = Self.tree(of: source) else { return nil }
    var reader = StatementReader(schema: schema, source: source)
    if let older { reader.note(older, in: tree) }
    var facts = reader.facts(of: tree)
    let text = WrittenTextReader(sql)
    facts.written.longNames = text.longNames
    facts.written.psqlWords = text.psqlWords
    if older != nil { facts.written.newerSyntax = text.newerSyntax }
    return facts
  }

  /// Nil when the grammar does not know it.
  private static func tree(of source: [UInt8]) -> ParseTree? {
    let result = pg_query_parse(String(decoding: source, as: UTF8.self))
    defer { pg_query_free_parse_result(result) }
    guard result.error == nil, let json = result.parse_tree else { return nil }
    return ParseTree(json: bytes(of: json))
  }

  private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    var count = 0
    while text[count] != 0 { count += 1 }
    return Array(UnsafeRawBufferPointer(start: text, count: count))
  }
}
