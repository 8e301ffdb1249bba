import Foundation
import PseudoTerminal
import Testing

/// A review whose program is killed: nothing can be done then, so everything was done before.
@Suite struct KilledReviewTests {
  @Test(arguments: ["screen", "plain lines"])
  func whatWasSeenIsSeenTheNextTime(_ kind: String) throws {
    let plan = try PaperPlan()
    let isPlain = kind == "plain lines"
    let flags = isPlain ? ["--plain"] : []
    let terminal = try plan.open(flags: flags)
    try terminal.wait(for: isPlain ? "review>" : "1/3")
    // Each step read; of the screen's the first is there by itself.
    for number in isPlain ? [1, 2, 3] : [2, 3] {
      terminal.send(isPlain ? "\r" : "J")
      try terminal.wait(for: isPlain ? ", \(number) of 3>" : "\(number)/3")
    }
    try terminal.wait("the marks in their file") { _ in Self.seen(plan) == 3 }
    terminal.kill(SIGKILL)
    _ = try terminal.exitStatus()
    let again = try plan.open(flags: flags)
    try again.wait(for: isPlain ? "review>" : "1/3")
    again.send(isPlain ? "quit\r" : "Q")
    #expect(try again.exitStatus() == 0)
    #expect(Self.seen(plan) == 3)
  }

  /// How many steps are kept as seen.
  private static func seen(_ plan: PaperPlan) -> Int {
    let folder = "\(plan.folder)/countersign"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // One that begins with a dot is not in its place yet.
    return names.filter { $0.hasSuffix(".review") }.reduce(0) { count, name in
      let text = (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
      return count + text.components(separatedBy: "\"seen\":true").count - 1
    }
  }
}
