import MigrationCore
import TerminalKit

/// SQL of which only those parts are painted that somebody looks at: it may have a line of a megabyte, or many lines.
struct PaintedSQL: Sendable {
  /// A line, or a part of a very long one.
  struct Piece: Sendable {
    var range: Range<Int>
    /// Where nothing but blanks are left of the line; the end of the piece where there is none.
    ///
    /// Those at the end of a line are seen no more than what is a mark elsewhere, and may be part of a text.
    var blanks: Int
    /// Whether the piece goes on with the line of the one before.
    var isContinued = false

    init(_ range: Range<Int>, blanks: Int, isContinued: Bool) {
      (self.range, self.isContinued) = (range, isContinued)
      self.blanks = min(max(blanks, range.lowerBound), range.upperBound)
    }
  }

  /// In order; at least one.
  private(set) var pieces: [Piece] = []
  private let bytes: [UInt8]
  /// In order, none over another.
  private var tokens: [SyntaxToken] = []

  /// Bytes of a line that are painted at once; no window is as wide.
  static let longestPiece = 8192

  /// Tokens that do not fit the text are left out.
  init(_ sql: String, tokens: [SyntaxToken]) {
    bytes = Array(sql.utf8)
    var end = 0
    for token in tokens where token.range.lowerBound >= end && token.range.upperBound <= bytes.count {
      self.tokens.append(token)
      end = token.range.upperBound
    }
    var start = 0
    while let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      addLine(start..<newline)
      start = newline + 1
    }
    addLine(start..<bytes.count)
    while pieces.count > 1, pieces[pieces.count - 1].range.isEmpty { pieces.removeLast() }
  }

  private mutating func addLine(_ line: Range<Int>) {
    let blanks = (bytes[line].lastIndex { !Self.isBlank($0) } ?? line.lowerBound - 1) + 1
    func add(_ range: Range<Int>) {
      pieces.append(Piece(range, blanks: blanks, isContinued: range.lowerBound > line.lowerBound))
    }
    var start = line.lowerBound
    while line.upperBound - start > Self.longestPiece {
      let end = breakPlace(in: start..<start + Self.longestPiece)
      add(start..<end)
      start = end
    }
    add(start..<line.upperBound)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// Behind the last blank of a stretch where one is near its end, else between two characters.
  private func breakPlace(in stretch: Range<Int>) -> Int {
    if let blank = bytes[stretch.suffix(512)].lastIndex(of: UInt8(ascii: " ")) { return blank + 1 }
    var end = stretch.upperBound
    while end > stretch.lowerBound + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// The piece, painted.
  func text(_ piece: Piece) -> StyledText {
    var text = StyledText()
    func add(_ range: Range<Int>, _ paint: Paint) {
      if !range.isEmpty { text.append(String(decoding: bytes[range], as: UTF8.self), paint) }
    }
    var at = piece.range.lowerBound
    for token in tokens[firstToken(endingAfter: at)...] {
      guard token.range.lowerBound < piece.blanks else { break }
      let range = token.range.clamped(to: at..<piece.blanks)
      add(at..<range.lowerBound, Paint())
      add(range, token.role.paint)
      at = range.upperBound
    }
    add(at..<piece.blanks, Paint())
    for byte in bytes[piece.blanks..<piece.range.upperBound] {
      text.append(Sanitizer.mark(for: Unicode.Scalar(byte)), Paint(.escape))
    }
    return text
  }

  private func firstToken(endingAfter place: Int) -> Int {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether the piece takes one row of `width` columns, as far as that can be told without painting it.
  func surelyFits(_ piece: Piece, in width: Int) -> Bool {
    piece.range.count <= width && piece.blanks == piece.range.upperBound
      && bytes[piece.range].allSatisfy { (0x20...0x7E).contains($0) }
  }
}

/// SQL in rows of a width: long lines wrapped, or each line a row.
struct SQLRows: Sendable {
  private let sql: PaintedSQL
  private let width: Int
  private let wraps: Bool
  /// By piece, how many rows there are up to its end.
  private var ends: [Int] = []

  /// Lays out `sql` in rows of `width` columns; nil where lines are not wrapped.
  init(_ sql: PaintedSQL, width: Int?) {
    (self.sql, self.width, wraps) = (sql, width ?? 1, width != nil)
    var count = 0
    ends.reserveCapacity(sql.pieces.count)
    for piece in sql.pieces {
      // What is behind the longest piece of a line that is not wrapped is further right than anybody can scroll.
      if width == nil {
        count += piece.isContinued ? 0 : 1
      } else {
        count += sql.surelyFits(piece, in: self.width) ? 1 : wrapped(piece).count
      }
      ends.append(count)
    }
  }

  var count: Int { ends.last ?? 0 }

  /// The rows of a range, as far as there are any.
  subscript(range: Range<Int>) -> [StyledText] {
    let range = range.clamped(to: 0..<count)
    guard !range.isEmpty else { return [] }
    var piece = firstPiece(endingAfter: range.lowerBound)
    var rows: [StyledText] = []
    while rows.count < range.count {
      let start = piece > 0 ? ends[piece - 1] : 0
      if ends[piece] > start {
        let own = wrapped(sql.pieces[piece])
        rows += own[(range.lowerBound + rows.count - start)..<min(own.count, range.upperBound - start)]
      }
      piece += 1
    }
    return rows
  }

  private func wrapped(_ piece: PaintedSQL.Piece) -> [StyledText] {
    let text = sql.text(piece)
    return wraps ? text.wrapped(to: width, hanging: 4) : [text]
  }

  private func firstPiece(endingAfter row: Int) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
