import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import PseudoTerminal
import TestServer
import Testing

/// `countersign status` as a user calls it.
@Suite struct StatusCommandTests {
  /// A conninfo string for a database of the test server.
  static func dsn(_ database: ConnectionParameters) -> String {
    "host=\(database.host ?? "") user=\(database.user ?? "") dbname=\(database.database ?? "")"
  }

  /// Records the database of a workshop as an apply would leave it, in its own ledger.
  @discardableResult static func record(
    _ workshop: Workshop, environment: String = "", outcome: ChangeEnd.Outcome? = .applied, keepsSQL: Bool = true
  ) throws -> Int {
    let ledger = LedgerStore(.target, target: workshop.database)
    let connection = try Connection(workshop.database)
    let target = try LedgerTarget(environment: environment, schemas: ["public"], over: connection)
    let found = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection)
    var state = try found.keep(in: ledger)
    if !keepsSQL {
      var snapshot = found.snapshot
      snapshot.sql = nil
      state.snapshot = try ledger.store(content: snapshot.bytes)
    }
    let plan = try ledger.store(content: Array(Data(contentsOf: URL(filePath: workshop.plan))))
    let beginning = ChangeBeginning(
      target: target, executor: HistoryCommandTests.executor, planHash: plan, before: state, tool: "countersign 0.1.0")
    let id = try ledger.append(.began(beginning)).id
    guard let outcome else { return id }
    try ledger.append(.ended(ChangeEnd(outcome: outcome, after: state, message: "")), change: id)
    return id
  }

  @Test func aRecordedDatabaseIsInStep() async throws {
    let workshop = try await Workshop()
    let before = try workshop.command(["status"] + workshop.connection)
    #expect(before.status == 0 && before.output.contains("never recorded"), "\(before.errors)")
    try Self.record(workshop)
    let after = try workshop.command(["status"] + workshop.connection)
    #expect(after.status == 0 && after.output.contains("  in step  1 applied  "), "\(after.output)\(after.errors)")
  }

  @Test func driftNamesTheObjectsAndThePropertiesWithBothDefinitions() async throws {
    let workshop = try await Workshop()
    try Self.record(workshop)
    try Connection(workshop.database).execute(
      "ALTER TABLE orders ALTER note TYPE varchar(40); DROP VIEW open_orders; CREATE TABLE extra (id int)")
    let drifted = try workshop.command(["status"] + workshop.connection)
    #expect(drifted.status == 3)
    for piece in [
      "has drifted since row 1 of the ledger", "changed table orders in schema public",
      "column note, type: text → character varying(40)", "recorded:\n", "now:\n", "note text",
      "note character varying(40)",
      "removed view open_orders", "added table extra", "countersign status --host ", " --adopt --reason",
    ] { #expect(drifted.output.contains(piece), "\(piece)\n\(drifted.output)\(drifted.errors)") }
    let json = try workshop.command(["status", "--format", "json"] + workshop.connection)
    #expect(json.status == 3)
    guard case .array(let list) = try JSONReader.read(Array(json.output.utf8)), let first = list.first else {
      Issue.record("no list: \(json.output)")
      return
    }
    var fields = try JSONFields(first)
    #expect(try fields.string("state") == "drifted")
    #expect(try fields.array("drift") { value, _ in value }.count == 3)
  }

  @Test func driftIsAdoptedWithASignedReason() async throws {
    let workshop = try await Workshop()
    try Self.record(workshop)
    try Connection(workshop.database).execute("CREATE TABLE extra (id int)")
    let withoutReason = try workshop.command(["status", "--adopt"] + workshop.connection)
    #expect(withoutReason.status == 2 && withoutReason.errors.contains("--adopt needs --reason"))
    let withoutKey = try workshop.command(
      ["status", "--adopt", "--reason", "hot fix", "--key", "/nowhere"] + workshop.connection)
    #expect(withoutKey.status == 1)
    #expect(try workshop.command(["status"] + workshop.connection).status == 3)
    let adopted = try workshop.command(
      ["status", "--adopt", "--reason", "hot fix of Monday", "--key", workshop.key] + workshop.connection)
    #expect(adopted.status == 0 && adopted.errors.contains("recorded as 3"), "\(adopted.errors)")
    #expect(adopted.output.contains("added table extra"))
    let after = try workshop.command(["status"] + workshop.connection)
    #expect(after.status == 0 && after.output.contains("3 adopted"))
    let again = try workshop.command(
      ["status", "--adopt", "--reason", "again", "--key", workshop.key] + workshop.connection)
    #expect(again.status == 1 && again.errors.contains("nothing to adopt"))
    let shown = try workshop.command(["history", "show", "3"] + workshop.connection)
    #expect(shown.output.contains("hot fix of Monday") && shown.output.contains("signed by    amy@example.com"))
    // The signature is one of OpenSSH over the recorded text.
    let entry = try #require(try LedgerStore(.target, target: workshop.database).entries().last)
    guard case .adopted(let adoption) = try LedgerRecord(entry.kind, entry.body), let signoff = adoption.signoff else {
      Issue.record("no adoption")
      return
    }
    try workshop.write(Array(signoff.statement.utf8), to: "\(workshop.folder)/text")
    try workshop.write(Array(signoff.signature.utf8), to: "\(workshop.folder)/text.sig")
    let check = Process()
    check.executableURL = URL(filePath: "/bin/sh")
    check.arguments = [
      "-c",
      "ssh-keygen -Y check-novalidate -n countersign -s '\(workshop.folder)/text.sig' < '\(workshop.folder)/text' > /dev/null",
    ]
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
  }

  @Test func everyEnvironmentIsShownWhateverBecomesOfTheOthers() async throws {
    let workshop = try await Workshop()
    let other = try await Workshop()
    try Self.record(workshop, environment: "staging")
    try Connection(other.database).execute("COMMENT ON TABLE orders IS 'x'")
    try workshop.write(
      Array(
        """
        [environments.dev]
        dsn = "host=/nowhere dbname=dev"
        [environments.staging]
        dsn = "\(Self.dsn(workshop.database))"
        [environments.production]
        dsn = "\(Self.dsn(other.database))"
        promote_from = "staging"
        """.utf8), to: "\(workshop.folder)/countersign.toml")
    let all = try workshop.command(["status"])
    #expect(all.status == 1)
    let lines = all.output.split(separator: "\n").prefix(4).map { $0.split(separator: " ").first.map(String.init) }
    #expect(lines == ["ENVIRONMENT", "dev", "staging", "production"], "\(all.output)\(all.errors)")
    for piece in ["cannot be read", "in step", "never recorded", "dev cannot be read: ", "/nowhere"] {
      #expect(all.output.contains(piece), "\(piece)\n\(all.output)")
    }
    #expect(try workshop.command(["status", "--env", "staging"]).status == 0)
    try Connection(workshop.database).execute("CREATE TABLE extra (id int)")
    #expect(try workshop.command(["status", "--env", "staging"]).status == 3)
    let wrong = try workshop.command(["status", "--env", "stagin"])
    #expect(wrong.status == 2 && wrong.errors.contains("did you mean staging?"))
    let several = try workshop.command(["status", "--adopt", "--reason", "x"])
    #expect(several.status == 2 && several.errors.contains("--adopt is for one environment"))
  }

  @Test(arguments: [nil, .failed, .cancelled] as [ChangeEnd.Outcome?])
  func aChangeThatIsNotFinishedSaysHowToGoOn(_ outcome: ChangeEnd.Outcome?) async throws {
    let workshop = try await Workshop()
    try Self.record(workshop, outcome: outcome)
    let status = try workshop.command(["status"] + workshop.connection)
    #expect(status.status == 3)
    #expect(status.output.contains("change 1 is not finished"))
    // A ledger has the plan, whoever has no file of it.
    let (host, user) = (workshop.database.host ?? "", workshop.database.user ?? "")
    let flags = "--host \(host) --port 5432 --db \(workshop.database.database ?? "") --user \(user)"
    let way =
      "countersign history show 1 --plan plan-of-change-1.json \(flags) && "
      + "countersign apply --plan plan-of-change-1.json \(flags) --resume"
    #expect(status.output.contains(way), "\(way)\n\(status.output)")
    let history = try workshop.command(["history", "show", "1"] + workshop.connection)
    #expect(history.output.contains(way), "\(history.output)")
    let adopted = try workshop.command(
      ["status", "--adopt", "--reason", "x", "--key", workshop.key] + workshop.connection)
    #expect(adopted.status == 1 && adopted.errors.contains("is not finished"))
  }

  @Test func aLedgerThatWasChangedIsSaidWithItsRow() async throws {
    let workshop = try await Workshop()
    for _ in 1...2 { try Self.record(workshop) }
    #expect(try workshop.command(["status"] + workshop.connection).status == 0)
    try Connection(workshop.database).execute(
      """
      SET session_replication_role TO replica;
      UPDATE countersign.entry SET body = replace(body, 'countersign 0', 'countersign 9') WHERE id = 1
      """)
    let status = try workshop.command(["status"] + workshop.connection)
    #expect(status.status == 1, "\(status.output)\(status.errors)")
    #expect(status.output.contains("row 1 of the ledger in "), "\(status.output)")
    #expect(status.output.contains("does not hold: it was changed after it was written"), "\(status.output)")
    let json = try workshop.command(["status", "--format", "json"] + workshop.connection)
    #expect(json.output.contains("\"broken_row\": 1"), "\(json.output)")
  }

  @Test func whatIsNotManagedIsCountedAndNamed() async throws {
    let workshop = try await Workshop([], sql: "CREATE TABLE t (id int); CREATE PUBLICATION p FOR TABLE t;")
    let unmanaged = try workshop.command(["fingerprint", "--format", "json"] + workshop.connection)
    let status = try workshop.command(["status"] + workshop.connection)
    #expect(status.status == 0)
    if unmanaged.output.contains("publication") { #expect(status.output.contains("not managed, and in no hash")) }
  }

  @Test func browseShowsWhatWasRecordedBesideTheLiveSchema() async throws {
    let workshop = try await Workshop()
    try Self.record(workshop)
    let same = try workshop.command(["browse", "--plain", "--against", "recorded"] + workshop.connection)
    #expect(same.status == 0 && same.output.contains("against recorded by 1\n  nothing differs"), "\(same.errors)")
    try Connection(workshop.database).execute("ALTER TABLE orders DROP COLUMN note; CREATE TABLE extra (id int)")
    let plain = try workshop.command(["browse", "--plain", "--against", "recorded"] + workshop.connection)
    #expect(plain.output.contains("column, note") || plain.output.contains("column: gone: note"), "\(plain.output)")
    let terminal = try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "browse", "--against", "recorded"] + workshop.connection,
      environment: workshop.environment, columns: 120, rows: 40, directory: workshop.folder)
    try terminal.wait(for: "against recorded by 1", seconds: 30)
    try terminal.wait(for: "+2 ~1 -1", seconds: 30)
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func browseShowsAnotherDatabaseBesideTheLiveSchema() async throws {
    let workshop = try await Workshop()
    let other = try await Workshop([], sql: Workshop.shop + "CREATE TABLE extra (id int)")
    let plain = try workshop.command(
      ["browse", "--plain", "--against", Self.dsn(other.database)] + workshop.connection)
    #expect(plain.status == 0 && plain.output.contains("removed table extra"), "\(plain.output)\(plain.errors)")
  }

  @Test func whatWasChangedByHandBetweenTwoChangesIsNoPartOfTheSecond() async throws {
    let workshop = try await Workshop()
    try Self.record(workshop)
    try Connection(workshop.database).execute("CREATE TABLE byhand (id int)")
    let id = try Self.record(workshop, outcome: nil)
    let ledger = LedgerStore(.target, target: workshop.database)
    try Connection(workshop.database).execute("CREATE TABLE planned (id int)")
    let connection = try Connection(workshop.database)
    let after = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection).keep(in: ledger)
    try ledger.append(.ended(ChangeEnd(outcome: .applied, after: after)), change: id)
    let shown = try workshop.command(["history", "show", "\(id)", "--diff"] + workshop.connection)
    let parts = shown.output.split(separator: "what became of each object:")
    #expect(parts.count == 2 && parts[0].contains("before it somebody had changed"), "\(shown.output)\(shown.errors)")
    #expect(parts[0].contains("added table byhand") && !parts[0].contains("added table planned"))
    #expect(parts[1].contains("added table planned") && !parts[1].contains("added table byhand"))
    #expect(try workshop.command(["status"] + workshop.connection).status == 0)
    let first = try workshop.command(["history", "show", "1"] + workshop.connection)
    #expect(!first.output.contains("before it somebody"))
  }
}
