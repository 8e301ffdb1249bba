import MigrationCore
import ReviewerUI
import Synchronization

/// Keeps how far a reviewer got while they go on, so that little is lost with a program that is killed.
///
/// What changes is written a second later, in the background and all at once: a key waits for no disk.
final class ProgressKeeper: Sendable {
  private struct Noted {
    var progress: ReviewProgress
    /// The plan that it is about, where it is not written yet.
    var unwritten: Plan?
    var isScheduled = false
  }

  private let state: SessionState
  private let noted: Mutex<Noted>
  /// Who holds it writes, so that an earlier state never goes over a later one.
  private let writing = Mutex(())

  init(_ state: SessionState, beginning: ReviewProgress) {
    self.state = state
    noted = Mutex(Noted(progress: beginning))
  }

  /// Takes down how far the reviewer is; costs nothing to speak of where that is as it was.
  func note(_ progress: ReviewProgress, of plan: Plan) {
    let isToBeScheduled = noted.withLock { noted in
      guard progress != noted.progress else { return false }
      noted.progress = progress
      noted.unwritten = plan
      defer { noted.isScheduled = true }
      return !noted.isScheduled
    }
    guard isToBeScheduled else { return }
    Background.start {
      try? await Task.sleep(for: .seconds(1))
      self.write()
    }
  }

  /// Writes what there is at the end, whatever was written before.
  func finish(_ progress: ReviewProgress, of plan: Plan) {
    noted.withLock { noted in
      noted.progress = progress
      noted.unwritten = plan
    }
    write()
  }

  private func write() {
    writing.withLock { _ in
      let (progress, plan) = noted.withLock { noted in
        defer {
          noted.unwritten = nil
          noted.isScheduled = false
        }
        return (noted.progress, noted.unwritten)
      }
      if let plan { state.store(progress, of: plan) }
    }
  }
}
