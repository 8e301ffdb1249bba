package import MigrationCore
package import Postgres

/// The ledger: what was recorded, and the way to record more.
///
/// Nothing is connected to, made or migrated before it is needed. One thread at a time uses it.
package final class LedgerStore {
  /// Where a ledger is kept.
  package enum Place: Hashable, Sendable {
    /// In the target itself.
    case target
    /// In another database.
    case database(ConnectionParameters)
    /// In a file of this machine, its contents in a folder beside it.
    case file(String)
  }

  private let place: any LedgerPlace
  /// Whether a group's rows can be part of the group's own transaction.
  package let sharesTransactions: Bool

  /// The ledger at `place`, where `target` is what the changes are made to.
  package init(_ place: Place, target: ConnectionParameters) {
    switch place {
    case .target: self.place = DatabaseLedger(target)
    case .database(let parameters): self.place = DatabaseLedger(parameters)
    case .file(let path): self.place = FileLedger(path)
    }
    sharesTransactions = place == .target
  }

  /// As people know it: a database without its password, a file.
  package var name: String { place.name }

  /// Makes the ledger, or makes it what this version needs.
  ///
  /// - Throws: ``LedgerError``, of code `newer` for one of a later version, and `notAllowed` with the SQL that a database
  ///   administrator has to run.
  package func prepare() throws(LedgerError) { try place.prepare() }

  /// Whether anything was ever recorded there, or prepared to be.
  package var exists: Bool { get throws(LedgerError) { try place.exists() } }

  /// The time by the clock of the ledger's place, as ``LedgerEntry/writtenAt`` has it.
  package var now: String { get throws(LedgerError) { try place.now() } }

  /// Records something in a transaction of its own; it lasts when this returns.
  ///
  /// - Parameters:
  ///   - record: what happened.
  ///   - change: the change that it is about; nil for the beginning of one and for what is about none.
  /// - Returns: the row.
  /// - Throws: ``LedgerError``; of a lost connection the message says when nobody knows whether the row was kept.
  @discardableResult
  package func append(_ record: LedgerRecord, change: Int? = nil) throws(LedgerError) -> LedgerEntry {
    try place.append(record, change: change)
  }

  /// Records something as part of the transaction that is open on `target`; to be called right before COMMIT.
  ///
  /// Until that COMMIT nobody else can add to the ledger. Only where ``sharesTransactions``.
  ///
  /// - Cost: one statement of the simple protocol; none without records.
  /// - Throws: `PostgresError`; the transaction has then failed.
  package func append(
    _ records: [LedgerRecord], change: Int, over target: borrowing Connection
  ) throws(PostgresError) {
    precondition(sharesTransactions, "the ledger is not in the target")
    guard !records.isEmpty else { return }
    try target.execute(DatabaseLedger.insertion(of: records, change: change).text)
  }

  /// The rows that are asked for, in order; none where there is no ledger.
  ///
  /// - Throws: ``LedgerError``; of code `unreadable` for a row that is none of this program's.
  package func entries(_ selection: LedgerSelection = .all) throws(LedgerError) -> [LedgerEntry] {
    try place.entries(selection)
  }

  /// The changes that are recorded, the oldest first.
  package func changes() throws(LedgerError) -> [RecordedChange] { try RecordedChange.all(in: entries()) }

  /// Everything that is recorded, as people ask about it.
  package func history() throws(LedgerError) -> RecordedHistory { try RecordedHistory(entries()) }

  /// The change with this number.
  ///
  /// - Throws: ``LedgerError`` of code `notFound` when there is none.
  package func change(_ id: Int) throws(LedgerError) -> RecordedChange {
    guard let change = try RecordedChange.all(in: entries(.change(id))).first else { throw .noChange(id, in: name) }
    return change
  }

  /// Keeps `bytes` under their SHA-256, which is returned; nothing happens when they are there.
  @discardableResult
  package func store(content bytes: [UInt8]) throws(LedgerError) -> String {
    let hash = SHA256.hex(of: bytes)
    try place.store(bytes, hash: hash)
    return hash
  }

  /// What is kept under `hash`.
  ///
  /// - Throws: ``LedgerError`` of code `notFound` when nothing is, `unreadable` when it is something else by now.
  package func content(_ hash: String) throws(LedgerError) -> [UInt8] {
    guard let bytes = try place.content(hash) else { throw .noContent(hash, in: name) }
    guard SHA256.hex(of: bytes) == hash else { throw .changedContent(hash, in: name) }
    return bytes
  }

  /// The hashes of everything that is kept, sorted.
  package func contentHashes() throws(LedgerError) -> [String] { try place.contentHashes() }

  /// The first content that is not what its hash says; nil when all are.
  package func brokenContent() throws(LedgerError) -> BrokenContent? { try place.brokenContent() }

  /// How many bytes at the end of a ledger's file are no row, but what a crash left of one; the next row replaces them.
  package var unfinishedBytes: Int { get throws(LedgerError) { try place.unfinishedBytes() } }
}
