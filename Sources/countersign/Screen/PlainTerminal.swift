import CTerminalGuard
import Glibc
import Synchronization
import TerminalKit

/// A terminal that is read line by line and never drawn on.
struct PlainTerminal {
  private let isUTF8 = TextWidth.takeLocale()

  /// A line, and whether it came as nobody types.
  struct Typed {
    var text: String
    var isPasted: Bool
  }

  /// Writes text, whole; where the locale is not UTF-8 each of our own symbols as what stands for it.
  func write(_ text: String) {
    guard !isUTF8 else { return Output.write(text) }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(scalar.isASCII ? scalar : ASCIIStandIn.of(scalar) ?? "?") }
    Output.write(String(shown))
  }

  /// The next line without its end; nil at the end of the input.
  func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
  }

  /// A word that a person types now: what was written ahead does not count, and what arrives in one piece is a paste.
  ///
  /// - Returns: nil when it was cancelled or the input ended.
  /// - Throws: `EndedWith` when the process was told to end.
  func typedWord() throws(EndedWith) -> Typed? {
    guard terminal_guard_take(STDIN_FILENO, "", 0) == 0 else { return line().map { Typed(text: $0, isPasted: false) } }
    let ended = Mutex<Int32?>(nil)
    let watch = InterruptWatch { number in ended.withLock { $0 = number } }
    defer {
      watch.end()
      terminal_guard_give_back()
      Output.write("\n")
    }
    var isQuiet = false
    var word: [UInt8] = []
    var largest = 0
    while true {
      if let number = ended.withLock({ $0 }) { throw EndedWith(status: 128 + number) }
      var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, 300)
      if ready < 0, errno != EINTR { return nil }
      guard ready > 0 else {
        isQuiet = isQuiet || ready == 0
        continue
      }
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { return nil }
      // Until it was silent for a moment, nobody can have read the question.
      guard isQuiet else { continue }
      var letters = 0
      for byte in bytes.prefix(count) {
        switch byte {
        case 0x03, 0x04, 0x1B: return nil
        case 0x0A, 0x0D: return Typed(text: String(decoding: word, as: UTF8.self), isPasted: isPaste(largest, word))
        case 0x08, 0x7F:
          if word.popLast() != nil { Output.write("\u{8} \u{8}") }
        case 0x20..<0x7F:
          word.append(byte)
          letters += 1
          largest = max(largest, letters)
          Output.write(String(Character(Unicode.Scalar(byte))))
        default: break
        }
      }
    }
  }

  /// Whether at least half of the word came in one piece; letters typed on a slow link may come in pairs.
  private func isPaste(_ largest: Int, _ word: [UInt8]) -> Bool { largest > 1 && largest * 2 > word.count }
}
