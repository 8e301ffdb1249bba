/// One row of the ledger: something that happened, chained to what was recorded before it.
///
/// Rows are only ever added. A row's hash covers everything in it and the hash of the row before, so whoever changes,
/// removes or slips in a row has to make every later row anew.
package struct LedgerEntry: Hashable, Sendable {
  /// Counts from one without gaps.
  package var id: Int
  /// When it was written, by the clock of the ledger's own place: `2026-01-02T03:04:05.000006Z`.
  package var writtenAt: String
  package var kind: LedgerRecord.Kind
  /// The ``id`` of the row that began the change which this one is about; its own for that row; nil for no change.
  package var change: Int?
  /// The record, as canonical JSON text (RFC 8785).
  package var body: String
  /// ``hash`` of the row before; ``firstPrevious`` for the first.
  package var previous: String
  /// 64 lower-case hexadecimal digits.
  package var hash: String

  /// What stands for the row before the first: 64 zeros.
  package static let firstPrevious = String(repeating: "0", count: 64)

  package init(
    id: Int, writtenAt: String, kind: LedgerRecord.Kind, change: Int?, body: String, previous: String, hash: String
  ) {
    self.id = id
    self.writtenAt = writtenAt
    self.kind = kind
    self.change = change
    self.body = body
    self.previous = previous
    self.hash = hash
  }

  /// A row that goes after the one with the hash `previous`, with its own hash worked out.
  package init(
    id: Int, writtenAt: String, change: Int?, record: LedgerRecord, previous: String
  ) {
    self.init(
      id: id, writtenAt: writtenAt, kind: record.kind, change: change, body: record.text, previous: previous, hash: "")
    hash = expectedHash
  }

  /// SHA-256 of previous, id, time, kind, change (0 for none) and body, each followed by a newline but the last.
  package var expectedHash: String {
    SHA256.hex(of: "\(previous)\n\(id)\n\(writtenAt)\n\(kind.rawValue)\n\(change ?? 0)\n\(body)".utf8)
  }
}

/// The first row of a ledger that is not as it was written.
package struct BrokenEntry: Hashable, Sendable {
  package var id: Int
  /// What is wrong with it, a phrase: `its text was changed after it was written`.
  package var problem: String

  package init(id: Int, problem: String) { (self.id, self.problem) = (id, problem) }
}

extension LedgerEntry {
  /// The first of `entries`, which are all rows from the first on in order of their ids, that does not fit.
  ///
  /// - Returns: nil when the chain holds.
  package static func firstBroken(in entries: some Sequence<LedgerEntry>) -> BrokenEntry? {
    var id = 1
    var previous = firstPrevious
    for entry in entries {
      guard entry.id == id else {
        return BrokenEntry(id: id, problem: "it is missing; the next row that is there is \(entry.id)")
      }
      guard entry.previous == previous else {
        return BrokenEntry(id: id, problem: "it does not follow the row before it")
      }
      guard entry.hash == entry.expectedHash else {
        return BrokenEntry(id: id, problem: "it was changed after it was written")
      }
      id += 1
      previous = entry.hash
    }
    return nil
  }
}
