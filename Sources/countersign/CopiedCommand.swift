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
