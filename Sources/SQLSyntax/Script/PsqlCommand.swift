/// A line that psql would take for itself: `\i tables.sql`.
struct PsqlCommand {
  enum Action: Hashable {
    case include(String)
    /// It changes nothing about the schema.
    case ignored
    /// `\.`, behind the rows of a COPY.
    case copyEnd
    /// With the way out.
    case refused(String)
  }

  /// Without the backslash.
  let name: String
  /// What stands behind it.
  let arguments: Substring
  let action: Action
  /// `\copy … from stdin`: rows follow.
  let copiesInput: Bool

  var isInclude: Bool {
    if case .include = action { true } else { false }
  }

  /// Whether psql sends what stands before it, as with a semicolon.
  var endsStatement: Bool { ["g", "gx", "gexec", "gset", "gdesc", "crosstabview", "watch"].contains(name) }

  /// `line` is what follows the backslash.
  init(_ line: String) {
    let scalars = line.unicodeScalars
    let isWord = scalars.first.map { $0.properties.isAlphabetic } ?? false
    let end = isWord ? scalars.firstIndex { !($0.properties.isAlphabetic || $0 == "_" || $0 == "+") } : nil
    let name = isWord ? String(scalars[..<(end ?? scalars.endIndex)]) : String(scalars.prefix(1))
    let rest = line.dropFirst(name.count)
    self.name = name
    arguments = rest
    let words = rest.lowercased().split(whereSeparator: \.isWhitespace)
    // The one command that psql also knows in capitals.
    copiesInput =
      name.lowercased() == "copy" && zip(words, words.dropFirst()).contains { $0 == "from" && $1.hasSuffix("stdin") }
    action = Self.action(name, rest)
  }

  private static func action(_ name: String, _ rest: Substring) -> Action {
    switch name {
    case "i", "ir", "include", "include_relative":
      return includedPath(rest).map { .include($0) } ?? .refused("write \\\(name) path, and nothing else in that line")
    // What pg_dump writes around its output, and what only concerns psql's own output.
    case "restrict", "unrestrict", "echo", "qecho", "warn", "timing", "pset",
      "encoding" where isPlainEncoding(rest),
      "x", "a", "t",
      "o" where rest.allSatisfy(\.isWhitespace):
      return .ignored
    case "set":
      let variable = rest.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
      return settings.contains(variable)
        ? .ignored : .refused("variables are not put into the SQL: write the value where it is used")
    case "unset": return .ignored
    case ".": return .copyEnd
    case _ where name.lowercased() == "copy":
      return .refused("it copies rows, and the desired state is without rows: remove it")
    case "c", "connect":
      return .refused("everything belongs to the one database that is planned for: remove it, or dump without --create")
    case "g", "gx", "gexec", "gset", "gdesc", "crosstabview", "watch":
      return .refused("end the statement with a semicolon instead")
    case "if", "elif", "else", "endif":
      return .refused("write a DO block with IF instead, or put what is conditional into a file of its own")
    case "!": return .refused("no program is run from SQL files: remove it")
    case "q", "quit": return .refused("remove it with what follows it")
    case "", "\n", "\r": return .refused("a backslash means nothing in SQL outside quotes: remove it")
    default: return .refused("remove it: of psql's commands only \\i and \\ir have a meaning here")
    }
  }

  /// Variables that psql itself heeds.
  private static let settings: Set<String> = [
    "AUTOCOMMIT", "COMP_KEYWORD_CASE", "ECHO", "ECHO_HIDDEN", "FETCH_COUNT", "HIDE_TABLEAM", "HIDE_TOAST_COMPRESSION",
    "HISTCONTROL", "HISTFILE", "HISTSIZE", "IGNOREEOF", "ON_ERROR_ROLLBACK", "ON_ERROR_STOP", "QUIET",
    "SHOW_ALL_RESULTS", "SHOW_CONTEXT", "SINGLELINE", "SINGLESTEP", "VERBOSITY",
  ]

  private static func isPlainEncoding(_ rest: Substring) -> Bool {
    let name = rest.filter { !$0.isWhitespace && $0 != "-" && $0 != "'" }.lowercased()
    return name.isEmpty || name == "utf8" || name == "unicode"
  }

  /// A path in single quotes, or up to a blank or semicolon; nil when there is none or something stands behind it.
  private static func includedPath(_ rest: Substring) -> String? {
    var rest = rest.drop { $0.isWhitespace }
    var path = ""
    if rest.first == "'" {
      rest.removeFirst()
      while let next = rest.popFirst() {
        if next == "'" {
          guard rest.first == "'" else { break }
          rest.removeFirst()
        }
        path.append(next)
      }
    } else {
      path = String(rest.prefix { !$0.isWhitespace && $0 != ";" })
      rest = rest.dropFirst(path.count)
    }
    rest = rest.drop { $0.isWhitespace || $0 == ";" }
    return path.isEmpty || !(rest.isEmpty || rest.hasPrefix("--")) ? nil : path
  }
}
