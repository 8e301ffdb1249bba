/// Why there is no scratch server.
package struct ScratchServerError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notInstalled = "postgresql-not-installed"
    case notPermitted = "scratch-server-not-permitted"
    case notStarted = "scratch-server-not-started"
  }

  package let code: Code
  package let message: String
  package let hint: String

  package var description: String { message }

  /// No folder with `initdb` and `postgres` was found.
  static func notInstalled(in folder: String?) -> Self {
    Self(
      code: .notInstalled,
      message: folder.map { "no PostgreSQL server programs in \($0)" } ?? "no PostgreSQL server programs are installed",
      hint: "install the package postgresql, or name the folder with initdb and postgres in COUNTERSIGN_PG_BIN")
  }

  /// We are root, PostgreSQL does not run as root, and there is no one to run it as.
  static var noUnprivilegedUser: Self {
    Self(
      code: .notPermitted, message: "PostgreSQL does not run as root, and there is neither a user postgres nor nobody",
      hint: "run this as an ordinary user")
  }

  /// The private folder could not be made.
  static func noFolder(_ template: String, reason: String) -> Self {
    Self(
      code: .notStarted, message: "cannot make a private folder \(template): \(reason)",
      hint: "point TMPDIR at a folder that you may write")
  }

  /// A program could not even be started.
  static func cannotRun(_ program: String, reason: String) -> Self {
    Self(
      code: .notStarted, message: "cannot run \(program): \(reason)",
      hint: "as root setpriv is needed too; see that it and sh are in PATH")
  }

  /// `initdb` or `postgres` ended; `log` is what they wrote.
  static func notStarted(_ installation: Installation, log: String) -> Self {
    let last = log.split(separator: "\n").suffix(5).joined(separator: "\n")
    return Self(
      code: .notStarted,
      message: "PostgreSQL \(installation.version) in \(installation.folder) did not start: \(last)",
      hint: "see the reason above; another installation can be named in COUNTERSIGN_PG_BIN")
  }
}
