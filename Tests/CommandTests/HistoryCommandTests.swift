import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// `countersign history` as a user calls it.
@Suite struct HistoryCommandTests {
  static let executor = Executor(name: "amy", login: "amy", machine: "laptop", role: "shop")
  static let state = RecordedState(fingerprint: "f1", catalogHashes: ["c1"])

  /// A change that a plan of the workshop made, recorded as an apply records it.
  @discardableResult static func record(
    _ workshop: Workshop, in ledger: LedgerStore, environment: String = "staging",
    outcome: ChangeEnd.Outcome? = .applied, isSigned: Bool = true
  ) throws -> Int {
    let plan = try ledger.store(content: Array(Data(contentsOf: URL(filePath: workshop.plan))))
    let beginning = ChangeBeginning(
      target: LedgerTarget(environment: environment, database: "shop", schemas: ["public"], system: "7.1"),
      executor: executor, planHash: plan, before: state,
      signoffs: isSigned ? [RecordedSignoff(principal: "bob", statement: "…", signature: "…")] : [],
      tool: "countersign 0.1.0")
    let id = try ledger.append(.began(beginning)).id
    let failed = StepID(group: 1, step: 2)
    try ledger.append(.failed(failed, message: "canceling statement due to lock timeout", attempt: 1), change: id)
    let steps = [
      StepRun(step: StepID(group: 1, step: 1), startedAt: "2026-01-02T03:04:05.006Z", milliseconds: 7),
      StepRun(
        step: failed, startedAt: "2026-01-02T03:04:06.006Z", milliseconds: 1234, lockWaitMilliseconds: 56, attempts: 2),
    ]
    try ledger.append(.ran(GroupRun(group: 1, steps: steps)), change: id)
    guard let outcome else { return id }
    let after = RecordedState(fingerprint: "f2", catalogHashes: ["c2"])
    try ledger.append(.ended(ChangeEnd(outcome: outcome, after: after)), change: id)
    return id
  }

