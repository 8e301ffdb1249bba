package import MigrationCore

/// Whether a ledger is as it was written.
package struct LedgerVerification: Hashable, Sendable {
  package var rows: Int
  package var contents: Int
  /// Of the last row; who keeps it elsewhere can tell later whether rows at the end were taken away.
  package var lastHash: String
  /// The first row that does not hold.
  package var brokenEntry: BrokenEntry?
  /// The first content that does not hold, or that a row names and that is not there.
  package var brokenContent: BrokenContent?
  /// How much at the end of a file is no row.
  package var unfinishedBytes: Int

  package var holds: Bool { brokenEntry == nil && brokenContent == nil }
}

extension LedgerStore {
  /// Reads everything and checks the chain, every content, and that each content that a row names is there.
  ///
  /// - Throws: ``LedgerError`` when it cannot be read; one of code `unreadable` names the row.
  package func verify() throws(LedgerError) -> LedgerVerification {
    let entries = try entries()
    let kept = Set(try contentHashes())
    var broken = try brokenContent()
    if broken == nil {
      for entry in entries {
        guard let missing = entry.contents.first(where: { !kept.contains($0) }) else { continue }
        broken = BrokenContent(hash: missing, problem: "row \(entry.id) names it and it is not there")
        break
      }
    }
    return LedgerVerification(
      rows: entries.count, contents: kept.count, lastHash: entries.last?.hash ?? LedgerEntry.firstPrevious,
      brokenEntry: LedgerEntry.firstBroken(in: entries), brokenContent: broken, unfinishedBytes: try unfinishedBytes)
  }
}

extension LedgerEntry {
  /// The contents that it names; none for a row that cannot be read, which the chain tells.
  fileprivate var contents: [String] {
    guard let record = try? LedgerRecord(kind, body) else { return [] }
    return switch record {
    case .began(let beginning): [beginning.planHash] + [beginning.before.snapshot].compactMap { $0 }
    case .ended(let end): [end.after?.snapshot].compactMap { $0 }
    case .adopted(let adoption): [adoption.state.snapshot].compactMap { $0 }
    case .resumed, .attempting, .committing, .ran, .failed, .waived: []
    }
  }
}
