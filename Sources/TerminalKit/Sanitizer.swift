/// The one way from text to cells.
///
/// What may not reach a terminal becomes a visible mark in the role `escape`: `<ESC>`, `<U+202E>`. Nothing is dropped,
/// because what is invisible is exactly what a reviewer must see. Tabs that begin a line become spaces up to the next
/// multiple of `tabStop`; a tab inside a line is a mark, since it could be part of a name.
package enum Sanitizer {
  /// Columns between tab stops.
  package static let tabStop = 4

  /// The glyphs that show `string`; what may not reach a terminal becomes a visible mark in the role `escape`.
  package static func glyphs(of string: String, paint: Paint, width: TextWidth = .current) -> [StyledText.Glyph] {
    var glyphs: [Cell] = []
    append(string, paint: paint, to: &glyphs, width: width)
    return glyphs
  }

  /// The same characters and marks as text, for output that is not a screen; newlines are kept.
  package static func plainText(_ string: String, width: TextWidth = .current) -> String {
    let lines = string.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // Most text has nothing in it that would be shown otherwise.
      if line.allSatisfy({ (0x20...0x7E).contains($0.value) }) { return String(line) }
      var text = ""
      for glyph in glyphs(of: String(Substring(line)), paint: Paint(), width: width) {
        text.unicodeScalars.append(glyph.scalar)
        text.unicodeScalars.append(contentsOf: glyph.marks)
      }
      return text
    }
    return lines.joined(separator: "\n")
  }

  /// Adds the glyphs of `string` to a line.
  ///
  /// - Parameters:
  ///   - string: text from anywhere.
  ///   - paint: how it is painted; marks take its surface.
  ///   - glyphs: the line so far, on which tab stops depend.
  ///   - width: what the terminal can show, and how wide.
  /// - Returns: columns added.
  @discardableResult
  static func append(_ string: String, paint: Paint, to glyphs: inout [Cell], width: TextWidth) -> Int {
    var added = 0
    // Whether there is nothing but blanks so far; looked at where a tab asks for it.
    var isIndent: Bool?
    for scalar in string.unicodeScalars {
      if (0x20...0x7E).contains(scalar.value) {
        glyphs.append(Cell(scalar, paint: paint))
        added += 1
        if scalar != " " { isIndent = false }
        continue
      }
      if scalar == "\t", isIndent ?? glyphs.allSatisfy({ $0.scalar == " " && $0.width == 1 }) {
        isIndent = true
        let count = tabStop - glyphs.count % tabStop
        glyphs += repeatElement(Cell(" ", paint: paint), count: count)
        added += count
        continue
      }
      isIndent = false
      switch width.display(of: scalar) {
      case .base(let columns):
        glyphs.append(Cell(scalar, width: columns, paint: paint))
        added += columns
      case .combining:
        if let base = glyphs.last, base.scalar != " ", base.paint.role != .escape,
          let marks = base.marks.adding(scalar)
        {
          glyphs[glyphs.count - 1] = Cell(base.scalar, marks: marks, width: base.width, paint: base.paint)
        } else {
          added += appendMark(scalar, paint, &glyphs)
        }
      case .hidden:
        added += appendMark(scalar, paint, &glyphs)
      }
    }
    return added
  }

  private static func appendMark(_ scalar: Unicode.Scalar, _ paint: Paint, _ glyphs: inout [Cell]) -> Int {
    var paint = paint
    paint.role = .escape
    let name = mark(for: scalar)
    for character in name.unicodeScalars { glyphs.append(Cell(character, paint: paint)) }
    return name.unicodeScalars.count
  }

  /// The visible name of a character that is not shown itself: `<ESC>`, `<U+202E>`.
  package static func mark(for scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20 { return "<\(controlNames[Int(scalar.value)])>" }
    if scalar == " " { return "<SP>" }
    if scalar.value == 0x7F { return "<DEL>" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>"
  }

  private static let controlNames = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
    "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
  ]
}
