/// A table-level lock mode, weakest first.
///
/// Source: PostgreSQL manual, "Explicit Locking", table 13.2.
package enum LockMode: String, CaseIterable, Hashable, Comparable, Sendable {
  case accessShare = "ACCESS SHARE"
  case rowShare = "ROW SHARE"
  case rowExclusive = "ROW EXCLUSIVE"
  case shareUpdateExclusive = "SHARE UPDATE EXCLUSIVE"
  case share = "SHARE"
  case shareRowExclusive = "SHARE ROW EXCLUSIVE"
  case exclusive = "EXCLUSIVE"
  case accessExclusive = "ACCESS EXCLUSIVE"

  private var rank: Int {
    switch self {
    case .accessShare: 0
    case .rowShare: 1
    case .rowExclusive: 2
    case .shareUpdateExclusive: 3
    case .share: 4
    case .shareRowExclusive: 5
    case .exclusive: 6
    case .accessExclusive: 7
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  /// Whether a plain `SELECT` (ACCESS SHARE) has to wait while this lock is held.
  package var blocksReads: Bool { self == .accessExclusive }

  /// Whether `INSERT`, `UPDATE`, `DELETE` (ROW EXCLUSIVE) have to wait while this lock is held.
  package var blocksWrites: Bool { self >= .share }

  /// Whether a session that wants this lock waits for another that holds `other`, and the other way round.
  ///
  /// Source: PostgreSQL manual, "Explicit Locking", table 13.2.
  package func conflicts(with other: Self) -> Bool {
    switch self {
    case .accessShare: other == .accessExclusive
    case .rowShare: other >= .exclusive
    case .rowExclusive: other >= .share
    case .shareUpdateExclusive: other >= .shareUpdateExclusive
    case .share: other >= .shareUpdateExclusive && other != .share || other == .rowExclusive
    case .shareRowExclusive: other >= .rowExclusive
    case .exclusive: other >= .rowShare
    case .accessExclusive: true
    }
  }
}

/// One relation that a statement locks, and how strongly.
package struct RelationLock: Hashable, Sendable {
  package var relation: QualifiedName
  package var mode: LockMode
  /// Why a relation that the statement does not name is locked too ("referenced by …"); nil when it names it.
  package var reason: String?

  package init(_ relation: QualifiedName, _ mode: LockMode, reason: String? = nil) {
    self.relation = relation
    self.mode = mode
    self.reason = reason
  }
}
