import Synchronization

/// How a terminal shows a character: its width, and whether it may be sent at all.
///
/// A character is shown as itself only if Unicode calls it printable **and** the terminal's own table gives it the same
/// width: a disagreement would shift the rest of the row. The pure rule knows Unicode only; the screen installs a rule
/// that asks the C library too.
package struct TextWidth: Sendable {
  /// What becomes of one scalar.
  package enum Display: Hashable, Sendable {
    /// Stands in one or two columns of its own.
    case base(columns: Int)
    /// Stands on the character before it.
    case combining
    /// May not be sent; a mark is shown instead.
    case hidden
  }

  private enum Rule: Sendable {
    case unicode
    case ascii
    case agreeing(@Sendable (Unicode.Scalar) -> Int)
  }
  private let rule: Rule

  /// What Unicode says, without asking any terminal.
  package static let unicode = TextWidth(rule: .unicode)
  /// ASCII, and the few symbols of our own screens that have an ASCII stand-in; for terminals that are not UTF-8.
  package static let ascii = TextWidth(rule: .ascii)
  /// What Unicode and `columns`, shaped like C's `wcwidth`, agree on.
  package static func agreeing(with columns: @escaping @Sendable (Unicode.Scalar) -> Int) -> TextWidth {
    TextWidth(rule: .agreeing(columns))
  }

  private static let installed = Mutex(TextWidth.unicode)
  /// The rule for all text from now on; set once, when a screen opens.
  package static var current: TextWidth {
    get { installed.withLock { $0 } }
    set { installed.withLock { $0 = newValue } }
  }

  /// How `scalar` is shown.
  package func display(of scalar: Unicode.Scalar) -> Display {
    let pure = Self.unicodeDisplay(of: scalar)
    switch rule {
    case .unicode: return pure
    case .ascii: return scalar.value < 0x80 || ASCIIStandIn.of(scalar) != nil ? pure : .hidden
    case .agreeing(let columns):
      switch pure {
      case .base(let width): return columns(scalar) == width ? pure : .hidden
      case .combining: return columns(scalar) == 0 ? pure : .hidden
      case .hidden: return .hidden
      }
    }
  }

  private static func unicodeDisplay(of scalar: Unicode.Scalar) -> Display {
    let value = scalar.value
    if value < 0x7F { return value >= 0x20 ? .base(columns: 1) : .hidden }
    if value < 0xA0 { return .hidden }
    // The vowels and final consonants of decomposed Hangul join the consonant before them.
    let isJoiningHangul = (0x1161...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
    // U+2800 is a symbol by category and a blank on the screen.
    if scalar.properties.isDefaultIgnorableCodePoint || value == 0x2800 { return .hidden }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return .hidden
    case .nonspacingMark, .enclosingMark: return .combining
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
      .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
      .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return isJoiningHangul ? .combining : .base(columns: isWide(value) ? 2 : 1)
    @unknown default: return .hidden
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var (low, high) = (0, wide.count)
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(value)
  }

  /// Unicode 14's East Asian Width W and F, gaps of unassigned code points closed.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
    0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1,
    0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA,
    0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B,
    0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E,
    0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9,
    0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F004...0x1F004,
    0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335,
    0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0,
    0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D,
    0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4,
    0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6DF,
    0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
    0x1F947...0x1F9FF, 0x1FA70...0x1FAF6, 0x20000...0x3134A,
  ]
}
