package import LiveDatabase
package import Postgres
import Synchronization

/// One private PostgreSQL for all tests of a process; it goes when the process ends.
package enum TestServer {
  private static let starting = Task { try await ScratchServer.start() }
  private static let databases = Atomic(0)

  /// The server, started by the first who asks.
  package static var shared: ScratchServer {
    get async throws { try await starting.value }
  }

  /// A new empty database of its own for one test.
  package static func database() async throws -> ConnectionParameters {
    let server = try await shared
    let name = "test\(databases.add(1, ordering: .relaxed).newValue)"
    try server.createDatabase(name)
    return server.connectionParameters(database: name)
  }
}