  @Test func theListHasALineForEachChange() async throws {
    let workshop = try await Workshop()
    let nothing = try workshop.command(["history"] + workshop.connection)
    #expect(nothing.status == 0 && nothing.output.hasPrefix("nothing is recorded in database "))
    let ledger = LedgerStore(.target, target: workshop.database)
    _ = try Self.record(workshop, in: ledger)
    _ = try Self.record(workshop, in: ledger, environment: "production", outcome: nil)
    let list = try workshop.command(["history"] + workshop.connection)
    let lines = list.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.count == 3 && lines[0][0] == "ID")
    #expect(lines[1][0] == "5" && lines[1][3] == "production" && lines[1].suffix(2) == ["unfinished", "-"])
    #expect(lines[2][0] == "1" && lines[2][4] == "shop" && lines[2][6...8] == ["amy", "bob", "applied"])
    let json = try workshop.command(["history", "--format", "json", "--limit", "1"] + workshop.connection)
    guard case .array(let events) = try JSONReader.read(Array(json.output.utf8)) else {
      Issue.record("no array: \(json.output)")
      return
    }
    #expect(events.count == 1)
    let none = try workshop.command(["history", "list", "--database", "other"] + workshop.connection)
    #expect(none.output.hasPrefix("nothing is recorded"))
  }

  @Test func oneChangeIsToldWhole() async throws {
    let workshop = try await Workshop()
    let ledger = LedgerStore(.target, target: workshop.database)
    let id = try Self.record(workshop, in: ledger)
    let shown = try workshop.command(["history", "show", "\(id)", "--sql"] + workshop.connection)
    for piece in [
      "change 1: applied", "environment  staging", "amy (amy on laptop, role shop)", "signed by    bob",
      "             does not hold: it is no signature of this text",
      "before       fingerprint f1", "after        fingerprint f2", "catalog hash c2", "drop table.column",
      "step 1.2, try 1, failed at", "canceling statement due to lock timeout", "56 ms",
      "-- step 1.1\nALTER TABLE customers ADD COLUMN email text;",
    ] { #expect(shown.output.contains(piece), "\(piece)\n\(shown.output)\(shown.errors)") }
    let json = try workshop.command(["history", "show", "\(id)", "--format", "json"] + workshop.connection)
    var fields = try JSONFields(JSONReader.read(Array(json.output.utf8)))
    #expect(try fields.string("outcome") == "applied" && fields.array("steps") { value, _ in value }.count == 2)
    let missing = try workshop.command(["history", "show", "99"] + workshop.connection)
    #expect(missing.status == 1 && missing.errors.contains("has no change 99"))
  }

  @Test func thePlanThatRanIsWrittenBackByteForByte() async throws {
    let workshop = try await Workshop()
    let id = try Self.record(workshop, in: LedgerStore(.target, target: workshop.database))
    let path = "\(workshop.folder)/again.json"
    #expect(try workshop.command(["history", "show", "\(id)", "--plan", path] + workshop.connection).status == 0)
    #expect(try Data(contentsOf: URL(filePath: path)) == Data(contentsOf: URL(filePath: workshop.plan)))
  }

  @Test func verifyDoesNotPassWhereThereIsNoLedger() async throws {
    let workshop = try await Workshop()
    for place in [workshop.connection, ["--ledger", "\(workshop.folder)/misspelt.jsonl"]] {
      let outcome = try workshop.command(["history", "verify"] + place)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("error: there is no ledger in "))
    }
  }

  @Test func verifyNamesTheFirstRowThatDoesNotHold() async throws {
    let workshop = try await Workshop()
    let ledger = LedgerStore(.target, target: workshop.database)
    for _ in 1...3 { _ = try Self.record(workshop, in: ledger, isSigned: false) }
    let whole = try workshop.command(["history", "verify"] + workshop.connection)
    #expect(whole.status == 0 && whole.output.hasPrefix("12 rows and 1 content in database "))
    try Connection(workshop.database).execute(
      """
      SET session_replication_role TO replica;
      UPDATE countersign.entry SET body = replace(body, 'amy', 'eve') WHERE id IN (5, 9)
      """)
    let broken = try workshop.command(["history", "verify"] + workshop.connection)
    #expect(broken.status == 1)
    #expect(broken.errors.contains("row 5 of the ledger does not hold: it was changed after it was written"))
  }

  /// What is done to the ledger's rows after a plan ran that two people stand for, and what `verify` says of it.
  @Test(
    arguments: [
      ("", "", nil),
      (#"\"message\":\"fine"#, #"\"message\":\"fime"#, "(bob) does not hold: it is no signature of this text"),
      (#""principal":"amy""#, #""principal":"cy""#, "(cy) does not hold: it is no signature of this text"),
      (#""environment":"production""#, #""environment":"elsewhere""#, "(bob) does not hold: what was signed is about"),
      (#"\"verdict\":\"execute"#, #"\"verdict\":\"author"#, "(amy) does not hold: what was signed is about"),
      (#""key":"SHA256:"#, #""key":"SHA256:0"#, "(amy) does not hold: the ledger names the key"),
    ] as [(String, String, String?)])
  func signaturesOfChangesAreCheckedAgain(_ old: String, _ new: String, _ words: String?) async throws {
    let shop = try await GatedShop()
    let rule = "[[environments.production.approvals]]\nfrom = \"dba\"\nauthor_may_approve = true"
    try shop.configure("executors = \"dba\"\n\(rule)")
    try shop.sign("bob", "--env", "production", "--message", "fine")
    #expect(try shop.apply("--key", "amy").status == 0)
    // Rewritten with its chain, as whoever owns the table can.
    let ledger = LedgerStore(.target, target: shop.production)
    let records = try ledger.entries().map { entry in
      (try LedgerRecord(entry.kind, entry.body.replacing(old, with: new)), entry.change)
    }
    try Connection(shop.production).execute(
      "SET session_replication_role TO replica; TRUNCATE countersign.entry RESTART IDENTITY")
    for (record, change) in records { try ledger.append(record, change: change) }
    let verified = try shop.command("history", "verify", "--env", "production")
    guard let words else {
      #expect(verified.status == 0, "\(verified.errors)")
      #expect(
        verified.output.contains("2 signatures that changes rest on: good; not known is whether they were enough"))
      return
    }
    #expect(
      verified.status == 1 && verified.errors.contains("the signature of change 1 \(words)"), "\(verified.errors)")
    let shown = try shop.command("history", "show", "1", "--env", "production")
    #expect(shown.output.contains("does not hold") || shown.output.contains("not signed"), "\(shown.output)")
  }

  /// A change of production that bob approved and amy ran.
  static func signedChange() async throws -> GatedShop {
    let shop = try await GatedShop()
    let rule = "[[environments.production.approvals]]\nfrom = \"dba\"\nauthor_may_approve = true"
    try shop.configure("executors = \"dba\"\n\(rule)")
    try shop.sign("bob", "--env", "production")
    #expect(try shop.apply("--key", "amy").status == 0)
    return shop
  }

  @Test func aSignatureWhoseKeyIsListedNoMoreIsNotTakenForABrokenOne() async throws {
    let shop = try await Self.signedChange()
    let lines = try shop.read("allowed_signers")
    let others = lines.split(separator: "\n").filter { !$0.hasPrefix("bob ") }.joined(separator: "\n") + "\n"
    try shop.write(others, to: "allowed_signers")
    let verified = try shop.command("history", "verify", "--env", "production")
    #expect(verified.status == 3, "\(verified.errors)")
    #expect(verified.output.contains("1 signature by bob, of 1: cannot be checked any more: the key SHA256:"))
    #expect(verified.output.contains("1 signature that changes rest on: good"), "\(verified.output)")
    #expect(verified.errors.contains("the signature of change 1 (bob) cannot be checked any more: the key SHA256:"))
    let json = try shop.command("history", "verify", "--env", "production", "--format", "json")
    #expect(json.output.contains("\"standing\": \"unlisted\"") && json.output.contains("\"holds\": false"))
    // With the old line, which says until when it was theirs, all is well again.
    let left = lines.replacing("bob namespaces", with: "bob valid-before=\"20990101\",namespaces")
    try shop.write(left, to: "allowed_signers")
    #expect(try shop.command("history", "verify", "--env", "production").status == 0)
  }

  @Test func aBreakComesBeforeAKeyThatIsListedNoMore() async throws {
    let shop = try await Self.signedChange()
    // Amy's signature by a key that nobody knows, in a chain that was made anew.
    try shop.makeKey("eve")
    let ledger = LedgerStore(.target, target: shop.production)
    let signer = SSHSigner(key: .file("\(shop.folder)/eve"))
    var records: [(LedgerRecord, Int?)] = []
    for entry in try ledger.entries() {
      var record = try LedgerRecord(entry.kind, entry.body)
      if case .began(var beginning) = record {
        for place in beginning.signoffs.indices where beginning.signoffs[place].principal == "amy" {
          beginning.signoffs[place].signature = try await signer.sign(
            beginning.signoffs[place].statement, with: try await signer.identity())
        }
        record = .began(beginning)
      }
      records.append((record, entry.change))
    }
    try Connection(shop.production).execute(
      "SET session_replication_role TO replica; TRUNCATE countersign.entry RESTART IDENTITY")
    for (record, change) in records { try ledger.append(record, change: change) }
    let verified = try shop.command("history", "verify", "--env", "production")
    #expect(
      verified.status == 1
        && verified.errors.contains("the signature of change 1 (amy) does not hold: the ledger names the key"),
      "\(verified.errors)")
    #expect(verified.output.contains("1 signature by amy, of 1: cannot be checked any more"), "\(verified.output)")
  }

  @Test func aSignatureOnWhichMuchRestsIsCheckedOnce() async throws {
    let workshop = try await Workshop()
    try LedgerStore(.target, target: workshop.database).prepare()
    try await ThousandChangesTests.fill(workshop, changes: 100)
    let real = try workshop.run(["which", "ssh-keygen"]).output.split(separator: "\n")[0]
    try workshop.write(
      Array("#!/bin/sh\necho run >> runs\nexec \(real) \"$@\"\n".utf8), to: "\(workshop.folder)/ssh-keygen")
    try workshop.run(["chmod", "+x", "ssh-keygen"])
    let path = "\(workshop.folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    let verified = try workshop.run(["PATH=\(path)", Workshop.product, "history", "verify"] + workshop.connection)
    #expect(verified.status == 0 && verified.output.contains("10 signatures that changes rest on: good"))
    #expect(try String(contentsOfFile: "\(workshop.folder)/runs", encoding: .utf8) == "run\n")
  }

  @Test func aContentThatIsGoneIsNamed() async throws {
    let workshop = try await Workshop()
    _ = try Self.record(workshop, in: LedgerStore(.target, target: workshop.database))
    try Connection(workshop.database).execute(
      "SET session_replication_role TO replica; DELETE FROM countersign.content")
    let broken = try workshop.command(["history", "verify", "--format", "json"] + workshop.connection)
    #expect(broken.status == 1 && broken.errors.contains("row 1 names it and it is not there"))
    #expect(broken.output.contains("\"holds\": false"))
  }

  @Test(arguments: ["--ledger", "toml"])
  func aLedgerInAFileNeedsNoDatabase(_ way: String) async throws {
    let workshop = try await Workshop()
    let file = "\(workshop.folder)/changes.jsonl"
    _ = try Self.record(workshop, in: LedgerStore(.file(file), target: workshop.database), isSigned: false)
    if way == "toml" {
      try workshop.write(Array("[ledger]\nfile = \"changes.jsonl\"\n".utf8), to: "\(workshop.folder)/countersign.toml")
    }
    let list = try workshop.command(["history"] + (way == "toml" ? [] : ["--ledger", file]))
    #expect(list.status == 0 && list.output.contains("applied"), "\(list.errors)")
    let verified = try workshop.command(["history", "verify"] + (way == "toml" ? [] : ["--ledger", file]))
    #expect(verified.status == 0 && verified.output.hasPrefix("4 rows and 1 content in file "))
  }

  @Test func aHostileNameDoesNotReachTheTerminal() async throws {
    let workshop = try await Workshop()
    let ledger = LedgerStore(.target, target: workshop.database)
    _ = try Self.record(workshop, in: ledger, environment: "\u{1B}[31mred\nline")
    let list = try workshop.command(["history"] + workshop.connection)
    #expect(!list.output.contains("\u{1B}") && list.output.split(separator: "\n").count == 2)
    let shown = try workshop.command(["history", "show", "1"] + workshop.connection)
    #expect(shown.status == 0 && !shown.output.contains("\u{1B}"))
  }

  @Test func theSchemaOfTheLedgerIsNeverDumped() async throws {
    let workshop = try await Workshop()
    try LedgerStore(.target, target: workshop.database).prepare()
    for command in ["dump", "fingerprint"] {
      let outcome = try workshop.command([command, "--schema", "countersign"] + workshop.connection)
      #expect(outcome.status == 1 && outcome.errors.contains("holds the ledger"))
    }
  }
}
