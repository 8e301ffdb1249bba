/// A relation that a step locked otherwise than the lock table says.
package struct LockDifference: Hashable, Sendable {
  package var relation: QualifiedName
  /// Nil for no lock.
  package var expected: LockMode?
  /// Nil for no lock; where the step's group held one already, at most that.
  package var measured: LockMode?

  /// `SHARE on shop.orders, expected none`.
  package var words: String {
    "\(measured?.rawValue ?? "no lock") on \(relation), expected \(expected?.rawValue ?? "none")"
  }
}

extension ReviewContext {
  /// Where a step was seen to lock tables and views otherwise than it is expected to; by relation.
  ///
  /// Relations that the plan makes are left out, as nobody else can know them. A lock that the step's group held before
  /// cannot be seen again; an expected one that is not stronger counts as seen.
  package func differences(of step: ReviewedStep, from measured: MeasuredStep) -> [LockDifference] {
    let impact = impact(of: step)
    guard impact.locksBasis == .expected else { return [] }
    func isCompared(_ name: QualifiedName) -> Bool {
      guard let kind = relation(name)?.kind, !step.isNew(name) else { return false }
      switch kind {
      case .table, .partitionedTable, .view, .materializedView, .foreignTable: return true
      case .index, .partitionedIndex, .sequence, .compositeType: return false
      }
    }
    let expected = Dictionary(impact.locks.map { ($0.relation, $0.mode) }) { first, _ in first }
    let seen = Dictionary(measured.locks.map { ($0.relation, $0.mode) }) { first, _ in first }
    return Set(expected.keys).union(seen.keys).sorted().compactMap { name in
      let (wanted, got, held) = (expected[name], seen[name], measured.held[name])
      if wanted == got || !isCompared(name) { return nil }
      if let wanted, let held, wanted <= held, got.map({ $0 <= wanted }) ?? true { return nil }
      return LockDifference(relation: name, expected: wanted, measured: got ?? held)
    }
  }
}
