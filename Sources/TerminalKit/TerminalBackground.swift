/// Whether a terminal is dark or light, as far as it can be known.
package enum TerminalBackground {
  /// What `COLORFGBG` says, `15;0` or `0;default;15`; nil when that is nothing.
  package static func isLight(colorFGBG text: String) -> Bool? {
    guard let last = text.split(separator: ";").last, let index = Int(last), (0..<16).contains(index) else {
      return nil
    }
    return index == 7 || index > 8
  }

  /// Whether black on it is easier to read than white.
  package static func isLight(_ color: RGB) -> Bool {
    color.contrast(with: RGB(0, 0, 0)) > color.contrast(with: RGB(255, 255, 255))
  }

  /// Asks for the background and the colour scheme, and behind them for what every terminal answers.
  static let question = "\u{1B}]11;?\u{1B}\\\u{1B}[?996n\u{1B}[c"
  /// Asks to be told when the colour scheme becomes another (mode 2031).
  static let follow = "\u{1B}[?2031h"
}

extension RGB {
  /// What follows `ESC ]` in an answer: `11;rgb:1e1e/2020/2828`, one to four digits each; nil for any other.
  init?(backgroundReply bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("11;rgb:") || text.hasPrefix("11;rgba:") else { return nil }
    let parts = text.drop { $0 != ":" }.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let channels = parts.prefix(3).compactMap { digits -> UInt8? in
      guard (1...4).contains(digits.utf8.count), let value = Int(digits, radix: 16), value >= 0 else { return nil }
      return UInt8(value * 255 / ((1 << (4 * digits.utf8.count)) - 1))
    }
    guard channels.count == 3 else { return nil }
    self.init(channels[0], channels[1], channels[2])
  }
}
