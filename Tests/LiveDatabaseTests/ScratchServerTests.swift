import Glibc
import LiveDatabase
import Postgres
import TestServer
import Testing

@Suite struct ScratchServerTests {
  @Test func everyInstallationRuns() async throws {
    for installation in try await Installation.find() {
      let server = try await ScratchServer.start(superuser: #"the owner"#, folder: installation.folder)
      try server.createDatabase(#"my "shop""#)
      let connection = try Connection(server.connectionParameters(database: #"my "shop""#))
      #expect(connection.serverVersion / 10_000 == installation.major)
      let row = try connection.query(
        """
        SELECT current_user, current_setting('listen_addresses'), current_setting('TimeZone'), datcollate, \
        pg_encoding_to_char(encoding), current_setting('fsync') FROM pg_database WHERE datname = current_database()
        """)[0]
      #expect((0..<6).map { row[$0] } == ["the owner", "", "UTC", "C.UTF-8", "UTF8", "off"])
      await server.stop()
      #expect(access(server.folder, F_OK) != 0, "\(server.folder) is left")
    }
  }

  @Test func onlyItsOwnerMayEnter() async throws {
    var status = stat()
    #expect(stat(try await TestServer.shared.folder, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(status.st_uid != 0)
  }

  @Test func anotherVersionIsNoted() async throws {
    let server = try await ScratchServer.start(major: 12)
    #expect(server.note?.contains("PostgreSQL 12 is not installed here") == true)
    await server.stop()
  }

  @Test func withoutProgramsTheErrorSaysWhatToInstall() async throws {
    let error = await #expect(throws: ScratchServerError.self) { try await ScratchServer.start(folder: "/nowhere") }
    #expect(error?.code == .notInstalled)
    #expect(error?.message == "no PostgreSQL server programs in /nowhere")
    #expect(error?.hint.contains("install the package postgresql") == true)
  }

  @Test func aServerThatDoesNotStartSaysWhy() async throws {
    let error = await #expect(throws: ScratchServerError.self) { try await ScratchServer.start(superuser: "pg_no") }
    #expect(error?.code == .notStarted)
    #expect(error?.message.contains("superuser name") == true, "\(error?.message ?? "")")
  }

  @Test func itGoesWhenItsHolderIsKilled() async throws {
    let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
      let server = try await ScratchServer.start()
      let text = "FOLDER<\(server.folder)>"
      _ = text.utf8.withContiguousStorageIfAvailable { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      kill(getpid(), SIGKILL)
      _ = server
    }
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    let folder = try #require(output.split(separator: "FOLDER<").last?.split(separator: ">").first.map { String($0) })
    #expect(folder.hasPrefix("/"))
    for _ in 0..<500 where access(folder, F_OK) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(access(folder, F_OK) != 0, "\(folder) is left")
  }
}
