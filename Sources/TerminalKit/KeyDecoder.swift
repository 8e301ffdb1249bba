/// Turns what a terminal sends into events; a state machine over bytes, without I/O or clock.
///
/// A paste is one event and never keys. Answers to queries, which may come late over a slow link, are never keys
/// either. Nothing
/// depends on where the bytes were cut into reads, except that a lone Escape is a key only after a pause: while
/// `isWaiting`, the owner waits `escapeDelay` for more and then calls `timeOut`.
package struct KeyDecoder: Sendable {
  /// Milliseconds after which an Escape is known to be a key.
  package static let escapeDelay = 25
  /// Bytes of a paste that are kept; the rest is dropped.
  package static let pasteLimit = 1 << 18
  private static let sequenceLimit = 64
  private static let replyLimit = 4096
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private enum State: Sendable { case ground, escape, control, single, linuxFunction, reply, replyEscape, mouse, paste }
  private var state = State.ground
  /// The bytes since Escape, or of a character or paste that is not complete.
  private var pending: [UInt8] = []
  private var events: [TerminalEvent] = []
  /// What the terminal's description says its keys send.
  private let keys: [[UInt8]: Key]

  /// A decoder that knows xterm's sequences and, before those, `keys`.
  package init(keys: [[UInt8]: Key] = [:]) { self.keys = keys }

  /// The events that are complete with `bytes`.
  package mutating func decode(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
    for byte in bytes { take(byte) }
    return drain()
  }

  /// Whether the bytes so far are a key or the beginning of something longer.
  package var isWaiting: Bool {
    switch state {
    case .escape: true
    case .single, .reply: pending.count == 2
    case .ground, .control, .linuxFunction, .replyEscape, .mouse, .paste: false
    }
  }

  /// Nothing came for `escapeDelay`: what was waiting is a key.
  package mutating func timeOut() -> [TerminalEvent] {
    guard isWaiting else { return [] }
    switch state {
    case .escape: emit(.escape)
    case .single: emit(.alt("O"))
    case .reply, .ground, .control, .linuxFunction, .replyEscape, .mouse, .paste: reset()
    }
    return drain()
  }

  private mutating func drain() -> [TerminalEvent] {
    defer { events = [] }
    return events
  }

  private mutating func reset() {
    state = .ground
    pending = []
  }

  private mutating func emit(_ key: Key?) {
    reset()
    if let key { events.append(.key(key)) }
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeGround(byte)
    case .escape: takeEscape(byte)
    case .control: takeControl(byte)
    case .single: takeSingle(byte)
    case .linuxFunction: emit((0x41...0x45).contains(byte) ? .function(Int(byte) - 0x40) : nil)
    case .reply: takeReply(byte)
    case .replyEscape:
      if byte == UInt8(ascii: "\\") { endReply() } else { begin(thenTake: byte) }
    case .mouse:
      pending.append(byte)
      if pending.count == 6 { takeOldMouse() }
    case .paste: takePaste(byte)
    }
  }

  private mutating func begin(thenTake byte: UInt8) {
    state = .escape
    pending = [0x1B]
    take(byte)
  }

  private mutating func takeGround(_ byte: UInt8) {
    if byte >= 0x80 {
      takeUTF8(byte)
      return
    }
    pending = []
    switch byte {
    case 0x1B:
      state = .escape
      pending = [byte]
    case 0x0A, 0x0D: emit(.enter)
    case 0x09: emit(.tab)
    case 0x08, 0x7F: emit(.backspace)
    case 0x00: emit(.control(" "))
    case 0x01..<0x1B: emit(.control(Unicode.Scalar(byte + 0x60)))
    case 0x1C..<0x20: emit(.control(Unicode.Scalar(byte + 0x40)))
    default: emit(.character(Unicode.Scalar(byte)))
    }
  }

  private mutating func takeUTF8(_ byte: UInt8) {
    if byte >= 0xC0 { pending = [] }
    pending.append(byte)
    let length =
      switch pending[0] {
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 1
      }
    guard pending.count >= length else { return }
    let text = String(validating: pending, as: UTF8.self)
    emit(text?.unicodeScalars.first.map { .character($0) })
  }

  private mutating func takeEscape(_ byte: UInt8) {
    pending.append(byte)
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .single
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): state = .reply
    case 0x20..<0x7F: emit(keys[pending] ?? .alt(Unicode.Scalar(byte)))
    default:
      emit(.escape)
      take(byte)
    }
  }

  private mutating func takeSingle(_ byte: UInt8) {
    pending.append(byte)
    if let key = keys[pending] {
      emit(key)
      return
    }
    switch byte {
    case 0x1B: begin(again: byte)
    case 0x30...0x3B where pending.count < 8: return
    default: emit(KeySequence.single(byte))
    }
  }

  private mutating func begin(again byte: UInt8) {
    state = .escape
    pending = [byte]
  }

  private mutating func takeControl(_ byte: UInt8) {
    pending.append(byte)
    if let key = keys[pending] {
      emit(key)
      return
    }
    switch byte {
    case 0x1B: begin(again: byte)
    case UInt8(ascii: "[") where pending.count == 3: state = .linuxFunction
    case UInt8(ascii: "M") where pending.count == 3: state = .mouse
    case 0x40...0x7E:
      let sequence = KeySequence(pending[2...])
      reset()
      if sequence.isPasteBegin {
        state = .paste
      } else if let event = sequence.event {
        events.append(event)
      }
    case 0x20...0x3F where pending.count < Self.sequenceLimit: return
    default: reset()
    }
  }

  private mutating func takeReply(_ byte: UInt8) {
    switch byte {
    case 0x07: endReply()
    case 0x1B: state = .replyEscape
    case 0x00..<0x20:
      // No answer has a control character in it: the person is typing, and the answer broke off.
      reset()
      take(byte)
    default:
      pending.append(byte)
      if pending.count > Self.replyLimit { reset() }
    }
  }

  /// An answer is complete: `ESC ]`, a number, what it says; only the colour of the background is of use.
  private mutating func endReply() {
    let background = RGB(backgroundReply: pending.dropFirst(2))
    let isColor = pending.count > 1 && pending[1] == UInt8(ascii: "]")
    reset()
    if isColor, let background { events.append(.report(.background(background))) }
  }

  /// The report of a terminal that does not know the newer form: button, column and row, 32 added to each.
  private mutating func takeOldMouse() {
    let report = pending[3...].map { max(0, Int($0) - 32) }
    reset()
    let isRelease = report[0] & 0x43 == 3
    if let action = KeySequence.mouseAction(button: isRelease ? 0 : report[0], isPress: !isRelease) {
      events.append(.mouse(action, column: max(0, report[1] - 1), row: max(0, report[2] - 1)))
    }
  }

  private mutating func takePaste(_ byte: UInt8) {
    pending.append(byte)
    if byte == UInt8(ascii: "~"), pending.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] {
      let text = String(decoding: pending.dropLast(Self.pasteEnd.count).prefix(Self.pasteLimit), as: UTF8.self)
      reset()
      events.append(.paste(Self.withNewlines(text)))
    } else if pending.count > Self.pasteLimit + Self.pasteEnd.count {
      // Keeps as much as the end mark is long, so that it is still recognized.
      pending.removeSubrange(Self.pasteLimit..<(pending.count - Self.pasteEnd.count))
    }
  }

  /// Terminals send the line ends of a paste as carriage returns.
  private static func withNewlines(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      if !(scalar == "\n" && wasReturn) { result.append(scalar == "\r" ? "\n" : scalar) }
      wasReturn = scalar == "\r"
    }
    return String(result)
  }
}
