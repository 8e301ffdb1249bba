import MigrationCore
import Synchronization

/// Brings what two threads have to tell into one order: nothing is said about a step before it started or after it ended.
final class ApplyFeed: Sendable {
  private let current = Mutex<StepID?>(nil)
  private let tell: @Sendable (ApplyProgress) -> Void

  init(_ tell: @escaping @Sendable (ApplyProgress) -> Void) { self.tell = tell }

  /// Tells what is about no step.
  func send(_ progress: ApplyProgress) { current.withLock { _ in tell(progress) } }

  func started(_ step: StepID) {
    current.withLock { current in
      current = step
      tell(.stepStarted(step))
    }
  }

  /// The step is over, with a time when it succeeded.
  func ended(_ step: StepID, milliseconds: Int?) {
    current.withLock { current in
      current = nil
      if let milliseconds { tell(.stepFinished(step, milliseconds: milliseconds)) }
    }
  }

  /// Tells about the running step; nothing when none runs, or with `only` another one.
  func aboutRunningStep(only: StepID? = nil, _ progress: (StepID) -> ApplyProgress) {
    current.withLock { current in
      guard let step = current, only == nil || only == step else { return }
      tell(progress(step))
    }
  }

  var runningStep: StepID? { current.withLock { $0 } }
}
