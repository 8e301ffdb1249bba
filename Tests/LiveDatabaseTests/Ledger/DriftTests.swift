import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// What a recorded state says later of a schema that somebody changed by hand.
@Suite struct DriftTests {
  static let shop = """
    CREATE TYPE mood AS ENUM ('sad', 'glad');
    CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, mood mood);
    CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users);
    CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'glad';
    CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
    CREATE FUNCTION total(text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
    """

  static func drift(after change: String) async throws -> Drift {
    let ledger = try await TestLedger()
    let connection = try Connection(ledger.target)
    try connection.execute(shop)
    let recorded = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection).keep(in: ledger.store)
    try connection.execute(change)
    let found = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection)
    return try #require(try found.drift(from: recorded, in: ledger.store))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String { change }
    var change: String
    /// `changed table users: column email / type: text → citext`, a line each.
    var lines: [String]
    init(_ change: String, _ lines: String...) { (self.change, self.lines) = (change, lines) }
  }

  @Test(arguments: [
    Case("SELECT 1"),
    Case(
      "ALTER TABLE users ALTER email TYPE varchar(40)",
      "changed table users: column email/type: text → character varying(40)"),
    Case(
      "ALTER TABLE orders ALTER user_id SET DEFAULT 7",
      "changed table orders: column user_id/default: - → 7"),
    Case("ALTER TABLE users ADD nick text", "changed table users: column: - → nick: type text"),
    Case(
      "ALTER TABLE orders DROP COLUMN user_id",
      "changed table orders: column: user_id: type bigint → -",
      "changed table orders: constraint: orders_user_id_fkey: definition FOREIGN KEY (user_id) REFERENCES "
        + "public.users(id) → -"),
    Case("CREATE TABLE extra (id int)", "added table extra"),
    Case("DROP VIEW happy", "removed view happy"),
    Case(
      "CREATE OR REPLACE FUNCTION total(text) RETURNS integer LANGUAGE sql AS 'SELECT 2'",
      "changed routine total(text): definition"),
    Case("DROP FUNCTION total(integer)", "removed routine total(integer)"),
    Case("ALTER TYPE mood ADD VALUE 'so so' BEFORE 'glad'", "changed enum mood: label: - → so so"),
    Case("COMMENT ON TABLE users IS 'Who buys'", "changed table users: comment: - → Who buys"),
    Case("CREATE INDEX ON users (email)", "changed table users: index"),
    Case("COMMENT ON SCHEMA public IS 'mine'", "changed schema public: comment"),
    Case("GRANT SELECT ON users TO PUBLIC", "added privileges of table users"),
  ])
  func whatSomebodyChangedIsNamed(_ example: Case) async throws {
    let drift = try await Self.drift(after: example.change)
    let lines = drift.objects.flatMap { object in
      let title = "\(object.change) \(object.title)"
      return object.properties.isEmpty
        ? [title]
        : object.properties.map { property in
          "\(title): \((property.path + [property.name]).joined(separator: "/")): "
            + "\(property.recorded ?? "-") → \(property.found ?? "-")"
        }
    }
    #expect(lines.count == example.lines.count, "\(lines)")
    for (line, expected) in zip(lines, example.lines) { #expect(line.hasPrefix(expected), "\(lines)") }
  }

  @Test func bothDefinitionsAreTold() async throws {
    let drift = try await Self.drift(
      after: """
        CREATE OR REPLACE FUNCTION total(text) RETURNS integer LANGUAGE sql AS 'SELECT 2';
        ALTER TABLE users ADD nick text; DROP VIEW happy; CREATE TABLE extra (id int)
        """)
    let told = drift.objects.map { [$0.title, $0.recorded ?? "-", $0.found ?? "-"] }
    #expect(told.map { $0[0] } == ["view happy", "table users", "routine total(text)", "table extra"])
    #expect(told[0][1].contains("mood = 'glad'") && told[0][2] == "-")
    #expect(!told[1][1].contains("nick") && told[1][2].contains("nick text"))
    #expect(told[2][1].contains("SELECT 1") && told[2][2].contains("SELECT 2"))
    #expect(told[3][1] == "-" && told[3][2].contains("CREATE TABLE"))
  }

  @Test func aStateThatComesAgainIsKeptOnce() async throws {
    let ledger = try await TestLedger()
    let connection = try Connection(ledger.target)
    try connection.execute(Self.shop)
    let first = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection).keep(in: ledger.store)
    try connection.execute("CREATE TABLE extra (id int)")
    let second = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection).keep(in: ledger.store)
    try connection.execute("DROP TABLE extra")
    let third = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection).keep(in: ledger.store)
    #expect(first == third && first != second)
    #expect(try ledger.store.contentHashes().count == 2)
  }

  @Test func whatIsIgnoredIsNoDrift() async throws {
    let ledger = try await TestLedger()
    let connection = try Connection(ledger.target)
    try connection.execute(Self.shop)
    let rules = IgnoreRules([.tables: ["tmp_*"]])
    let recorded = try TargetState(of: ["public"], ignoring: rules, over: connection).keep(in: ledger.store)
    try connection.execute("CREATE TABLE tmp_x (id int)")
    let found = try TargetState(of: ["public"], ignoring: rules, over: connection)
    #expect(try found.drift(from: recorded, in: ledger.store)?.isEmpty == true)
  }

  @Test func aSnapshotIsReadBackAsItWas() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute(Self.shop)
    try connection.execute("CREATE SCHEMA other; CREATE TABLE other.t (\"Ünï \"\"x\" int)")
    let state = try TargetState(of: ["public", "other"], ignoring: IgnoreRules(), over: connection)
    let read = try RecordedSnapshot(state.snapshot.bytes)
    #expect(read.bytes == state.snapshot.bytes)
    #expect(read.schemas.map(\.catalogHash) == state.state.catalogHashes)
    #expect(Drift(from: read, to: state.snapshot).isEmpty)
  }
}
