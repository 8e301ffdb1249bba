package import MigrationCore

/// SQL files with what they include, cut into statements that know where they stand.
///
/// Nothing is reordered: the statements come as psql would send them.
package struct SQLScript: Hashable, Sendable {
  /// One statement as it stands in its file.
  package struct Statement: Hashable, Sendable {
    /// From its first word to its last, without comments around it and without the semicolon; psql's variables that the
    /// files set replaced by their values.
    package let sql: String
    /// Of its first character.
    package let place: SourcePlace
    /// What it makes, as far as its first words say; nil for what makes nothing.
    package let subject: StatementSubject?
    /// psql's variables whose values were put into it, as they are written: `:name`; only in migrations.
    package let variables: [String]
  }

  /// A rename hint as it is written: which schema an unqualified name is in only the server knows.
  package struct Rename: Hashable, Sendable {
    /// What is above which the hint stands, and its statement among ``SQLScript/statements``.
    package let subject: StatementSubject
    package let statement: Int
    package let oldName: Identifier
    package let oldSchema: Identifier?
    package let place: SourcePlace
  }

  /// What the files are.
  package enum Purpose: Hashable, Sendable {
    /// All that a schema shall be: what would change rows, or mean something to psql only, is refused.
    case desiredState
    /// Statements that somebody runs: psql's commands and the rows of a COPY are passed over, and told.
    case migration
  }

  /// A line that only psql understands.
  package struct Command: Hashable, Sendable {
    /// Without the backslash.
    package let name: String
    package let place: SourcePlace
    /// How many statements stand before it.
    package let statement: Int
  }

  /// `-- countersign:allow RULE reason`, and which statement it stands above or in; nil below the last one.
  package struct Allowed: Hashable, Sendable {
    package let allowance: Allowance
    package let statement: Int?
  }

  package internal(set) var statements: [Statement] = []
  /// What psql alone understands, includes aside; only of migrations.
  package internal(set) var commands: [Command] = []
  package internal(set) var allowances: [Allowed] = []
  package internal(set) var renames: [Rename] = []
  /// Every word of the files, in small letters and as written: whatever they refer to is among them.
  package internal(set) var words: Set<Identifier> = []

  init() {}

  /// Reads files in the given order, each with what it includes.
  ///
  /// `\i`, `\ir`, `\include` and `\include_relative` take a path relative to the file that they stand in; one that ends
  /// with `/` is a folder, of which every `.sql` file is taken, by name, with those of its subfolders. As in pgschema,
  /// nothing outside the folder of the named file is included.
  ///
  /// - Parameters:
  ///   - paths: files, or folders.
  ///   - purpose: what the files are.
  ///   - file: what is at a path.
  /// - Throws: ``ScriptError`` for the first thing that cannot be taken, with its place.
  package init(
    paths: [String], for purpose: Purpose = .desiredState, file: @escaping (String) -> ScriptFile
  ) throws(ScriptError) {
    var expansion = ScriptExpansion(purpose: purpose, file: file)
    for path in paths { try expansion.read(named: path) }
    self = expansion.script
  }

  /// Reads a text that is in no file, with renames that no comment in it asks for.
  ///
  /// - Parameters:
  ///   - text: the statements.
  ///   - name: what stands for the file's name where something is said about a place in it.
  ///   - renames: what the text calls so, with the schema, and the name that it has now.
  /// - Throws: ``ScriptError``.
  package init(
    text: String, named name: String, renames: [(subject: StatementSubject, oldName: Identifier)]
  ) throws(ScriptError) {
    try self.init(paths: [name]) { _ in .text(Array(text.utf8)) }
    // Everything is there once the last statement ran.
    guard let last = statements.indices.last else { return }
    self.renames += renames.map { subject, oldName in
      Rename(
        subject: subject, statement: last, oldName: oldName, oldSchema: nil,
        place: SourcePlace(file: name, line: 1, column: 1))
    }
  }
}
