extension Grid {
  /// Paints what is found in a part of the screen as `Role.match`: in single rows, upper and lower case alike.
  package mutating func mark(_ text: String, in rectangle: Rectangle) {
    let wanted = StyledText(text).glyphs.map { Self.lowered($0.scalar) }
    guard !wanted.isEmpty else { return }
    for row in visible(rectangle.row, rectangle.height, of: rows) {
      // The right half of a wide character belongs to the left one.
      let places = visible(rectangle.column, rectangle.width, of: columns).filter { self[$0, row].width > 0 }
      let found = places.map { Self.lowered(self[$0, row].scalar) }
      var at = 0
      while at + wanted.count <= found.count {
        guard found[at..<(at + wanted.count)].elementsEqual(wanted) else {
          at += 1
          continue
        }
        for place in places[at..<(at + wanted.count)] { paint(place, row, .match) }
        at += wanted.count
      }
    }
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) + 0x20) : scalar
  }
}
