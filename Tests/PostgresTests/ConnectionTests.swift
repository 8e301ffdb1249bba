import Glibc
import LiveDatabase
import Postgres
import TestServer
import Testing

@Suite struct ConnectionTests {
  @Test func theSessionIsDescribed() async throws {
    let parameters = try await TestServer.database()
    let server = try await TestServer.shared
    let connection = try Connection(parameters)
    #expect(connection.serverVersion / 10_000 == server.installation.major)
    #expect(connection.databaseName == parameters.database)
    #expect(connection.userName == "postgres")
    #expect(connection.host == server.folder)
    #expect(connection.target == parameters.description)
    #expect(try connection.query("SELECT pg_backend_pid()")[0][0] == "\(connection.backendProcessID)")
    #expect(try connection.query("SHOW client_encoding")[0][0] == "UTF8")
  }

  @Test func everyFormOfParametersConnects() async throws {
    let server = try await TestServer.shared
    let forms = [
      ConnectionParameters(dsn: "postgresql:///postgres?host=\(server.folder)&user=postgres"),
      ConnectionParameters(dsn: "host=\(server.folder) dbname=postgres user=postgres"),
      ConnectionParameters(dsn: "host=/nowhere user=postgres", host: server.folder, database: "postgres"),
      ConnectionParameters(dsn: "postgres", host: server.folder, user: "postgres"),
      ConnectionParameters(host: server.folder, user: "postgres"),
    ]
    for form in forms {
      let connection = try Connection(form)
      #expect(connection.databaseName == "postgres", "\(form)")
    }
  }

  @Test func aDatabaseNameIsNotReadAsParameters() async throws {
    var parameters = try await TestServer.database()
    parameters.database = "dbname=postgres"
    let error = failure(of: parameters)
    #expect(error?.message.contains(#"database "dbname=postgres" does not exist"#) == true)
  }

  @Test func furtherOptionsAndNameReachTheServer() async throws {
    var parameters = try await TestServer.database()
    parameters.applicationName = "it's me"
    parameters.options = [.init("options", "-c statement_timeout=1234")]
    let connection = try Connection(parameters)
    let row = try connection.query("SELECT current_setting('application_name'), current_setting('statement_timeout')")[
      0]
    #expect((0..<2).map { row[$0] } == ["it's me", "1234ms"])
  }

  @Test func environmentAndServiceFilesAreRead() async throws {
    let folder = try await TestServer.shared.folder
    await #expect(processExitsWith: .success) { [folder = folder as String] in
      setenv("PGHOST", folder, 1)
      setenv("PGUSER", "postgres", 1)
      setenv("PGDATABASE", "template1", 1)
      #expect(try Connection(ConnectionParameters()).databaseName == "template1")
      #expect(ConnectionParameters().description == "postgres@\(folder):5432/template1")
      #expect(try Connection(ConnectionParameters(database: "postgres")).databaseName == "postgres")

      var path = Array("/tmp/service-XXXXXX".utf8CString)
      let file = mkstemp(&path)
      let text = "[shop]\nhost=\(folder)\ndbname=postgres\nuser=postgres\n"
      #expect(write(file, text, text.utf8.count) == text.utf8.count)
      setenv("PGHOST", "/nowhere", 1)
      setenv("PGSERVICEFILE", path, 1)
      let connection = try Connection(ConnectionParameters(dsn: "service=shop"))
      unlink(path)
      #expect(connection.databaseName == "postgres")
    }
  }

  /// The server rewrites its own access rules, so that one role needs a password.
  @Test func aPasswordComesFromThePasswordFile() async throws {
    var parameters = try await TestServer.database()
    let server = try await TestServer.shared
    let owner = try Connection(parameters)
    try owner.execute(
      """
      CREATE ROLE guarded LOGIN PASSWORD 'a:b\\c';
      COPY (VALUES ('local all guarded scram-sha-256'), ('local all all trust'))
        TO '\(server.folder)/data/pg_hba.conf';
      SELECT pg_reload_conf()
      """)
    parameters.user = "guarded"
    parameters.options = [.init("passfile", "/nowhere")]
    var error = failure(of: parameters)
    for _ in 0..<100 where error == nil {
      try await Task.sleep(for: .milliseconds(20))
      error = failure(of: parameters)
    }
    #expect(error?.kind == .connectionFailed)
    #expect(error?.hint?.contains("PGPASSWORD") == true)

    var path = Array("/tmp/pgpass-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    defer { unlink(path) }
    let line = #"\#(server.folder):5432:*:guarded:a\:b\\c"# + "\n"
    #expect(write(file, line, line.utf8.count) == line.utf8.count)
    parameters.options = [.init("passfile", String(decoding: path.dropLast().map { UInt8($0) }, as: UTF8.self))]
    #expect(try Connection(parameters).userName == "guarded")

    parameters.options = []
    parameters.password = #"a:b\c"#
    #expect(try Connection(parameters).userName == "guarded")
    parameters.password = "wrong"
    #expect(failure(of: parameters)?.message.contains("password authentication failed") == true)
  }

  @Test func noServerIsSaidPlainly() {
    let error = failure(of: ConnectionParameters(host: "/nowhere"))
    #expect(error?.kind == .connectionFailed)
    #expect(error?.message.contains("/nowhere/.s.PGSQL.5432") == true)
    #expect(error?.hint?.contains("check that the server runs") == true)
    #expect(failure(of: ConnectionParameters(host: "127.0.0.1", port: 1))?.message.contains("refused") == true)
  }

  @Test func aSilentServerIsGivenUp() throws {
    let silent = try #require(SilentServer())
    let error = failure(
      of: ConnectionParameters(
        host: "127.0.0.1", port: silent.port, database: "shop", user: "ann", connectTimeout: 1))
    #expect(error?.message.hasPrefix("no answer from ann@127.0.0.1:") == true)
  }

  @Test(arguments: [
    "postgres://ann:hush/hush@localhost/x", "postgresql://ann:hush@[::1/x", "password=hush nonsense",
    "postgres://ann:hush@localhost:port/x", "host=a password='hush",
  ])
  func aMalformedDsnDoesNotShowItsPassword(_ dsn: String) {
    let error = failure(of: ConnectionParameters(dsn: dsn))
    #expect(error?.kind == .connectionFailed)
    #expect(error.map { !$0.message.contains("hush") && !$0.message.isEmpty } == true)
    #expect(!ConnectionParameters(dsn: dsn).description.contains("hush"))
  }

  private func failure(of parameters: ConnectionParameters) -> PostgresError? {
    do throws(PostgresError) {
      _ = try Connection(parameters)
      return nil
    } catch {
      return error
    }
  }
}
