import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

@Suite struct CatalogReaderTests {
  @Test func aSchemaThatIsNotThereIsOneClearError() async throws {
    let connection = try Connection(try await TestServer.database())
    let error = #expect(throws: CatalogReadingError.self) { try CatalogReader.read("shop", over: connection) }
    #expect(error?.code == .catalog(.noSuchSchema))
    #expect(error?.message == "schema \"shop\" does not exist in database \"\(connection.databaseName)\"")
    #expect(connection.transactionStatus == .idle)
  }

  @Test(arguments: ["pg_catalog", "information_schema", "pg_toast"])
  func postgresqlsOwnSchemasAreRefused(_ schema: String) async throws {
    let connection = try Connection(try await TestServer.database())
    let error = #expect(throws: CatalogReadingError.self) {
      try CatalogReader.read(Identifier(schema), over: connection)
    }
    #expect(error?.code == .catalog(.systemSchema))
  }

  @Test func aRoleThatMayNotReadTheCatalogsIsToldSo() async throws {
    let parameters = try await TestServer.database()
    let connection = try Connection(parameters)
    try connection.execute("CREATE ROLE blind; REVOKE SELECT ON pg_catalog.pg_constraint FROM PUBLIC; SET ROLE blind")
    let error = #expect(throws: CatalogReadingError.self) { try CatalogReader.read("public", over: connection) }
    #expect(error?.code == .notPermitted)
    #expect(error?.message == "cannot read schema \"public\": permission denied for table pg_constraint")
    #expect(connection.transactionStatus == .idle)
  }

  @Test func anOpenTransactionIsRefused() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute("BEGIN")
    let error = #expect(throws: CatalogReadingError.self) { try CatalogReader.read("public", over: connection) }
    #expect(error?.code == .inTransaction)
  }

  @Test func theSessionsSettingsAreAsBefore() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute("SET search_path = elsewhere, public; SET TimeZone = 'Asia/Tokyo'")
    _ = try CatalogReader.read("public", over: connection)
    let row = try connection.query("SELECT current_setting('search_path'), current_setting('TimeZone')")[0]
    #expect(row[0] == "elsewhere, public" && row[1] == "Asia/Tokyo")
  }

  @Test func theModelDoesNotDependOnTheSessionsSettings() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute(
      """
      CREATE TABLE t (at timestamptz DEFAULT '2024-01-01 00:00+00', day date DEFAULT '2024-02-03', f float8 DEFAULT 0.1);
      """)
    let before = try CatalogReader.read("public", over: connection).schema
    try connection.execute(
      """
      SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'German'; SET extra_float_digits = -5; SET quote_all_identifiers = on;
      SET search_path = public
      """)
    #expect(try CatalogReader.read("public", over: connection).schema == before)
  }

  @Test(arguments: ["Shop", "my shop", #"a"b"#, "é", "select", "a,b", "$user", "x'y", "a.b"])
  func everySchemaNameCanBeRead(_ name: String) async throws {
    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
    let snapshot = try await snapshot(
      after: """
        CREATE SCHEMA \(quoted);
        CREATE TABLE \(quoted).t (id serial PRIMARY KEY CHECK (id > 0));
        CREATE VIEW \(quoted).v AS SELECT id FROM \(quoted).t;
        """, of: Identifier(name))
    #expect(snapshot.schema.name == Identifier(name))
    #expect(snapshot.schema.tables.map(\.name) == ["t"])
    #expect(snapshot.schema.views.map(\.name) == ["v"])
    #expect(snapshot.fingerprint.accepts(snapshot.fingerprint.hash))
  }

  @Test func membersOfExtensionsAreMarked() async throws {
    let schema = try await schema(
      after: "CREATE EXTENSION citext; CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    #expect(schema.routines.contains { $0.extensionName == "citext" })
    #expect(schema.routines.filter { $0.extensionName == nil }.map(\.name) == ["own"])
    #expect(schema.notManaged.isEmpty)
  }

  @Test func aRebuiltSchemaHasTheSameHashes() async throws {
    let sql = """
      CREATE TABLE t (id serial PRIMARY KEY, gone int, at timestamptz DEFAULT now());
      CREATE INDEX i ON t (at); COMMENT ON TABLE t IS 'x';
      """
    let first = try await snapshot(after: sql)
    let second = try await snapshot(after: sql)
    #expect(CatalogHash(of: first.schema) == CatalogHash(of: second.schema))
    #expect(first.fingerprint.hash == second.fingerprint.hash)
    let third = try await snapshot(after: sql + "ALTER TABLE t DROP COLUMN gone")
    #expect(CatalogHash(of: third.schema) != CatalogHash(of: first.schema))
  }

  @Test func eitherOrderOfMixedGrantsIsAccepted() async throws {
    let fingerprint = try await snapshot(
      after: """
        CREATE TABLE t (id int primary key, a text);
        GRANT SELECT, INSERT ON t TO pg_monitor; GRANT UPDATE ON t TO pg_monitor WITH GRANT OPTION;
        """
    ).fingerprint
    // Recorded from pgschema 1.12.4.
    #expect(fingerprint.hash == "caae0da5c3a9a5e45235d1b2c893d89a4ba7fa47e5773d909c33bfa77e1afa3b")
    let entry = #"{"object_type":"TABLE","object_name":"t","grantee":"pg_monitor","privileges":"#
    let plain = entry + #"["INSERT","SELECT"],"with_grant_option":false}"#
    let grantable = entry + #"["UPDATE"],"with_grant_option":true}"#
    let text = String(decoding: fingerprint.text, as: UTF8.self)
    #expect(text.contains("\(plain),\(grantable)"))
    let other = text.replacing("\(plain),\(grantable)", with: "\(grantable),\(plain)")
    #expect(fingerprint.accepts(SHA256.hex(of: other.utf8)))
    #expect(!fingerprint.accepts(SHA256.hex(of: "".utf8)))
  }

  @Test func severalSchemasComeFromOneSnapshotWithoutThoseThatAreNotThere() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute(
      "CREATE SCHEMA a; CREATE TABLE a.t (n int DEFAULT 1); CREATE SCHEMA b; CREATE VIEW b.v AS SELECT n FROM a.t")
    let snapshot = try CatalogReader.read(["b", "gone", "a"], over: connection)
    #expect(snapshot.schemas == [try CatalogReader.read("b", over: connection).schema, try snapshot.schema("a")])
    #expect(try snapshot.schema("a") == CatalogReader.read("a", over: connection).schema)
    #expect(snapshot.fingerprint == nil)
    let error = #expect(throws: CatalogReadingError.self) { try snapshot.schema("gone") }
    #expect(error?.code == .catalog(.noSuchSchema))
  }

  @Test func aFingerprintComesAlongWhenItIsWanted() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute("CREATE SCHEMA a; CREATE TABLE a.t (n int); CREATE SCHEMA b; CREATE TABLE b.t (n bigint)")
    let snapshot = try CatalogReader.read(["a", "b"], fingerprinting: "b", over: connection)
    #expect(snapshot.fingerprint == (try CatalogReader.read("b", over: connection).fingerprint))
  }

  @Test func keysOfIndexesAreColumnsOrExpressions() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute(
      """
      CREATE TABLE t (plain text, "a""b" int);
      CREATE INDEX i ON t (plain DESC, "a""b", lower(plain)) INCLUDE ("a""b")
      """)
    let index = try #require(try CatalogReader.read("public", over: connection).schema.tables[0].indexes.first)
    #expect(index.keys.map(\.column) == ["plain", "a\"b", nil])
    #expect(index.keys.map(\.definition) == ["plain", "\"a\"\"b\"", "lower(plain)"])
    #expect(index.keys.map(\.isDescending) == [true, false, false])
    #expect(index.included == ["a\"b"])
  }

  @Test func whatPostgreSQL18BroughtIsRead() async throws {
    guard let installed = try await Installation.find().first(where: { $0.major == 18 }) else { return }
    let server = try await ScratchServer.start(folder: installed.folder)
    let connection = try Connection(server.connectionParameters(database: "postgres"))
    try connection.execute(
      """
      CREATE EXTENSION btree_gist;
      CREATE TABLE t (id int, valid daterange, twice int GENERATED ALWAYS AS (id * 2), n int CONSTRAINT given NOT NULL,
        PRIMARY KEY (id, valid WITHOUT OVERLAPS), CHECK (n > 0) NOT ENFORCED);
      ALTER TABLE t ADD CONSTRAINT late NOT NULL twice NOT VALID;
      """)
    let table = try #require(try CatalogReader.read("public", over: connection).schema.tables.first)
    #expect(table.columns[2].generated == Column.Generated(kind: .virtual, expression: "(id * 2)"))
    #expect(table.columns[2].notNull?.isValidated == false)
    #expect(table.columns[3].notNull?.name == "given")
    #expect(table.constraints.map(\.hasPeriod) == [false, true])
    #expect(table.constraints.map(\.isEnforced) == [false, true])
    await server.stop()
  }
}
