import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import TestServer
import Testing

/// Renames happen where a hint asks for them, and nowhere else.
@Suite(.serialized) struct RenamingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: String
    var after: String
    /// The renames' statements; what comes after them is not said.
    var renames: [String]
    /// Whether anything comes after them.
    var isAll = true
  }

  @Test(arguments: [
    Case(
      testDescription: "a table with its key, index and sequence",
      before: """
        CREATE TABLE customer (id serial PRIMARY KEY, name text); CREATE INDEX customer_name_idx ON customer (name);
        CREATE VIEW v AS SELECT name FROM customer; INSERT INTO customer (name) VALUES ('a')
        """,
      after: """
        -- countersign:rename customer
        CREATE TABLE client (id serial PRIMARY KEY, name text); CREATE INDEX client_name_idx ON client (name);
        CREATE VIEW v AS SELECT name FROM client
        """,
      renames: [
        "ALTER TABLE customer RENAME TO client",
        "ALTER TABLE client RENAME CONSTRAINT customer_pkey TO client_pkey",
        "ALTER INDEX customer_name_idx RENAME TO client_name_idx",
        "ALTER SEQUENCE customer_id_seq RENAME TO client_id_seq",
      ]),
    Case(
      testDescription: "a column under a check and a view",
      before: """
        CREATE TABLE t (a int CHECK (a > 0), b text); CREATE VIEW v AS SELECT a FROM t; INSERT INTO t VALUES (1)
        """,
      after: """
        CREATE TABLE t (
          -- countersign:rename a
          amount int CONSTRAINT t_amount_check CHECK (amount > 0),
          b text
        );
        CREATE VIEW v AS SELECT amount AS a FROM t
        """,
      renames: [
        "ALTER TABLE t RENAME COLUMN a TO amount", "ALTER TABLE t RENAME CONSTRAINT t_a_check TO t_amount_check",
      ]),
    Case(
      testDescription: "a table and its column, with a change",
      before: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)",
      after: """
        -- countersign:rename t
        CREATE TABLE u (
          -- countersign:rename a
          b bigint
        )
        """,
      renames: ["ALTER TABLE t RENAME TO u", "ALTER TABLE u RENAME COLUMN a TO b"], isAll: false),
    Case(
      testDescription: "an enum label, a type, a function, a view",
      before: """
        CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TABLE t (m mood DEFAULT 'happy');
        CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT f(1); INSERT INTO t VALUES ('happy')
        """,
      after: """
        -- countersign:rename mood
        CREATE TYPE feeling AS ENUM ('sad',
          -- countersign:rename 'happy'
          'glad');
        CREATE TABLE t (m feeling DEFAULT 'glad');
        -- countersign:rename f
        CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        -- countersign:rename v
        CREATE VIEW w AS SELECT g(1) AS f
        """,
      renames: [
        "ALTER TYPE mood RENAME TO feeling", "ALTER FUNCTION f(a integer) RENAME TO g", "ALTER VIEW v RENAME TO w",
        "ALTER TYPE feeling RENAME VALUE 'happy' TO 'glad'",
      ]),
    Case(
      testDescription: "a hint whose rename has happened", before: "CREATE TABLE b (a int)",
      after: "-- countersign:rename a\nCREATE TABLE b (a int)", renames: []),
  ])
  func aHintRenames(_ one: Case) async throws {
    let fixture = try DesiredFixture(one.before, on: try await TestServer.shared)
    let first = try await plan(one.after, fixture)
    #expect(first.refusals.isEmpty)
    let text = first.changes.flatMap { $0.steps.map { $0.sql.text(leavingOut: "public") } }
    #expect(Array(text.prefix(one.renames.count)) == one.renames)
    // From PostgreSQL 18 on NOT NULL has a name of its own, which follows.
    let rest = text.dropFirst(one.renames.count).filter { !$0.hasSuffix("_not_null") }
    #expect(rest.isEmpty == one.isAll, "\(text)")
    let connection = try Connection(fixture.target)
    for change in first.changes { for step in change.steps { try connection.execute(step.sql.text) } }
    let second = try await plan(one.after, fixture)
    #expect(second.changes.flatMap { $0.steps.map(\.sql.text) } == [])
  }

  @Test(arguments: [
    ("CREATE TABLE a (); CREATE TABLE b ()", "-- countersign:rename a\nCREATE TABLE b ()", "both it and a are in the"),
    ("CREATE TABLE a ()", "-- countersign:rename a\nCREATE TABLE b (); CREATE TABLE a ()", "is in the SQL too"),
  ])
  func aHintThatCannotBeFollowedIsRefused(_ before: String, _ after: String, _ reason: String) async throws {
    let fixture = try DesiredFixture(before, on: try await TestServer.shared)
    let refusals = try await plan(after, fixture).refusals
    #expect(refusals.count == 1)
    #expect(refusals.first?.reason.contains(reason) == true)
    #expect(refusals.first?.wayOut.contains("main.sql:1:1") == true)
  }

  @Test func whatLooksAlikeIsNotRenamedButSaid() async throws {
    let fixture = try DesiredFixture(
      "CREATE TABLE a (x int, y text); CREATE TABLE t (k int)", on: try await TestServer.shared)
    let made = try await plan("CREATE TABLE b (x int, y text); CREATE TABLE t (l int)", fixture)
    #expect(made.changes.contains { $0.label.description == "drop table public.a" })
    #expect(made.notes.count == 2)
    #expect(made.notes.allSatisfy { $0.contains("countersign:rename") })
  }

  private func plan(
    _ sql: String, _ fixture: DesiredFixture
  ) async throws -> (changes: [PlannedChange], refusals: [PlanRefusal], notes: [String]) {
    let desired = try await fixture.load(sql)
    let current = try #require(desired.current.schemas.first)
    let wanted = try #require(desired.schemas.first)
    let outcome = Planner.plan(
      from: current, to: wanted, on: desired.current.serverVersion, PlanOptions(role: desired.current.user))
    return (
      desired.renaming + outcome.changes, desired.refusals + outcome.refusals,
      LookAlikes.notes(from: current, to: wanted)
    )
  }
}
