import ReviewerUI
import Synchronization

/// Review facts as they come in, for whoever shows them only when all are there.
final class GatheredFacts: Sendable {
  private let gathered: Mutex<ReviewFacts>

  init(_ facts: ReviewFacts) { gathered = Mutex(facts) }

  var facts: ReviewFacts { gathered.withLock { $0 } }

  /// Takes what a loader tells.
  func take(_ event: ReviewerEvent) {
    gathered.withLock { facts in
      switch event {
      case .connected(let database): facts.database = database
      case .fingerprintChecked(let state): facts.fingerprint = state
      case .circumstances(let found): facts.circumstances = found
      case .currentTree(let tree): facts.current = tree
      case .desiredTree(let tree): facts.desired = tree
      case .notes(let notes): facts.notes = notes
      case .impacts(let impacts): facts.impacts = impacts
      case .findings(let findings): facts.findings = findings
      case .assessed(let assessment): facts.assessment = assessment
      case .targets(let targets): facts.targets = targets
      case .signoffs(let signoffs): facts.signoffs = signoffs
      case .outlined, .terminal, .tick, .reviewSaved, .reviewNotSaved, .signed, .signingFailed, .planChanged, .reloaded,
        .past,
        .presented, .applyProgress, .applyEnded, .editorReturned, .message:
        break
      }
    }
  }
}
