import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// What is begun in an environment with gates ends there under the same gates.
@Suite struct EnvironmentApplyTests {
  /// The second group fails until somebody makes the table that it wants.
  static let plan = [
    [Step(sql: "ALTER TABLE customers ADD COLUMN email text;")], [Step(sql: "INSERT INTO later VALUES (1);")],
  ]

  @Test func theRestOfAChangeIsLeftByWhoeverDecidesThereAlone() async throws {
    let shop = try await GatedShop(Self.plan)
    try shop.configure("executors = \"dba\"")
    #expect(try shop.apply("--key", "amy").status == 6)
    try shop.makeKey("eve")
    for (key, status, words) in [
      ("eve", Int32(4), "change 1 stays as it is: the signature of eve does not count"),
      ("nobody", 1, "there is no readable key"),
    ] {
      let refused = try shop.command("apply", "--abandon", "--env", "production", "--key", key)
      #expect(refused.status == status && refused.errors.contains(words), "\(refused.errors)")
    }
    #expect(try LedgerStore(.target, target: shop.production).changes().first?.isOpen == true)
    let left = try shop.command("apply", "--abandon", "--env", "production", "--key", "bob")
    #expect(left.status == 0 && left.output.contains("Change 1 is abandoned"), "\(left.errors)")
    let told = try shop.command("history", "show", "1", "--env", "production")
    #expect(told.output.contains("because      abandoned by bob"), "\(told.output)")
    #expect(told.output.contains(", abandon: change 1"), "\(told.output)")
    #expect(try shop.command("history", "verify", "--env", "production").status == 0)
  }

  @Test func aMemberOfNoTeamLeavesNothing() async throws {
    let shop = try await GatedShop(Self.plan, people: ["amy", "bob", "cy", "dan"])
    try shop.configure("executors = \"dba\"")
    #expect(try shop.apply("--key", "amy").status == 6)
    let refused = try shop.command("apply", "--abandon", "--env", "production", "--key", "dan")
    #expect(
      refused.status == 4 && refused.errors.contains("dan is in no team that decides in production"),
      "\(refused.errors)")
  }

  @Test func aChangeIsTakenUpUnderTheGatesAsTheyAreThen() async throws {
    let shop = try await GatedShop(Self.plan)
    try shop.configure("executors = \"dba\"\n[[environments.production.approvals]]\nfrom = \"dba\"\ncount = 1")
    #expect(try shop.sign("cy", "--author").status == 0)
    #expect(try shop.sign("bob").status == 0)
    #expect(try shop.apply("--key", "amy").status == 6)
    try Connection(shop.production).execute("CREATE TABLE later (id int)")
    try shop.write(try shop.read("bob.pub"), to: "revoked_keys")
    let refused = try shop.apply("--resume", "--key", "amy")
    #expect(refused.status == 4 && refused.errors.contains("is revoked"), "\(refused.errors)")
    try shop.write("", to: "revoked_keys")
    let resumed = try shop.apply("--resume", "--key", "amy")
    #expect(resumed.status == 0, "\(resumed.errors)\(resumed.output)")
    let change = try #require(try LedgerStore(.target, target: shop.production).changes().first)
    #expect(change.isApplied && change.resumptions.map(\.executor.name) == ["amy"])
    #expect(change.groups.map(\.group) == [1, 2])
  }

  @Test func aSchemaIsAdoptedByWhoeverDecidesThereAlone() async throws {
    let shop = try await GatedShop(people: ["amy", "bob", "cy", "dan"])
    try shop.configure("executors = \"dba\"")
    try shop.makeKey("eve")
    let adopt = ["status", "--adopt", "--reason", "as it came"]
    for (key, words) in [
      ("eve", "nothing is adopted: the signature of eve does not count: the key"),
      ("dan", "nothing is adopted: dan is in no team that decides in production"),
    ] {
      let refused = try shop.workshop.command(adopt + ["--env", "production", "--key", key])
      #expect(refused.status == 4 && refused.errors.contains(words), "\(refused.errors)")
    }
    let outside = try shop.workshop.command(adopt + ["--dsn", shop.dsn(shop.production), "--key", "amy"])
    #expect(outside.status == 4 && outside.errors.contains("none was named"), "\(outside.errors)")
    #expect(try LedgerStore(.target, target: shop.production).history().events.isEmpty)
    #expect(try shop.workshop.command(adopt + ["--env", "production", "--key", "amy"]).status == 0)
  }

  @Test func anAdoptionHoldsAsLongAsItsSignatureDoes() async throws {
    let shop = try await GatedShop()
    try shop.configure("")
    let adopted = try shop.command(
      "status", "--env", "production", "--adopt", "--reason", "as it came", "--key", "amy")
    #expect(adopted.status == 0, "\(adopted.errors)")
    #expect(try shop.command("status", "--env", "production").status == 0)
    let verified = try shop.command("history", "verify", "--env", "production")
    #expect(verified.status == 0 && verified.output.contains("adoption 1, signed by amy: good, with key SHA256:"))
    try shop.write(try shop.read("amy.pub"), to: "revoked_keys")
    let status = try shop.command("status", "--env", "production")
    #expect(
      status.status == 3 && status.output.contains("the signature of adoption 1 does not hold"), "\(status.output)")
    #expect(status.output.contains("is revoked"))
    let broken = try shop.command("history", "verify", "--env", "production")
    #expect(broken.status == 1 && broken.errors.contains("the signature of adoption 1 (amy) does not hold"))
    try shop.write(":resize 120x40\n:wait idle\nH\n:wait idle\n:save-screen history.txt\n", to: "look.script")
    let looked = try shop.command("browse", "--env", "production", "--script", "look.script", "--size", "120x40")
    #expect(looked.status == 0, "\(looked.errors)")
    let history = try shop.read("history.txt")
    #expect(history.contains("✗ the signature does not hold"), "\(history)")
  }

  @Test func anAdoptionThatSaysSomethingElseThanWasSignedIsFound() async throws {
    let shop = try await GatedShop()
    try shop.configure("")
    #expect(
      try shop.command("status", "--env", "production", "--adopt", "--reason", "fine", "--key", "amy").status == 0)
    let ledger = LedgerStore(.target, target: shop.production)
    guard case .adoption(let recorded)? = try ledger.history().events.first else {
      Issue.record("no adoption")
      return
    }
    var adoption = recorded.adoption
    adoption.reason = "mine"
    try ledger.append(.adopted(adoption))
    let broken = try shop.command("history", "verify", "--env", "production")
    #expect(broken.status == 1 && broken.errors.contains("the signature of adoption 2 (amy) does not hold"))
    let shown = try shop.command("history", "show", "2", "--env", "production")
    #expect(shown.output.contains("signature    does not hold: "), "\(shown.output)")
  }
}
