import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// What nobody changed reads the same, however often it was printed and loaded.
@Suite(.serialized) struct WordingTests {
  static let original = """
    CREATE FUNCTION f(a varchar DEFAULT 'x') RETURNS boolean BEGIN ATOMIC SELECT a IN ('p', 'q'); END;
    CREATE DOMAIN d AS varchar(9) CONSTRAINT dc CHECK (VALUE IN ('a', 'b'));
    CREATE TABLE other (id int PRIMARY KEY);
    CREATE TABLE t (
      s varchar(9) CONSTRAINT c CHECK (s IN ('a', 'b')), n d, b boolean GENERATED ALWAYS AS (s IN ('e', 'f')) STORED,
      w boolean DEFAULT ('x'::varchar IN ('x', 'y')),
      o int REFERENCES other ON DELETE CASCADE);
    CREATE INDEX i ON t (s) WHERE s IN ('x', 'y');
    CREATE INDEX k ON t ((s IN ('x', 'y')));
    CREATE VIEW v AS SELECT s FROM t WHERE s IN ('c', 'd');
    CREATE MATERIALIZED VIEW m AS SELECT s FROM v WHERE s IN ('c', 'd');
    CREATE POLICY p ON t USING (s IN ('c', 'd')) WITH CHECK (s IN ('g', 'h'));
    CREATE RULE r AS ON INSERT TO other WHERE new.id::varchar IN ('1', '2') DO INSTEAD NOTHING;
    CREATE STATISTICS st ON (s IN ('c', 'd')), b FROM t;
    """

  /// The current schema as the statements of a dump.
  private func dump(_ fixture: DesiredFixture) throws -> String {
    let snapshot = try CatalogReader.read("public", names: .relative, over: try Connection(fixture.target))
    return DumpText(SchemaDump(snapshot.schema, owner: Identifier(fixture.server.superuser), on: snapshot.server))
      .whole(server: "", version: "")
  }

  @Test func theFilesThatMadeItAndItsDumpsAreTheSame() async throws {
    for server in try await InstalledServers.all {
      let made = try DesiredFixture(Self.original, on: server)
      let once = try dump(made)
      let restored = try DesiredFixture(once, on: server)
      let twice = try dump(restored)
      for (target, name) in [(made, "made"), (restored, "restored")] {
        let current = try target.current()
        for (sql, source) in [(Self.original, "files"), (once, "dump"), (twice, "dump of a dump")] {
          let desired = try await target.load(sql)
          #expect(
            differences(current[0].withoutDependencies, desired.schemas[0].withoutDependencies) == [],
            "PostgreSQL \(server.installation.version): \(name) by \(source)")
        }
      }
    }
  }

  @Test(arguments: [
    ("CHECK (s IN ('a', 'b'))", "CHECK (s IN ('a', 'B'))", "c"),
    ("(s) WHERE s IN ('x', 'y')", "(s) WHERE s IN ('x', 'z')", "i"),
    ("((s IN ('x', 'y')))", "((s IN ('x', 'z')))", "k"),
    ("USING (s IN ('c', 'd'))", "USING (s IN ('c'))", "p"),
    ("VALUE IN ('a', 'b')", "VALUE IN ('b', 'a')", "dc"),
    ("FROM t WHERE s IN ('c', 'd')", "FROM t WHERE s IN ('c', 'd', 'e')", "v"),
    ("a IN ('p', 'q')", "a IN ('p')", "f"),
    ("ON DELETE CASCADE", "ON DELETE RESTRICT", "t_o_fkey"),
  ])
  func aChangeStaysOne(_ old: String, _ new: String, _ name: String) async throws {
    for server in try await InstalledServers.all {
      let made = try DesiredFixture(Self.original, on: server)
      let restored = try DesiredFixture(try dump(made), on: server)
      let desired = try await restored.load(Self.original.replacing(old, with: new))
      let current = try restored.current()[0].texts
      let changed = desired.schemas[0].texts.filter { current[$0.key] != $0.value }.keys
      let names = Set(changed.map { ($0.object.member ?? $0.object.name).text })
      #expect(names == [name], "PostgreSQL \(server.installation.version)")
    }
  }

  @Test func anInvalidIndexStaysInvalidAndTheDesiredOneValid() async throws {
    let server = try await InstalledServers.all[0]
    let fixture = try DesiredFixture(
      """
      CREATE TABLE t (s varchar(9)); CREATE INDEX i ON t (s) WHERE s IN ('a', 'b');
      UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass
      """, on: server)
    let desired = try await fixture.load(try dump(fixture))
    let current = try fixture.current()[0].tables[0].indexes[0]
    let index = desired.schemas[0].tables[0].indexes[0]
    #expect(!current.isValid && index.isValid)
    #expect(index.predicate == current.predicate)
  }

  @Test func aNewerServerStandsIn() async throws {
    let servers = try await InstalledServers.all.sorted { $0.installation.major < $1.installation.major }
    guard let old = servers.first, let new = servers.last, old.installation.major < new.installation.major else {
      return
    }
    let fixture = try DesiredFixture(
      Self.original + "CREATE TABLE nn (a int NOT NULL, b int PRIMARY KEY); GRANT ALL ON nn TO PUBLIC;", on: old)
    let desired = try await fixture.load(
      Self.original + "CREATE TABLE nn (a int NOT NULL, b int PRIMARY KEY); GRANT ALL ON nn TO PUBLIC;",
      at: .running(new))
    let current = try fixture.current()
    #expect(differences(current[0].withoutDependencies, desired.schemas[0].withoutDependencies) == [])
  }
}

extension DatabaseSchema {
  fileprivate var withoutDependencies: DatabaseSchema {
    var copy = withoutGaps
    copy.dependencies = []
    return copy
  }
}
