import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import TestServer
import Testing

/// Steps on tables with good and with bad rows: what the probes of a real server find.
@Suite struct ProbeReaderTests {
  private static let shop = """
    CREATE SCHEMA shop; SET search_path = shop;
    CREATE TABLE users (id int PRIMARY KEY, name text, mail text, code text, price numeric(10,4), at timestamp);
    INSERT INTO users SELECT n, 'n' || n, NULLIF('m' || n % 5, 'm3'), n, n, '2026-01-01' FROM generate_series(1, 10) n;
    CREATE TABLE orders (id bigint, user_id int, other int, note varchar(20));
    INSERT INTO orders SELECT n, n, NULLIF(n, 7), repeat('x', n) FROM generate_series(1, 9) n;
    INSERT INTO orders VALUES (5000000000, 11, NULL, 'ab   ');
    ALTER TABLE orders ADD CONSTRAINT old CHECK (other < 9 /* ) */ -- see
      ) NOT VALID, ADD CONSTRAINT pair FOREIGN KEY (user_id) REFERENCES users NOT VALID;
    CREATE TABLE parts (a int) PARTITION BY LIST (a);
    CREATE TABLE part_rest PARTITION OF parts DEFAULT;
    INSERT INTO parts VALUES (1), (1), (2);
    CREATE TABLE parent (a int); CREATE TABLE child () INHERITS (parent);
    INSERT INTO parent VALUES (1); INSERT INTO parent VALUES (2); INSERT INTO child VALUES (1);
    CREATE DOMAIN amount AS int; CREATE DOMAIN fee AS amount;
    CREATE TABLE bills (value amount, fees fee, "of" fee); INSERT INTO bills VALUES (1, 2, 3), (4, NULL, 6);
    ALTER DOMAIN amount ADD CONSTRAINT small CHECK (VALUE < 6) NOT VALID;
    CREATE TABLE stays (room int, during int4range, note text);
    INSERT INTO stays VALUES (1, '[1,5)', 'a'), (1, '[5,9)', 'b'), (2, '[1,5)', 'c'), (2, '[4,6)', 'C'), (3, NULL, 'd');
    CREATE FUNCTION odd(int) RETURNS bool VOLATILE LANGUAGE sql AS 'SELECT $1 % 2 = 1';
    ANALYZE;
    """

  struct Case: Sendable, CustomTestStringConvertible {
    var sql: String
    /// The severity and the message, without sizes and times.
    var finding: String
    var testDescription: String { sql }
    init(_ sql: String, _ finding: String) { (self.sql, self.finding) = (sql, finding) }
  }

