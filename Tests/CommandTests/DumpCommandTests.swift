import Foundation
import LiveDatabase
import Postgres
import TestServer
import Testing

/// `countersign dump` as a user calls it.
@Suite struct DumpCommandTests {
  private static let schema = """
    CREATE TYPE state AS ENUM ('on', 'off');
    CREATE TABLE "Users" (id serial PRIMARY KEY, s state DEFAULT 'on', at timestamp(3) NOT NULL);
    CREATE TABLE users (id int REFERENCES "Users", note text);
    CREATE INDEX users_note ON users (note DESC NULLS LAST);
    SET check_function_bodies = off;
    CREATE FUNCTION count_users() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM all_users';
    CREATE VIEW all_users AS SELECT id FROM users;
    COMMENT ON TABLE users IS E'two\\nlines';
    """

  @Test func itsTextIsLaidOutAsPgschemaDoes() async throws {
    let workshop = try await Workshop([], sql: Self.schema)
    let dump = try workshop.command(["dump"] + workshop.connection)
    #expect(dump.status == 0)
    #expect(dump.errors.isEmpty)
    let text = dump.output
    #expect(text.hasPrefix("--\n-- pgschema database dump\n--\n\n-- Dumped from database version PostgreSQL "))
    #expect(
      text.contains("-- Name: Users; Type: TABLE; Schema: -; Owner: -\n--\n\nCREATE TABLE IF NOT EXISTS \"Users\" (\n"))
    #expect(
      text.contains("    id SERIAL,\n    s state DEFAULT 'on'::state,\n    at timestamp(3) NOT NULL,\n"))
    #expect(text.contains("CREATE INDEX IF NOT EXISTS users_note ON users (note DESC NULLS LAST);\n"))
    #expect(text.contains("SET check_function_bodies = off;"))
    #expect(text.hasSuffix(";\n\n"))
  }

  @Test func manyFilesMakeTheSameSchemaAgain() async throws {
    let workshop = try await Workshop([], sql: Self.schema)
    let dump = try workshop.command(
      ["dump", "--multi-file", "--file", "\(workshop.folder)/out/main.sql"] + workshop.connection)
    #expect(dump.status == 1, "the folder is not there")
    try FileManager.default.createDirectory(atPath: "\(workshop.folder)/out", withIntermediateDirectories: true)
    let again = try workshop.command(
      ["dump", "--multi-file", "--file", "\(workshop.folder)/out/main.sql"] + workshop.connection)
    #expect(again.status == 0)
    #expect(again.output.isEmpty)
    let files = try FileManager.default.subpathsOfDirectory(atPath: "\(workshop.folder)/out").filter {
      $0.hasSuffix(".sql")
    }
    #expect(
      Set(files) == [
        "main.sql", "types/state.sql", "tables/users.sql", "tables/users_2.sql", "functions/count_users.sql",
        "views/all_users.sql",
      ])
    let copy = try await TestServer.database()
    let server = try await TestServer.shared
    let psql = Process()
    psql.executableURL = URL(filePath: "\(server.installation.folder)/psql")
    psql.currentDirectoryURL = URL(filePath: "\(workshop.folder)/out")
    psql.arguments = [
      "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", copy.host ?? "", "-U", copy.user ?? "", "-d", copy.database ?? "",
      "-f",
      "main.sql",
    ]
    try psql.run()
    psql.waitUntilExit()
    #expect(psql.terminationStatus == 0)
    let flags = ["--host", copy.host ?? "", "--port", "5432", "--user", copy.user ?? "", "--db", copy.database ?? ""]
    let (first, second) = (try workshop.command(["dump"] + workshop.connection), try workshop.command(["dump"] + flags))
    #expect(first.output == second.output)
    let hashes = try [workshop.connection, flags].map { try workshop.command(["fingerprint"] + $0).output }
    #expect(hashes[0].split(separator: "\n")[0] == hashes[1].split(separator: "\n")[0])
  }

  @Test func namesCanBeQualifiedAndHeadersLeftOut() async throws {
    let workshop = try await Workshop(
      [], sql: "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (t int REFERENCES t);")
    let dump = try workshop.command(["dump", "--qualify-schema", "--no-comments"] + workshop.connection)
    #expect(dump.output.contains("CREATE TABLE IF NOT EXISTS public.u (\n"))
    #expect(dump.output.contains("REFERENCES public.t (id)"))
    #expect(!dump.output.contains("-- Name:"))
  }

  @Test func aSchemaThatIsNotThereIsNamed() async throws {
    let workshop = try await Workshop([], sql: "")
    let dump = try workshop.command(["dump", "--schema", "nowhere"] + workshop.connection)
    #expect(dump.status == 1)
    #expect(dump.output.isEmpty)
    #expect(dump.errors.contains("schema \"nowhere\" does not exist"))
  }

  @Test func whatTheIgnoreFileNamesIsLeftOut() async throws {
    let workshop = try await Workshop([], sql: "CREATE TABLE keep (a int); CREATE TABLE temp_a (a int);")
    try workshop.write(Array("[tables]\npatterns = [\"temp_*\"]\n".utf8), to: "\(workshop.folder)/.pgschemaignore")
    let dump = try workshop.command(["dump"] + workshop.connection)
    #expect(dump.output.contains("EXISTS keep"))
    #expect(!dump.output.contains("temp_a"))
    try workshop.write(Array("[table]\npatterns = []\n".utf8), to: "\(workshop.folder)/.pgschemaignore")
    let wrong = try workshop.command(["dump"] + workshop.connection)
    #expect(wrong.status != 0)
    #expect(wrong.errors.contains("there is no section [table]"))
  }

  @Test func triggersOfAnIgnoredTableAreDumped() async throws {
    let workshop = try await Workshop(
      [],
      sql: """
        CREATE TABLE temp_a (a int);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER audit BEFORE INSERT ON temp_a FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE TRIGGER watch BEFORE INSERT ON temp_a FOR EACH ROW EXECUTE FUNCTION touch();
        """)
    let ignored = "[tables]\npatterns = [\"temp_*\"]\n[triggers]\npatterns = [\"watch\"]\n"
    try workshop.write(Array(ignored.utf8), to: "\(workshop.folder)/.pgschemaignore")
    let dump = try workshop.command(["dump"] + workshop.connection).output
    #expect(dump.contains("CREATE OR REPLACE TRIGGER audit\n    BEFORE INSERT ON temp_a\n"))
    #expect(!dump.contains("TABLE IF NOT EXISTS"))
    #expect(!dump.contains("watch"))
  }

  @Test func whatIsNotManagedIsCountedAndNamed() async throws {
    let workshop = try await Workshop(
      Workshop.change,
      sql: Workshop.shop + "CREATE TABLE \"a\nDROP TABLE b\" (a int); CREATE EXTENSION citext;"
        + "CREATE PUBLICATION p FOR TABLE customers, \"a\nDROP TABLE b\";")
    let dump = try workshop.command(["dump"] + workshop.connection)
    #expect(
      dump.output.hasSuffix(
        """
        -- Not managed and not dumped: 2
        --   publication relation public."a DROP TABLE b" in publication p
        --   publication relation public.customers in publication p

        """))
    #expect(dump.output.contains("\n-- Name: a DROP TABLE b; Type: TABLE; "))
    #expect(dump.errors.hasPrefix("note: 2 objects are not managed and not dumped\n  publication relation"))
    #expect(dump.errors.contains(" objects of extension citext are not dumped: load it first\n"))
    let hashes = try workshop.command(["fingerprint", "--format", "json"] + workshop.connection)
    #expect(hashes.errors.hasPrefix("note: 2 objects are not managed"))
    #expect(hashes.output.contains("publication relation public.customers in publication p"))
    let review = try workshop.command(["review", workshop.plan, "--plain"] + workshop.connection).output
    #expect(review.contains("NOT MANAGED\n  publication relation, 2: "))
    #expect(review.contains("  of extension citext, "))
    #expect(!review.contains("differs in"))
  }
}
