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
  /// What is wrong with the signature that the recorded state rests on, a phrase after that; nil for nothing.
  package var signatureProblem: String?

  package init(
    ledger: String, events: [RecordedHistory.Event], standing: Standing, recordedBy: Int? = nil,
    signatureProblem: String? = nil
  ) {
    self.ledger = ledger
    self.events = events
    self.standing = standing
    self.recordedBy = recordedBy
    self.signatureProblem = signatureProblem
  }
}
