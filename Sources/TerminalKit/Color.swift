/// How many colours a terminal shows.
package enum ColorDepth: Int, CaseIterable, Comparable, Sendable {
  case none, eight, sixteen, indexed256, truecolor

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A colour of a theme, or one that a terminal can be told.
package enum Color: Hashable, Sendable {
  /// The terminal's own text colour or background.
  case terminal
  /// An entry of the terminal's palette; the first sixteen look as the user likes them.
  case indexed(UInt8)
  case rgb(RGB)

  /// What the colour looks like; palette entries as xterm has them; nil for the terminal's own.
  package var rgb: RGB? {
    switch self {
    case .terminal: nil
    case .indexed(let index): RGB(paletteIndex: index)
    case .rgb(let rgb): rgb
    }
  }

  /// The nearest colour that a terminal of `depth` can show.
  ///
  /// With 256 colours that is the nearest in the fixed part of the palette. With fewer it is the one of the same hue,
  /// since the nearest to any pastel would be grey.
  package func reduced(to depth: ColorDepth) -> Color {
    switch depth {
    case .none: .terminal
    case .truecolor: self
    case .indexed256: if case .rgb(let rgb) = self { .indexed(rgb.nearest256) } else { self }
    case .sixteen: namedColor(bright: true)
    case .eight: namedColor(bright: false)
    }
  }

  private func namedColor(bright: Bool) -> Color {
    switch self {
    case .terminal: .terminal
    case .indexed(let index) where index < 16: .indexed(bright ? index : index % 8)
    case .indexed(let index): .indexed(RGB(paletteIndex: index).named(bright: bright))
    case .rgb(let rgb): .indexed(rgb.named(bright: bright))
    }
  }
}

/// A colour in sRGB.
package struct RGB: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { (self.red, self.green, self.blue) = (red, green, blue) }

  /// `#rrggbb`; nil for anything else.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8.dropFirst())
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
  }

  /// xterm's default palette.
  package init(paletteIndex index: UInt8) {
    switch index {
    case 0..<16:
      let named: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
      ]
      let value = named[Int(index)]
      self.init(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
    case 16..<232:
      let cube = Int(index) - 16
      self.init(Self.levels[cube / 36], Self.levels[cube / 6 % 6], Self.levels[cube % 6])
    default:
      let grey = 8 + 10 * (index - 232)
      self.init(grey, grey, grey)
    }
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// The nearest of the 240 fixed entries of the palette.
  var nearest256: UInt8 {
    (UInt8(16)...255).min { distance(to: RGB(paletteIndex: $0)) < distance(to: RGB(paletteIndex: $1)) } ?? 16
  }

  private func distance(to other: RGB) -> Int {
    let (r, g, b) = (Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue))
    return r * r + g * g + b * b
  }

  /// The entry among the first 8 or 16 with the same hue: bit 1 is red, 2 green, 4 blue, 8 bright.
  func named(bright: Bool) -> UInt8 {
    let channels = [red, green, blue]
    let (low, high) = (Int(channels.min() ?? 0), Int(channels.max() ?? 0))
    guard high - low > 32 else {
      let greys: [UInt8] = bright ? [0, 8, 7, 15] : [0, 0, 7, 7]
      return greys[min(3, high / 64)]
    }
    var index: UInt8 = 0
    for (bit, channel) in channels.enumerated() where Int(channel) > (low + high) / 2 { index |= 1 << UInt8(bit) }
    return bright && high > 0xC0 ? index + 8 : index
  }

  /// WCAG's relative luminance, 0 to 1.
  private var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      // The exponent 2.4 of sRGB as x² · x^(2/5), by Newton's method for the fifth root: no C library is needed.
      guard value > 0.03928 else { return value / 12.92 }
      let base = (value + 0.055) / 1.055
      var root = base
      for _ in 0..<40 { root -= (root * root * root * root * root - base * base) / (5 * root * root * root * root) }
      return base * base * root
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// WCAG's contrast ratio, 1 to 21.
  package func contrast(with other: RGB) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
