import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import PseudoTerminal
import Testing

/// `plan`, and `apply` and `review` on SQL files, as a user calls them.
@Suite struct PlanCommandTests {
  private static let desired = """
    CREATE TABLE customers (id int PRIMARY KEY, full_name text NOT NULL, email text);
    CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note text);
    CREATE INDEX orders_customer ON orders (customer_id);
    CREATE VIEW open_orders AS SELECT o.id, c.full_name FROM orders o JOIN customers c ON c.id = o.customer_id;
    """

  private func workshop(_ desired: String = PlanCommandTests.desired) async throws -> Workshop {
    let workshop = try await Workshop()
    try workshop.write(Array(desired.utf8), to: "\(workshop.folder)/new.sql")
    return workshop
  }

  private let file = ["--file", "new.sql"]

  // MARK: - plan

  @Test func aPlanForPeopleGoesToTheStandardOutput() async throws {
    let workshop = try await workshop()
    let outcome = try workshop.command(["plan"] + file + workshop.connection)
    #expect((outcome.status, outcome.errors) == (0, ""))
    #expect(outcome.output.hasPrefix("Plan: "))
    #expect(outcome.output.contains("ADD COLUMN email text;"))
    #expect(outcome.output.contains("DROP COLUMN IF EXISTS legacy_code;"))
    #expect(!outcome.output.contains("\u{1B}["))
    #expect(try workshop.ask("SELECT to_regclass('orders_customer')") == nil, "planning changes nothing")
  }

  /// Rights and a comment of the schema itself stay, though the files say nothing of them.
  @Test func aPlanSaysTheHashThatItLeadsTo() async throws {
    let workshop = try await workshop()
    try Connection(workshop.database).execute(
      "COMMENT ON SCHEMA public IS 'ours'; GRANT CREATE ON SCHEMA public TO pg_monitor WITH GRANT OPTION")
    let planned = try workshop.command(["plan", "--output-json", "plan.json"] + file + workshop.connection)
    #expect((planned.status, planned.errors) == (0, ""))
    let applied = try workshop.command(["apply", "--plan", "plan.json", "--auto-approve"] + workshop.connection)
    #expect((applied.status, applied.errors) == (0, ""))
    #expect(!applied.output.contains("not what the plan was to lead to"))
    let plan = try PlanFile(Array(try Data(contentsOf: URL(filePath: workshop.plan)))).plan
    let found = try CatalogReader.read("public", over: try Connection(workshop.database)).schema
    #expect(plan.countersign?.desiredHash == CatalogHash(of: found).hex)
  }

  @Test func eachOutputHasItsPlace() async throws {
    let workshop = try await workshop()
    let outcome = try workshop.command(
      ["plan", "--output-human", "plan.txt", "--output-json", "stdout", "--output-sql", "plan.sql"] + file
        + workshop.connection)
    #expect((outcome.status, outcome.errors) == (0, ""))
    let plan = try PlanFile(Array(outcome.output.utf8)).plan
    #expect(plan.steps.contains { $0.step.sql.contains("ADD COLUMN email") })
    #expect(plan.sourceDiffs.isEmpty)
    let sql = try String(contentsOfFile: "\(workshop.folder)/plan.sql", encoding: .utf8)
    #expect(sql == HumanPlan.sql(plan, numberingGroups: false))
    let text = try String(contentsOfFile: "\(workshop.folder)/plan.txt", encoding: .utf8)
    #expect(text.hasPrefix("Plan: "))
    #expect(text.contains("lock, loses the column's values\nALTER TABLE"))
    let debug = try workshop.command(
      ["plan", "--debug", "--output-json", "stdout"] + file + workshop.connection)
    #expect(!(try PlanFile(Array(debug.output.utf8)).plan.sourceDiffs.isEmpty))
  }

  @Test func checkEndsWithThreeWhenThereAreChanges() async throws {
    let workshop = try await workshop()
    let check = ["plan", "--check"] + file + workshop.connection
    #expect(try workshop.command(check).status == 3)
    try workshop.write(Array(Workshop.shop.utf8), to: "\(workshop.folder)/new.sql")
    let same = try workshop.command(check)
    #expect((same.status, same.output, same.errors) == (0, "No changes detected.\n", ""))
  }

