/// What a ledger tells of a plan and of the target that it is for, as far as rules and estimates go by it.
package struct RecordedFacts: Hashable, Sendable {
  /// Something that was recorded of the target, under the number by which people name it.
  package struct Event: Hashable, Sendable {
    package var id: Int
    /// As ``LedgerEntry/writtenAt`` has it.
    package var at: String

    package init(id: Int, at: String) {
      self.id = id
      self.at = at
    }

    /// `change 7 of 2026-01-02 03:04:05`.
    var words: String { "change \(id) of \(RecordedTime.short(at))" }
  }

  /// How the target stands to what was recorded last of it.
  package enum Standing: Hashable, Sendable {
    case neverRecorded
    case asRecorded(Event)
    /// The objects that are not as they were left, `table users changed`; nil where no snapshot was kept.
    case drifted(since: Event, objects: [String]?)
    /// A change stopped part-way, or nobody knows how it went on; perhaps it ran this very plan.
    case unfinished(Event, isSamePlan: Bool)

    /// What was recorded last.
    var event: Event? {
      switch self {
      case .neverRecorded: nil
      case .asRecorded(let event), .drifted(let event, _), .unfinished(let event, _): event
      }
    }
  }

  package var standing: Standing
  /// The last change that ran this very plan to its end.
  package var sameRun: Event?
  /// The last change that ran what this plan's file held before: made at the same moment for the same schema.
  package var editedRun: Event?
  /// SHA-256 of the plans that ran to their end on the target.
  package var appliedPlans: Set<String> = []
  /// What the order of environments has against the plan; nil for nothing, or where no order is configured.
  package var orderViolation: OrderViolation?
  /// Work that the target's server did before, the latest last.
  package var work: [RecordedWork] = []

  /// Why a plan may not run in an environment yet.
  package struct OrderViolation: Hashable, Sendable {
    /// `this very plan was never applied to staging`.
    package var reason: String
    /// What opens the way.
    package var remedy: String

    package init(reason: String, remedy: String) {
      self.reason = reason
      self.remedy = remedy
    }
  }

  package init(_ standing: Standing) { self.standing = standing }
}
