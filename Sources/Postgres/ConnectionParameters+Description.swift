import CLibpq
import Glibc

extension ConnectionParameters {
  /// The database that is named here or in `PGDATABASE`; nil when only a service file or libpq's defaults know.
  package var namedDatabase: String? {
    if let database { return database }
    return dsn.flatMap { conninfo($0)["dbname"] } ?? getenv("PGDATABASE").map { String(cString: $0) }
  }
}

extension ConnectionParameters: CustomStringConvertible {
  /// `user@host:port/database` for showing: what is given, else what libpq's environment says; never the password.
  package var description: String {
    let given = dsn.map { conninfo($0) } ?? [:]
    let defaults = environmentDefaults()
    func value(_ keyword: String, _ explicit: String?) -> String? {
      let option = options.last { $0.keyword == keyword }?.value
      return option ?? explicit ?? given[keyword] ?? defaults[keyword]
    }
    // A service file is read when connecting, so all that can be said before is its name.
    if let service = value("service", nil), host == nil, given["host"] == nil, database == nil {
      return "service \(service)"
    }
    let user = value("user", user) ?? ""
    let host = value("host", host) ?? value("hostaddr", nil) ?? "localhost"
    let port = value("port", port.map { String($0) }) ?? "5432"
    // A password with a slash cuts a URI at the wrong places: then the pieces may be of the password.
    guard port.utf8.allSatisfy({ $0 == UInt8(ascii: ",") || ($0 >= 0x30 && $0 <= 0x39) }) else {
      return "a malformed target"
    }
    let database = value("dbname", database) ?? user
    return target(user: user, host: host, port: port, database: database)
  }
}

/// `shop@localhost:5432/shop`, the one form in which a target is shown.
func target(user: String, host: String, port: String, database: String) -> String {
  "\(user)@\(host):\(port)/\(database)"
}

/// The key words of a URI or conninfo string; a bare word is a database name, as in psql; empty when it is malformed.
private func conninfo(_ dsn: String) -> [String: String] {
  guard dsn.contains("=") || dsn.contains("://") else { return ["dbname": dsn] }
  return dictionary(PQconninfoParse(dsn, nil))
}

/// What libpq would use by itself: `PG*` variables and built-in defaults.
private func environmentDefaults() -> [String: String] { dictionary(PQconndefaults()) }

/// Reads and frees an array of options; those without a value are left out.
func dictionary(_ options: UnsafeMutablePointer<PQconninfoOption>?) -> [String: String] {
  guard let options else { return [:] }
  defer { PQconninfoFree(options) }
  var values: [String: String] = [:]
  var option = options
  while let keyword = option.pointee.keyword {
    if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
    option += 1
  }
  return values
}
