package import MigrationCore

/// What the ledger has of the schemas on the screen, and how they stand to it.
package struct RecordedPast: Hashable, Sendable {
  package enum Standing: Hashable, Sendable {
    case inStep
    /// What differs, as far as a snapshot was kept to tell it.
    case drifted([DriftedObject]?)
    case neverRecorded
    /// The number of a change that stopped part-way.
    case unfinished(Int)
  }

  /// As people know the ledger: a database, a file.
  package var ledger: String
  /// Those about these schemas, and waivers for their environment, the latest first.
  package var events: [RecordedHistory.Event]
  package var standing: Standing
  /// The number of what last said how the schemas are; nil when nothing did.
  package var recordedBy: Int?
  /// The first row of the ledger that is not as it was written; from it on nothing proves anything.
  package var brokenRow: BrokenEntry?
  /// What is wrong with the signature of an adoption or a waiver, a phrase after that, by the number of the event.
  package var signatureProblems: [Int: String] = [:]
  /// What leads to the target, for commands that somebody copies.
  package var flags: [String] = []
  /// The command that goes on with the change that is not finished; nil where there is none.
  package var resuming: String?

  package init(
    ledger: String, events: [RecordedHistory.Event], standing: Standing, recordedBy: Int? = nil
  ) {
    self.ledger = ledger
    self.events = events
    self.standing = standing
    self.recordedBy = recordedBy
  }
}
