/// Statements of PostgreSQL 16 to 18 said in PostgreSQL 15's grammar, so that they can be read at all.
///
/// What the old grammar has no word for becomes the call of a function that cannot exist; the reader knows its name.
///
/// Source: PostgreSQL 18 manual, "CREATE TABLE", "ALTER TABLE", "ALTER DOMAIN".
struct NewerGrammar {
  enum Marker: String, CaseIterable {
    case setExpression = "countersign: SET EXPRESSION"
    case notNull = "countersign: NOT NULL"
    case virtual = "countersign: VIRTUAL"
  }

  /// The text in the old grammar.
  private(set) var bytes: [UInt8] = []
  /// Where `NOT ENFORCED` stood, in `bytes`.
  private(set) var notEnforced: [Int] = []
  /// Where `WITHOUT OVERLAPS` and `PERIOD` stood, in `bytes`.
  private(set) var periods: [Int] = []

  fileprivate struct Word {
    var range: Range<Int>
    /// In upper case; a quoted name is a name whatever it says.
    var text: String
  }
  private struct Edit {
    /// What the old grammar does without, to be noted elsewhere.
    enum Omission { case notEnforced, period }
    var range: Range<Int>
    var text: String
    var omission: Omission?
  }

  /// Nil when there is nothing to say in another way.
  init?(_ source: [UInt8]) {
    let words = Lexer(source).filter { $0.kind != .comment }.map { lexeme in
      let text = String(decoding: source[lexeme.range], as: UTF8.self)
      return Word(range: lexeme.range, text: lexeme.kind == .word ? text.uppercased() : text)
    }
    let edits = Self.edits(of: words, source)
    guard !edits.isEmpty else { return nil }
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard edit.range.lowerBound >= position else { return nil }
      bytes += source[position..<edit.range.lowerBound]
      switch edit.omission {
      case .notEnforced?: notEnforced.append(bytes.count)
      case .period?: periods.append(bytes.count)
      case nil: break
      }
      bytes += Array(edit.text.utf8)
      position = edit.range.upperBound
    }
    bytes += source[position...]
  }

  private static func edits(of words: [Word], _ source: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    let isDomain = words[...].says("ALTER", "DOMAIN")
    for index in words.indices {
      let rest = words[index...]
      if rest.says("NOT", "ENFORCED") {
        edits.append(
          Edit(
            range: words[index].range.lowerBound..<words[index + 1].range.upperBound, text: "", omission: .notEnforced))
      } else if rest.says("WITHOUT", "OVERLAPS", ")") {
        edits.append(
          Edit(range: words[index].range.lowerBound..<words[index + 1].range.upperBound, text: "", omission: .period))
      } else if rest.says("PERIOD"), words.at(index - 1)?.text == ",", words.at(index + 2)?.text == ")",
        words[..<index].contains(where: { $0.text == "FOREIGN" })
      {
        edits.append(Edit(range: words[index].range, text: "", omission: .period))
      } else if rest.says("SET", "EXPRESSION", "AS") {
        let range = words[index].range.lowerBound..<words[index + 2].range.upperBound
        edits.append(Edit(range: range, text: "SET DEFAULT \"\(Marker.setExpression.rawValue)\""))
      } else if isDomain, rest.says("NOT", "NULL"),
        words.at(index - 1)?.text == "ADD" || words.at(index - 2)?.text == "CONSTRAINT"
      {
        edits.append(notNull(words[index].range.lowerBound..<words[index + 1].range.upperBound, of: "VALUE"))
      } else if rest.says("ADD", "NOT", "NULL"), let column = words.at(index + 3) {
        edits.append(notNull(from: words[index + 1], column, source))
      } else if rest.says("ADD", "CONSTRAINT"), words[(index + 2)...].dropFirst().says("NOT", "NULL"),
        let column = words.at(index + 5)
      {
        edits.append(notNull(from: words[index + 3], column, source))
      } else if rest.says("GENERATED", "ALWAYS", "AS", "("), let close = end(of: index + 3, words),
        words.at(close + 1)?.text != "STORED"
      {
        let open = words[index + 3].range.upperBound
        edits.append(Edit(range: open..<open, text: "\"\(Marker.virtual.rawValue)\"("))
        let keyword = words.at(close + 1).flatMap { $0.text == "VIRTUAL" ? $0 : nil }
        let range = words[close].range.lowerBound..<(keyword ?? words[close]).range.upperBound
        edits.append(Edit(range: range, text: ")) STORED"))
      }
    }
    return edits
  }

  private static func notNull(from word: Word, _ column: Word, _ source: [UInt8]) -> Edit {
    let name = String(decoding: source[column.range], as: UTF8.self)
    return notNull(word.range.lowerBound..<column.range.upperBound, of: name)
  }

  private static func notNull(_ range: Range<Int>, of value: String) -> Edit {
    Edit(range: range, text: "CHECK (\"\(Marker.notNull.rawValue)\"(\(value)))")
  }

  /// Where the parenthesis that opens at `start` closes.
  private static func end(of start: Int, _ words: [Word]) -> Int? {
    var depth = 0
    for index in start..<words.count {
      if words[index].text == "(" { depth += 1 }
      if words[index].text == ")" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

extension ArraySlice where Element == NewerGrammar.Word {
  fileprivate func says(_ wanted: String...) -> Bool { starts(with: wanted) { $0.text == $1 } }
}

extension Array where Element == NewerGrammar.Word {
  fileprivate func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
