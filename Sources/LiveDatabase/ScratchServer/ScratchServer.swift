import Glibc
package import Postgres
import Subprocess

/// A private PostgreSQL, made from installed programs, that exists as long as somebody holds it.
///
/// It has its own new cluster in a private folder, listens on a Unix socket in that folder and nowhere else, never runs
/// as root, and does not sync to disk. It is stopped and its folder removed by ``stop()``, when the last reference
/// goes, and when our process ends in whatever way: a small shell waits for the end of a pipe that only we hold open.
package final class ScratchServer: Sendable {
  package let installation: Installation
  /// The folder with data, log and socket; mode 0700.
  package let folder: String
  package let superuser: String
  /// Nil, or that another major version than the wanted one runs.
  package let note: String?

  private let lifeline: StandardInputWriter
  private let supervision: Task<Void, Never>

  private init(
    _ installation: Installation, folder: String, superuser: String, note: String?, lifeline: StandardInputWriter,
    supervision: Task<Void, Never>
  ) {
    self.installation = installation
    self.folder = folder
    self.superuser = superuser
    self.note = note
    self.lifeline = lifeline
    self.supervision = supervision
  }

  deinit {
    let lifeline = lifeline
    Task { try? await lifeline.finish() }
  }

  /// Makes a cluster and starts it; about a second.
  ///
  /// - Parameters:
  ///   - major: the wanted version; another is taken, with a note, when it is not installed. Nil takes the newest.
  ///   - superuser: the name of the role that owns everything in it.
  ///   - folder: where `initdb` and `postgres` are; nil looks for them.
  /// - Returns: the server, ready for connections.
  /// - Throws: ``ScratchServerError``; nothing is left behind then.
  package static func start(
    major: Int? = nil, superuser: String = "postgres", folder: String? = nil
  ) async throws(ScratchServerError) -> ScratchServer {
    let found = try await Installation.find(in: folder)
    guard let installation = Installation.choose(from: found, major: major) else { throw .notInstalled(in: folder) }
    let owner = try ServerOwner.current
    let home = try makePrivateFolder(for: owner)
    let (lifeline, supervision) = try await Supervisor.start(
      installation, in: home, superuser: superuser, owner: owner)
    return ScratchServer(
      installation, folder: home, superuser: superuser, note: note(installation, wanted: major),
      lifeline: lifeline, supervision: supervision)
  }

  /// Stops the server, whatever it is doing, and waits until its folder is gone.
  package func stop() async {
    try? await lifeline.finish()
    await supervision.value
  }

  /// How to connect to `database` as the superuser.
  package func connectionParameters(database: String) -> ConnectionParameters {
    ConnectionParameters(
      host: folder, port: 5432, database: database, user: superuser, sslmode: "disable",
      // Not for what it says: given, it keeps the PGOPTIONS meant for the real server away.
      options: [.init("options", "-c default_transaction_read_only=off")])
  }

  /// Creates a database, an empty one unless another is named to copy, which nobody may be using; blocks for some ten
  /// milliseconds.
  package func createDatabase(_ name: String, from template: String = "template0") throws(PostgresError) {
    let connection = try Connection(connectionParameters(database: "postgres"))
    try connection.execute("CREATE DATABASE \(quoted(name)) TEMPLATE \(quoted(template))")
  }

  private func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static func note(_ installation: Installation, wanted: Int?) -> String? {
    guard let wanted, wanted != installation.major else { return nil }
    return "PostgreSQL \(wanted) is not installed here; \(installation.version) stands in for it"
  }
}

/// Makes the folder for data and socket, for `owner` alone.
private func makePrivateFolder(for owner: ServerOwner) throws(ScratchServerError) -> String {
  // The socket's whole path must fit into the 108 bytes of sun_path, and its folder is an element of a list for
  // PostgreSQL; root's own TMPDIR may be closed to the server's user.
  let wished = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  let isUsable =
    !owner.isOther && wished.utf8.count < 60 && wished.hasPrefix("/") && !wished.contains { ",\" ".contains($0) }
  let template = "\(isUsable ? wished : "/tmp")/countersign-XXXXXX"
  var path = template.utf8CString.map { $0 }
  guard mkdtemp(&path) != nil else { throw .noFolder(template, reason: String(cString: strerror(errno))) }
  let folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  guard !owner.isOther || chown(folder, owner.userID, owner.groupID) == 0 else {
    let reason = String(cString: strerror(errno))
    rmdir(folder)
    throw .noFolder(folder, reason: reason)
  }
  return folder
}
