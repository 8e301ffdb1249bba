/// A place in a file that a person wrote.
package struct SourcePlace: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// As the person named it, or as an include led to it: `schema/tables/orders.sql`.
  package var file: String
  /// Counted from one.
  package var line: Int
  /// In characters as PostgreSQL counts them (code points), from one.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, which editors and terminals understand.
  package var description: String { "\(file):\(line):\(column)" }

  /// By file in byte order, then by position.
  package static func < (left: Self, right: Self) -> Bool {
    if !left.file.utf8.elementsEqual(right.file.utf8) {
      return left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
    }
    return (left.line, left.column) < (right.line, right.column)
  }

  /// The place that many characters further on, `text` being what stands here.
  package func advanced(by count: Int, in text: String) -> SourcePlace {
    var place = self
    for character in text.unicodeScalars.prefix(count) {
      if character == "\n" {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
    }
    return place
  }
}
