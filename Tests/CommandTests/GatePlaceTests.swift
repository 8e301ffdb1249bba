import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// Gates are what they are wherever the ledger is; each in more detail: ``GateTests``.
@Suite struct GatePlaceTests {
  /// What `countersign verify` says when a key is not what it was; the last word is done to the file of revoked keys.
  static let keys: [(line: String, revoked: String, words: String)] = [
    ("amy namespaces=\"git\" KEY", "", "may not sign for countersign"),
    ("amy valid-before=\"20200101\" KEY", "", "had expired when it signed"), ("bob KEY", "", "is not amy's"),
    ("amy KEY", "KEY", "is revoked"),
  ]

  @Test(arguments: LedgerPlace.allCases)
  func whoMaySignWhatAndWhenItMayRun(_ place: LedgerPlace) async throws {
    let shop = try await GatedShop()
    let ledger = try await TestedLedger(place).section
    func configure(_ rules: String = "") throws { try shop.configure("\(rules)\n\(GateTests.two)", ledger: ledger) }
    func expect(_ words: String) throws {
      let verified = try shop.verify()
      #expect(verified.status == 4 && verified.output.contains(words), "\(verified.output)\(verified.errors)")
    }
    try configure()
    // Authors do not count, nor do second keys.
    try shop.sign("cy", "--author")
    for person in ["cy", "amy"] { try shop.sign(person) }
    try shop.makeKey("amy2")
    let allowed = try shop.read("allowed_signers") + "amy \(try shop.publicKey("amy2"))\n"
    try shop.write(allowed, to: "allowed_signers")
    try shop.sign("amy2")
    try expect("1 of 2 from dba (amy); not counted: cy: made the plan")
    try shop.sign("bob")
    #expect(try shop.verify().status == 0)

    let others = allowed.split(separator: "\n").filter { !$0.hasPrefix("amy ") }.joined(separator: "\n") + "\n"
    for key in Self.keys {
      try shop.write(others + key.line.replacing("KEY", with: try shop.publicKey("amy")) + "\n", to: "allowed_signers")
      try shop.write(key.revoked.replacing("KEY", with: try shop.publicKey("amy")), to: "revoked_keys")
      try expect(key.words)
    }
    try shop.write(allowed, to: "allowed_signers")
    try shop.write("", to: "revoked_keys")

    // A stolen review: the words of one with the signature of another.
    let review = try shop.read("plan.review.json")
    try shop.write(
      review.replacing(#"\"principal\":\"bob\""#, with: #"\"principal\":\"amy\""#), to: "plan.review.json")
    try expect("it is no signature of this text")
    try shop.write(review, to: "plan.review.json")

    func clock(_ minutes: Int) throws -> String {
      let sql = "SELECT to_char(now() AT TIME ZONE 'UTC' + interval '\(minutes) min', 'HH24:MI')"
      return try #require(try shop.workshop.ask(sql))
    }
    try configure("window = \"daily \(try clock(-60))-\(try clock(6)) UTC\"")
    #expect(try shop.verify().status == 0)
    try Connection(shop.production).execute("UPDATE pg_class SET reltuples = 4e9 WHERE relname = 'orders'")
    try expect("and the plan may take")

    try configure("window = \"sometimes\"")
    #expect(try shop.apply().status == 2)
    try configure()
    #expect(try shop.verify().status == 0)
    try shop.write(
      try shop.read("plan.json").replacing("What was ordered.", with: "What was orderEd."), to: "plan.json")
    try expect("void: the plan file changed after it was signed")
    #expect(try !shop.isApplied())
  }

  @Test func aDatabaseIsTheEnvironmentThatItsLedgerSays() async throws {
    let shop = try await GatedShop()
    try shop.configure("executors = \"dba\"")
    #expect(try shop.apply("--key", "amy").status == 0)
    try Connection(shop.production).execute("ALTER TABLE customers DROP COLUMN email, ADD COLUMN legacy_code int")
    let connection = ["--dsn", shop.dsn(shop.production)]
    // Neither without the configuration, nor under another name.
    let plan = ["plan", "--file", "new.sql", "--output-json", "next.json"] + connection
    try shop.write(Workshop.shop + "CREATE TABLE sneaked (id int);", to: "new.sql")
    let planned = try shop.workshop.command(plan)
    #expect(planned.status == 0, "\(planned.errors)")
    let toml = try shop.read("countersign.toml")
    try FileManager.default.removeItem(atPath: "\(shop.folder)/countersign.toml")
    let nameless = try shop.workshop.command(["apply", "--plan", "next.json", "--auto-approve"] + connection)
    #expect(
      nameless.status == 4
        && nameless.errors.contains("the ledger in this database knows it as production, and no environment was named"),
      "\(nameless.errors)")
    try shop.write(
      toml.replacing("[environments.production]", with: "[environments.playground]"), to: "countersign.toml")
    let renamed = try shop.command(
      "apply", "--plan", "next.json", "--auto-approve", "--env", "playground", "--key", "amy")
    #expect(
      renamed.status == 4 && renamed.errors.contains("knows it as production, not as playground"), "\(renamed.errors)")
    // What it asks for may be changed, and whoever looks at the gates is told.
    try shop.write(toml + "\nruleset = \"relaxed\"\n", to: "countersign.toml")
    let loosened = try shop.verify()
    #expect(
      loosened.output.contains("environment: production; countersign.toml is not as it was for change 1"),
      "\(loosened.output)")
    try shop.write(
      toml.replacing("[environments.production]", with: "[environments.playground]"), to: "countersign.toml")
    let adopted = try shop.command(
      "status", "--env", "playground", "--adopt", "--reason", "it is a copy", "--key", "amy")
    #expect(adopted.status == 0, "\(adopted.errors)")
    let applied = try shop.command(
      "apply", "--plan", "next.json", "--auto-approve", "--env", "playground", "--key", "amy")
    #expect(applied.status == 0, "\(applied.errors)\(applied.output)")
  }

  @Test func aRunThatNobodySignedOpensNoGate() async throws {
    let shop = try await GatedShop()
    try shop.configure("promote_from = \"staging\"", staging: "executors = \"dba\"")
    // As whoever may record in staging could write it there.
    let ledger = LedgerStore(.target, target: shop.workshop.database)
    try ledger.prepare()
    try HistoryCommandTests.record(shop.workshop, in: ledger, isSigned: false)
    let unsigned = try shop.apply()
    #expect(
      unsigned.status == 4 && unsigned.errors.contains("change 1 is not signed by whoever ran it"),
      "\(unsigned.errors)")
    try HistoryCommandTests.record(shop.workshop, in: ledger)
    let forged = try shop.apply()
    #expect(
      forged.status == 4 && forged.errors.contains("the signature of change 5 (bob) does not hold"),
      "\(forged.errors)")
  }
}
