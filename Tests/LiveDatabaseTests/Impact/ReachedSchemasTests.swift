import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// Which schemas a plan reaches without having been told of them.
@Suite struct ReachedSchemasTests {
  @Test func namesPartitionsKeysAndTypesReachOtherSchemas() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(
      """
      CREATE SCHEMA shop; CREATE SCHEMA archive; CREATE SCHEMA log; CREATE SCHEMA people; CREATE SCHEMA typed;
      CREATE SCHEMA "Odd ""name"; CREATE SCHEMA apart;
      CREATE TABLE people.person (id int PRIMARY KEY);
      CREATE TABLE shop.orders (id int PRIMARY KEY, person int REFERENCES people.person);
      CREATE TABLE log.entry (orders int REFERENCES shop.orders);
      CREATE TABLE shop.event (a int) PARTITION BY LIST (a);
      CREATE TABLE archive.event_1 PARTITION OF shop.event FOR VALUES IN (1);
      CREATE DOMAIN shop.amount AS int;
      CREATE TABLE typed.t (a shop.amount);
      CREATE TABLE apart.t (a int)
      """)
    func reached(_ sql: String, from schemas: [Identifier] = ["shop"]) throws -> [Identifier] {
      let plan = Plan(
        formatVersion: "1.0.0", pgschemaVersion: "", createdAt: "", sourceFingerprint: nil,
        groups: [TransactionGroup(steps: [Step(sql: sql)])])
      return try ReachedSchemas.names(from: schemas, by: plan, on: connection)
    }
    #expect(try reached("SELECT 1") == ["shop", "archive", "log", "people", "typed"])
    #expect(try reached("DROP TABLE \"Odd \"\"name\".t", from: ["apart"]) == ["apart", "Odd \"name"])
    #expect(try reached("DROP TABLE ARCHIVE.event_1", from: ["apart"]) == ["apart", "archive", "shop"])
  }
}
