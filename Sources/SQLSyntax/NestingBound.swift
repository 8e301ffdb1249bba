/// How deep a text's parse tree can be, told by its tokens, and how many those are.
///
/// Operators, casts and joins in a row nest to the left, as many as there are. A comma begins a sibling of what stands
/// before it, whose depth counts no more; `UNION` and its like nest whatever commas stand between them.
struct NestingBound {
  /// No parse tree of the text is deeper.
  private(set) var depth = 0
  private(set) var tokens = 0

  init(_ bytes: [UInt8]) {
    /// Of each open parenthesis, the outermost first: what nests in its present item, and in all of its items.
    var levels = [(item: 0, setOperations: 0)]
    var outer = 0
    for lexeme in Lexer(bytes) where lexeme.kind != .comment {
      tokens += 1
      let last = levels.count - 1
      switch (lexeme.kind, bytes[lexeme.range.lowerBound]) {
      case (.punctuation, UInt8(ascii: "(")), (.punctuation, UInt8(ascii: "[")):
        outer += levels[last].item + levels[last].setOperations + 1
        levels.append((0, 0))
      case (.punctuation, UInt8(ascii: ")")) where last > 0, (.punctuation, UInt8(ascii: "]")) where last > 0:
        levels.removeLast()
        outer -= levels[last - 1].item + levels[last - 1].setOperations + 1
        levels[last - 1].item += 1
      case (.punctuation, UInt8(ascii: ",")): levels[last].item = 0
      case (.punctuation, UInt8(ascii: ";")): levels[last] = (0, 0)
      // The grammar reads `+-` as two where this lexer sees one.
      case (.operator, _): levels[last].item += lexeme.range.count
      case (.word, _) where Self.isSetOperation(bytes[lexeme.range]): levels[last].setOperations += 3
      default: levels[last].item += 1
      }
      let top = levels[levels.count - 1]
      depth = max(depth, outer + top.item + top.setOperations)
    }
  }

  private static func isSetOperation(_ word: ArraySlice<UInt8>) -> Bool {
    guard (5...9).contains(word.count) else { return false }
    return ["union", "except", "intersect"].contains { $0.utf8.elementsEqual(word.map { $0 | 0x20 }) }
  }
}
