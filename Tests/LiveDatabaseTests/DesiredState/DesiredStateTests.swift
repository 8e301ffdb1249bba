import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import TestServer
import Testing

/// SQL files become schemas, in surroundings like the target's.
@Suite(.serialized) struct DesiredStateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var target: String
    var sql: String
    var schemas: [Identifier]
    /// The tables, views, sequences, types and routines that are desired, `schema.name`.
    var objects: [String]
    /// Parts of the notes.
    var notes: [String]

    init(
      _ name: String, target: String = "SELECT 1", _ sql: String, schemas: [Identifier] = ["public"],
      _ objects: [String], notes: [String] = []
    ) {
      (testDescription, self.target, self.sql, self.schemas) = (name, target, sql, schemas)
      (self.objects, self.notes) = (objects, notes)
    }
  }

  @Test(arguments: [
    Case("nothing", "", []),
    Case("a table", "CREATE TABLE t (id int)", ["public.t"]),
    Case(
      "what is said twice", target: "CREATE TABLE t (id int)",
      "CREATE TABLE IF NOT EXISTS t (id int); CREATE TABLE IF NOT EXISTS t (id int); CREATE OR REPLACE VIEW v AS SELECT 1 AS a",
      ["public.t", "public.v"]),
    Case("a DO block", "DO $do$ BEGIN EXECUTE 'CREATE TABLE t (a text DEFAULT $$;$$)'; END $do$;", ["public.t"]),
    Case(
      "functions that refer forward",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT a FROM t'; CREATE TABLE t (a int)",
      ["public.t", "public.f"]),
    Case("a transaction", "BEGIN; SET LOCAL search_path = public; CREATE TABLE t (a int); COMMIT", ["public.t"]),
    Case("a transaction that nobody ends", "BEGIN; CREATE TABLE t (a int)", ["public.t"]),
    Case("an index built concurrently", "CREATE TABLE t (a int); CREATE INDEX CONCURRENTLY i ON t (a)", ["public.t"]),
    Case("unqualified names land in the schema", "CREATE TABLE t (a int)", schemas: ["shop"], ["shop.t"]),
    Case(
      "qualified names and SET search_path work", target: "CREATE SCHEMA shop",
      "CREATE TABLE shop.t (a int); SET search_path = shop; CREATE TABLE u (a int); SET search_path = ''; CREATE VIEW shop.v AS SELECT * FROM shop.u",
      schemas: ["shop"], ["shop.t", "shop.u", "shop.v"]),
    Case(
      "what pg_dump sets",
      "SET client_encoding = 'UTF8'; SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE public.t (a int)",
      ["public.t"]),
    Case(
      "the schema itself may be created", target: "CREATE SCHEMA shop",
      "CREATE SCHEMA shop; CREATE SCHEMA IF NOT EXISTS shop; CREATE TABLE shop.t ()", schemas: ["shop"], ["shop.t"]),
    Case(
      "or dropped and created", target: "CREATE TABLE t ()",
      "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE u ()", ["public.u"]),
    Case(
      "two schemas that need each other",
      "CREATE SCHEMA b; CREATE TYPE b.m AS ENUM ('x'); CREATE TABLE t (m b.m); CREATE VIEW b.v AS SELECT * FROM a.t",
      schemas: ["a", "b"], ["a.t", "b.m", "b.v"]),
    Case(
      "another schema's type", target: "CREATE SCHEMA types; CREATE TYPE types.mood AS ENUM ('sad', 'glad')",
      "CREATE TABLE t (m types.mood DEFAULT 'sad')", ["public.t"]),
    Case(
      "another schema that needs this one",
      target: """
        CREATE TYPE mood AS ENUM ('sad'); CREATE SCHEMA other; CREATE TABLE other.u (id int PRIMARY KEY, m mood);
        CREATE TABLE t (u int REFERENCES other.u)
        """,
      "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TABLE t (u int REFERENCES other.u)",
      ["public.mood", "public.t"]),
    Case(
      "SQL that makes another schema, too", target: "CREATE SCHEMA other; CREATE TABLE other.u (id int PRIMARY KEY)",
      "CREATE SCHEMA other; CREATE TABLE other.u (id int PRIMARY KEY); CREATE TABLE t (u int REFERENCES other.u)",
      ["public.t"], notes: ["main.sql:1:1: schema other is not planned for"]),
    Case(
      "and another that the target does not have",
      "CREATE SCHEMA fresh; CREATE TYPE fresh.x AS (a int); CREATE TABLE t (x fresh.x)", ["public.t"],
      notes: ["main.sql:1:1: schema fresh is not planned for"]),
    Case(
      "what is in public, from another schema",
      target: "CREATE SCHEMA shop; CREATE DOMAIN euro AS numeric(9, 2)", "CREATE TABLE t (e euro)", schemas: ["shop"],
      ["shop.t"]),
    Case(
      "roles are there",
      target: "DO $$ BEGIN CREATE ROLE desired_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$",
      "CREATE TABLE t (a int); GRANT SELECT ON t TO desired_reader; CREATE ROLE desired_reader", ["public.t"]),
    Case(
      "a foreign server",
      target: "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER far FOREIGN DATA WRAPPER w",
      "CREATE SERVER far FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE t (a int) SERVER far OPTIONS (x 'y')",
      ["public.t"]),
    Case(
      "an extension of its own schema", target: "CREATE SCHEMA ext; CREATE EXTENSION IF NOT EXISTS hstore SCHEMA ext",
      "CREATE EXTENSION hstore; CREATE TABLE t (h ext.hstore)", ["public.t"]),
    Case("psql's own commands", "\\set ON_ERROR_STOP on\n\\echo hello\nCREATE TABLE t ();", ["public.t"]),
  ])
  func loads(_ example: Case) async throws {
    for server in try await InstalledServers.all {
      guard try !example.target.contains("hstore") || has("hstore", server) else { continue }
      let fixture = try DesiredFixture(example.target, on: server)
      let before = try fixture.current(example.schemas)
      let desired = try await fixture.load(example.sql, schemas: example.schemas)
      #expect(desired.schemas.map(\.name) == example.schemas)
      #expect(
        Set(desired.schemas.flatMap(\.objects)) == Set(example.objects), "PostgreSQL \(server.installation.version)")
      #expect(desired.notes.count == example.notes.count, "\(desired.notes)")
      for (note, expected) in zip(desired.notes, example.notes) { #expect(note.hasPrefix(expected)) }
      #expect(try fixture.current(example.schemas) == before)
    }
  }

  private func has(_ `extension`: String, _ server: ScratchServer) throws -> Bool {
    let connection = try Connection(server.connectionParameters(database: "postgres"))
    return try connection.query(
      "SELECT FROM pg_available_extensions WHERE name = $1", [Parameter(`extension`)]
    ).count > 0
  }

  @Test(arguments: [
    ("CREATE TABLE t (a nothing)", "main.sql:1:19: type \"nothing\" does not exist"),
    ("CREATE TABLE t (a int);\n\n  CREATE TABLE u (\n  b itn);", "main.sql:4:5: type \"itn\" does not exist"),
    ("/* äöü€🙂 */ SELECT 'äöü€🙂', nope;", "main.sql:1:29: column \"nope\" does not exist"),
    ("SELECT 'ä\n€', nope", "main.sql:2:5: column \"nope\" does not exist"),
    ("SELECT 'open", "main.sql:1:8: unterminated quoted string at or near \"'open\""),
    ("CREATE TABLE t (a int,,)", "main.sql:1:23: syntax error at or near \",\""),
    ("SELECT 1;\r\n  SELECT x", "main.sql:2:10: column \"x\" does not exist"),
    (
      "SELECT 1;\nINSERT INTO none VALUES (1)", "main.sql:2:13: relation \"none\" does not exist"
    ),
    ("CREATE TABLE t (a int); CREATE TABLE t (a int)", "main.sql:1:25: relation \"t\" already exists"),
    (
      "DO $$\nBEGIN\n  PERFORM 1;\n  RAISE EXCEPTION 'no ä';\nEND $$;",
      "main.sql:4:3: no ä\nPL/pgSQL function inline_code_block line 4 at RAISE"
    ),
    (
      "CREATE TABLE t (a int); GRANT SELECT ON t TO no_such_role", "main.sql:1:25: role \"no_such_role\" does not exist"
    ),
    (
      "BEGIN; CREATE TABLE t (a int); CREATE TABLE t (a int); COMMIT", "main.sql:1:32: relation \"t\" already exists"
    ),
    (
      "CREATE SCHEMA public CREATE TABLE t ()",
      "main.sql:1:1: CREATE SCHEMA with the objects in it, of a schema that exists already"
    ),
  ])
  func anErrorSaysWhere(_ sql: String, _ message: String) async throws {
    for server in try await InstalledServers.all {
      let error = try await DesiredFixture("SELECT 1", on: server).failure(["main.sql": sql])
      #expect(error?.description == message, "PostgreSQL \(server.installation.version)")
    }
  }

  @Test func anErrorInAnIncludedFileNamesThatFile() async throws {
    for server in try await InstalledServers.all {
      let error = try await DesiredFixture("SELECT 1", on: server).failure([
        "main.sql": "\\i a/b.sql\n", "a/b.sql": "SELECT 'é';\n\\i c.sql", "a/c.sql": "\n CREATE TABLE ü (x ä)",
      ])
      #expect(error?.description == "a/c.sql:2:20: type \"ä\" does not exist")
    }
  }

  @Test func aRefusedGrantSaysWhereRolesComeFrom() async throws {
    let server = try await InstalledServers.all[0]
    let error = try await DesiredFixture("SELECT 1", on: server).failure([
      "main.sql": "CREATE TABLE t (a int);\nGRANT SELECT ON t TO no_such_role"
    ])
    #expect(error?.hint == "roles are not planned: create it on the server of the target first")
  }

  @Test func anExtensionThatTheScratchServerLacksIsNamed() async throws {
    let server = try await InstalledServers.all[0]
    let fixture = try DesiredFixture("SELECT 1", on: server)
    let script = try SQLScript(paths: ["m"]) { _ in
      .text(Array("CREATE EXTENSION nothing; CREATE TABLE t (v vector)".utf8))
    }
    var surroundings = try Surroundings(
      of: try fixture.current(), words: script.words, over: try Connection(fixture.target))
    surroundings.extensions.append((name: "nothing", schema: "public"))
    let error = await #expect(throws: DesiredStateError.self) {
      try await DesiredState.load(script, in: surroundings, at: .running(server))
    }
    #expect(error?.description == "m:1:45: type \"vector\" does not exist")
    #expect(error?.hint.contains("lacks extensions of the target (nothing)") == true)
    let fine = try SQLScript(paths: ["m"]) { _ in .text(Array("CREATE EXTENSION nothing; CREATE TABLE t ()".utf8)) }
    let desired = try await DesiredState.load(fine, in: surroundings, at: .running(server))
    #expect(desired.notes.first?.hasPrefix("extension nothing of the target is not on the scratch server") == true)
  }

  @Test func whatBelongsToNobodyBelongsToWhomItBelongs() async throws {
    let server = try await InstalledServers.all[0]
    let fixture = try DesiredFixture(
      """
      CREATE ROLE desired_owner; CREATE ROLE desired_other;
      CREATE TABLE mine (a int); CREATE TABLE theirs (a int); ALTER TABLE theirs OWNER TO desired_owner;
      CREATE TABLE moved (a int);
      GRANT SELECT ON theirs TO desired_other;
      """, on: server)
    let desired = try await fixture.load(
      """
      CREATE TABLE mine (a int); CREATE TABLE theirs (a int); CREATE TABLE moved (a int); CREATE TABLE fresh (a int);
      -- countersign:rename theirs
      CREATE TABLE renamed (a int);
      ALTER TABLE moved OWNER TO desired_other;
      GRANT SELECT ON theirs TO desired_other;
      """, at: .privateServer)
    let owners = desired.schemas[0].tables.map { "\($0.name.text) \($0.owner.text)" }
    #expect(
      owners == [
        "fresh postgres", "mine postgres", "moved desired_other", "renamed desired_owner", "theirs desired_owner",
      ])
    #expect(desired.schemas[0].owner == (try fixture.current()[0].owner))
    let privilege = desired.schemas[0].privileges.filter { $0.object.name == "theirs" }
    #expect(privilege == (try fixture.current()[0].privileges.filter { $0.object.name == "theirs" }))
  }

  @Test func whoIsSaidToOwnSomethingOwnsItAndDefaultPrivilegesHaveTheirEffect() async throws {
    let server = try await InstalledServers.all[0]
    let fixture = try DesiredFixture(
      """
      CREATE ROLE desired_reader2;
      CREATE TABLE taken (a int); ALTER TABLE taken OWNER TO desired_reader2;
      CREATE FUNCTION f(int) RETURNS int RETURN 1; ALTER FUNCTION f OWNER TO desired_reader2;
      """, on: server)
    let desired = try await fixture.load(
      """
      CREATE TABLE taken (a int); ALTER TABLE IF EXISTS ONLY public.taken OWNER TO postgres;
      CREATE FUNCTION f(int) RETURNS int RETURN 1; ALTER FUNCTION f(int) OWNER TO CURRENT_USER;
      ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT SELECT ON TABLES TO desired_reader2;
      CREATE TABLE fresh (a int);
      """, at: .privateServer)
    #expect(desired.schemas[0].tables.map(\.owner) == ["postgres", "postgres"])
    #expect(desired.schemas[0].routines.map(\.owner) == ["postgres"])
    let grants = desired.schemas[0].privileges.filter { $0.object.name == "fresh" }.flatMap(\.grants)
    #expect(grants.contains { $0.grantee == .role("desired_reader2") && $0.right == "SELECT" })
  }

  @Test func whatIsIgnoredIsThereWhereItIsNeeded() async throws {
    for server in try await InstalledServers.all {
      let fixture = try DesiredFixture(
        "CREATE TABLE old_parts (id int PRIMARY KEY); CREATE TABLE old_other (a int); CREATE TABLE t (p int REFERENCES old_parts)",
        on: server)
      let rules = IgnoreRules([.tables: ["old_*"]])
      let sql = "CREATE TABLE t (p int REFERENCES old_parts); CREATE TABLE old_other (a int)"
      let desired = try await fixture.load(["main.sql": sql], ignoring: rules)
      #expect(rules.applied(to: desired.schemas[0]).tables == rules.applied(to: try fixture.current()[0]).tables)
    }
  }

  @Test func renameHintsKnowTheirObject() async throws {
    for server in try await InstalledServers.all {
      let fixture = try DesiredFixture("CREATE SCHEMA shop", on: server)
      let desired = try await fixture.load(
        """
        -- countersign:rename customer
        CREATE TABLE customers (
          id int PRIMARY KEY,
          -- countersign:rename nam
          name text
        );
        SET search_path = shop, public;
        -- countersign:rename state
        CREATE TYPE mood AS ENUM (
          'sad',
          -- countersign:rename 'happy'
          'glad');
        -- countersign:rename i
        CREATE INDEX j ON customers (name);
        CREATE FUNCTION g(int) RETURNS int RETURN 1;
        -- countersign:rename f
        CREATE FUNCTION g(a text, b mood) RETURNS int RETURN 1;
        """, schemas: ["public", "shop"])
      let found = desired.renames.map {
        "\($0.object.kind.rawValue) \($0.object) \($0.label?.text ?? "") \($0.oldName)"
      }
      #expect(
        found == [
          "table public.customers  customer", "column public.customers.name  nam", "enum shop.mood  state",
          "enum shop.mood glad happy", "index public.customers.j  i",
          "function shop.g(a text, b shop.mood)  f",
        ])
      #expect(desired.renames.map(\.place.line) == [1, 4, 8, 11, 13, 16])
    }
  }

  /// Whatever it ends with: success, an error, cancellation.
  @Test func nothingIsLeftBehind() async throws {
    let server = try await ScratchServer.start()
    let fixture = try DesiredFixture("CREATE TABLE t (s varchar(9) CHECK (s IN ('a', 'b')))", on: server)
    let connection = try Connection(server.connectionParameters(database: "postgres"))
    let before = try leftovers(over: connection)
    _ = try await fixture.load("CREATE TABLE t (s varchar(9) CHECK (s IN ('a', 'c'))); CREATE ROLE left_role")
    #expect(try leftovers(over: connection) == before)
    #expect(await fixture.failure(["main.sql": "CREATE TABLE t (); CREATE ROLE left_role; nonsense"]) != nil)
    #expect(try leftovers(over: connection) == before)
    let task = Task { try await fixture.load("SELECT 1; SELECT pg_sleep(60)") }
    while try connection.query("SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'").count == 0 {
      try await Task.sleep(for: .milliseconds(20))
    }
    task.cancel()
    let error = await #expect(throws: DesiredStateError.self) { try await task.value }
    #expect(error?.code == .interrupted)
    #expect(try leftovers(over: connection) == before)
    await server.stop()
  }

  private func leftovers(over connection: borrowing Connection) throws -> [String?] {
    try connection.query(
      "SELECT datname FROM pg_database UNION ALL SELECT rolname FROM pg_roles UNION ALL SELECT spcname FROM pg_tablespace ORDER BY 1"
    ).map { $0[0] }
  }
}

extension DatabaseSchema {
  fileprivate var objects: [String] {
    let names =
      tables.map(\.name) + views.map(\.name) + sequences.map(\.name) + enumTypes.map(\.name)
      + compositeTypes.map(\.name)
      + domains.map(\.name) + routines.map(\.name)
    return names.map { "\(name.text).\($0.text)" }
  }
}
