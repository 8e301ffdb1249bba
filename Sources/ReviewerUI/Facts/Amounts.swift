/// Times and digits as a person reads them.
package enum Amounts {
  /// `0.4 s`, `12 s`, `3:07`, `1:02:33`.
  package static func duration(milliseconds: Int) -> String {
    let milliseconds = max(0, milliseconds)
    if milliseconds < 10_000 { return "\(milliseconds / 1000).\(milliseconds / 100 % 10) s" }
    let seconds = milliseconds / 1000
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60):\(padded(seconds % 60))" }
    return "\(seconds / 3600):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
  }

  /// Hex digits in groups of four.
  package static func grouped(_ hex: String) -> String {
    var text = ""
    for (index, digit) in hex.enumerated() {
      if index > 0, index.isMultiple(of: 4) { text.append(" ") }
      text.append(digit)
    }
    return text
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
