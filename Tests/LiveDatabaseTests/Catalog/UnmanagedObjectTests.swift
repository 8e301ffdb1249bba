import LiveDatabase
import MigrationCore
import Testing

/// What is outside the model is found and named.
@Suite struct UnmanagedObjectTests {
  @Test(arguments: [
    ("CREATE TABLE t (a int); CREATE PUBLICATION p FOR TABLE t;", ["publication relation public.t in publication p"]),
    (
      """
      CREATE TABLE t (a int PRIMARY KEY, b int); CREATE TABLE u (a int);
      CREATE PUBLICATION p FOR TABLE t, u; CREATE PUBLICATION q FOR TABLE u;
      """,
      [
        "publication relation public.t in publication p", "publication relation public.u in publication p",
        "publication relation public.u in publication q",
      ]
    ),
    (
      """
      CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
      CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION watch();
      """, ["event trigger e"]
    ),
    (
      """
      CREATE TYPE c AS (a int);
      CREATE FUNCTION f(internal) RETURNS c IMMUTABLE LANGUAGE internal AS 'array_recv';
      CREATE TRANSFORM FOR c LANGUAGE plpgsql (TO SQL WITH FUNCTION f(internal));
      """, ["transform for public.c language plpgsql"]
    ),
    (
      """
      CREATE FUNCTION call() RETURNS language_handler LANGUAGE internal AS 'fmgr_sql_validator';
      CREATE LANGUAGE l HANDLER call;
      """, ["language l"]
    ),
    (
      """
      CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
      ALTER FUNCTION f() DEPENDS ON EXTENSION plpgsql
      """,
      ["dependency on extension function public.f() on plpgsql"]
    ),
    ("CREATE TABLE t (a int PRIMARY KEY, b serial);", []),
    ("CREATE PUBLICATION p FOR ALL TABLES; CREATE TABLE t (a int);", []),
  ])
  func namesWhatTheModelDoesNotCover(_ sql: String, _ names: [String]) async throws {
    let found = try await schema(after: sql)
    // PostgreSQL 15 says "on language", 17 does not.
    #expect(found.notManaged.map { "\($0.kind) \($0.name)".replacing(" on language", with: " language") } == names)
  }

  @Test func aPublicationOfTheWholeSchemaIsNamed() async throws {
    let found = try await snapshot(after: "CREATE TABLE t (a int)")
    guard found.server >= ServerVersion(number: 150000) else { return }
    let schema = try await schema(after: "CREATE PUBLICATION p FOR TABLES IN SCHEMA public")
    #expect(schema.notManaged.map { "\($0.kind) \($0.name)" } == ["publication namespace public in publication p"])
  }
}
