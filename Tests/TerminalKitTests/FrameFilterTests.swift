import PseudoTerminal
import SeededRandom
import Testing

@testable import TerminalKit

/// What is left out of frames is never missed.
@Suite struct FrameFilterTests {
  private static func filtered(_ frames: [String], _ pens: TerminalDescription.Pens = .endSingly) -> String {
    var filter = FrameFilter(pens: pens, dropped: Array("\u{1B}]104\u{7}".utf8))
    let bytes = frames.flatMap { filter.filter(Array($0.utf8)[...], colors: [:]) }
    return String(decoding: bytes, as: UTF8.self).replacing("\u{1B}", with: "^")
  }

  @Test func aColourIsSentForWhatShowsItOnly() {
    let frame =
      "\u{1B}[38;5;183mADD\u{1B}[39m\u{1B}(B\u{1B}[m \u{1B}[38;5;183mCOLUMN\u{1B}[39m\u{1B}(B\u{1B}[m  \u{1B}[K"
    #expect(Self.filtered([frame]) == "^[0;38;5;183mADD^(B COLUMN  ^[K")
    #expect(Self.filtered([frame, frame]).hasSuffix("^[KADD COLUMN  ^[K"))
  }

  @Test func aBlankShowsItsBackground() {
    let frame = "\u{1B}[31ma\u{1B}[48;5;7m \u{1B}[Xb\u{1B}[m c\u{1B}[4m \u{1B}[m "
    #expect(Self.filtered([frame]) == "^[0;31ma^[48;5;7m ^[Xb^[49m ^[mc^[4m ^[m ")
    #expect(Self.filtered([frame], .endTogether) == "^[0;31ma^[48;5;7m ^[Xb^[m c^[4m ^[m ")
  }

  @Test func aTerminalWithPensOfItsOwnGetsWhatNcursesWrote() {
    let frame = "\u{1B}[31m \u{1B}[mx\u{1B}G4y"
    #expect(Self.filtered([frame], .unknown) == frame.replacing("\u{1B}", with: "^"))
  }

  @Test func aPaletteIsNeverReset() { #expect(Self.filtered(["a\u{1B}]104\u{7}b"], .unknown) == "ab") }

  // MARK: Anything that ncurses may write

  private static let pens = [
    "m", "0m", "1m", "0;1m", "2m", "3m", "23m", "4m", "24m", "7m", "27m", "22m", "31m", "97m", "39m", "49m", "39;49m",
    "38;5;120m", "48;5;237m", "38;2;1;2;3m", "48;2;9;8;7m", "0;10m", "0;1;4;7m", "5m", "9m",
  ]
  private static let pieces = [
    "orders", "e\u{301}", " \u{301}", "表", "   ", " ", " ", "x\u{1B}[7b", " \u{1B}[9b", "\r", "\u{8}", "\n", "\u{1B}[K",
    "\u{1B}[1K", "\u{1B}[J", "\u{1B}[5X", "\u{1B}[3P", "\u{1B}[2@", "\u{1B}[L", "\u{1B}[2M", "\u{1B}[S", "\u{1B}[T",
    "\u{1B}M",
    "\u{1B}[6C", "\u{1B}[9G", "\u{1B}(B", "\u{F}", "\u{1B}[?25l", "\u{1B}7\u{1B}[2;5r\u{1B}8\n\u{1B}[1;8r",
    "\u{1B}[?1049h\u{1B}[m",
    "\u{1B}[?1049l\u{1B}[m", "\u{1B}[2J",
  ]

  private static func frame(_ random: inout SplitMix64) -> String {
    (0..<40).map { _ in
      switch random.below(5) {
      case 0, 1: "\u{1B}[" + pens[random.below(pens.count)]
      case 2: "\u{1B}[\(1 + random.below(8));\(1 + random.below(30))H"
      default: pieces[random.below(pieces.count)]
      }
    }.joined()
  }

  @Test(arguments: [TerminalDescription.Pens.endSingly, .endTogether, .unknown])
  func aTerminalShowsTheSameWithItAndWithoutIt(_ pens: TerminalDescription.Pens) {
    for seed in 0..<400 {
      var random = SplitMix64(seed: UInt64(seed))
      var filter = FrameFilter(pens: pens, dropped: [])
      var (plain, spared) = (TerminalEmulator(columns: 30, rows: 8), TerminalEmulator(columns: 30, rows: 8))
      for _ in 0..<5 {
        // A frame ends with a pen that is set anew by the next.
        let frame = Self.frame(&random) + "\u{1B}[m"
        plain.feed(frame.utf8)
        spared.feed(filter.filter(Array(frame.utf8)[...], colors: [:]))
        if random.below(4) == 0 { filter.forget() }
        for row in 0..<8 {
          #expect((0..<30).map { plain[$0, row].visible } == (0..<30).map { spared[$0, row].visible }, "seed \(seed)")
        }
        #expect(plain.cursor == spared.cursor)
      }
      spared.feed(filter.end())
      plain.feed("x".utf8)
      spared.feed("x".utf8)
      #expect(plain.contents == spared.contents)
      #expect(plain.unknown == [] && spared.unknown == [])
    }
  }
}
