/// A command line of this program that somebody copies into a shell.
package enum CopiedCommand {
  /// `words` after the program's name, each quoted where a shell would read it otherwise.
  package static func line(_ words: [String]) -> String {
    (["countersign"] + words.map(quoted)).joined(separator: " ")
  }

  /// What goes on with a change that stopped part-way.
  ///
  /// - Parameters:
  ///   - change: its number.
  ///   - plan: the file that its plan is in; nil where nobody knows one, as the ledger has it, too.
  ///   - flags: what leads to the target.
  /// - Returns: the command line; two of them where the plan has to be fetched first.
  package static func resuming(_ change: Int, plan: String?, _ flags: [String]) -> String {
    let file = plan ?? "plan-of-change-\(change).json"
    let onward = line(["apply", "--plan", file] + flags + ["--resume"])
    guard plan == nil else { return onward }
    return line(["history", "show", "\(change)", "--plan", file] + flags) + " && " + onward
  }

  /// What plans the way back to before a change.
  package static func undoing(_ change: Int, _ flags: [String]) -> String {
    line(["plan", "--reverse-of", "\(change)"] + flags)
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
