import Foundation
import Glibc
import MigrationCore
import PseudoTerminal
import Testing

/// How soon a release shows its first frame and answers keys, on a machine that does nothing else.
///
///     SCREEN_BUDGETS=.build/release/countersign swift test --filter ScreenBudgetTests
///
/// Each is the best of several, since other work can only make it slower.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["SCREEN_BUDGETS"] != nil))
struct ScreenBudgetTests {
  private static let sizes = [(80, 24), (120, 40), (200, 50)]

  private func open(_ plan: PaperPlan, _ columns: Int, _ rows: Int) throws -> PseudoTerminal {
    let program = ProcessInfo.processInfo.environment["SCREEN_BUDGETS"] ?? ""
    let kind = TerminalKind(name: "xterm-256color", language: "C.UTF-8")
    return try PseudoTerminal(
      command: [URL(filePath: program).path, "review", plan.path, "--no-query"], environment: plan.environment(kind),
      columns: columns, rows: rows, directory: plan.folder)
  }

  /// How long it takes from `start` until the terminal has more than `bytes`; what the test makes of them takes its own time.
  private func milliseconds(
    from start: ContinuousClock.Instant, until bytes: Int, on terminal: PseudoTerminal
  ) throws -> Double {
    try terminal.wait("an answer") { _ in terminal.rawOutput.count > bytes }
    var count = 0
    let read = terminal.reads.firstIndex { read in
      count += read
      return count > bytes
    }
    let time = terminal.moments[try #require(read)] - start
    return Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) / 1e15
  }

  @Test(arguments: sizes) func theFirstFrameComesWithinFiftyMilliseconds(_ columns: Int, _ rows: Int) throws {
    let plan = try PaperPlan(tables: 100)
    var times: [Double] = []
    for _ in 0..<10 {
      let start = ContinuousClock.now
      times.append(try milliseconds(from: start, until: 2000, on: try open(plan, columns, rows)))
    }
    print("first frame at \(columns)x\(rows): \(times.min() ?? 0) ms")
    #expect(times.min() ?? .infinity <= 50)
  }

  @Test(arguments: sizes) func aKeyIsAnsweredWithinFiveMilliseconds(_ columns: Int, _ rows: Int) throws {
    let plan = try PaperPlan(tables: 100)
    let terminal = try open(plan, columns, rows)
    try terminal.wait(for: "risk high")
    terminal.settle(milliseconds: 300)
    terminal.send("zR")
    terminal.settle(milliseconds: 300)
    terminal.send("J")
    // There and back, so that each of them has something to show.
    for keys in [["j", "k"], [" ", "b"], ["J", "K"], ["G", "gg"]] {
      var times = keys.map { _ in [Double]() }
      for _ in 0..<10 {
        for (index, key) in keys.enumerated() {
          terminal.settle(milliseconds: 60)
          let (start, bytes) = (ContinuousClock.now, terminal.rawOutput.count)
          terminal.send(key)
          times[index].append(try milliseconds(from: start, until: bytes, on: terminal))
        }
      }
      for (key, times) in zip(keys, times) {
        print("\(key) at \(columns)x\(rows): \(times.min() ?? 0) ms")
        #expect(times.min() ?? .infinity <= 5, "\(key)")
      }
    }
  }
}
