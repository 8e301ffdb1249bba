/// The part of OpenSSH's `allowed_signers` file that says whose a key is.
///
/// Only to put the right name on a new statement; whether a signature counts is `ssh-keygen`'s word. Source:
/// ssh-keygen(1), "ALLOWED SIGNERS".
struct AllowedSigners {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(whereSeparator: \.isNewline) }

  /// The first principal, pattern characters excluded, of a line with the key `blob` (base64); nil for none.
  func principal(ofKey blob: String) -> String? {
    for line in lines where !line.hasPrefix("#") {
      let (principals, rest) = Self.principals(line)
      guard rest.split(whereSeparator: \.isWhitespace).contains(where: { $0 == blob }) else { continue }
      let names = principals.split(separator: ",").filter { !$0.isEmpty && !$0.contains { "*?!".contains($0) } }
      if let name = names.first { return String(name) }
    }
    return nil
  }

  /// The first field, which may be quoted, and what comes after it.
  private static func principals(_ line: Substring) -> (Substring, Substring) {
    let line = line.drop(while: \.isWhitespace)
    if line.hasPrefix("\"") {
      let quoted = line.dropFirst().prefix { $0 != "\"" }
      return (quoted, line[quoted.endIndex...].dropFirst())
    }
    let plain = line.prefix { !$0.isWhitespace }
    return (plain, line[plain.endIndex...])
  }
}
