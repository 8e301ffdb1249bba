import LiveDatabase
import Postgres

/// A private server with a database that an SQL file made, for as long as the command runs.
struct LoadedServer {
  let target: ConnectionParameters
  /// What the screen calls it: the folder that it lives in says nothing to anybody.
  let name: String
  private let server: ScratchServer

  /// Starts the server and runs the file.
  ///
  /// - Throws: `CommandFailure` with the file's name when its SQL does not work; what starting a server throws.
  init(loading path: String) throws {
    let sql = String(decoding: try File.read(path), as: UTF8.self)
    Output.writeError("Starting a private PostgreSQL and loading \(path)...\n")
    let server = try Background.wait { try await ScratchServer.start(superuser: "demo") }
    do {
      try server.createDatabase("shop")
      var target = server.connectionParameters(database: "shop")
      target.applicationName = "countersign"
      let connection = try Connection(target, onNotice: { _ in })
      do { _ = try connection.execute(sql) } catch {
        throw CommandFailure(.failed, "\(path): \(error)", hint: error.hint ?? "")
      }
      self.target = target
    } catch {
      try? Background.wait { await server.stop() }
      throw error
    }
    name = "shop, on a private server"
    self.server = server
  }

  /// Stops the server and removes it.
  func stop() {
    let server = server
    try? Background.wait { await server.stop() }
  }
}
