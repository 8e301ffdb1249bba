import TerminalKit
import Testing

@Suite struct KeyDecoderTests {
  private static let cases: [(String, [TerminalEvent])] = [
    ("j", [.key(.character("j"))]), ("é表", [.key(.character("é")), .key(.character("表"))]),
    ("\r\n\t\u{7F}\u{8}", [.key(.enter), .key(.enter), .key(.tab), .key(.backspace), .key(.backspace)]),
    ("\u{3}\u{1A}\u{0}", [.key(.control("c")), .key(.control("z")), .key(.control(" "))]),
    ("\u{1B}[A\u{1B}OB\u{1B}[1;2A", [.key(.up), .key(.down), .key(.shiftUp)]),
    ("\u{1B}[1;5C\u{1B}[H\u{1B}OF", [.key(.right), .key(.home), .key(.end)]),
    ("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[2~", [.key(.pageUp), .key(.pageDown), .key(.delete), .key(.insert)]),
    (
      "\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[B",
      [.key(.function(1)), .key(.function(5)), .key(.function(12)), .key(.function(2))]
    ),
    ("\u{1B}[Z\u{1B}x", [.key(.backTab), .key(.alt("x"))]),
    ("\u{1B}\u{1B}[A", [.key(.escape), .key(.up)]),
    ("\u{1B}[I\u{1B}[O", [.focus(true), .focus(false)]),
    ("\u{1B}[<0;240;6M\u{1B}[<0;240;6m", [.mouse(.press, column: 239, row: 5), .mouse(.release, column: 239, row: 5)]),
    (
      "\u{1B}[<32;2;3M\u{1B}[<64;1;1M\u{1B}[<65;1;1M",
      [.mouse(.drag, column: 1, row: 2), .mouse(.wheelUp, column: 0, row: 0), .mouse(.wheelDown, column: 0, row: 0)]
    ),
    ("\u{1B}[M !!\u{1B}[M#!!", [.mouse(.press, column: 0, row: 0), .mouse(.release, column: 0, row: 0)]),
    ("\u{1B}[<2;1;1Mx", [.key(.character("x"))]),
    ("\u{1B}[200~qqq\r\ny\u{1B}[A\u{1B}[201~j", [.paste("qqq\ny\u{1B}[A"), .key(.character("j"))]),
    ("\u{1B}[201~j", [.key(.character("j"))]),
    ("\u{1B}]11;rgb:1e1e/8080/ffff\u{7}", [.report(.background(RGB(30, 128, 255)))]),
    ("\u{1B}]11;rgb:f/80/000\u{1B}\\", [.report(.background(RGB(255, 128, 0)))]),
    ("\u{1B}[?62;22c\u{1B}[?997;1n", [.report(.attributes), .report(.colorScheme(isLight: false))]),
    ("\u{1B}[?997;2nj", [.report(.colorScheme(isLight: true)), .key(.character("j"))]),
  ]

  /// Answers that may come at any time; nothing of them may become a key.
  private static let replies = [
    "\u{1B}[?2026;2$y", "\u{1B}]10;rgb:1e1e/1e1e/2e2e\u{7}", "\u{1B}]11;rgb:1e1e/x/2e2e\u{1B}\\", "\u{1B}]11;q\u{7}",
    "\u{1B}P>|XTerm(370)\u{1B}\\", "\u{1B}P11;rgb:1/1/1\u{1B}\\", "\u{1B}[>41;370;0c", "\u{1B}[12;40R",
    "\u{1B}[?997;3n", "\u{1B}]11;rgb:00001/0/0\u{7}",
    "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[8;24;80t", "\u{1B}[27;5;9~", "\u{1B}[97;5u", "\u{1B}[2;2$y", "\u{1B}[0n",
  ]

  @Test(arguments: cases.indices) func understands(_ index: Int) {
    var decoder = KeyDecoder()
    let events = decoder.decode(Self.cases[index].0.utf8)
    #expect(events == Self.cases[index].1)
    #expect(!decoder.isWaiting)
  }

  @Test(arguments: cases.indices) func readsMayBeCutAnywhere(_ index: Int) {
    var decoder = KeyDecoder()
    let events = Self.cases[index].0.utf8.flatMap { decoder.decode([$0]) }
    #expect(events == Self.cases[index].1)
  }

  @Test(arguments: replies) func aLateAnswerIsSwallowed(_ reply: String) {
    var decoder = KeyDecoder()
    let events = decoder.decode((reply + "j").utf8)
    #expect(events == [.key(.character("j"))])
    var slow = KeyDecoder()
    let slowEvents = (reply + "j").utf8.flatMap { slow.decode([$0]) }
    #expect(slowEvents == [.key(.character("j"))])
  }

  @Test func aLoneEscapeIsAKeyAfterAPause() {
    let rows: [(String, [TerminalEvent])] = [
      ("\u{1B}", [.key(.escape)]), ("\u{1B}O", [.key(.alt("O"))]), ("\u{1B}]", []),
    ]
    for (bytes, meaning) in rows {
      var decoder = KeyDecoder()
      let early = decoder.decode(bytes.utf8)
      #expect(early.isEmpty && decoder.isWaiting)
      let late = decoder.timeOut()
      #expect(late == meaning && !decoder.isWaiting)
      let next = decoder.decode("j".utf8)
      #expect(next == [.key(.character("j"))])
    }
  }

  @Test func anAnswerThatBreaksOffDoesNotLockTheKeyboard() {
    var decoder = KeyDecoder()
    let events = decoder.decode("\u{1B}]11;rgb:12\u{3}".utf8)
    #expect(events == [.key(.control("c"))])
  }

  @Test func theDescriptionOfTheTerminalGoesFirst() {
    var decoder = KeyDecoder(keys: [Array("\u{1B}[7$".utf8): .home, Array("\u{1B}[a".utf8): .shiftUp])
    let events = decoder.decode("\u{1B}[7$\u{1B}[a".utf8)
    #expect(events == [.key(.home), .key(.shiftUp)])
  }

  @Test func aHugePasteIsCutAndStillEnds() {
    var decoder = KeyDecoder()
    let bytes =
      Array("\u{1B}[200~".utf8) + Array(repeating: UInt8(ascii: "q"), count: 1 << 19) + Array("\u{1B}[201~x".utf8)
    let events = decoder.decode(bytes)
    guard case .paste(let text) = events.first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == KeyDecoder.pasteLimit)
    #expect(events.last == .key(.character("x")))
  }

  @Test func anyBytesAreSurvived() {
    var random = SystemRandomNumberGenerator()
    let common = Array("\u{1B}\u{1B}\u{1B}[[O]P<;;0129~MmRcA\\\u{7}".utf8)
    for _ in 0..<3000 {
      var decoder = KeyDecoder()
      let bytes = (0..<60).map { _ in
        Bool.random(using: &random) ? common[Int.random(in: 0..<common.count)] : UInt8.random(in: 0...255)
      }
      _ = decoder.decode(bytes)
      _ = decoder.timeOut()
    }
  }
}
