package import MigrationCore
package import TerminalKit

/// One row of two texts beside each other.
package struct DefinitionLine: Hashable, Sendable {
  /// Nil where the other side has a line that this one has not.
  package var current: StyledText?
  package var desired: StyledText?
  package var isChanged: Bool
  /// The line's place in each of the two texts, from zero; nil where that one has not the line.
  package var currentNumber: Int?
  package var desiredNumber: Int?

  func number(on isDesired: Bool) -> Int? { isDesired ? desiredNumber : currentNumber }
}

/// Two texts aligned line by line, changed words marked.
package enum DefinitionLines {
  /// Beyond this many lines that are not the same in place, everything between counts as replaced: quadratic work ends here.
  static let limit = 4000

  /// Aligns two SQL texts; `tokens` colours them.
  package static func align(
    current: String, desired: String, tokens: (String) -> [SyntaxToken]
  ) -> [DefinitionLine] {
    let old = sides(current, tokens)
    let new = sides(desired, tokens)
    var lines: [DefinitionLine] = []
    var oldRun: [Line] = []
    var newRun: [Line] = []
    func flush() {
      lines += pair(oldRun, newRun)
      (oldRun, newRun) = ([], [])
    }
    let (removed, inserted) = changes(old.map(\.bytes), new.map(\.bytes))
    var (at, other) = (0, 0)
    while at < old.count || other < new.count {
      if at < old.count, removed.contains(at) {
        oldRun.append(old[at])
        at += 1
      } else if other < new.count, inserted.contains(other) {
        newRun.append(new[other])
        other += 1
      } else if at < old.count, other < new.count {
        flush()
        lines.append(DefinitionLine(current: old[at].text, desired: new[other].text, isChanged: false))
        at += 1
        other += 1
      } else {
        break
      }
    }
    flush()
    var next = (current: 0, desired: 0)
    for index in lines.indices {
      if lines[index].current != nil {
        lines[index].currentNumber = next.current
        next.current += 1
      }
      if lines[index].desired != nil {
        lines[index].desiredNumber = next.desired
        next.desired += 1
      }
    }
    return lines
  }

  private struct Line {
    var bytes: [UInt8]
    var text: StyledText
  }

  private static func sides(_ sql: String, _ tokens: (String) -> [SyntaxToken]) -> [Line] {
    guard !sql.isEmpty else { return [] }
    let raw = Array(sql.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return zip(raw, SQLLines.lines(sql, tokens: tokens(sql))).map { Line(bytes: Array($0), text: $1) }
  }

  /// Places that only the old and only the new sequence has.
  private static func changes<Element: Equatable>(_ old: [Element], _ new: [Element]) -> (Set<Int>, Set<Int>) {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    guard oldEnd - start + newEnd - start <= limit else {
      return (Set(start..<oldEnd), Set(start..<newEnd))
    }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new[start..<newEnd].difference(from: old[start..<oldEnd]) {
      switch change {
      case .remove(let offset, _, _): removed.insert(start + offset)
      case .insert(let offset, _, _): inserted.insert(start + offset)
      }
    }
    return (removed, inserted)
  }

  /// Puts lines that have most words in common beside each other.
  private static func pair(_ old: [Line], _ new: [Line]) -> [DefinitionLine] {
    var lines: [DefinitionLine] = []
    var next = 0
    for line in old {
      let oldWords = words(line.text)
      // Looking a few lines ahead is enough; further away it is another line.
      let match = (next..<min(new.count, next + 8)).first { isAlike(oldWords, words(new[$0].text)) }
      guard let match else {
        lines.append(DefinitionLine(current: line.text.on(.drop), desired: nil, isChanged: true))
        continue
      }
      lines += new[next..<match].map { DefinitionLine(current: nil, desired: $0.text.on(.create), isChanged: true) }
      let newWords = words(new[match].text)
      let (removed, inserted) = changes(oldWords.map(\.text), newWords.map(\.text))
      lines.append(
        DefinitionLine(
          current: mark(line.text.on(.drop), removed.map { oldWords[$0].range }),
          desired: mark(new[match].text.on(.create), inserted.map { newWords[$0].range }), isChanged: true))
      next = match + 1
    }
    return lines + new[next...].map { DefinitionLine(current: nil, desired: $0.text.on(.create), isChanged: true) }
  }

  private struct Word {
    var text: [Unicode.Scalar]
    var range: Range<Int>
    var isSpace: Bool { text.first == " " }
  }

  private static func words(_ text: StyledText) -> [Word] {
    var words: [Word] = []
    for (index, glyph) in text.glyphs.enumerated() {
      let scalars = [glyph.scalar] + Array(glyph.marks)
      if let last = words.last, isWord(glyph.scalar), let first = last.text.first, isWord(first) {
        words[words.count - 1].text += scalars
        words[words.count - 1].range = last.range.lowerBound..<(index + 1)
      } else {
        words.append(Word(text: scalars, range: index..<(index + 1)))
      }
    }
    return words
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
  }

  private static func isAlike(_ old: [Word], _ new: [Word]) -> Bool {
    let (old, new) = (old.filter { !$0.isSpace }, new.filter { !$0.isSpace })
    guard !old.isEmpty, !new.isEmpty, old.count + new.count <= limit else { return false }
    let (removed, inserted) = changes(old.map(\.text), new.map(\.text))
    return (old.count - removed.count + new.count - inserted.count) * 2 >= old.count + new.count
  }

  private static func mark(_ text: StyledText, _ ranges: [Range<Int>]) -> StyledText {
    var glyphs = text.glyphs
    for range in ranges {
      for index in range { glyphs[index].paint.surface = .intraline }
    }
    return StyledText(glyphs: glyphs)
  }
}
