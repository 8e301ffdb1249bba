import Postgres

extension ConnectionOptions {
  /// The flags that say what the command is about, as they were given, for a command line that somebody copies; a
  /// password is left out.
  var given: [String] {
    var words: [String] = []
    func add(_ flag: String, _ value: String?) {
      if let value { words += [flag, value] }
    }
    add("--config", environment.file.configuration)
    add("--env", environment.name)
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

/// A command line of this program that somebody copies into a shell.
enum CopiedCommand {
  /// `words` after the program's name, each quoted where a shell would read it otherwise.
  static func line(_ words: [String]) -> String {
    (["countersign"] + words.map(quoted)).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
      default: "-_./:=@%+,".utf8.contains(byte)
      }
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
