import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import PseudoTerminal
import TestServer
import Testing

/// What the policy, the ledger and apply promise together, and where each promise is kept.
///
/// Each with the ledger in the target, in another database and in a file, which is P20.
///
/// - P1, production stays shut after a failure in staging: ``aFailureBeforeKeepsProductionShutForEveryCommand(_:)``
/// - P2, P9, P10, P12, P18, who may sign what, and when it may run: `GatePlaceTests`, in more detail `GateTests`
/// - P2, from environment to environment: `PromotionTests.whatRanInStagingAndNothingElse…`
/// - P3, changed by hand: ``whatWasChangedByHandIsAdoptedAndPlannedAnew(_:)``
/// - P5, P6, P11, killed in a transaction or a concurrent build, an edited row: `KilledApplyTests`, at every moment
///   `ApplyFaultTests`
/// - P7, the fourth attempt: `ApplyResumeTests.lockTimeoutsAreRecordedWithWhoHeldTheLock`
/// - P8, written order: ``stepsOfEveryKindRunInTheirOrderWithinShownGroups(_:)``
/// - P15, there and back: `ReversalCommandTests.anAppliedChangeIsUndone…`, the suites in `OneChange`
/// - P16, lint and the review: ``lintAndTheReviewFindTheSame(_:)``, on the screen ``lintAndTheScreenFindTheSame()``
/// - P17, drift between two plans: ``aChangeByHandBetweenTwoPlansIsNoPartOfTheSecond(_:)``
/// - P19, what was let pass: ``whatWasLetPassBeforeHasToBeLetPassAgain(_:)``
@Suite struct AcceptanceTests {
  /// A shop whose ledger is there; `dev` comes before staging.
  static func shop(
    _ groups: [[Step]] = Workshop.change, ledger: LedgerPlace, staging: String = "promote_from = \"dev\"",
    production: String = "promote_from = \"staging\""
  ) async throws -> GatedShop {
    let shop = try await GatedShop(groups)
    let section = try await TestedLedger(ledger).section
    let dev = try await TestServer.database()
    try Connection(dev).execute(Workshop.shop)
    try shop.configure(
      "executors = \"dba\"\n\(production)\n[environments.dev]\ndsn = \"\(shop.dsn(dev))\"\nacknowledge = \"off\"",
      staging: "executors = \"dba\"\n\(staging)", ledger: section)
    return shop
  }

  @Test(arguments: LedgerPlace.allCases)
  func aFailureBeforeKeepsProductionShutForEveryCommand(_ place: LedgerPlace) async throws {
    let shop = try await Self.shop(
      [[Step(sql: "SELECT 1;")], [Step(sql: "SELECT 1 / (SELECT count(*) FROM orders);")]], ledger: place,
      staging: "")
    #expect(try shop.apply("--key", "amy", environment: "staging").status == 6)
    let commands = [
      ["apply", "--plan", "plan.json", "--env", "production"], ["promote", "plan.json", "--to", "production"],
      ["apply", "--plan", "plan.json", "--env", "production", "--resume"],
    ]
    for command in commands {
      let refused = try shop.workshop.command(command + ["--auto-approve", "--key", "amy"])
      #expect(refused.status == 4 && refused.errors.contains("in staging, it failed"), "\(refused.errors)")
    }
    let verified = try shop.verify("--key", "amy")
    #expect(verified.status == 4 && verified.output.contains("CLOSED       order of environments: in staging"))
    // What happened is there to be read.
    let history = try shop.command("history", "--env", "staging")
    #expect(history.output.contains("failed"), "\(history.output)\(history.errors)")
  }

