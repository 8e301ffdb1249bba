import Foundation
import MigrationCore
import Postgres
import PseudoTerminal
import Testing

/// Screens that a script plays, with a terminal and without one.
@Suite struct ScriptTests {
  @Test func aReviewIsPlayedWithoutATerminal() async throws {
    let workshop = try await Workshop()
    let outcome = try play(
      """
      # the second step, its comment, and the warnings
      :resize 120x40
      :wait idle
      J
      c "who reads this?" Enter
      :wait for who reads this?
      :save-screen step.txt
      :resize 100x30
      W
      :caption What the rules found
      :save-screen warnings.svg
      :save-screen warnings.txt
      """, in: workshop)
    #expect(outcome == Workshop.Outcome(status: 0, output: "", errors: ""))
    let step = try workshop.text("step.txt").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(step.count == 41)
    #expect(step.contains { $0.contains("2/4") })
    #expect(step.contains { $0.contains("rehearsed") })
    let warnings = try workshop.text("warnings.txt")
    #expect(warnings.contains("drop-column"))
    #expect(warnings.contains("What the rules found"))
    #expect(warnings.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
    #expect(try workshop.text("warnings.svg").hasPrefix("<svg "))
    #expect(try String(contentsOfFile: workshop.review, encoding: .utf8).contains("who reads this?"))
  }

  private static let signing = """
    :wait idle
    J J J
    W a "nobody uses it" Enter q
    S
    :save-screen signing.txt
    :wait idle
    "looks right" Tab "DATABASE" Enter
    :wait idle
    """

  @Test(arguments: [false, true]) func aScriptSignsOnlyWhereTheCommandLineAllowsIt(_ isAllowed: Bool) async throws {
    let workshop = try await Workshop()
    let script = Self.signing.replacing("DATABASE", with: workshop.database.database ?? "")
    let outcome = try play(script, isAllowed ? ["--allow-sign"] : [], in: workshop)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let review = try String(contentsOfFile: workshop.review, encoding: .utf8)
    #expect(review.contains("BEGIN SSH SIGNATURE") == isAllowed)
    #expect(try workshop.text("signing.txt").contains("a script decides nothing") == !isAllowed)
  }

  @Test func aScriptAppliesNothingUnasked() async throws {
    let workshop = try await Workshop()
    let outcome = try play(":wait idle\nA\n:save-screen apply.txt\n", ["--apply"], in: workshop)
    #expect(outcome.status == 0)
    #expect(try workshop.text("apply.txt").contains("a script decides nothing"))
  }

  @Test(arguments: [
    ("J\nEntr\n", 2, "error: keys.script:2: Entr is no key of any screen"),
    ("J\n:save-screen /nowhere/x\n", 1, "error: /nowhere/x"),
  ])
  func whatIsWrongWithAScriptIsNamed(_ script: String, _ status: Int32, _ error: String) async throws {
    let workshop = try await Workshop()
    let outcome = try play(script, ["--no-rehearsal"], in: workshop)
    #expect(outcome.status == status)
    #expect(outcome.errors.hasPrefix(error), "\(outcome.errors)")
  }

  @Test func aRecordingReplaysWhatWasShown() async throws {
    let workshop = try await Workshop()
    let outcome = try play(
      ":wait idle\nJ\n:wait key\n:resize 100x30\nW\n:save-screen last.txt\n", ["--record", "show.cast"], in: workshop)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try workshop.text("show.cast").split(separator: "\n")
    #expect(lines.first?.hasPrefix("{\"version\": 2, \"width\": 80, \"height\": 24, ") == true)
    var emulator = TerminalEmulator(columns: 80, rows: 24)
    var time = 0.0
    for line in lines.dropFirst() {
      let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      let moment = try #require(event[0] as? Double)
      #expect(moment >= time)
      time = moment
      let text = try #require(event[2] as? String)
      if event[1] as? String == "r" { emulator.resize(columns: 100, rows: 30) } else { emulator.feed(text.utf8) }
    }
    // A pause for a key takes time where somebody watches, which is the recording.
    #expect(time >= 3)
    #expect(emulator.text.joined(separator: "\n") + "\n" == (try workshop.text("last.txt")))
    let mode = try FileManager.default.attributesOfItem(atPath: "\(workshop.folder)/show.cast")[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func whoeverWatchesSkipsPausesAndTakesOver() async throws {
    let workshop = try await Workshop()
    try workshop.write(
      Array(":wait idle\n:caption One\n:wait key\n:caption Two\n:wait 60\nJ\n".utf8),
      to: "\(workshop.folder)/keys.script")
    let terminal = try workshop.open(["--no-rehearsal", "--script", "keys.script"])
    try terminal.wait(for: "One")
    terminal.send("x")
    try terminal.wait(for: "Two")
    // The pause begins after the caption.
    terminal.settle(milliseconds: 500)
    terminal.send("x")
    try terminal.wait(for: "2/4")
    try terminal.wait("the caption goes") { !$0.contains("Two") }
    terminal.send("J")
    try terminal.wait(for: "3/4")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func aScriptThatCannotBeReadBeginsNothing() async throws {
    let workshop = try await Workshop()
    try workshop.write(Array("CREATE TABLE t (id int);".utf8), to: "\(workshop.folder)/new.sql")
    try workshop.write(Array("j\n:wait forever\n".utf8), to: "\(workshop.folder)/bad.script")
    let outcome = try workshop.command(
      ["review", "--file", "new.sql", "--save", "saved.json", "--script", "bad.script"] + workshop.connection)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: bad.script:2: :wait needs"))
    #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder)/saved.json"))
  }

  @Test func browsingIsPlayedToo() async throws {
    let workshop = try await Workshop()
    try workshop.write(
      Array(":wait idle\n/ \"legacy\" Enter\n:save-screen found.txt\n".utf8), to: "\(workshop.folder)/keys.script")
    let outcome = try workshop.command(["browse", "--script", "keys.script", "--size", "100x30"] + workshop.connection)
    #expect(outcome == Workshop.Outcome(status: 0, output: "", errors: ""))
    #expect(try workshop.text("found.txt").contains("legacy_code"))
  }

  private func play(
    _ script: String, _ flags: [String] = [], in workshop: Workshop
  ) throws -> Workshop.Outcome {
    try workshop.write(Array(script.utf8), to: "\(workshop.folder)/keys.script")
    return try workshop.command(
      ["review", workshop.plan, "--script", "keys.script", "--key", workshop.key] + workshop.connection + flags)
  }
}

extension Workshop {
  /// A file beside the plan.
  fileprivate func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }
}
