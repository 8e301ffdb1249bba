import MigrationCore
import Testing

/// What CASCADE is said to drop.
@Suite struct CascadeTests {
  private func cascade(_ statement: String, _ dependencies: [Dependency] = []) -> String? {
    var schema = DatabaseSchema(name: "shop")
    schema.dependencies = dependencies
    var live = ReviewFixture.live
    live.relations[ReviewFixture.name("recent")]?.dependents = [Dependent(ObjectID(.view, "report", "latest"))]
    live.relations[ReviewFixture.name("small")]?.partitions = [ReviewFixture.name("users")]
    let context = ReviewFixture.context([[statement]], live: live, current: [schema])
    return RuleBook.findings(in: context).first { $0.rule == "drop-cascade" }?.message
  }

  @Test func aViewOfAViewGoesToo() {
    #expect(
      cascade("DROP TABLE orders CASCADE")
        == "CASCADE drops with table shop.orders view report.latest, view shop.recent")
  }

  @Test func tablesThatInheritGoToo() {
    #expect(cascade("DROP TABLE small CASCADE") == "CASCADE drops with table shop.small table shop.users")
  }

  @Test func columnsGoWithTheirTypeAndWithDomainsThatAreMadeOfIt() {
    let (inner, outer) = (ObjectID(.domain, "shop", "inner"), ObjectID(.domain, "shop", "outer"))
    let column = ObjectID(.column, "shop", "orders", member: "amount")
    let dependencies = [
      Dependency(dependent: outer, referenced: inner, strength: .normal),
      Dependency(dependent: column, referenced: outer, strength: .normal),
    ]
    #expect(
      cascade("DROP DOMAIN inner CASCADE", dependencies)
        == "CASCADE drops with domain shop.inner column shop.orders.amount, domain shop.outer")
  }

  @Test func triggersGoWithTheirFunctionWhateverItsArguments() {
    let trigger = Dependency(
      dependent: ObjectID(.trigger, "shop", "orders", member: "stamp"),
      referenced: ObjectID(.function, "shop", "f", arguments: ""), strength: .normal)
    #expect(
      cascade("DROP FUNCTION f CASCADE", [trigger])
        == "CASCADE drops with function shop.f trigger shop.orders.stamp")
  }

  @Test func whatIsInASchemaGoesWithIt() throws {
    let message = try #require(cascade("DROP SCHEMA shop CASCADE"))
    #expect(message.hasPrefix("CASCADE drops with schema shop view report.latest, table shop.orders, "))
    #expect(!message.contains("orders_at"))
  }
}
