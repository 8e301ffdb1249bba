import Foundation
import MigrationCore
import Postgres
import Testing

/// One plan for schemas that need each other.
@Suite struct SeveralSchemaTests {
  private static let before = """
    CREATE SCHEMA app; CREATE SCHEMA stock;
    CREATE TABLE stock.items (id int PRIMARY KEY, name text);
    CREATE TABLE app.orders (id int PRIMARY KEY, item_id int REFERENCES stock.items);
    CREATE VIEW stock.sold AS SELECT i.id, count(o.id) FROM stock.items i LEFT JOIN app.orders o ON o.item_id = i.id
      GROUP BY i.id;
    CREATE VIEW app.names AS SELECT name FROM stock.items;
    CREATE FUNCTION app.price(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
    """
  /// Type changes under views of the other schema, and new objects that need each other across the schemas.
  private static let after = """
    CREATE SCHEMA app; CREATE SCHEMA stock;
    CREATE TYPE stock.size AS ENUM ('small', 'large');
    CREATE FUNCTION price(int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
    CREATE TABLE stock.items (id bigint PRIMARY KEY, name varchar(80), size stock.size);
    CREATE TABLE orders (id bigint PRIMARY KEY, item_id bigint REFERENCES stock.items, wanted stock.size);
    CREATE TABLE stock.boxes (id int PRIMARY KEY, order_id bigint REFERENCES orders, cost bigint DEFAULT app.price(1));
    CREATE TABLE lines (order_id bigint REFERENCES orders, box_id int REFERENCES stock.boxes);
    CREATE VIEW stock.sold AS SELECT i.id, count(o.id) FROM stock.items i LEFT JOIN orders o ON o.item_id = i.id
      GROUP BY i.id;
    CREATE VIEW names AS SELECT name, size FROM stock.items;
    """
  private let schemas = ["--schema", "app", "--schema", "stock"]

  private func workshop() async throws -> Workshop {
    let workshop = try await Workshop([], sql: Self.before)
    try workshop.write(Array(Self.before.utf8), to: "\(workshop.folder)/old.sql")
    try workshop.write(Array(Self.after.utf8), to: "\(workshop.folder)/new.sql")
    return workshop
  }

  @Test(arguments: [[], ["--strategy", "atomic"]]) func thePlanLeadsThereAndBack(_ flags: [String]) async throws {
    let workshop = try await workshop()
    let planned = try workshop.command(
      ["plan", "--file", "new.sql", "--output-json", "new.json", "--output-reverse", "back.json"] + flags + schemas
        + workshop.connection)
    #expect((planned.status, planned.errors) == (0, ""))
    for (plan, file) in [("new.json", "new.sql"), ("back.json", "old.sql")] {
      let apply = try workshop.command(["apply", "--auto-approve", "--plan", plan] + workshop.connection)
      #expect((apply.status, apply.errors) == (0, ""))
      let check = try workshop.command(["plan", "--check", "--file", file] + schemas + workshop.connection)
      #expect((check.status, check.output, check.errors) == (0, "No changes detected.\n", ""))
    }
  }

  @Test func thePlanSaysWhatItIsForAndNamesOnlyTheOthers() async throws {
    let workshop = try await workshop()
    let json = try workshop.command(
      ["plan", "--file", "new.sql", "--output-json", "stdout"] + schemas + workshop.connection
    ).output
    let plan = try PlanFile(Array(json.utf8)).plan
    #expect(plan.countersign?.schemas.map(\.name) == ["app", "stock"])
    #expect(plan.countersign?.schemas.first?.sourceFingerprint == plan.sourceFingerprint)
    #expect(plan.countersign?.schemas.allSatisfy { $0.catalogHash != nil } == true)
    let sql = plan.steps.map(\.step.sql)
    #expect(sql.contains { $0.hasPrefix("CREATE TABLE IF NOT EXISTS stock.boxes") })
    #expect(sql.contains { $0.hasPrefix("CREATE TABLE IF NOT EXISTS lines") })
    #expect(!sql.contains { $0.contains("app.orders") })
  }

