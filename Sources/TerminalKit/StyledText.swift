/// One line of painted, sanitized text.
///
/// The only thing that can be put into a `Grid`.
///
/// Every way in runs the `Sanitizer`: a control, escape, bidirectional or otherwise unprintable character of `string`
/// becomes a visible mark. Shape: one line; a newline inside `string` becomes a mark like any other control character.
package struct StyledText: Hashable, Sendable {
  /// A sanitized character as it will stand in the grid: a base scalar, up to three combining marks, one or two columns.
  package typealias Glyph = Cell

  package private(set) var glyphs: [Glyph] = []
  /// Columns that the text takes.
  package private(set) var width = 0

  package init() {}

  package init(_ string: String, _ paint: Paint = Paint()) { append(string, paint) }

  /// The text of glyphs that another text had.
  package init(glyphs: some Sequence<Glyph>) {
    self.glyphs = Array(glyphs)
    width = self.glyphs.reduce(0) { $0 + $1.width }
  }

  package var isEmpty: Bool { glyphs.isEmpty }

  /// Adds `string` after running it through the sanitizer.
  package mutating func append(_ string: String, _ paint: Paint = Paint()) {
    width += Sanitizer.append(string, paint: paint, to: &glyphs, width: .current)
  }

  /// Adds text that is sanitized already.
  package mutating func append(_ text: StyledText) {
    glyphs += text.glyphs
    width += text.width
  }

  /// The same text lying on another surface: the selected row, say.
  package func on(_ surface: Surface) -> StyledText {
    var copy = self
    for index in copy.glyphs.indices { copy.glyphs[index].paint.surface = surface }
    return copy
  }

  /// The text without its paint, as it will be read.
  package var text: String {
    var text = ""
    for glyph in glyphs {
      text.unicodeScalars.append(glyph.scalar)
      text.unicodeScalars.append(contentsOf: glyph.marks)
    }
    return text
  }
}
