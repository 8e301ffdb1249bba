/// What is known of a step's text as it is written, whether or not the grammar knows it.
package struct WrittenText: Hashable, Sendable {
  /// Names that are longer than PostgreSQL keeps, each once, in order.
  package var longNames: [Identifier] = []
  /// psql's own commands and variables: `\i`, `:name`; looked for in what the grammar does not know, and variables whose
  /// values were put in.
  package var psqlWords: [String] = []
  /// Syntax that came with some major version.
  package var newerSyntax: [NewerSyntax] = []
  /// Relations, types and routines that are named without a schema, each once, in order.
  package var unqualifiedNames: [Identifier] = []
  /// How many statements there are.
  package var statementCount = 0

  package init() {}
}

/// A piece of syntax that servers before a major version refuse.
package struct NewerSyntax: Hashable, Sendable {
  package var words: String
  /// The first major version that knows it.
  package var version: Int

  package init(_ words: String, since version: Int) {
    self.words = words
    self.version = version
  }
}
