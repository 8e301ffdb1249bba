package import MigrationCore

/// Why SQL files cannot be taken as a script.
package struct ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notReadable = "script-not-readable"
    case badInclude = "bad-include"
    case unsupportedCommand = "unsupported-psql-command"
    case holdsData = "script-holds-data"
    case badHint = "bad-rename-hint"
  }

  package let code: Code
  /// Where; nil for a file that the person named and that is not there.
  package let place: SourcePlace?
  /// Without the place.
  package let message: String
  package let hint: String

  /// `file:line:column: message`.
  package var description: String { place.map { "\($0): \(message)" } ?? message }

  /// A file of the command line cannot be read.
  static func notReadable(_ path: String, reason: String) -> Self {
    Self(code: .notReadable, place: nil, message: "\(path) \(reason)", hint: "check the path")
  }

  /// What PostgreSQL cannot take as text.
  static func notText(_ what: String, at place: SourcePlace) -> Self {
    Self(
      code: .notReadable, place: place, message: "\(what)", hint: "save the file as UTF-8 text")
  }

  static func badPath(_ path: String, reason: String, at place: SourcePlace) -> Self {
    Self(
      code: .badInclude, place: place, message: "\\i \(path): \(reason)",
      hint: "name a file or folder/ relative to the folder of this file, without \"..\"")
  }

  /// What an include names cannot be read.
  static func notIncluded(_ file: String, reason: String, hint: String, at place: SourcePlace) -> Self {
    Self(code: .badInclude, place: place, message: "\(file) \(reason)", hint: hint)
  }

  /// A file includes itself; `chain` begins and ends with it.
  static func cycle(_ chain: [String], at place: SourcePlace) -> Self {
    Self(
      code: .badInclude, place: place,
      message: "the includes go round in a circle: \(chain.joined(separator: " → "))",
      hint: "remove one of these includes")
  }

  static func tooMuch(_ what: String, at place: SourcePlace) -> Self {
    Self(code: .badInclude, place: place, message: what, hint: "see what the files include")
  }

  static func unsupported(_ command: String, way: String, at place: SourcePlace) -> Self {
    Self(
      code: .unsupportedCommand, place: place, message: "psql's \(command) is not understood here", hint: way)
  }

  /// A command where a statement has begun.
  static func commandInsideStatement(_ command: String, began: SourcePlace, at place: SourcePlace) -> Self {
    Self(
      code: .unsupportedCommand, place: place,
      message: "\(command) stands inside the statement that begins in line \(began.line)",
      hint: "end that statement with a semicolon, or look there for a quote or parenthesis that is not closed")
  }

  /// COPY with the rows in the file.
  static func copiesData(at place: SourcePlace) -> Self {
    Self(
      code: .holdsData, place: place, message: "COPY … FROM stdin brings rows, and the desired state is without rows",
      hint: "remove it with its rows, or dump with pg_dump --schema-only")
  }

  static func badHint(_ message: String, at place: SourcePlace) -> Self {
    Self(
      code: .badHint, place: place, message: message,
      hint: "write -- countersign:rename old_name on a line of its own above the statement that creates the object, "
        + "or above a column in CREATE TABLE")
  }
}
