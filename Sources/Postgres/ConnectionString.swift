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
    return values.keys.contains { ["password", "sslpassword"].contains($0) } ? .hasPassword : .fine
  }
}