  @Test(arguments: ["ALTER TABLE app.orders ADD x int", "ALTER TABLE stock.items ALTER name SET STORAGE EXTERNAL"])
  func aDriftInAnyOfThemRunsNothing(_ drift: String) async throws {
    let workshop = try await workshop()
    _ = try workshop.command(
      ["plan", "--file", "new.sql", "--output-json", "new.json"] + schemas + workshop.connection)
    _ = try workshop.ask(drift)
    let apply = try workshop.command(["apply", "--auto-approve", "--plan", "new.json"] + workshop.connection)
    #expect((apply.status, apply.output) == (5, ""))
    #expect(try workshop.ask("SELECT to_regclass('stock.boxes')") == nil)
  }

  @Test func aReviewShowsAllOfThem() async throws {
    let workshop = try await workshop()
    let live = try workshop.command(["review", "--plain", "--file", "new.sql"] + schemas + workshop.connection)
    #expect((live.status, live.errors) == (0, ""))
    #expect(live.output.contains("Fingerprint of the target: matches"))
    for object in ["stock.boxes", "app.lines", "stock.sold", "app.names"] { #expect(live.output.contains(object)) }
    _ = try workshop.command(
      ["plan", "--file", "new.sql", "--output-json", "new.json"] + schemas + workshop.connection)
    let alone = try workshop.command(["review", "--plain", "new.json"])
    #expect(alone.status == 0)
    #expect(alone.output.contains("as the plan has them"))
    #expect(alone.output.contains("boxes"))
  }

  @Test(arguments: [
    (["--include", "stock.boxes"], ["boxes"], ["lines"]),
    (["--include", "type:stock.*"], ["size"], ["boxes", "lines"]),
    (["--exclude", "stock.boxes"], ["boxes", "lines"], []),
    (["--exclude", "app.*"], ["boxes"], ["lines"]),
  ])
  func changesAreChosenInAnyOfThem(_ flags: [String], _ planned: [String], _ leftOut: [String]) async throws {
    let workshop = try await workshop()
    let plan = try workshop.command(
      ["plan", "--file", "new.sql", "--output-json", "stdout"] + flags + schemas + workshop.connection)
    #expect(plan.status == 0)
    try workshop.write(Array(plan.output.utf8), to: "\(workshop.folder)/new.json")
    let sql = try PlanFile(Array(plan.output.utf8)).plan.steps.map(\.step.sql).joined()
    for name in planned { #expect(sql.contains(name), "\(name)") }
    for name in leftOut {
      #expect(!sql.contains(name), "\(name)")
      #expect(plan.errors.contains(name), "\(name)")
    }
    #expect(try workshop.command(["apply", "--auto-approve", "--plan", "new.json"] + workshop.connection).status == 0)
  }

  @Test func dropsInAnyOfThemAreListedInstead() async throws {
    let workshop = try await workshop()
    try workshop.write(Array("CREATE SCHEMA app; CREATE SCHEMA stock;".utf8), to: "\(workshop.folder)/none.sql")
    let plan = try workshop.command(
      ["plan", "--no-drop", "--file", "none.sql"] + schemas + workshop.connection)
    #expect(plan.status == 0)
    #expect(plan.output.hasPrefix("No changes planned.\n"))
    for name in ["table app.orders", "table stock.items", "view stock.sold"] { #expect(plan.errors.contains(name)) }
  }

  @Test(arguments: [
    ("plan --file new.sql --schema app --schema app", 2, "--schema app is given twice"),
    ("plan --file new.sql --schema app --schema nowhere", 1, "schema \"nowhere\" does not exist"),
    ("apply --plan new.json --schema stock", 2, "the plan is for the schemas app, stock"),
    ("apply --plan plan.json --schema app --schema stock", 2, "the plan is for one schema"),
    ("dump --schema app --schema stock", 2, "--schema can be given only once here"),
    ("fingerprint --schema app --schema stock", 2, "--schema can be given only once here"),
    ("browse --schema app --schema stock", 2, "--schema can be given only once here"),
  ])
  func whatDoesNotFitIsNamed(_ arguments: String, _ status: Int32, _ error: String) async throws {
    let workshop = try await workshop()
    _ = try workshop.command(
      ["plan", "--no-trial", "--file", "new.sql", "--output-json", "new.json"] + schemas + workshop.connection)
    let outcome = try workshop.command(arguments.split(separator: " ").map(String.init) + workshop.connection)
    #expect((outcome.status, outcome.output) == (status, ""))
    #expect(outcome.errors.hasPrefix("error: "))
    #expect(outcome.errors.contains(error))
  }
}
