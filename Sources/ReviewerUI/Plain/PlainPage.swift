import TerminalKit

/// Lines of at most 80 columns whose every character may be sent to a terminal.
struct PlainPage {
  private static let width = 80
  private(set) var text = ""

  mutating func blank() { text += "\n" }

  /// Adds what another page has.
  mutating func take(_ other: String) { text += other }

  /// Adds a line, cut at words into as many as it needs; `hanging` blanks begin each further one.
  mutating func line(_ content: String, hanging: Int = 2) {
    let indent = content.prefix { $0 == " " }
    var line = StyledText(String(indent))
    line.append(content.dropFirst(indent.count).split(separator: "\n").joined(separator: " / "))
    for part in line.wrapped(to: Self.width, hanging: hanging) {
      var scalars = String.UnicodeScalarView()
      for glyph in part.glyphs {
        scalars.append(glyph.scalar)
        scalars.append(contentsOf: glyph.marks)
      }
      while scalars.last == " " { scalars.removeLast() }
      text += String(scalars) + "\n"
    }
  }
}
