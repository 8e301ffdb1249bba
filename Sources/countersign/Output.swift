import Glibc

/// The process's own streams.
///
/// Nothing else in the program prints.
enum Output {
  /// Writes text to standard output, whole.
  static func write(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes text to standard error, whole.
  static func writeError(_ text: String) { write(text, to: STDERR_FILENO) }

  /// Whether a person can see colours there: a terminal, and nobody asked for none.
  static var wantsColor: Bool {
    isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }

  /// An environment variable; nil when it is not set or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        guard let start = bytes.baseAddress else { return }
        let count = Glibc.write(descriptor, start + sent, bytes.count - sent)
        if count < 0, errno == EINTR { continue }
        // Nobody reads any more (a closed pipe): there is nowhere left to say so.
        if count <= 0 { return }
        sent += count
      }
    }
  }
}
