package import MigrationCore
package import TerminalKit

/// Everything that can happen to a review: keys, time, and answers of the effects that it asked for.
package enum ReviewerEvent: ScreenEvent {
  case terminal(TerminalEvent)
  /// Milliseconds since the program started, never going back. Sent after a frame is on the screen, as often as
  /// ``Reviewer/tickInterval`` asks.
  case tick(milliseconds: Int)

  /// The target's own name for the database, which the command line may have left to a service file.
  case connected(database: String)
  case fingerprintChecked(FingerprintState)
  /// What the steps of a long plan name, once it is worked out, and of which plan it is.
  case outlined(PlanOutline, planHash: String)
  case currentTree(Loadable<ObjectTree>)
  case desiredTree(Loadable<ObjectTree>)
  /// Where the rehearsed copy is not like the target, a sentence each.
  case notes([String])
  case impacts(Loadable<[StepID: Impact]>)
  case findings(Loadable<[Finding]>)
  /// Risks, times and preflight, as of a reading.
  case assessed(Loadable<Assessment>)
  /// The sign-offs of the review document as verified now.
  case signoffs([SignoffStatus])
  /// How the databases that the plan may go to stand to it, as far as they answered.
  case targets([TargetStanding])
  /// What the servers say of time and order.
  case circumstances(Circumstances)

  /// What ``Effect/readHistory`` read.
  case past(Loadable<RecordedPast>)

  /// ``Effect/saveReview(_:)`` is done.
  case reviewSaved
  /// The review document could not be written; it is kept in memory and the screen says so.
  case reviewNotSaved(String)
  /// The signature was made and stored: the document that is in the file now.
  case signed(ReviewDocument)
  case signingFailed(String)
  /// The plan file on disk has another SHA-256 than the plan on the screen.
  case planChanged(hash: String)
  /// What ``Effect/reload`` read.
  case reloaded(ReviewFacts)

  /// The talk that ``Effect/present`` began is over; this step was shown last, counted from zero.
  case presented(upTo: Int)

  case applyProgress(ApplyProgress)
  case applyEnded(ApplyReport)
  /// The text that ``Effect/openEditor(_:)`` gave back; nil when the editor failed or was left without saving.
  case editorReturned(String?)
  /// A line to show until the next key.
  case message(String)
}

/// How an apply ended, and what to do next.
package struct ApplyReport: Hashable, Sendable {
  package var outcome: ApplyOutcome
  /// The target's fingerprint afterwards and what it was expected to be; nil when it was not read.
  package var resultingFingerprint: String?
  /// Whether that is the fingerprint of the rehearsed schema; nil when there is nothing to compare with.
  package var fingerprintAsExpected: Bool?
  /// What to do now, a command where there is one; a line each.
  package var next: [String]
  /// Why nothing was begun at all; nil when it was.
  package var refusal: String?

  package init(
    outcome: ApplyOutcome, resultingFingerprint: String? = nil, fingerprintAsExpected: Bool? = nil, next: [String] = []
  ) {
    self.outcome = outcome
    self.resultingFingerprint = resultingFingerprint
    self.fingerprintAsExpected = fingerprintAsExpected
    self.next = next
  }
}
