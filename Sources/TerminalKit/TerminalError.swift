/// Why there can be no screen; the caller goes on in plain mode or says so.
package struct TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case noTerminal, unknownTerminal, systemCall
  }

  package let code: Code
  package let message: String
  package let hint: String

  package var description: String { "\(message); \(hint)" }

  /// The process has no controlling terminal.
  static func noTerminal(reason: String) -> Self {
    Self(code: .noTerminal, message: "cannot open /dev/tty: \(reason)", hint: "use --plain")
  }

  /// The terminal is dumb, or terminfo does not describe it.
  static func unknownTerminal(_ name: String) -> Self {
    Self(
      code: .unknownTerminal,
      message: name.isEmpty ? "TERM is not set" : "the terminal \"\(Sanitizer.plainText(name))\" cannot show a screen",
      hint: "set TERM to what you use, for example xterm-256color, or use --plain")
  }

  /// The system refused something that it should not.
  static func systemCall(_ name: String, reason: String) -> Self {
    Self(code: .systemCall, message: "\(name): \(reason)", hint: "use --plain")
  }
}
