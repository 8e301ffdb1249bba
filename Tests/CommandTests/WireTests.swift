import Foundation
import Glibc
import MigrationCore
import PseudoTerminal
import SeededRandom
import Testing

/// Whatever is typed, and whatever stands in a plan, only text and our own sequences go to the terminal.
@Suite struct WireTests {
  private static let hostile: [String] = [
    "\u{1B}[31m", "\u{1B}]52;c;eA==\u{7}", "\u{9B}2J", "\u{202E}", "\u{200B}", "\r", "\n", "\t", "\u{7F}", "\u{1}", "表",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}", "👨‍👩‍👧‍👦", "\u{FEFF}", "\u{E000}", "\u{2028}", "$$", "'", "\"", "/*", "--",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...40, using: &random)).map { _ in
      if Bool.random(using: &random) { return hostile.randomElement(using: &random) ?? "" }
      return Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &random)).map { String(Character($0)) } ?? "x"
    }.joined()
  }

  private static func plan(_ random: inout SplitMix64) throws -> PaperPlan {
    try PaperPlan(
      (0..<8).map { _ in
        Step(
          sql: "COMMENT ON TABLE orders IS '\(text(&random))';", type: text(&random), operation: "alter",
          path: "public.\(text(&random))")
      })
  }

  /// Keys that leave the screen or lend it to another program are left out: nobody would be there to answer.
  private static func keys(_ random: inout SplitMix64) -> [UInt8] {
    let common = Array("\u{1B}\u{1B}\u{1B}[[O]P<;;0129~MmRcA\\\u{7}jJkKLWCsH/ntf?:| \r\t".utf8)
    let never: Set<UInt8> = [0x03, 0x11, 0x13, 0x1A, UInt8(ascii: "q"), UInt8(ascii: "Q")]
    return (0..<400).map { _ in
      let byte =
        Bool.random(using: &random)
        ? common.randomElement(using: &random) ?? 0x1B : UInt8.random(in: 0...255, using: &random)
      return never.contains(byte) ? UInt8(ascii: "j") : byte
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6]) func randomBytesAndRandomTextPutNothingElseOnTheWire(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let plan = try Self.plan(&random)
    let language = seed.isMultiple(of: 2) ? "C" : "C.UTF-8"
    // Keys that name a command in the palette may end the program or call the editor: what is typed then is not its own.
    let terminal = try plan.open(
      TerminalKind(name: "xterm-256color", language: language), columns: 100, rows: 30,
      environment: ["EDITOR": "true", "VISUAL": nil], answersTyping: false)
    let before = terminal.settings
    try terminal.wait(for: "1/8")
    for _ in 0..<12 {
      terminal.send(Self.keys(&random))
      terminal.read(milliseconds: 40)
      terminal.resize(columns: Int.random(in: 1...140, using: &random), rows: Int.random(in: 1...50, using: &random))
    }
    terminal.settle(milliseconds: 300)
    if terminal.isRunning { terminal.kill(SIGTERM) }
    #expect([0, 128 + Int(SIGTERM)].contains(try terminal.exitStatus()))
    #expect(terminal.settings == before)
    #expect(terminal.screen.unknown == [])
    // Whether it is light or dark, and what somebody copied.
    #expect(terminal.screen.commands.allSatisfy { $0 == "11;?" || $0.hasPrefix("52;c;") })
    let wire = String(decoding: terminal.rawOutput, as: UTF8.self).unicodeScalars
    let allowed: Set<UInt32> = [0x07, 0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F, 0x1B]
    let others = Set(
      wire.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control: !allowed.contains(scalar.value)
        case .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: scalar == "\u{FFFD}"
        }
      })
    #expect(others.isEmpty)
    #expect(language != "C" || terminal.rawOutput.allSatisfy { $0 < 0x80 })
  }
}
