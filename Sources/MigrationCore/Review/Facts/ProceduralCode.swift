/// The code of a `DO` block or of a routine: text to the parser, so only its words are known.
package struct ProceduralCode: Hashable, Sendable {
  /// Nil for a `DO` block.
  package var routine: QualifiedName?
  package var language: Identifier
  /// The words that its statements begin with, upper case, each once, in order: `ALTER`, `IF`, `EXECUTE`.
  package var commands: [String] = []
  /// PL/pgSQL's `EXECUTE`.
  package var buildsStatements = false
  /// `EXCEPTION WHEN`, a subtransaction.
  package var hasExceptionBlock = false
  package var hasLoop = false

  package init(of routine: QualifiedName?, in language: Identifier) {
    self.routine = routine
    self.language = language
  }

  /// The commands that change the schema.
  package var definitions: [String] {
    commands.filter { ["ALTER", "CREATE", "DROP", "GRANT", "REVOKE", "TRUNCATE", "COMMENT", "REINDEX"].contains($0) }
  }
}
