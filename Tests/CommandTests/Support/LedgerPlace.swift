import Foundation
import Postgres
import TestServer

/// The three places where a ledger can be.
enum LedgerPlace: String, CaseIterable, Sendable { case target, database, file }

/// A ledger in one of them.
struct TestedLedger {
  let place: LedgerPlace
  /// `[ledger]` as `countersign.toml` has it.
  let section: String
  private let database: ConnectionParameters?

  init(_ place: LedgerPlace) async throws {
    self.place = place
    switch place {
    case .target: (section, database) = ("[ledger]\n", nil)
    case .database:
      let database = try await TestServer.database()
      (section, self.database) = ("[ledger]\ndsn = \"\(StatusCommandTests.dsn(database))\"\n", database)
    case .file: (section, database) = ("[ledger]\nfile = \"ledger.jsonl\"\n", nil)
    }
  }

  /// Puts `new` for `old` in the rows, past every right and trigger.
  func tamper(_ old: String, _ new: String, of target: ConnectionParameters, in folder: String) throws {
    switch place {
    case .target, .database:
      try Connection(database ?? target).execute(
        """
        SET session_replication_role TO replica;
        UPDATE countersign.entry SET body = replace(body, '\(old)', '\(new)')
        """)
    case .file:
      let path = "\(folder)/ledger.jsonl"
      let text = try String(contentsOfFile: path, encoding: .utf8).replacing(old, with: new)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