  @Test(arguments: LedgerPlace.allCases)
  func whatWasLetPassBeforeHasToBeLetPassAgain(_ place: LedgerPlace) async throws {
    let shop = try await Self.shop(ledger: place)
    let waived = try shop.apply(
      "--key", "amy", "--waive", "order", "--reason", "dev is gone", environment: "staging")
    #expect(waived.status == 0, "\(waived.errors)")
    let refused = try shop.apply("--key", "amy")
    #expect(
      refused.status == 4 && refused.errors.contains("staging itself let it pass a closed gate, order, waived by amy"),
      "\(refused.errors)")
    let again = try shop.apply("--key", "bob", "--waive", "order", "--reason", "so be it")
    #expect(again.status == 0, "\(again.errors)")
    let verified = try shop.command("history", "verify", "--env", "production")
    #expect(verified.status == 0 && verified.output.contains("signed by bob: good"), "\(verified.output)")
  }

  @Test(arguments: LedgerPlace.allCases)
  func whatWasChangedByHandIsAdoptedAndPlannedAnew(_ place: LedgerPlace) async throws {
    let shop = try await Self.shop(ledger: place, production: "")
    #expect(try shop.apply("--key", "amy").status == 0)
    try shop.write("CREATE TABLE extra (id int);", to: "extra.sql")
    try shop.write(Workshop.shop + "CREATE TABLE wanted (id int);", to: "wanted.sql")
    let planned = try shop.command("plan", "--env", "production", "--file", "wanted.sql", "--output-json", "next.json")
    #expect(planned.status == 0, "\(planned.errors)")
    try Connection(shop.production).execute("CREATE TABLE by_hand (id int)")
    let arguments = ["apply", "--plan", "next.json", "--env", "production", "--auto-approve", "--key", "amy"]
    let refused = try shop.workshop.command(arguments)
    #expect(refused.status == 5 && refused.errors.contains("added table by_hand"), "\(refused.errors)")
    let adopted = try shop.command(
      "status", "--env", "production", "--adopt", "--reason", "it is right", "--key", "amy")
    #expect(adopted.status == 0, "\(adopted.errors)")
    #expect(try shop.command("status", "--env", "production").status == 0)
    // Right as it is, but not what the plan was made for.
    #expect(try shop.workshop.command(arguments).status == 5)
    try shop.write(Workshop.shop + "CREATE TABLE by_hand (id int);", to: "wanted.sql")
    #expect(
      try shop.command("plan", "--env", "production", "--file", "wanted.sql", "--output-json", "next.json").status == 0)
    let applied = try shop.workshop.command(arguments)
    #expect(applied.status == 0, "\(applied.errors)")
  }

  @Test(arguments: LedgerPlace.allCases)
  func aChangeByHandBetweenTwoPlansIsNoPartOfTheSecond(_ place: LedgerPlace) async throws {
    let shop = try await Self.shop(ledger: place, production: "")
    #expect(try shop.apply("--key", "amy").status == 0)
    try Connection(shop.production).execute("CREATE TABLE by_hand (id int)")
    try shop.write("CREATE TABLE planned (id int);", to: "new.sql")
    let planned = try shop.command(
      "plan", "--env", "production", "--file", "new.sql", "--no-drop", "--output-json", "plan.json")
    #expect(planned.status == 0, "\(planned.errors)")
    let applied = try shop.apply("--key", "amy")
    #expect(applied.status == 0, "\(applied.errors)")
    let changes = try #require(applied.output.firstRange(of: "Recorded as change "))
    let id = applied.output[changes.upperBound...].prefix { $0.isNumber }
    let shown = try shop.command("history", "show", String(id), "--diff", "--env", "production")
    let parts = shown.output.split(separator: "what became of each object:")
    #expect(parts.count == 2, "\(shown.output)\(shown.errors)")
    #expect(parts[0].contains("added table by_hand") && !parts[0].contains("added table planned"))
    #expect(parts[1].contains("added table planned") && !parts[1].contains("added table by_hand"))
    #expect(shown.output.contains("before       fingerprint ") && shown.output.contains("after        fingerprint "))
  }

  @Test(arguments: LedgerPlace.allCases)
  func stepsOfEveryKindRunInTheirOrderWithinShownGroups(_ place: LedgerPlace) async throws {
    let workshop = try await Workshop([
      [Step(sql: "ALTER TABLE orders ADD COLUMN state text;"), Step(sql: "INSERT INTO customers VALUES (1, 'a', 1);")],
      [Step(sql: "CREATE INDEX CONCURRENTLY orders_state ON orders (state);")],
      [Step(sql: "UPDATE orders SET state = 'new';"), Step(sql: "COMMENT ON COLUMN orders.state IS 'since today';")],
    ])
    try await workshop.keepLedger(in: place)
    let applied = try workshop.command(
      ["apply", "--plan", "plan.json", "--auto-approve"] + workshop.connection)
    #expect(applied.status == 0, "\(applied.errors)")
    var rest = applied.output[...]
    let words = [
      "Executing group 1/3 (2 steps)", "1.1 ALTER TABLE orders", "1.2 INSERT INTO customers", "Group 1 committed",
      "Executing group 2/3 (1 step)", "2.1 CREATE INDEX CONCURRENTLY", "Group 2 committed",
      "Executing group 3/3 (2 steps)", "3.1 UPDATE orders", "3.2 COMMENT ON COLUMN", "Group 3 committed",
    ]
    for piece in words {
      guard let place = rest.firstRange(of: piece) else {
        Issue.record("\(piece) is not there, or not in its place:\n\(applied.output)")
        return
      }
      rest = rest[place.upperBound...]
    }
  }

  @Test(arguments: LedgerPlace.allCases)
  func lintAndTheReviewFindTheSame(_ place: LedgerPlace) async throws {
    let workshop = try await Workshop()
    try await workshop.keepLedger(in: place)
    #expect(
      try workshop.command(["apply", "--plan", "plan.json", "--auto-approve"] + workshop.connection).status == 0)
    try Connection(workshop.database).execute("CREATE TABLE by_hand (id int)")
    let linted = try workshop.command(["lint", "plan.json", "--format", "json"] + workshop.connection)
    var report = try JSONFields(JSONReader.read(Array(linted.output.utf8)))
    let found = try report.array("findings") { value, path throws(JSONError) in
      var fields = try JSONFields(value, at: path)
      return try fields.string("rule")
    }
    // Only the ledger knows of these.
    #expect(found.contains("drift-before-apply") && found.contains("non-linear-history"), "\(found)")
    let review = try workshop.command(["review", "plan.json", "--plain", "--no-rehearsal"] + workshop.connection)
    let named = review.output.split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard words.count >= 2, ["ERROR", "WARNING", "INFO"].contains(words[0]) else { return nil }
      return String(words[1].prefix { $0 != ":" })
    }
    #expect(Set(named) == Set(found), "\(review.output)")
  }

  @Test func lintAndTheScreenFindTheSame() async throws {
    let workshop = try await Workshop()
    func strings(_ keys: [String], of list: JSONValue) throws -> [[String]] {
      guard case .array(let values) = list else { return [] }
      return try values.map { value in
        var fields = try JSONFields(value)
        return try keys.map { try fields.string($0) }
      }
    }
    let rules = try workshop.command(["rules", "--format", "json"]).output
    let listed = try strings(["id", "needs"], of: JSONReader.read(Array(rules.utf8)))
    // What needs no database and is not sharper with one.
    let textual = Set(listed.filter { $0[1] == "text" }.map { $0[0] })
    var report = try JSONFields(
      JSONReader.read(Array(workshop.command(["lint", "plan.json", "--format", "json"]).output.utf8)))
    let found = try strings(["rule"], of: report.require("findings")).map { $0[0] }
    let expected = Set(found).intersection(textual)
    #expect(expected.count >= 2)
    let terminal = try workshop.open(columns: 200, rows: 100)
    try terminal.wait(for: "✓ matches")
    try terminal.wait(for: "rehearsed")
    terminal.send("W")
    try terminal.wait("every finding of lint") { screen in expected.allSatisfy { screen.contains($0) } }
    let shown = textual.filter { terminal.screen.contains(" \($0) ") }
    #expect(shown == expected)
  }
}