  private static let cases = [
    Case("ALTER TABLE users ALTER name SET NOT NULL", ""),
    Case("ALTER TABLE orders ALTER other SET NOT NULL", "error fails: 2 rows of shop.orders with NULL in other"),
    Case("ALTER TABLE users ADD UNIQUE (name)", "info no two rows of shop.users have the same name"),
    Case("ALTER TABLE users ADD UNIQUE (mail)", "error fails: 4 keys (mail) of shop.users in more than one row"),
    Case("CREATE UNIQUE INDEX ON orders (other)", "info no two rows of shop.orders have the same other"),
    Case(
      "CREATE UNIQUE INDEX ON users (lower(mail), (id % 2)) WHERE id > 8",
      "info no two rows of shop.users have the same lower(mail), id % 2"),
    Case(
      "CREATE UNIQUE INDEX ON users ((id % 2))",
      "error fails: 2 keys (id % 2) of shop.users in more than one row"),
    Case("CREATE UNIQUE INDEX ON parent (a)", "info no two rows of shop.parent have the same a"),
    Case("CREATE UNIQUE INDEX ON parts (a)", "error fails: 1 key (a) of shop.parts in more than one row"),
    Case(
      "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users",
      "warning fails: 1 row of shop.orders without a row of shop.users"),
    Case(
      "ALTER TABLE orders VALIDATE CONSTRAINT pair", "warning fails: 1 row of shop.orders without a row of shop.users"),
    Case(
      "ALTER TABLE orders ADD FOREIGN KEY (other) REFERENCES users",
      "info every row of shop.orders has its row of shop.users"),
    Case("ALTER TABLE orders ADD CONSTRAINT k CHECK (other > 0)", "info no row of shop.orders breaks k"),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT k CHECK (other > 1 -- )\n)", "warning fails: 1 row of shop.orders against k"),
    Case("ALTER TABLE orders VALIDATE CONSTRAINT old", "warning fails: 1 row of shop.orders against old"),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT k CHECK (odd(other))",
      "warning k fails if a row of shop.orders breaks it; not probed: odd() is VOLATILE"),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT k CHECK (pg_sleep(9) IS NOT NULL)",
      "warning k fails if a row of shop.orders breaks it; not probed: pg_sleep() is VOLATILE"),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT k CHECK (nothing > 1)",
      "warning k fails if a row of shop.orders breaks it; not probed: column \"nothing\" does not exist"),
    Case("ALTER TABLE orders ALTER id TYPE int", "error fails: 1 value of id in shop.orders unfit for int4"),
    Case("ALTER TABLE users ALTER id TYPE smallint", "info every id of shop.users fits int2"),
    Case(
      "ALTER TABLE orders ALTER note TYPE varchar(8)",
      "error fails: 1 value of note in shop.orders unfit for varchar(8), the longest has 9 characters"),
    Case(
      "ALTER TABLE orders ALTER note TYPE varchar(9)",
      "info every note of shop.orders fits varchar(9), the longest has 9 characters"),
    Case(
      "ALTER DOMAIN amount ADD CONSTRAINT k CHECK (VALUE > 1)",
      "warning fails: 1 value of the domain shop.amount in shop.bills against k"),
    Case(
      "ALTER DOMAIN fee ADD CONSTRAINT k CHECK (VALUE > 1 -- )\n)", "info no value of the domain shop.fee is against k"),
    Case(
      "ALTER DOMAIN amount VALIDATE CONSTRAINT small",
      "warning fails: 1 value of the domain shop.amount in shop.bills against small"),
    Case(
      "ALTER DOMAIN amount SET NOT NULL",
      "warning fails: 1 value of the domain shop.amount in shop.bills against NOT NULL"),
    Case(
      "ALTER TABLE stays ADD CONSTRAINT k EXCLUDE USING gist (during WITH &&) WHERE (room < 2)",
      "info no two rows of shop.stays are against k"),
    Case(
      "ALTER TABLE stays ADD CONSTRAINT k EXCLUDE USING gist (int4range(room, room + 1) WITH &&, during WITH &&)",
      "warning fails: 1 pair of rows of shop.stays against k"),
    Case(
      "ALTER TABLE stays ADD CONSTRAINT k EXCLUDE (lower(note) WITH OPERATOR(pg_catalog.=)) WHERE (room = 2)",
      "warning fails: 1 pair of rows of shop.stays against k"),
    Case("ALTER TABLE users ALTER price TYPE numeric(10,2)", "info no price of shop.users changes"),
    Case("ALTER TABLE users ALTER price TYPE numeric(3,2)", "error fails: numeric field overflow"),
    Case("ALTER TABLE users ALTER code TYPE int USING code::int", "info every code of shop.users fits int4"),
    Case("ALTER TABLE users ALTER at TYPE date", "info no at of shop.users changes"),
    Case(
      "ALTER TABLE users ALTER code TYPE int USING (code || '0')::int",
      "info USING gives a int4 for every row of shop.users"),
    Case(
      "ALTER TABLE users ALTER code TYPE int USING 100 / (id - 4)", "error fails: division by zero"),
    Case(
      "CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1)",
      "error fails: 2 rows of shop.part_rest within the bounds of shop.part_1"),
    Case(
      "CREATE TABLE part_9 PARTITION OF parts FOR VALUES IN (9)",
      "info no row of shop.part_rest is within the bounds of shop.part_9"),
  ]

  @Test func findsTheRowsOnWhichAStepFails() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    for example in Self.cases {
      let found = try Self.findings(of: example.sql, over: connection).map { "\($0.severity) \(Self.bare($0.message))" }
      #expect(found == (example.finding.isEmpty ? [] : [example.finding]), "\(example.sql)")
      // What the probe says is what the server does.
      _ = try connection.execute("BEGIN; SET LOCAL search_path = shop")
      if example.finding.contains(" fails: ") {
        #expect(throws: PostgresError.self, "\(example.sql)") { try connection.execute(example.sql) }
      } else if example.finding.hasPrefix("info") {
        #expect(throws: Never.self, "\(example.sql)") { try connection.execute(example.sql) }
      }
      _ = try connection.execute("ROLLBACK")
    }
  }

  @Test func aStringThatIsNoValueIsFoundInAnyVersion() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    let finding = try Self.findings(of: "ALTER TABLE users ALTER name TYPE int USING name::int", over: connection).first
    #expect(finding?.severity == .error)
    let isCounted = connection.serverVersion >= 160_000
    #expect(
      finding.map { Self.bare($0.message) }
        == (isCounted
          ? "fails: 10 values of name in shop.users unfit for int4"
          : "fails: invalid input syntax for type integer: \"n1\""))
  }

  @Test func aProbeEndsInTimeAndWaitsForNobodyLong() async throws {
    let database = try await TestServer.database()
    let connection = try Connection(database)
    _ = try connection.execute(Self.shop)
    _ = try connection.execute("INSERT INTO users SELECT n, n, n, n FROM generate_series(11, 300000) n; ANALYZE users")
    let slow = try Self.findings(of: "ALTER TABLE users ADD UNIQUE (name, mail, code)", over: connection, within: 0.001)
    #expect(slow.first?.message.hasSuffix("; not probed: timed out after 1 ms") == true)
    let other = try Connection(database)
    let locked = try Self.findings(of: "ALTER TABLE orders ADD UNIQUE (id)", over: connection) {
      _ = try other.execute("BEGIN; LOCK TABLE shop.orders")
    }
    #expect(locked.first?.message.hasSuffix("; not probed: a table is locked") == true)
  }

  @Test func aRoleThatDoesNotSeeAllRowsIsToldNothingAboutThem() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    _ = try connection.execute(
      """
      ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON orders USING (other IS NOT NULL);
      DROP ROLE IF EXISTS half_blind; CREATE ROLE half_blind;
      GRANT USAGE ON SCHEMA shop TO half_blind; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO half_blind
      """)
    var facts = try ImpactReader.facts(of: ["shop"], on: connection)
    let context = Self.context("ALTER TABLE orders ALTER other SET NOT NULL", facts)
    _ = try connection.execute("SET ROLE half_blind")
    try ProbeReader.add(
      to: &facts, of: RuleBook.findings(in: context).compactMap(\.probe), in: "shop", within: 5, on: connection)
    guard case .unknown(let why)? = facts.probed.values.first?.outcome else {
      Issue.record("\(facts.probed)")
      return
    }
    #expect(why.contains("row-level security"))
    _ = try connection.execute("RESET ROLE; DROP OWNED BY half_blind; DROP ROLE half_blind")
  }

  private static func context(_ sql: String, _ facts: LiveFacts) -> ReviewContext {
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: [Step(sql: sql)])])
    let parser = StatementParser(schema: "shop")
    return ReviewContext(plan: plan, live: facts) { parser.facts(of: $0.sql) }
  }

  /// Of the rules on rows that may fail a step.
  private static func findings(
    of sql: String, over connection: borrowing Connection, within limit: Double = 5, meanwhile: () throws -> Void = {}
  ) throws -> [Finding] {
    let rules: Set<RuleID> = [
      "not-null-may-fail-on-nulls", "unique-may-fail-on-duplicates", "fk-may-fail-on-orphans",
      "check-may-fail-on-existing-rows", "cast-may-fail-or-truncate", "partition-bounds-may-fail",
      "exclusion-may-fail-on-conflicts",
    ]
    var facts = try ImpactReader.facts(of: ["shop"], on: connection)
    try UseReader.add(to: &facts, of: ["shop"], on: connection)
    let schema = try CatalogReader.read("shop", over: connection).schema
    func found(_ facts: LiveFacts) -> [Finding] {
      let plan = Plan(
        formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
        groups: [TransactionGroup(steps: [Step(sql: sql)])])
      let parser = StatementParser(schema: "shop")
      let context = ReviewContext(plan: plan, live: facts, current: [schema]) { parser.facts(of: $0.sql) }
      return RuleBook.findings(in: context).filter { rules.contains($0.rule) }
    }
    try meanwhile()
    try ProbeReader.add(
      to: &facts, of: found(facts).compactMap(\.probe), in: "shop", within: limit, on: connection)
    return found(facts)
  }

  /// Without sizes, and without when it was looked at.
  private static func bare(_ message: String) -> String {
    message.split(separator: " (", omittingEmptySubsequences: false).enumerated().map { place, part in
      guard place > 0, let end = part.firstIndex(of: ")") else { return String(part) }
      let inside = part[..<end]
      let isDropped = inside.hasPrefix("looked at") || inside.hasSuffix("B") || inside.hasSuffix("bytes")
      return isDropped ? String(part[part.index(after: end)...]) : " (" + part
    }.joined()
  }
}
