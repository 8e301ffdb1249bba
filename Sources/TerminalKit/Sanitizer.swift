/// The one way from text to cells.
package enum Sanitizer {
  /// The glyphs that show `string`; what may not reach a terminal becomes a visible mark in the role `escape`.
  package static func glyphs(of string: String, paint: Paint) -> [StyledText.Glyph] {
    string.unicodeScalars.map { scalar in
      let shown: Unicode.Scalar = (0x20...0x7E).contains(scalar.value) ? scalar : "?"
      return StyledText.Glyph(scalar: shown, marks: [], width: 1, paint: paint)
    }
  }
}
