/// What became of a plan in the environment that it has to have run in before.
package enum PromotionStanding: Hashable, Sendable {
  /// It ran to its end there.
  case applied(change: Int, at: String)
  /// It was applied there although one of that environment's own gates, named, was closed.
  case appliedUnderWaiver(change: Int, gate: String, by: String)
  /// It was applied there and led to another schema than the one that it was made for.
  case ledElsewhere(change: Int)
  /// It began there and did not end, or ended otherwise, in these words.
  case notApplied(change: Int, String)
  case neverRan
  case notKnown(String)

  /// Reads it off a ledger.
  ///
  /// - Parameters:
  ///   - file: the plan.
  ///   - environment: the name of the environment before.
  ///   - entries: the rows of its ledger, in order.
  package init(of file: PlanFile, in environment: String, _ entries: [LedgerEntry]) {
    do throws(LedgerError) { self = try Self.read(file, environment, entries) } catch {
      self = .notKnown(error.message)
    }
  }

  private static func read(
    _ file: PlanFile, _ environment: String, _ entries: [LedgerEntry]
  ) throws(LedgerError) -> Self {
    // Whoever could change a row could open the gate with it.
    if let broken = LedgerEntry.firstBroken(in: entries) {
      return .notKnown("row \(broken.id) of its ledger: \(broken.problem)")
    }
    let name = Identifier(environment)
    let changes = try RecordedChange.all(in: entries)
    // Of several the last: what was tried again and failed is not applied.
    let mine = changes.last { change in
      change.beginning.planHash == file.hash && Identifier(change.beginning.target.environment) == name
    }
    guard let change = mine else { return .neverRan }
    switch change.end?.outcome {
    case nil: return .notApplied(change: change.id, "has begun and not ended")
    case .failed: return .notApplied(change: change.id, "failed")
    case .cancelled: return .notApplied(change: change.id, "was cancelled")
    case .abandoned: return .notApplied(change: change.id, "was abandoned")
    case .applied: break
    }
    for entry in entries where entry.kind == .waiver {
      guard case .waived(let waiver)? = try? LedgerRecord(entry.kind, entry.body), waiver.planHash == file.hash,
        Identifier(waiver.environment) == name
      else { continue }
      return .appliedUnderWaiver(change: change.id, gate: waiver.gate, by: waiver.executor.name)
    }
    // A plan for several schemas does not say where they lead.
    if let desired = file.plan.countersign?.desiredHash, let after = change.end?.after, after.catalogHashes.count == 1,
      after.catalogHashes != [desired]
    {
      return .ledElsewhere(change: change.id)
    }
    return .applied(change: change.id, at: change.lastWrittenAt)
  }
}
