import MigrationCore
import Synchronization

/// Brings what two threads have to tell into one order: nothing is said about a step before it started or after it ended.
final class ApplyFeed: Sendable {
  private struct Current {
    var step: StepID?
    var wait = LockWait()
  }
  private let current = Mutex(Current())
  private let tell: @Sendable (ApplyProgress) -> Void

  init(_ tell: @escaping @Sendable (ApplyProgress) -> Void) { self.tell = tell }

  /// Tells what is about no step.
  func send(_ progress: ApplyProgress) { current.withLock { _ in tell(progress) } }

  func started(_ step: StepID) {
    current.withLock { current in
      current = Current(step: step)
      tell(.stepStarted(step))
    }
  }

  /// The step is over, with a time when it succeeded.
  ///
  /// - Returns: how long it was seen to wait for locks, and who held them last.
  @discardableResult
  func ended(_ step: StepID, milliseconds: Int?) -> LockWait {
    current.withLock { current in
      let wait = current.wait
      current = Current()
      if let milliseconds { tell(.stepFinished(step, milliseconds: milliseconds)) }
      return wait
    }
  }

  /// The step was seen to wait for these, since it was last looked at.
  func waited(_ milliseconds: Int, for holders: [LockHolder], step: StepID) {
    current.withLock { current in
      guard current.step == step else { return }
      current.wait.milliseconds += milliseconds
      current.wait.holders = holders
    }
  }

  /// Tells about the running step; nothing when none runs, or with `only` another one.
  func aboutRunningStep(only: StepID? = nil, _ progress: (StepID) -> ApplyProgress) {
    current.withLock { current in
      guard let step = current.step, only == nil || only == step else { return }
      tell(progress(step))
    }
  }

  /// Tells what is about no step; nothing when one runs by now.
  func betweenSteps(_ progress: ApplyProgress) {
    current.withLock { current in
      if current.step == nil { tell(progress) }
    }
  }

  var runningStep: StepID? { current.withLock { $0.step } }
}

/// How long a step was seen to wait for locks, and who held them when it was last seen.
struct LockWait {
  var milliseconds = 0
  var holders: [LockHolder] = []
}
