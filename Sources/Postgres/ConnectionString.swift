import CLibpq

/// What is to be said of a URI or conninfo string before anybody connects with it.
package enum ConnectionString: Hashable, Sendable {
  case fine
  case hasPassword
  case malformed

  /// Reads `dsn` as libpq does; a bare word is a database's name.
  package static func check(_ dsn: String) -> Self {
    guard dsn.contains("=") || dsn.contains("://") else { return .fine }
    var problem: UnsafeMutablePointer<CChar>?
    let parsed = PQconninfoParse(dsn, &problem)
    // What libpq says repeats what it could not read, and that may be a part of a password.
    if let problem { PQfreemem(problem) }
    guard parsed != nil else { return .malformed }
    let values = dictionary(parsed)
    return values.keys.contains { secrets.contains($0) } ? .hasPassword : .fine
  }

  /// `dsn` as it is, or, where it has a password in it, the same without, as a conninfo string.
  ///
  /// What libpq cannot read may be a password in any of its parts; nothing of it is told.
  package static func withoutPassword(_ dsn: String) -> String {
    switch check(dsn) {
    case .fine: return dsn
    case .malformed: return "..."
    case .hasPassword:
      let values = dictionary(PQconninfoParse(dsn, nil)).filter { !secrets.contains($0.key) }
      return values.sorted { $0.key < $1.key }.map { "\($0.key)=\(quoted($0.value))" }.joined(separator: " ")
    }
  }

  private static let secrets = ["password", "sslpassword"]

  private static func quoted(_ value: String) -> String {
    var text = "'"
    for character in value.unicodeScalars {
      if character == "'" || character == "\\" { text += "\\" }
      text.unicodeScalars.append(character)
    }
    return text + "'"
  }
}
