/// One line of painted, sanitized text. The only thing that can be put into a `Grid`.
///
/// Every way in runs the `Sanitizer`: a control, escape, bidirectional or otherwise unprintable character of `string`
/// becomes a visible mark. Shape: one line; a newline inside `string` becomes a mark like any other control character.
package struct StyledText: Hashable, Sendable {
  /// A sanitized character as it will stand in the grid: a base scalar, up to three combining marks, one or two columns.
  package struct Glyph: Hashable, Sendable {
    package let scalar: Unicode.Scalar
    package let marks: [Unicode.Scalar]
    package let width: Int
    package let paint: Paint
  }
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

  /// Adds `string` after running it through the sanitizer.
  package mutating func append(_ string: String, _ paint: Paint = Paint()) {
    for glyph in Sanitizer.glyphs(of: string, paint: paint) {
      glyphs.append(glyph)
      width += glyph.width
    }
  }

  /// Adds text that is sanitized already.
  package mutating func append(_ text: StyledText) {
    glyphs += text.glyphs
    width += text.width
  }

  /// The same text lying on another surface: the selected row, say.
  package func on(_ surface: Surface) -> StyledText {
    var copy = StyledText()
    copy.width = width
    copy.glyphs = glyphs.map {
      var paint = $0.paint
      paint.surface = surface
      return Glyph(scalar: $0.scalar, marks: $0.marks, width: $0.width, paint: paint)
    }
    return copy
  }
}
