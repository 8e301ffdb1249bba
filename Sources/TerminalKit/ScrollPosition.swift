/// Which rows of a long list are seen; arithmetic only.
package struct ScrollPosition: Hashable, Sendable {
  /// The first row that is seen, from zero.
  package private(set) var first = 0
  /// Rows kept in sight above and below the cursor where there are any.
  package let margin: Int

  package init(margin: Int = 2) { self.margin = max(0, margin) }

  /// The rows that are seen.
  package func visible(height: Int, count: Int) -> Range<Int> {
    let start = min(max(0, first), max(0, count))
    return start..<max(start, min(count, start + height))
  }

  /// Moves as little as is needed to see row `cursor` and its margin, and shows no emptiness below the end.
  package mutating func reveal(_ cursor: Int, height: Int, count: Int) {
    let margin = min(margin, max(0, (height - 1) / 2))
    first = min(first, cursor - margin)
    first = max(first, cursor + margin - height + 1)
    clamp(height: height, count: count)
  }

  /// Moves by `rows`, down when positive.
  package mutating func scroll(by rows: Int, height: Int, count: Int) {
    first += rows
    clamp(height: height, count: count)
  }

  /// Puts row `cursor` at the top, in the middle or at the bottom.
  package mutating func align(_ cursor: Int, to place: Place, height: Int, count: Int) {
    switch place {
    case .top: first = cursor
    case .middle: first = cursor - height / 2
    case .bottom: first = cursor - height + 1
    }
    clamp(height: height, count: count)
  }

  package enum Place: Hashable, Sendable { case top, middle, bottom }

  /// The row nearest to `cursor` that is in sight with its margin: where the cursor goes when the text is scrolled.
  package func nearest(to cursor: Int, height: Int, count: Int) -> Int {
    let rows = visible(height: height, count: count)
    guard !rows.isEmpty else { return 0 }
    let margin = min(margin, max(0, (height - 1) / 2))
    let low = rows.lowerBound == 0 ? 0 : rows.lowerBound + margin
    let high = rows.upperBound == count ? count - 1 : rows.upperBound - 1 - margin
    return min(max(cursor, low), max(low, high))
  }

  private mutating func clamp(height: Int, count: Int) { first = max(0, min(first, count - height)) }
}
