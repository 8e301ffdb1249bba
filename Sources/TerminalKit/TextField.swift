/// A line of text that is being typed.
///
/// Keys edit whole characters as a person sees them. What may not be shown is kept, and visible as a mark: a newline in a
/// paste is `<LF>`.
package struct TextField: Hashable, Sendable {
  /// Characters beyond which nothing more is taken.
  package let limit: Int
  private var characters: [Character]
  /// The character before which typing happens.
  package private(set) var cursor: Int

  /// A field that begins with `text`, the cursor behind it.
  package init(_ text: String = "", limit: Int = 10_000) {
    self.limit = limit
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Does what `key` says; false when the key is not one of editing.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar): insert(String(Character(scalar)))
    case .backspace, .control("h"): remove(from: cursor - 1, to: cursor)
    case .delete, .control("d"): remove(from: cursor, to: cursor + 1)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .control("u"): remove(from: 0, to: cursor)
    case .control("k"): remove(from: cursor, to: characters.count)
    case .control("w"): remove(from: startOfWord, to: cursor)
    case .control, .alt, .up, .down, .shiftUp, .shiftDown, .pageUp, .pageDown, .enter, .tab, .backTab, .escape, .insert,
      .function:
      return false
    }
    return true
  }

  /// Inserts text at the cursor: a paste, or something chosen.
  package mutating func insert(_ text: String) {
    // Joined first, since a combining character belongs to the one before it.
    let before = String(characters[..<cursor]) + text
    let after = characters[cursor...]
    let joined = Array(before)
    guard joined.count + after.count <= limit else { return }
    characters = joined + after
    cursor = joined.count
  }

  private mutating func remove(from start: Int, to end: Int) {
    let range = max(0, start)..<min(characters.count, max(0, end))
    guard !range.isEmpty else { return }
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var startOfWord: Int {
    var at = cursor
    while at > 0, characters[at - 1] == " " { at -= 1 }
    while at > 0, characters[at - 1] != " " { at -= 1 }
    return at
  }

  /// Draws the part of the text around the cursor and puts the terminal's cursor there.
  ///
  /// - Parameters:
  ///   - grid: where to draw.
  ///   - column: the left edge.
  ///   - row: the row.
  ///   - width: columns of the field, of which the last is kept for the cursor.
  ///   - paint: of text and field.
  package func draw(into grid: inout Grid, column: Int, row: Int, width: Int, paint: Paint = Paint()) {
    guard width > 0 else { return }
    let before = StyledText(String(characters[..<cursor]), paint).width
    let skip = max(0, before - width + 1)
    grid.put(StyledText(text, paint), column: column, row: row, width: width, skip: skip, fill: paint)
    grid.cursor = (column: column + before - skip, row: row)
  }
}
