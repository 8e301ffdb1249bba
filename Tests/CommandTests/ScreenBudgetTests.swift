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
  private static let sizes = [(80, 24), (200, 50)]

  private func open(_ plan: PaperPlan, _ columns: Int, _ rows: Int) throws -> PseudoTerminal {
    let program = ProcessInfo.processInfo.environment["SCREEN_BUDGETS"] ?? ""
    let kind = TerminalKind(name: "xterm-256color", language: "C.UTF-8")
    return try PseudoTerminal(
      command: [URL(filePath: program).path, "review", plan.path, "--no-query"], environment: plan.environment(kind),
      columns: columns, rows: rows, directory: plan.folder)
  }

  private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure(body)
    return Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) / 1e15
  }

  @Test(arguments: sizes) func theFirstFrameComesWithinFiftyMilliseconds(_ columns: Int, _ rows: Int) throws {
    let plan = try PaperPlan(tables: 100)
    var times: [Double] = []
    for _ in 0..<10 {
      times.append(
        try milliseconds {
          let terminal = try open(plan, columns, rows)
          try terminal.wait("a frame") { _ in terminal.rawOutput.count > 2000 }
        })
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
    for keys in ["j", " ", "b", "J", "K"] {
      var times: [Double] = []
      for _ in 0..<10 {
        terminal.settle(milliseconds: 30)
        let bytes = terminal.rawOutput.count
        times.append(
          try milliseconds {
            terminal.send(keys)
            try terminal.wait("an answer") { _ in terminal.rawOutput.count > bytes }
          })
      }
      print("\(keys) at \(columns)x\(rows): \(times.min() ?? 0) ms")
      #expect(times.min() ?? .infinity <= 5, "\(keys)")
    }
  }
}
