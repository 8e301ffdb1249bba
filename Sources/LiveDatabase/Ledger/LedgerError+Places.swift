import MigrationCore
import Postgres

extension LedgerError {
  /// What the server, or the way to it, refused.
  ///
  /// `role` is as whom the session was; empty when there was none.
  init(_ error: PostgresError, in ledger: String, role: String) {
    switch error.sqlState {
    case .insufficientPrivilege?:
      self.init(
        code: .notAllowed, message: "the ledger in \(ledger) may not be used by \(role): \(error.message)",
        hint: "a database administrator can run: \(LedgerSchema.grants(to: Identifier(role)))")
    case .foreignKeyViolation?: self.init(code: .notFound, message: error.message, hint: Self.seeHistory)
    default:
      self.init(
        code: .notAvailable, message: "the ledger in \(ledger) cannot be used: \(error.message)",
        hint: error.hint ?? "see the server's log; nothing was recorded")
    }
  }

  /// A file or its folder.
  init(_ error: FileError, in ledger: String) {
    self.init(
      code: .notAvailable, message: "the ledger in \(ledger) cannot be used: \(error.message)", hint: error.hint)
  }

  /// This role may not make the tables.
  static func mayNotMake(in ledger: String, _ error: Self) -> Self {
    Self(
      code: .notAllowed, message: error.message,
      hint:
        "a database administrator can run: GRANT CREATE ON DATABASE … TO …; or record something once as a role that "
        + "may, then: \(error.hint.replacing("a database administrator can run: ", with: ""))")
  }

  /// The session was lost on the way to COMMIT, or back.
  static func unknownWhetherKept(in ledger: String, _ error: PostgresError) -> Self {
    Self(
      code: .notAvailable,
      message: "the ledger in \(ledger) was lost: \(error.message); whether the last row was kept is not known",
      hint: seeHistory)
  }

  static func newer(_ found: Int, known: Int, in ledger: String) -> Self {
    Self(
      code: .newer, message: "the ledger in \(ledger) is of version \(found), and this program knows \(known)",
      hint: "use the version of countersign that made it, or a later one")
  }

  static func notAvailable(_ ledger: String, _ problem: String) -> Self {
    Self(
      code: .notAvailable, message: "the ledger in \(ledger) cannot be used: \(problem)",
      hint: "check where the ledger is")
  }

  static func noChange(_ id: Int, in ledger: String) -> Self {
    Self(code: .notFound, message: "the ledger in \(ledger) has no change \(id)", hint: seeHistory)
  }

  static func noContent(_ hash: String, in ledger: String) -> Self {
    Self(
      code: .notFound, message: "the ledger in \(ledger) has no content \(hash)",
      hint: "see whether it was removed: countersign history verify")
  }

  static func changedContent(_ hash: String, in ledger: String) -> Self {
    Self(
      code: .unreadable, message: "the content \(hash) of the ledger in \(ledger) was changed after it was stored",
      hint: "countersign history verify names everything that does not hold")
  }

  static func unreadableSnapshot(_ hash: String, in ledger: String, _ problem: String) -> Self {
    Self(
      code: .unreadable, message: "the snapshot \(hash) of the ledger in \(ledger) cannot be read: \(problem)",
      hint: "a later version of countersign may have written it")
  }

  static func unknownKind(_ id: Int, _ kind: String) -> Self {
    Self(
      code: .unreadable, message: "row \(id) of the ledger is of kind \"\(kind)\", which is not known",
      hint: "see whether it was changed: countersign history verify")
  }

  static func unreadableLine(_ number: Int, in ledger: String, _ problem: String) -> Self {
    Self(
      code: .unreadable, message: "line \(number) of the ledger in \(ledger) cannot be read: \(problem)",
      hint: "see whether it was changed: countersign history verify")
  }

  private static let seeHistory = "see what is recorded: countersign history"
}
