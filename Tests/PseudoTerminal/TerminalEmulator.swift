import TerminalKit

/// A terminal as far as a test has to see: what stands where, and what was asked of it.
///
/// Written from ECMA-48 and xterm's control sequences, without a look at what our screen sends.
package struct TerminalEmulator: Sendable {
  package private(set) var columns: Int
  package private(set) var rows: Int
  package private(set) var cursor = (column: 0, row: 0)
  /// Private modes that are on: 25 the cursor, 1049 the alternate screen, 2004 bracketed paste.
  package private(set) var modes: Set<Int> = [7, 25]
  /// Operating system commands that came: titles, the clipboard.
  package private(set) var commands: [String] = []
  /// Sequences that this emulator does not know: a correct program sends none.
  package private(set) var unknown: [String] = []
  package private(set) var bells = 0

  private typealias Line = [Character]
  private var lines: [Line]
  private var pen = Pen()
  private var savedPen = Pen()
  private var hidden: [Line]?
  private var saved = (column: 0, row: 0)
  private var wrapsNext = false
  private var isInserting = false
  private var top = 0
  private var bottom: Int
  private var last = " "
  private var isGraphic = [false, false]
  private var shift = 0

  private enum State: Sendable { case ground, escape, control, command, commandEscape, charset(UInt8) }
  private var state = State.ground
  private var pending: [UInt8] = []

  package init(columns: Int, rows: Int) {
    (self.columns, self.rows, bottom) = (columns, rows, rows - 1)
    lines = Array(repeating: Array(repeating: Character(), count: columns), count: rows)
  }

  /// What stands at a place.
  package subscript(column: Int, row: Int) -> Character { lines[row][column] }

  /// The rows as text, without trailing spaces.
  package var text: [String] {
    lines.map { line in
      var text = line.map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// All rows as one text.
  package var contents: String { text.joined(separator: "\n") }

  /// Whether `text` is on the screen; the spaces at the end of a row count, and it may go over several rows.
  package func contains(_ text: String) -> Bool {
    contents.contains(text) || lines.contains { $0.map(\.text).joined().contains(text) }
  }

  /// Another size, the upper left kept.
  package mutating func resize(columns: Int, rows: Int) {
    func fit(_ lines: [Line]) -> [Line] {
      (0..<rows).map { row in
        (0..<columns).map { row < lines.count && $0 < lines[row].count ? lines[row][$0] : Character() }
      }
    }
    lines = fit(lines)
    hidden = hidden.map(fit)
    (self.columns, self.rows, top, bottom) = (columns, rows, 0, rows - 1)
    move(cursor.column, cursor.row)
  }

  /// Takes what the program wrote.
  package mutating func feed(_ bytes: some Sequence<UInt8>) { for byte in bytes { take(byte) } }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeGround(byte)
    case .escape: takeEscape(byte)
    case .control:
      if byte == 0x1B {
        state = .escape
        pending = []
      } else if byte < 0x20 {
        control(byte)
      } else {
        pending.append(byte)
        if byte >= 0x40 {
          state = .ground
          controlSequence(pending)
          pending = []
        }
      }
    case .command:
      if byte == 0x07 { endCommand() } else if byte == 0x1B { state = .commandEscape } else { pending.append(byte) }
    case .commandEscape:
      endCommand()
      if byte != UInt8(ascii: "\\") {
        state = .escape
        take(byte)
      }
    // What was cut off before its last byte begins anew.
    case .charset where byte == 0x1B: state = .escape
    case .charset(let slot):
      if slot < 2 { isGraphic[Int(slot)] = byte == UInt8(ascii: "0") }
      state = .ground
    }
  }

  private mutating func endCommand() {
    commands.append(String(decoding: pending, as: UTF8.self))
    pending = []
    state = .ground
  }

  private mutating func takeGround(_ byte: UInt8) {
    if byte < 0x20 || byte == 0x7F {
      control(byte)
      return
    }
    if byte < 0x80 {
      pending = []
      let isDrawing = isGraphic[shift]
      show(isDrawing ? Self.graphic[byte] ?? Unicode.Scalar(byte) : Unicode.Scalar(byte))
      return
    }
    if byte >= 0xC0 { pending = [] }
    pending.append(byte)
    let length = pending[0] >= 0xF0 ? 4 : pending[0] >= 0xE0 ? 3 : pending[0] >= 0xC0 ? 2 : 1
    guard pending.count >= length else { return }
    let text = String(decoding: pending, as: UTF8.self)
    pending = []
    for scalar in text.unicodeScalars { show(scalar) }
  }

  private static let graphic: [UInt8: Unicode.Scalar] = [
    0x6A: "┘", 0x6B: "┐", 0x6C: "┌", 0x6D: "└", 0x6E: "┼", 0x71: "─", 0x74: "├", 0x75: "┤", 0x76: "┴", 0x77: "┬",
    0x78: "│",
  ]

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x00: break
    case 0x07: bells += 1
    case 0x08: move(cursor.column - 1, cursor.row)
    case 0x09: move((cursor.column / 8 + 1) * 8, cursor.row)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(0, cursor.row)
    case 0x0E: shift = 1
    case 0x0F: shift = 0
    case 0x1B: state = .escape
    default: unknown.append("control \(byte)")
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    state = .ground
    pending = []
    switch byte {
    // What was cut off after its first byte begins anew.
    case 0x1B: state = .escape
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): state = .command
    case UInt8(ascii: "("): state = .charset(0)
    case UInt8(ascii: ")"): state = .charset(1)
    case UInt8(ascii: "*"), UInt8(ascii: "+"): state = .charset(2)
    case UInt8(ascii: "7"): save()
    case UInt8(ascii: "8"): restore()
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "E"):
      move(0, cursor.row)
      lineFeed()
    case UInt8(ascii: "M"): if cursor.row == top { scroll(-1) } else { move(cursor.column, cursor.row - 1) }
    case UInt8(ascii: "c"): self = TerminalEmulator(columns: columns, rows: rows)
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "H"), UInt8(ascii: "\\"): break
    default: unknown.append("ESC \(Unicode.Scalar(byte))")
    }
  }

  // MARK: Drawing

  /// What is left where something was erased or scrolled away.
  private var blank: Character { Character(" ", Pen(background: pen.background)) }

  private mutating func save() { (saved, savedPen) = (cursor, pen) }

  private mutating func restore() {
    move(saved.column, saved.row)
    pen = savedPen
  }

  private mutating func move(_ column: Int, _ row: Int) {
    cursor = (min(max(0, column), columns - 1), min(max(0, row), rows - 1))
    wrapsNext = false
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    let width: Int
    switch TextWidth.unicode.display(of: scalar) {
    case .base(let columns): width = columns
    case .combining:
      let at = wrapsNext ? cursor.column : max(0, cursor.column - 1)
      let base = lines[cursor.row][at].text.isEmpty ? max(0, at - 1) : at
      lines[cursor.row][base].text.unicodeScalars.append(scalar)
      return
    case .hidden:
      unknown.append("U+\(String(scalar.value, radix: 16))")
      return
    }
    if wrapsNext || cursor.column + width > columns {
      if modes.contains(7) {
        move(0, cursor.row)
        lineFeed()
      } else {
        move(columns - width, cursor.row)
      }
    }
    if isInserting {
      lines[cursor.row].removeLast(width)
      lines[cursor.row].insert(contentsOf: Array(repeating: blank, count: width), at: cursor.column)
    }
    put(String(Swift.Character(scalar)), cursor.column)
    if width == 2, cursor.column + 1 < columns { put("", cursor.column + 1) }
    last = String(Swift.Character(scalar))
    if cursor.column + width >= columns {
      cursor.column = columns - 1
      wrapsNext = true
    } else {
      cursor.column += width
    }
  }

  private mutating func put(_ cell: String, _ column: Int) {
    let row = cursor.row
    if !cell.isEmpty {
      if lines[row][column].text.isEmpty, column > 0 { lines[row][column - 1].text = " " }
      if column + 1 < columns, lines[row][column + 1].text.isEmpty { lines[row][column + 1].text = " " }
    }
    lines[row][column] = Character(cell, pen)
  }

  private mutating func lineFeed() {
    if cursor.row == bottom { scroll(1) } else { move(cursor.column, cursor.row + 1) }
  }

  /// Moves the lines of the scroll region up, or down when `count` is negative.
  private mutating func scroll(_ count: Int, from start: Int? = nil) {
    let start = start ?? top
    guard start <= bottom else { return }
    for _ in 0..<min(abs(count), bottom - start + 1) {
      lines.remove(at: count > 0 ? start : bottom)
      lines.insert(Array(repeating: blank, count: columns), at: count > 0 ? bottom : start)
    }
  }

  private mutating func erase(row: Int, _ range: Range<Int>) {
    for column in range.clamped(to: 0..<columns) { lines[row][column] = blank }
  }

  // MARK: Control sequences

  private mutating func controlSequence(_ bytes: [UInt8]) {
    let final = Unicode.Scalar(bytes[bytes.count - 1])
    var body = bytes.dropLast()
    let isPrivate = body.first.map { (0x3C...0x3F).contains($0) } ?? false
    if isPrivate { body = body.dropFirst() }
    let numbers = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      Int(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    let first = numbers.first ?? 0
    let count = max(1, first)
    if isPrivate {
      switch final {
      case "h": for mode in numbers { setMode(mode, on: true) }
      case "c": break  // the Linux console's cursor
      case "n" where numbers == [996]: break  // asks for the colour scheme; what answers is the test
      case "l": for mode in numbers { setMode(mode, on: false) }
      default: unknown.append("CSI " + String(decoding: bytes, as: UTF8.self))
      }
      return
    }
    switch final {
    case "A": move(cursor.column, max(cursor.row - count, cursor.row >= top ? top : 0))
    case "B", "e": move(cursor.column, min(cursor.row + count, cursor.row <= bottom ? bottom : rows - 1))
    case "C", "a": move(cursor.column + count, cursor.row)
    case "D": move(cursor.column - count, cursor.row)
    case "E": move(0, cursor.row + count)
    case "F": move(0, cursor.row - count)
    case "G", "`": move(count - 1, cursor.row)
    case "d": move(cursor.column, count - 1)
    case "H", "f": move((numbers.count > 1 ? max(1, numbers[1]) : 1) - 1, count - 1)
    case "J": eraseScreen(first)
    case "K": eraseLine(first)
    case "X": erase(row: cursor.row, cursor.column..<(cursor.column + count))
    case "P":
      for _ in 0..<min(count, columns - cursor.column) {
        lines[cursor.row].remove(at: cursor.column)
        lines[cursor.row].append(blank)
      }
    case "@":
      for _ in 0..<min(count, columns - cursor.column) {
        lines[cursor.row].insert(blank, at: cursor.column)
        lines[cursor.row].removeLast()
      }
    case "L": scroll(-count, from: cursor.row)
    case "M": scroll(count, from: cursor.row)
    case "S": scroll(count)
    case "T": scroll(-count)
    case "b": for scalar in last.unicodeScalars { for _ in 0..<count { show(scalar) } }
    case "r":
      top = count - 1
      bottom = (numbers.count > 1 && numbers[1] > 0 ? min(numbers[1], rows) : rows) - 1
      move(0, 0)
    case "s": save()
    case "u": restore()
    case "h", "l": if numbers.contains(4) { isInserting = final == "h" }
    case "c" where first == 0: break  // asks what kind of terminal this is
    case "m": unknown += pen.take(body).map { "SGR \($0)" }
    case "t": break
    default: unknown.append("CSI " + String(decoding: bytes, as: UTF8.self))
    }
  }

  private mutating func setMode(_ mode: Int, on: Bool) {
    if [47, 1047, 1049].contains(mode), on != (hidden != nil) {
      if on {
        save()
        hidden = lines
        lines = Array(repeating: Array(repeating: blank, count: columns), count: rows)
      } else if let shown = hidden {
        lines = shown
        hidden = nil
        restore()
      }
    }
    if on { modes.insert(mode) } else { modes.remove(mode) }
  }

  private mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: erase(row: cursor.row, cursor.column..<columns)
    case 1: erase(row: cursor.row, 0..<(cursor.column + 1))
    default: erase(row: cursor.row, 0..<columns)
    }
  }

  private mutating func eraseScreen(_ part: Int) {
    let whole: Range<Int>
    switch part {
    case 0: whole = (cursor.row + 1)..<rows
    case 1: whole = 0..<cursor.row
    default: whole = 0..<rows
    }
    if part < 2 { eraseLine(part) }
    for row in whole { erase(row: row, 0..<columns) }
  }
}
