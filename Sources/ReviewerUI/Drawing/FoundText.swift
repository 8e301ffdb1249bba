import TerminalKit

extension StyledText {
  /// Adds a text in which the scalars at some places stand out: what a filter or search found.
  mutating func append(_ text: String, _ paint: Paint, found places: [Int]) {
    guard !places.isEmpty else { return append(text, paint) }
    let found = Set(places)
    for (index, scalar) in text.unicodeScalars.enumerated() {
      append(String(Character(scalar)), found.contains(index) ? Paint(.match, bold: true) : paint)
    }
  }
}
