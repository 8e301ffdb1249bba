import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// What happens where the clock of the machine is not the server's, which is the one that counts.
@Suite struct ClockTests {
  /// The command as on a machine whose clock is so far away, `-5d`; what it starts has that clock, too.
  static func command(_ shop: GatedShop, at clock: String, _ arguments: String...) throws -> Workshop.Outcome {
    try shop.workshop.run(
      ["faketime", "-m", "--exclude-monotonic", "-f", clock, Workshop.product] + arguments)
  }

  static func shop() async throws -> GatedShop {
    let shop = try await GatedShop()
    try shop.configure("[[environments.production.approvals]]\nfrom = \"dba\"\nauthor_may_approve = true")
    return shop
  }

  static func expire(_ person: String, in shop: GatedShop, days: Int) throws {
    let sql = "SELECT to_char(now() - interval '\(days) days', 'YYYYMMDD')"
    let day = try #require(try shop.workshop.ask(sql))
    let lines = try shop.read("allowed_signers")
    try shop.write(
      lines.replacing("\(person) namespaces", with: "\(person) valid-before=\"\(day)\",namespaces"),
      to: "allowed_signers")
  }

  @Test func whoSetsTheClockBackSignsWithNoKeyThatHasExpired() async throws {
    let shop = try await Self.shop()
    try Self.expire("amy", in: shop, days: 3)
    let signed = try Self.command(shop, at: "-10d", "sign", "plan.json", "--key", "amy")
    #expect(signed.status == 0, "\(signed.errors)")
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains("had expired by now"), "\(refused.errors)")
    // Nor does it help to let the clock be wrong.
    let again = try Self.command(
      shop, at: "-10d", "verify", "plan.json", "--env", "production")
    #expect(again.status == 4 && again.output.contains("had expired by now"), "\(again.output)\(again.errors)")
    #expect(try !shop.isApplied())
  }

  @Test(arguments: [("-10d", "behind"), ("+10d", "ahead of")])
  func aMachineWithAnotherTimeRunsNothing(_ clock: String, _ side: String) async throws {
    let shop = try await Self.shop()
    #expect(try shop.sign("amy").status == 0)
    let refused = try Self.command(
      shop, at: clock, "apply", "--plan", "plan.json", "--env", "production", "--auto-approve")
    #expect(
      refused.status == 4 && refused.errors.contains("this machine's clock is 10 d \(side) the server's"),
      "\(refused.errors)")
    #expect(try !shop.isApplied())
    #expect(try shop.apply().status == 0)
  }

  @Test func whatWasSignedTomorrowDoesNotCountToday() async throws {
    let shop = try await Self.shop()
    #expect(try Self.command(shop, at: "+1d", "sign", "plan.json", "--key", "amy").status == 0)
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains("it says that it was signed at"), "\(refused.errors)")
  }

  @Test func aSoakIsNotShorterForWhoeverSetsTheClockForward() async throws {
    let shop = try await GatedShop()
    try shop.configure("promote_from = \"staging\"\nsoak = \"1h\"")
    #expect(try shop.apply(environment: "staging").status == 0)
    let early = try Self.command(shop, at: "+2h", "verify", "plan.json", "--env", "production")
    #expect(early.status == 4 && early.output.contains("CLOSED       soak time"), "\(early.output)")
  }
}
