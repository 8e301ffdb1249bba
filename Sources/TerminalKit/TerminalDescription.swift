import CNCurses
import Glibc

/// What terminfo and the environment say about the terminal; asked once, after ncurses has read the description.
struct TerminalDescription {
  let depth: ColorDepth
  /// Whether `rgb` is a colour number itself, as with `xterm-direct`.
  let takesColorNumbers: Bool
  /// Whether the terminal understands xterm's private modes: mouse, focus, bracketed paste, the clipboard.
  let hasModes: Bool
  /// Whether it may be asked for its colours; the Linux console has modes, and older ones would show the question.
  var answersQuestions: Bool { hasModes && getenv("TERM").map { String(cString: $0) } != "linux" }
  /// Resets the palette; never to be sent.
  let paletteReset: [UInt8]
  /// What is known of how characters are set.
  let pens: Pens
  /// What special keys send.
  let keys: [[UInt8]: Key]
  /// Leaves the screen as a shell wants it.
  let restore: [UInt8]
  /// Clears the line that the shell goes on in; empty where the whole screen goes away.
  let farewell: [UInt8]

  /// How far the terminal's SGR sequences are those of the standard.
  enum Pens {
    /// It sets characters in a way of its own.
    case unknown
    /// An empty one takes everything back.
    case endTogether
    /// Each thing can be taken back by itself, too.
    case endSingly
  }

  static let takeModes = "\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
  static let giveModes = "\u{1B}[?2031l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?1004l\u{1B}[?2004l"

  init() {
    hasModes = Self.capability("kmous") != nil
    paletteReset = Self.capability("oc") ?? []
    pens = Self.pensKnown()
    keys = Self.keySequences()
    let endings = ["rmacs", "sgr0", "op", "cnorm", "rmkx", "rmcup"].compactMap(Self.capability)
    restore = (hasModes ? Array(Self.giveModes.utf8) : []) + endings.joined() + Array("\r\n".utf8)
    farewell = Self.capability("rmcup") == nil ? [UInt8(ascii: "\r")] + (Self.capability("el") ?? []) : []
    takesColorNumbers = tigetflag("RGB") == 1
    depth = Self.colorDepth(takesColorNumbers: takesColorNumbers, pens: pens)
  }

  /// Whether the person wants no colour: `NO_COLOR` is set and not empty.
  static var isColorRefused: Bool { getenv("NO_COLOR").map { $0.pointee != 0 } ?? false }

  private static func colorDepth(takesColorNumbers: Bool, pens: Pens) -> ColorDepth {
    guard has_colors(), !isColorRefused else { return .none }
    if takesColorNumbers { return .truecolor }
    switch cncurses_colors() {
    case 256...: return isTrueColorPromised && pens != .unknown ? .truecolor : .indexed256
    case 16...: return .sixteen
    case 8...: return .eight
    default: return .none
    }
  }

  /// `COLORTERM` speaks of the outermost terminal; screen inherits it and does not understand true colour.
  private static var isTrueColorPromised: Bool {
    let promise = getenv("COLORTERM").map { String(cString: $0) }
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    guard promise == "truecolor" || promise == "24bit", !name.hasPrefix("screen"),
      let capability = cncurses_string("setaf"), let bytes = cncurses_expand(capability, 200)
    else { return false }
    return String(cString: bytes) == "\u{1B}[38;5;200m"
  }

  /// A string capability without its padding.
  private static func capability(_ name: String) -> [UInt8]? {
    guard let value = cncurses_string(name) else { return nil }
    var rest = Array(String(cString: value).utf8)[...]
    var bytes: [UInt8] = []
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func pensKnown() -> Pens {
    // Some choose the character set with the same capability.
    let charsets = [Array("\u{1B}(B".utf8), [0x0F]]
    var ending = capability("sgr0") ?? []
    for charset in charsets {
      if let range = ending.firstRange(of: charset) { ending.removeSubrange(range) }
    }
    guard ["\u{1B}[m", "\u{1B}[0m", "\u{1B}[0;10m"].contains(where: { ending.elementsEqual($0.utf8) }) else {
      return .unknown
    }
    let colors = capability("op")
    let endsSingly =
      capability("rmul")?.elementsEqual("\u{1B}[24m".utf8) ?? false
      && colors.map { $0.elementsEqual("\u{1B}[39;49m".utf8) } ?? true
    return endsSingly ? .endSingly : .endTogether
  }

  private static func keySequences() -> [[UInt8]: Key] {
    var names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kri", .shiftUp), ("kind", .shiftDown),
      ("kpp", .pageUp), ("knp", .pageDown), ("khome", .home), ("kend", .end), ("kich1", .insert), ("kdch1", .delete),
      ("kcbt", .backTab), ("kent", .enter),
    ]
    names += (1...12).map { ("kf\($0)", Key.function($0)) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names {
      if let bytes = capability(name), bytes.count > 1, bytes[0] == 0x1B { keys[bytes] = key }
    }
    return keys
  }
}
