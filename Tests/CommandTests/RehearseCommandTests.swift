import Foundation
import MigrationCore
import Testing

/// `countersign rehearse` as a user calls it.
@Suite struct RehearseCommandTests {
  @Test func eachStepSaysWhatItLockedOnTheCopy() async throws {
    let workshop = try await Workshop()
    let rehearsal = try workshop.command(["rehearse", "plan.json"] + workshop.connection)
    #expect(rehearsal.status == 0 && rehearsal.errors.isEmpty)
    #expect(
      rehearsal.output.contains(
        "1.1  ALTER TABLE customers ADD COLUMN email text;\n     ACCESS EXCLUSIVE on public.customers\n"))
    #expect(rehearsal.output.contains("     no lock beyond those that its group holds\n"))
    #expect(rehearsal.output.contains("not measured: CREATE INDEX CONCURRENTLY runs outside a transaction"))
    #expect(try workshop.ask("SELECT count(*) FROM information_schema.columns WHERE column_name = 'email'") == "0")
  }

  @Test func aPlanOfOursLeadsThereAndBack() async throws {
    let workshop = try await Workshop()
    try workshop.write(
      Array(
        """
        CREATE TABLE customers (id int PRIMARY KEY, full_name text NOT NULL, email text);
        CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note varchar(10));
        CREATE VIEW open_orders AS SELECT o.id, c.full_name FROM orders o JOIN customers c ON c.id = o.customer_id;
        """.utf8), to: "\(workshop.folder)/new.sql")
    let plan = try workshop.command(
      ["plan", "--file", "new.sql", "--output-json", "p.json", "--output-reverse", "back.json"] + workshop.connection)
    #expect(plan.status == 0)
    let rehearsal = try workshop.command(["rehearse", "p.json", "--back", "back.json"] + workshop.connection)
    #expect(rehearsal.status == 0)
    #expect(rehearsal.output.contains("It leads to the schema that it was made for.\n"))
    #expect(rehearsal.output.hasSuffix("Undone, the schema is what it was (rows aside).\n"))
    let json = try workshop.command(
      ["rehearse", "p.json", "--format", "json", "--back", "back.json"] + workshop.connection)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["leads_to_desired"] as? Bool == true && document["undone"] as? Bool == true)
  }

  @Test func aStepThatFailsOnTheCopyIsNamed() async throws {
    let workshop = try await Workshop([[Step(sql: "ALTER TABLE orders DROP COLUMN gone")], [Step(sql: "SELECT 1")]])
    let rehearsal = try workshop.command(["rehearse", "plan.json"] + workshop.connection)
    #expect(rehearsal.status == 1)
    #expect(rehearsal.errors.hasPrefix("error: step 1.1 fails on a copy: column \"gone\" of relation \"orders\""))
    #expect(rehearsal.output.contains("2.1  SELECT 1\n     not run\n"))
  }

  @Test func withoutADatabaseThereIsNothingToCopy() async throws {
    let rehearsal = try await Workshop().command(["rehearse", "plan.json"])
    #expect(rehearsal.status == 2 && rehearsal.errors.contains("database name is required"))
  }
}
