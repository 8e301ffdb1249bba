/// A cell of the screen: a sanitized character and how it is painted.
///
/// Made by the `Sanitizer` and by the grid's own lines only, which is why a `Grid` can be sent to a terminal as it is.
package struct Cell: Hashable, Sendable {
  package let scalar: Unicode.Scalar
  package let marks: CombiningMarks
  /// 1 or 2 columns; 0 for the right half of the wide cell to the left.
  package let width: Int
  package var paint: Paint

  init(_ scalar: Unicode.Scalar, marks: CombiningMarks = CombiningMarks(), width: Int = 1, paint: Paint = Paint()) {
    self.scalar = scalar
    self.marks = marks
    self.width = width
    self.paint = paint
  }

  package static let blank = Cell(" ")

  /// Whether nothing is seen of it but what it lies on.
  var isBlank: Bool { scalar == " " && marks.isEmpty }

  /// The right half of a wide character painted `paint`.
  static func rightHalf(_ paint: Paint) -> Cell { Cell(" ", width: 0, paint: paint) }
}

/// Up to three combining marks on one base character.
///
/// Three scalars of 21 bits each in one word, so that a cell owns no memory and a grid is copied as bytes.
package struct CombiningMarks: Hashable, Sendable, Sequence {
  package static let limit = 3
  private var bits: UInt64 = 0

  package init() {}

  package var isEmpty: Bool { bits == 0 }
  package var count: Int { bits == 0 ? 0 : bits >> 21 == 0 ? 1 : bits >> 42 == 0 ? 2 : 3 }

  /// The same marks and one more; nil when there is no room.
  func adding(_ mark: Unicode.Scalar) -> CombiningMarks? {
    guard count < Self.limit else { return nil }
    var copy = self
    copy.bits |= UInt64(mark.value) << UInt64(21 * count)
    return copy
  }

  package func makeIterator() -> AnyIterator<Unicode.Scalar> {
    var rest = bits
    return AnyIterator {
      guard rest != 0 else { return nil }
      defer { rest >>= 21 }
      return Unicode.Scalar(UInt32(rest & 0x1F_FFFF))
    }
  }
}
