import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// A server that the person names in `--plan-host` is used with care.
@Suite(.serialized) struct PlanServerTests {
  /// A server with a role that may do little, and an empty plan database of it.
  private func planServer(_ role: String, _ rights: String, _ sql: String = "SELECT 1") async throws
    -> (ScratchServer, ConnectionParameters)
  {
    let server = try await TestServer.shared
    try Connection(server.connectionParameters(database: "postgres")).execute("CREATE ROLE \(role) LOGIN \(rights)")
    try server.createDatabase("plan_of_\(role)")
    var parameters = server.connectionParameters(database: "plan_of_\(role)")
    let connection = try Connection(parameters)
    try connection.execute("ALTER DATABASE plan_of_\(role) OWNER TO \(role)")
    try connection.execute("ALTER SCHEMA public OWNER TO \(role)")
    try connection.execute(sql)
    parameters.user = role
    return (server, parameters)
  }

  private func names(_ server: ScratchServer) throws -> [String?] {
    let connection = try Connection(server.connectionParameters(database: "postgres"))
    return try connection.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'planned_%' ORDER BY 1").map { $0[0] }
  }

  @Test func aRoleThatMayMakeDatabasesIsEnough() async throws {
    let (server, parameters) = try await planServer("plan_user", "CREATEDB CREATEROLE")
    let target = try DesiredFixture("CREATE TABLE t (a int)", on: server)
    let desired = try await target.load(
      "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t", at: .external(parameters))
    #expect(desired.schemas[0].views.map(\.name) == ["v"])
    #expect(desired.schemas[0].tables[0].owner == "postgres")
  }

  @Test func withoutThatRightTheErrorSaysWhatToGrant() async throws {
    let (server, parameters) = try await planServer("plan_nobody", "")
    let target = try DesiredFixture("CREATE TABLE t (a int)", on: server)
    let error = await #expect(throws: DesiredStateError.self) {
      try await target.load("CREATE TABLE t (a int)", at: .external(parameters))
    }
    #expect(error?.code == .planServer)
    #expect(error?.hint.contains(#"ALTER ROLE "plan_nobody" CREATEDB"#) == true)
  }

  @Test func itsOwnObjectsAreNotInTheWay() async throws {
    let (server, parameters) = try await planServer(
      "plan_dirty", "SUPERUSER", "CREATE TABLE t (other text); CREATE FUNCTION f() RETURNS int RETURN 1")
    let target = try DesiredFixture("CREATE TABLE t (a int)", on: server)
    let desired = try await target.load("CREATE TABLE t (a int)", at: .external(parameters))
    #expect(desired.schemas[0].tables.map { $0.columns.map(\.name) } == [["a"]])
    #expect(desired.schemas[0].routines.isEmpty)
    #expect(desired.notes.contains { $0.hasPrefix("the plan database plan_of_plan_dirty is not empty") })
    let own = try CatalogReader.read("public", over: try Connection(parameters)).schema
    #expect(own.tables.map { $0.columns.map(\.name) } == [["other"]])
  }

  @Test func whatOnlyAnAdministratorMayCreateMayBeThereAlready() async throws {
    let connection = try Connection(try await TestServer.shared.connectionParameters(database: "postgres"))
    // An extension that is not trusted.
    let name = "amcheck"
    guard try connection.query("SELECT FROM pg_available_extensions WHERE name = $1", [Parameter(name)]).count > 0
    else { return }
    let (server, parameters) = try await planServer("plan_ext", "CREATEDB CREATEROLE", "CREATE EXTENSION \(name)")
    let target = try DesiredFixture("CREATE EXTENSION \(name)", on: server)
    let desired = try await target.load("CREATE TABLE t (a int)", at: .external(parameters))
    #expect(desired.notes == [])
    #expect(desired.schemas[0].routines.allSatisfy { $0.extensionName == "amcheck" })
    #expect(!desired.schemas[0].routines.isEmpty)
  }

  @Test func rolesThatWereMadeForItGoAgain() async throws {
    let (server, parameters) = try await planServer("plan_roles", "CREATEDB CREATEROLE")
    let fixture = try DesiredFixture("SELECT 1", on: server)
    let before = try names(server)
    _ = try await fixture.load("CREATE ROLE planned_new; CREATE TABLE t ()", at: .external(parameters))
    #expect(try names(server) == before)
  }

  @Test(arguments: [
    "DROP ROLE postgres", "ALTER SYSTEM SET work_mem = '1GB'", "create database x", "ALTER USER postgres PASSWORD 'x'",
  ])
  func whatConcernsTheServerIsRefused(_ sql: String) async throws {
    let server = try await TestServer.shared
    let fixture = try DesiredFixture("SELECT 1", on: server)
    let error = await #expect(throws: DesiredStateError.self) {
      try await fixture.load("SELECT 1;\n\(sql)", at: .external(fixture.target))
    }
    #expect(error?.description.hasPrefix("main.sql:2:1: this statement concerns the whole server") == true)
  }

  @Test func anOlderServerIsRefused() async throws {
    let servers = try await InstalledServers.all.sorted { $0.installation.major < $1.installation.major }
    guard let old = servers.first, let new = servers.last, old.installation.major < new.installation.major else {
      return
    }
    let fixture = try DesiredFixture("SELECT 1", on: new)
    let error = await #expect(throws: DesiredStateError.self) {
      try await fixture.load("SELECT 1", at: .external(old.connectionParameters(database: "postgres")))
    }
    #expect(error?.message.contains("older than the target") == true)
  }
}
