import Postgres

extension ConnectionOptions {
  /// The flags that say what the command is about, as they were given, for a command line that somebody copies; a
  /// password is left out.
  var given: [String] { given(to: environment.name) }

  /// The same for one of the environments that nobody named.
  func given(to environment: String?) -> [String] {
    var words: [String] = []
    func add(_ flag: String, _ value: String?) {
      if let value { words += [flag, value] }
    }
    add("--config", self.environment.file.configuration)
    add("--env", environment)
    add("--dsn", dsn.map(ConnectionString.withoutPassword))
    add("--host", host)
    add("--port", port.map(String.init))
    add("--db", db)
    add("--user", user)
    for name in schemas { add("--schema", name) }
    add("--sslmode", sslmode)
    return words
  }
}
