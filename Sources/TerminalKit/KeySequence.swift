/// A control sequence that came from the terminal: parameters and a final byte, without the `ESC [`.
struct KeySequence {
  private let prefix: UInt8?
  private let parameters: [Int]
  private let hasIntermediate: Bool
  private let final: UInt8

  init(_ bytes: ArraySlice<UInt8>) {
    final = bytes.last ?? 0
    var rest = bytes.dropLast()
    prefix = rest.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    if prefix != nil { rest = rest.dropFirst() }
    hasIntermediate = rest.contains { (0x20...0x2F).contains($0) }
    parameters = rest.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
      digits.reduce(0) { min(99_999, $0 * 10 + (0x30...0x39 ~= $1 ? Int($1) - 0x30 : 0)) }
    }
  }

  var isPasteBegin: Bool { prefix == nil && final == UInt8(ascii: "~") && parameters.first == 200 }

  /// What it says; nil for an answer to a query and for what nobody knows.
  var event: TerminalEvent? {
    if prefix == UInt8(ascii: "<") { return mouse }
    if prefix == UInt8(ascii: "?") { return report.map { .report($0) } }
    guard prefix == nil, !hasIntermediate else { return nil }
    let isPlain = parameters == [0] || parameters.isEmpty
    switch final {
    case UInt8(ascii: "I"): return isPlain ? .focus(true) : nil
    case UInt8(ascii: "O"): return isPlain ? .focus(false) : nil
    case UInt8(ascii: "R"): return nil
    case UInt8(ascii: "~"): return Self.numbered(parameters.first ?? 0).map { .key($0) }
    default: return Self.single(final, shift: parameters.count > 1 && parameters[1] == 2).map { .key($0) }
    }
  }

  private var report: TerminalReport? {
    switch final {
    case UInt8(ascii: "c"): .attributes
    case UInt8(ascii: "n") where parameters == [997, 1]: .colorScheme(isLight: false)
    case UInt8(ascii: "n") where parameters == [997, 2]: .colorScheme(isLight: true)
    default: nil
    }
  }

  private var mouse: TerminalEvent? {
    guard parameters.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m"),
      let action = Self.mouseAction(button: parameters[0], isPress: final == UInt8(ascii: "M"))
    else { return nil }
    return .mouse(action, column: max(0, parameters[1] - 1), row: max(0, parameters[2] - 1))
  }

  /// The left button and the wheel; the other buttons belong to the terminal.
  static func mouseAction(button: Int, isPress: Bool) -> MouseAction? {
    switch button & 0x43 {
    case 0x40: .wheelUp
    case 0x41: .wheelDown
    case 0: button & 0x20 != 0 ? .drag : isPress ? .press : .release
    default: nil
    }
  }

  /// The final byte of `ESC O` and of the unnumbered `ESC [` keys.
  static func single(_ final: UInt8, shift: Bool = false) -> Key? {
    switch final {
    case UInt8(ascii: "A"): shift ? .shiftUp : .up
    case UInt8(ascii: "B"): shift ? .shiftDown : .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "P"): .function(1)
    case UInt8(ascii: "Q"): .function(2)
    case UInt8(ascii: "R"): .function(3)
    case UInt8(ascii: "S"): .function(4)
    default: nil
    }
  }

  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }
}
