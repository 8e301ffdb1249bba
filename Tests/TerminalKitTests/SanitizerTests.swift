import TerminalKit
import Testing

@Suite struct SanitizerTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\u{1B}[31mb", "a<ESC>[31mb"), ("a\u{9B}31m", "a<U+009B>31m"), ("\u{7F}", "<DEL>"),
    ("a\u{202E}b\u{2066}c", "a<U+202E>b<U+2066>c"), ("zero\u{200B}width\u{FEFF}", "zero<U+200B>width<U+FEFF>"),
    ("a\u{A0}b\u{3000}", "a<U+00A0>b<U+3000>"), ("a\r\nb", "a<CR><LF>b"), ("a\u{2028}b", "a<U+2028>b"),
    ("\u{E000}\u{F0000}", "<U+E000><U+F0000>"), ("\u{378}", "<U+0378>"), ("\u{FFFE}", "<U+FFFE>"),
    ("\u{3164}\u{FE0F}\u{2800}\u{115F}", "<U+3164><U+FE0F><U+2800><U+115F>"), ("\u{E0041}", "<U+E0041>"),
    ("\u{301}x", "<U+0301>x"), (" \u{301}", " <U+0301>"), ("\u{1B}\u{301}", "<ESC><U+0301>"),
    ("e\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}<U+0301>"),
    ("\tx", "    x"), ("  \tx", "    x"), ("a\tb", "a<TAB>b"), ("表_日本語 👍", "表_日本語 👍"),
  ])
  func showsWhatMayNotBeSent(_ text: String, _ shown: String) {
    #expect(Array(StyledText(text).text.unicodeScalars) == Array(shown.unicodeScalars))
    #expect(StyledText(text).width == StyledText(text).glyphs.reduce(0) { $0 + $1.width })
  }

  @Test func marksArePaintedAsEscapes() {
    let text = StyledText("a\u{1B}b", Paint(.sqlName, on: .selection, bold: true))
    #expect(text.glyphs.map(\.paint.role) == [.sqlName] + Array(repeating: .escape, count: 5) + [.sqlName])
    #expect(text.glyphs.allSatisfy { $0.paint.surface == .selection })
  }

  @Test(arguments: [("a", 1), ("表", 2), ("👍", 2), ("e\u{301}", 1), ("\u{1112}\u{1161}\u{11AB}", 2), ("é", 1)])
  func takesTheRealWidth(_ text: String, _ width: Int) { #expect(StyledText(text).width == width) }

  @Test func plainTextKeepsNewlinesOnly() {
    #expect(Sanitizer.plainText("a\u{1B}c\n\tb\r\n\n") == "a<ESC>c\n    b<CR>\n\n")
  }

  /// Every scalar of planes 0, 1 and 14, alone and after a letter.
  @Test func nothingUnprintableComesOut() {
    let planes: [ClosedRange<UInt32>] = [0...0xFFFF, 0x10000...0x1FFFF, 0xE0000...0xEFFFF]
    for scalar in planes.joined().compactMap(Unicode.Scalar.init) {
      let glyphs = Sanitizer.glyphs(of: "a\(scalar)", paint: Paint())
      #expect(glyphs.first?.scalar == "a" && (glyphs.count > 1 || glyphs[0].marks.count == 1), "\(scalar.value)")
      for shown in glyphs.flatMap({ [$0.scalar] + Array($0.marks) }) where !isPrintable(shown) {
        Issue.record("U+\(String(scalar.value, radix: 16)) came out as U+\(String(shown.value, radix: 16))")
      }
    }
  }

  private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
    default: scalar == " " || scalar.properties.generalCategory != .spaceSeparator
    }
  }

  @Test func aWidthOnWhichTheTerminalDisagreesIsShownAsAMark() {
    let width = TextWidth.agreeing { $0 == "é" ? 1 : -1 }
    #expect(Sanitizer.plainText("é表e", width: width) == "é<U+8868>e")
  }

  @Test func withoutUTF8OnlySymbolsWithAStandInAreKept() {
    #expect(Sanitizer.plainText("é✓→", width: .ascii) == "<U+00E9>✓→")
  }
}