  @Test func anErrorInAnIncludedFileHasItsPlace() async throws {
    let workshop = try await workshop("CREATE TABLE a (id int);\n\\i part/b.sql\n")
    try FileManager.default.createDirectory(atPath: "\(workshop.folder)/part", withIntermediateDirectories: true)
    try workshop.write(
      Array("CREATE TABLE b (id int);\nCREATE TABLE c (id no_such_type);\n".utf8),
      to: "\(workshop.folder)/part/b.sql")
    let outcome = try workshop.command(["plan", "--output-json", "out.json"] + file + workshop.connection)
    #expect((outcome.status, outcome.output) == (1, ""))
    #expect(outcome.errors.hasPrefix("error: part/b.sql:2:20: "))
    #expect(outcome.errors.contains("no_such_type"))
    #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder)/out.json"))
  }

  @Test func anOutputThatCannotBeWrittenLeavesNothing() async throws {
    let workshop = try await workshop()
    let outcome = try workshop.command(["plan", "--output-json", "nowhere/out.json"] + file + workshop.connection)
    #expect((outcome.status, outcome.output) == (1, ""))
    #expect(outcome.errors.hasPrefix("error: nowhere/out.json"))
  }

  // MARK: - Trial

  /// PostgreSQL checks a body only when the function is made with the checks on, which running the files does not do.
  private static let wrongBody =
    Workshop.shop + "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM no_such_table';"

