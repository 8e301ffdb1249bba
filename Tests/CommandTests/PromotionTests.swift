import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// A plan on its way from one environment to the next.
@Suite struct PromotionTests {
  static let order = "promote_from = \"staging\""

  @Test(arguments: LedgerPlace.allCases)
  func whatRanInStagingAndNothingElseRunsInProduction(_ place: LedgerPlace) async throws {
    let shop = try await GatedShop()
    try shop.configure("\(Self.order)\nexecutors = \"dba\"", ledger: try await TestedLedger(place).section)
    let early = try shop.command("promote", "plan.json", "--to", "production", "--auto-approve", "--key", "amy")
    #expect(early.status == 4 && early.errors.contains("was never applied to staging"), "\(early.errors)")
    let staging = try shop.apply(environment: "staging")
    #expect(staging.status == 0, "\(staging.errors)")
    // The same steps in other bytes are another plan.
    let plan = try shop.read("plan.json")
    try shop.write(plan + "\n", to: "plan.json")
    #expect(try shop.apply("--key", "amy").status == 4)
    try shop.write(plan, to: "plan.json")
    let promoted = try shop.command("promote", "plan.json", "--to", "production", "--auto-approve", "--key", "amy")
    #expect(promoted.status == 0, "\(promoted.errors)\(promoted.output)")
    #expect(promoted.output.contains("order of environments: applied to staging at"))
    #expect(try shop.isApplied())
    let history = try shop.command("history", "--env", "production", "--format", "json")
    #expect(history.output.contains("\"amy\""), "\(history.output)")
  }

  @Test(arguments: LedgerPlace.allCases)
  func aLedgerThatWasChangedPromotesNothing(_ place: LedgerPlace) async throws {
    let shop = try await GatedShop()
    let ledger = try await TestedLedger(place)
    try shop.configure(Self.order, ledger: ledger.section)
    #expect(try shop.apply(environment: "staging").status == 0)
    try ledger.tamper("countersign 0", "countersign 9", of: shop.workshop.database, in: shop.folder)
    let refused = try shop.command("promote", "plan.json", "--to", "production", "--auto-approve", "--key", "amy")
    #expect(refused.status == 4, "\(refused.errors)")
    #expect(
      refused.errors.contains("row 1 of its ledger: it was changed after it was written"), "\(refused.errors)")
    #expect(try !shop.isApplied())
  }

  @Test func aColumnInTheMiddleOfAFileIsPromotedAsWell() async throws {
    let shop = try await GatedShop()
    try shop.configure(Self.order)
    try shop.write(Workshop.shop.replacing("note text", with: "added int, note text"), to: "new.sql")
    let planned = try shop.command("plan", "--env", "staging", "--file", "new.sql", "--output-json", "plan.json")
    #expect(planned.status == 0, "\(planned.errors)")
    // It is the last one in the table, and that is where the plan was to lead.
    let staged = try shop.apply(environment: "staging")
    #expect(staged.status == 0 && !staged.output.contains("not what the plan was to lead to"), "\(staged.output)")
    let promoted = try shop.command("promote", "plan.json", "--to", "production", "--auto-approve")
    #expect(promoted.status == 0, "\(promoted.errors)")
  }

  @Test func aSoakTimeIsWaitedForOrWaivedUnderAName() async throws {
    let shop = try await GatedShop()
    try shop.configure("\(Self.order)\nsoak = \"2h\"\nexecutors = \"dba\"")
    #expect(try shop.apply(environment: "staging").status == 0)
    let early = try shop.apply("--key", "amy")
    #expect(early.status == 4 && early.errors.contains("soak time: in staging for"), "\(early.errors)")
    let waived = try shop.apply("--key", "amy", "--waive", "soak", "--reason", "the shop is down")
    #expect(waived.status == 0, "\(waived.errors)")
    #expect(waived.output.contains("soak time: waived by amy: the shop is down"))
    let rows = try LedgerStore(.target, target: shop.production).entries()
    #expect(
      rows.contains { $0.kind == .waiver && $0.body.contains("the shop is down") && $0.body.contains("SSH SIGNATURE") })
    #expect(LedgerEntry.firstBroken(in: rows) == nil)
  }

  @Test func aFailureInStagingKeepsProductionShutUnlessSomebodyWaivesIt() async throws {
    let shop = try await GatedShop([[Step(sql: "SELECT 1;")], [Step(sql: "SELECT 1 / (SELECT count(*) FROM orders);")]])
    try shop.configure("\(Self.order)\nexecutors = \"dba\"")
    try Connection(shop.production).execute(
      "INSERT INTO customers VALUES (1, 'a', 1); INSERT INTO orders VALUES (1, 1, 'x')")
    #expect(try shop.apply(environment: "staging").status == 6)
    let refused = try shop.apply("--key", "amy")
    #expect(refused.status == 4 && refused.errors.contains("in staging, it failed"), "\(refused.errors)")
    let nobody = try shop.apply("--waive", "order", "--reason", "x", "--key", "nobody")
    #expect(nobody.status == 1)
    let waived = try shop.command(
      "promote", "plan.json", "--to", "production", "--auto-approve", "--key", "amy", "--waive", "order", "--reason",
      "ok")
    #expect(waived.status == 0, "\(waived.errors)")
  }

  @Test func aLedgerOfTheFutureSaysThatTheClockWasSetBack() async throws {
    let shop = try await GatedShop()
    try shop.configure("", ledger: "[ledger]\nfile = \"ledger.jsonl\"\n")
    #expect(try shop.apply(environment: "staging").status == 0)
    let lines = try shop.read("ledger.jsonl")
    let year = try #require(lines.firstRange(of: "\"written_at\":\""))
    let now = String(lines[year.upperBound...].prefix(4))
    try shop.write(lines.replacing("\"written_at\":\"\(now)", with: "\"written_at\":\"2099"), to: "ledger.jsonl")
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains("the server's clock was set back"), "\(refused.errors)")
  }

  @Test func aDriftedProductionIsAnotherSchema() async throws {
    let shop = try await GatedShop()
    try shop.configure(Self.order)
    #expect(try shop.apply(environment: "staging").status == 0)
    try Connection(shop.production).execute("ALTER TABLE orders ADD COLUMN by_hand int")
    let refused = try shop.apply()
    #expect(refused.status == 5, "\(refused.errors)")
    #expect(try shop.verify().output.contains("CLOSED       fingerprint"))
  }

  @Test func whatWasChangedByHandIsNamedWhenAPlanIsRefused() async throws {
    let shop = try await GatedShop()
    try shop.configure("")
    #expect(try shop.apply().status == 0)
    try Connection(shop.production).execute("ALTER TABLE orders ADD COLUMN by_hand int")
    let refused = try shop.apply()
    #expect(refused.status == 5 && refused.errors.contains("by_hand"), "\(refused.errors)")
  }
}