  @Test func aStepThatFailsOnACopyIsNamedAndNothingIsWritten() async throws {
    let workshop = try await workshop(Self.wrongBody)
    for command in [["plan", "--output-json", "out.json"], ["apply", "--auto-approve"], ["review", "--plain"]] {
      let outcome = try workshop.command(command + file + workshop.connection)
      #expect((outcome.status, outcome.output) == (1, ""))
      #expect(
        outcome.errors.hasPrefix(
          "error: step 1.1 of the plan (create function public.f) fails on an empty copy of the target: "))
      #expect(outcome.errors.contains("no_such_table"))
      #expect(outcome.errors.contains("\nhint: correct the SQL if it is at fault; --no-trial plans without trying\n"))
    }
    #expect(!FileManager.default.fileExists(atPath: "\(workshop.folder)/out.json"))
    let untried = try workshop.command(["plan", "--no-trial", "--output-sql", "stdout"] + file + workshop.connection)
    #expect((untried.status, untried.errors) == (0, ""))
    #expect(untried.output.contains("no_such_table"))
  }

  // MARK: - The way back

  @Test(arguments: [[], ["--strategy", "atomic"], ["--no-trial"]])
  func theWayBackLeadsBack(_ flags: [String]) async throws {
    let workshop = try await workshop(
      """
      CREATE TYPE mood AS ENUM ('glad', 'sad');
      -- countersign:rename customers
      CREATE TABLE clients (id int PRIMARY KEY, full_name text NOT NULL, feels mood);
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int NOT NULL REFERENCES clients, amount int);
      CREATE INDEX orders_customer ON orders (customer_id);
      CREATE VIEW open_orders AS SELECT o.id, c.full_name, c.feels FROM orders o JOIN clients c ON c.id = o.customer_id;
      """)
    try workshop.write(Array(Workshop.shop.utf8), to: "\(workshop.folder)/old.sql")
    let outcome = try workshop.command(
      ["plan", "--output-json", "new.json", "--output-reverse", "back.json", "--output-human", "stdout"] + flags + file
        + workshop.connection)
    #expect((outcome.status, outcome.errors) == (0, ""))
    #expect(
      outcome.output.contains(
        ": column public.clients.legacy_code comes back without its values: they are dropped with it\n"))
    let review = try workshop.command(["review", "back.json", "--plain", "--no-rehearsal"])
    #expect(review.status == 0)
    for plan in ["new.json", "back.json"] {
      let apply = try workshop.command(["apply", "--auto-approve", "--plan", plan] + workshop.connection)
      #expect((apply.status, apply.errors) == (0, ""))
    }
    let check = try workshop.command(["plan", "--check", "--file", "old.sql"] + workshop.connection)
    #expect((check.status, check.output) == (0, "No changes detected.\n"))
  }

  @Test func theWayBackIsRefusedWhereThePlanDidNotLead() async throws {
    let workshop = try await workshop()
    _ = try workshop.command(["plan", "--output-reverse", "back.json"] + file + workshop.connection)
    let apply = ["apply", "--auto-approve", "--plan", "back.json"] + workshop.connection
    #expect(try workshop.command(apply).status == 5)
    _ = try workshop.command(["apply", "--auto-approve"] + file + workshop.connection)
    _ = try workshop.ask("ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL")
    #expect(try workshop.command(apply).status == 5, "pgschema's fingerprint does not see this")
    _ = try workshop.ask("ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTENDED")
    #expect(try workshop.command(apply).status == 0)
  }

  @Test func theWayBackRestoresWhatNoFileSays() async throws {
    // A copy of the child has both of its parent's columns first.
    let before = "CREATE TABLE base (a int); CREATE TABLE child (b int) INHERITS (base); ALTER TABLE base ADD c int;"
    let after = """
      CREATE TABLE base (a int, c int, d int); CREATE TABLE child (b int) INHERITS (base);
      ALTER TABLE base OWNER TO pg_monitor; COMMENT ON SCHEMA public IS 'changed';
      GRANT USAGE ON SCHEMA public TO pg_monitor;
      """
    let workshop = try await workshop(Workshop.shop + after)
    _ = try Connection(workshop.database).execute(before)
    let state = """
      SELECT concat_ws(' ', relowner::regrole, nspacl, obj_description(n.oid, 'pg_namespace'), (
          SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute
          WHERE attrelid = 'child'::regclass AND attnum > 0 AND NOT attisdropped))
      FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = 'base'::regclass
      """
    let first = try workshop.ask(state)
    let outcome = try workshop.command(
      ["plan", "--output-json", "new.json", "--output-reverse", "back.json"] + file + workshop.connection)
    #expect((outcome.status, outcome.errors) == (0, ""))
    for plan in ["new.json", "back.json"] {
      let apply = try workshop.command(["apply", "--auto-approve", "--plan", plan] + workshop.connection)
      #expect((apply.status, apply.errors) == (0, ""))
      #expect((try workshop.ask(state) == first) == (plan == "back.json"))
    }
  }

  @Test func aWayBackThatLosesNothingSaysNothing() async throws {
    let workshop = try await workshop(Workshop.shop + "CREATE TABLE invoices (id int);")
    let outcome = try workshop.command(
      ["plan", "--output-reverse", "stdout", "--output-human", "plan.txt"] + file + workshop.connection)
    #expect((outcome.status, outcome.errors) == (0, ""))
    let plan = try PlanFile(Array(outcome.output.utf8)).plan
    #expect(plan.steps.map(\.step.sql) == ["DROP TABLE IF EXISTS invoices;"])
    #expect(plan.countersign?.reverses == [])
    #expect(plan.sourceFingerprint == nil)
    let text = try String(contentsOfFile: "\(workshop.folder)/plan.txt", encoding: .utf8)
    #expect(!text.contains("Cannot be undone"))
    let nowhere = try workshop.command(["plan", "--output-reverse", "nowhere/b.json"] + file + workshop.connection)
    #expect((nowhere.status, nowhere.output) == (1, ""))
    #expect(nowhere.errors.hasPrefix("error: nowhere/b.json"))
  }

  // MARK: - What is left out

  @Test func dropsThatNobodyNeedsAreListedInstead() async throws {
    let workshop = try await workshop(
      """
      CREATE TABLE customers (id int PRIMARY KEY, full_name varchar(80) NOT NULL);
      CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note text);
      """)
    let plan = ["plan", "--no-drop"] + file + workshop.connection
    let outcome = try workshop.command(plan)
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == """
        note: 1 change is not planned, as the command line asked
          drop table.column public.customers.legacy_code
        note: 1 change is planned, although the command line asked for none, because others need it
          drop view public.open_orders

        """)
    #expect(outcome.output.contains("\nNot planned:\n  drop table.column public.customers.legacy_code\n\n"))
    #expect(!outcome.output.contains("DROP COLUMN"))
    #expect(try workshop.command(["apply", "--no-drop", "--auto-approve"] + file + workshop.connection).status == 0)
    let again = try workshop.command(plan)
    #expect(again.status == 0)
    #expect(again.output == "No changes planned.\n\nNot planned:\n  drop table.column public.customers.legacy_code\n")
  }

  @Test(arguments: [
    ("--include orders", ["orders"]), ("--include index:orders_*", ["orders_customer"]),
    ("--exclude table:customers --exclude view:*", ["orders"]), ("--exclude orders", ["email", "legacy_code"]),
    ("--include column:customers.*", ["email", "legacy_code"]), ("--include no_such_thing", []),
  ])
  func onlyWhatIsAskedForIsPlanned(_ flags: String, _ wanted: [String]) async throws {
    let workshop = try await workshop()
    let outcome = try workshop.command(
      ["plan", "--output-sql", "stdout"] + flags.split(separator: " ").map(String.init) + file + workshop.connection)
    #expect(outcome.status == 0)
    for word in ["orders", "orders_customer", "email", "legacy_code"] where wanted.contains(word) {
      #expect(outcome.output.contains(word))
    }
    for word in ["orders_customer", "email", "legacy_code"] where !wanted.contains(word) && !wanted.contains("orders") {
      #expect(!outcome.output.contains(word))
    }
    #expect(
      outcome.errors.contains(wanted.contains("orders") ? "legacy_code" : "not planned, as the command line asked"))
  }

  @Test func aTableThatOthersNeedComesWithItsPolicies() async throws {
    let workshop = try await workshop(
      Workshop.shop + """
        CREATE TABLE shops (id int PRIMARY KEY);
        ALTER TABLE shops ENABLE ROW LEVEL SECURITY;
        CREATE POLICY mine ON shops USING (id = 1);
        ALTER TABLE orders ADD COLUMN shop_id int REFERENCES shops;
        CREATE TABLE others (id int);
        """)
    let outcome = try workshop.command(
      ["plan", "--include", "orders", "--output-sql", "stdout"] + file + workshop.connection)
    #expect(outcome.output.contains("CREATE POLICY mine ON shops"))
    #expect(outcome.output.contains("ALTER TABLE shops ENABLE ROW LEVEL SECURITY"))
    #expect(!outcome.output.contains("others"))
    #expect(outcome.errors.contains("3 changes are planned, although the command line asked for none"))
  }

  // MARK: - What the plan says of itself

  @Test func eachStepSaysExactlyWhatItChangesAndLocks() async throws {
    let workshop = try await workshop(
      """
      CREATE TABLE customers (id int PRIMARY KEY, full_name text NOT NULL);
      CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note text);
      CREATE INDEX orders_customer ON orders (customer_id);
      CREATE VIEW open_orders AS SELECT o.id, c.full_name FROM orders o JOIN customers c ON c.id = o.customer_id;
      CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';
      """)
    let json = try workshop.command(["plan", "--output-json", "stdout"] + file + workshop.connection).output
    let plan = try PlanFile(Array(json.utf8)).plan
    guard case .array(let records)? = plan.countersign?["steps"] else { throw CancellationError() }
    #expect(records.count == plan.steps.count)
    func record(_ sql: String) -> String {
      let place = plan.steps.firstIndex { $0.step.sql.contains(sql) } ?? 0
      return String(decoding: JSONWriter.indented(records[place]), as: UTF8.self).filter { !" \n".contains($0) }
    }
    #expect(
      record("DROP COLUMN").hasPrefix(
        #"{"object":{"kind":"column","schema":"public","name":"customers","member":"legacy_code"},"#
          + #""lock":"ACCESSEXCLUSIVE","work":"none","data_loss":"column","#
          + #""reversal":"ALTERTABLEcustomersADDCOLUMNlegacy_codeinteger;"}"#))
    #expect(record("CREATE INDEX").contains(#""lock":"SHAREUPDATEEXCLUSIVE","work":"scan","data_loss":"none""#))
    #expect(record("FUNCTION").contains(#""name":"twice","arguments":"ninteger"},"lock":null"#))
  }

  @Test func withoutADatabaseTheTreesComeFromThePlan() async throws {
    let workshop = try await workshop()
    _ = try workshop.command(["plan", "--output-json", "new.json"] + file + workshop.connection)
    let review = try workshop.command(["review", "new.json", "--plain"])
    #expect(review.status == 0)
    #expect(review.output.contains("as the plan has them"))
    #expect(review.output.contains("legacy_code"))
    let lost = try workshop.command(["review", "new.json", "--plain", "--host", "/nowhere", "--db", "x"])
    #expect(lost.output.contains("as the plan has them"))
    let pgschema = try workshop.command(["review", workshop.plan, "--plain"])
    #expect(pgschema.output.contains("from the steps' paths only"))
  }

  // MARK: - Strategy

  @Test func anAtomicPlanIsOneTransaction() async throws {
    let workshop = try await workshop(
      """
      CREATE TABLE customers (id int PRIMARY KEY, full_name text NOT NULL, legacy_code int NOT NULL CHECK (legacy_code > 0));
      CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note text UNIQUE,
        other_id int REFERENCES customers);
      CREATE INDEX orders_customer ON orders (customer_id);
      CREATE VIEW open_orders AS SELECT o.id, c.full_name FROM orders o JOIN customers c ON c.id = o.customer_id;
      """)
    let json = ["plan", "--output-json", "stdout"] + file + workshop.connection
    let online = try PlanFile(Array(try workshop.command(json).output.utf8)).plan
    #expect(online.groups.count > 4)
    let atomic = try PlanFile(Array(try workshop.command(json + ["--strategy", "atomic"]).output.utf8)).plan
    #expect(atomic.groups.count == 1)
    #expect(!atomic.steps.contains { $0.step.sql.contains("CONCURRENTLY") || $0.step.sql.contains("NOT VALID") })
    let apply = ["apply", "--strategy", "atomic", "--auto-approve"] + file + workshop.connection
    #expect(try workshop.command(apply).output.contains("Executing group 1/1 "))
    #expect(try workshop.command(["plan", "--check"] + file + workshop.connection).status == 0)
  }

  @Test func whatIsNotManagedIsCountedAndNamed() async throws {
    let workshop = try await workshop()
    _ = try workshop.ask("CREATE PUBLICATION p FOR TABLE orders")
    let outcome = try workshop.command(["plan"] + file + workshop.connection)
    #expect(outcome.errors.contains("note: 1 object is not managed and not planned for\n  publication relation"))
    #expect(!outcome.output.contains("PUBLICATION"))
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let arguments: String
    let error: String
    var testDescription: String { arguments }
  }

  @Test(arguments: [
    Wrong(arguments: "plan", error: "--file is required"),
    Wrong(arguments: "plan --file a.json", error: "--file expects a SQL schema file, but got a JSON file (a.json)"),
    Wrong(
      arguments: "plan --file a.sql --output-json stdout --output-sql stdout",
      error: "only one output format can use stdout"),
    Wrong(
      arguments: "plan --file a.sql --output-json out --output-sql out", error: "two outputs cannot go to one file"),
    Wrong(
      arguments: "plan --file a.sql --output-reverse out --no-drop", error: "--output-reverse needs the whole plan"),
    Wrong(
      arguments: "plan --file a.sql --output-reverse stdout --output-sql stdout",
      error: "only one output format can use stdout"),
    Wrong(arguments: "plan --file a.sql --schema a --schema a", error: "--schema a is given twice"),
    Wrong(arguments: "plan --file a.sql --strategy fast", error: "--strategy"),
    Wrong(arguments: "plan --file a.sql --exclude tabel:x", error: "tabel:x is no object pattern"),
    Wrong(arguments: "plan --file a.sql --plan-host h", error: "--plan-db is required when --plan-host is provided"),
    Wrong(arguments: "apply", error: "either --file or --plan must be specified"),
    Wrong(
      arguments: "apply --file a.sql --plan a.json",
      error: "if any flags in the group [file plan] are set none of the others can be; [file plan] were all set"),
    Wrong(arguments: "apply --file a.json", error: "Did you mean to use --plan instead?"),
    Wrong(arguments: "apply --plan a.sql", error: "Did you mean to use --file instead?"),
    Wrong(arguments: "review", error: "a plan, or --file"),
    Wrong(arguments: "review plan.json --file a.sql", error: "a plan and --file exclude each other"),
    Wrong(arguments: "review plan.json --save b.json", error: "--save writes the plan that --file makes"),
  ])
  func aWrongCommandLineIsStatusTwo(_ wrong: Wrong) async throws {
    let workshop = try await workshop()
    let outcome = try workshop.command(wrong.arguments.split(separator: " ").map(String.init) + ["--db", "no_such_db"])
    #expect((outcome.status, outcome.output) == (2, ""))
    #expect(outcome.errors.hasPrefix("error: "))
    #expect(outcome.errors.contains(wrong.error))
  }

  @Test func withoutADatabaseNothingIsPlanned() async throws {
    let outcome = try await workshop().command(["plan"] + file)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("database name is required"))
  }

  // MARK: - apply --file

  @Test func applyPlansFirstAndAsks() async throws {
    let workshop = try await workshop()
    let apply = ["apply"] + file + workshop.connection
    let declined = try workshop.command(apply, input: "no\n")
    #expect((declined.status, declined.errors) == (0, ""))
    #expect(declined.output.hasPrefix("Plan: "))
    #expect(declined.output.hasSuffix("Do you want to apply these changes? (yes/no): Apply cancelled.\n"))
    let unanswered = try workshop.command(apply)
    #expect(unanswered.status == 1)
    #expect(unanswered.errors.contains("failed to read user input: EOF"))
    #expect(try workshop.ask("SELECT to_regclass('orders_customer')") == nil)
    let applied = try workshop.command(apply, input: "yes\n")
    #expect((applied.status, applied.errors) == (0, ""))
    #expect(applied.output.hasSuffix("Changes applied successfully!\n"))
    #expect(try workshop.ask("SELECT to_regclass('orders_customer')") == "orders_customer")
    let again = try workshop.command(apply + ["--auto-approve"])
    #expect(
      (again.status, again.output) == (0, "No changes to apply. Database schema is already up to date.\n"))
  }

  @Test func applyOfFilesWithAnErrorTouchesNothing() async throws {
    let workshop = try await workshop("CREATE TABLE customers (id int;\n")
    let outcome = try workshop.command(["apply", "--auto-approve"] + file + workshop.connection)
    #expect((outcome.status, outcome.output) == (1, ""))
    #expect(outcome.errors.hasPrefix("error: new.sql:1:"))
    #expect(try workshop.ask("SELECT to_regclass('orders')") == "orders")
  }

  // MARK: - review --file

  @Test func aReviewMakesItsPlan() async throws {
    let workshop = try await workshop()
    let outcome = try workshop.command(["review", "--plain"] + file + workshop.connection)
    #expect((outcome.status, outcome.errors) == (0, ""))
    #expect(outcome.output.contains("new plan"))
    #expect(outcome.output.contains("Fingerprint of the target: matches"))
    #expect(outcome.output.contains("drop column public.customers.legacy_code"))
    let left = try FileManager.default.contentsOfDirectory(atPath: workshop.folder)
    #expect(Set(left) == ["plan.json", "new.sql", "key", "key.pub"])
  }

  @Test func aReviewedPlanCanBeSavedFirst() async throws {
    let workshop = try await workshop()
    let outcome = try workshop.command(["review", "--plain", "--save", "saved.json"] + file + workshop.connection)
    #expect((outcome.status, outcome.errors) == (0, ""))
    #expect(outcome.output.contains("saved.json"))
    let again = try workshop.command(["review", "--plain", "saved.json"] + workshop.connection)
    #expect(Self.timeless(again.output) == Self.timeless(outcome.output))
  }

  /// Without when the target's state was read.
  private static func timeless(_ review: String) -> String {
    review.split(separator: "\n").filter { !$0.hasPrefix("PREFLIGHT") }.joined(separator: "\n")
  }

  @Test func aPlanInNoFileKeepsNothing() async throws {
    let workshop = try await workshop()
    let terminal = try workshop.open(["--no-rehearsal"], files: ["new.sql"], columns: 120, rows: 40)
    try terminal.wait(for: "✓ matches", seconds: 30)
    try terminal.wait(for: "the plan is in no file")
    terminal.send("c")
    terminal.settle()
    terminal.send("who reads this?\r")
    try terminal.wait(for: "nothing can be kept: review it with --save plan.json")
    // Read again, a plan in no file is made again.
    try workshop.write(Array((Self.desired + "CREATE TABLE invoices (id int);").utf8), to: "\(workshop.folder)/new.sql")
    terminal.send("R")
    try terminal.wait(for: "R again does without comments")
    terminal.send("R")
    try terminal.wait(for: "invoices", seconds: 30)
    terminal.send("Q")
    try terminal.wait(for: "quit?")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }
}
