import Dispatch
import Synchronization

/// Where work runs that may block: on libpq, on a subprocess, on a file.
///
/// Swift's own pool has as many threads as the machine has cores, and a blocked one is lost to it. Each piece of
/// work gets a serial dispatch queue here, and dispatch adds threads for those.
enum Background {
  private final class Executor: TaskExecutor {
    private let queue = DispatchQueue(label: "countersign.background")

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }

  /// Starts `work` and returns at once.
  @discardableResult
  static func start(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    Task.detached(executorPreference: Executor()) { await work() }
  }

  /// Runs `work` to its end while this thread waits.
  ///
  /// - Parameters:
  ///   - isCancelledBySignals: whether Ctrl-C and the like cancel the work, which then ends by throwing.
  ///   - work: what to run.
  /// - Returns: what it returns.
  /// - Throws: what `work` throws; `EndedWith` when a signal made it throw.
  static func wait<Value: Sendable>(
    isCancelledBySignals: Bool = false, for work: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let finished = DispatchSemaphore(value: 0)
    let outcome = Mutex<Result<Value, any Error>?>(nil)
    let task = start {
      do {
        let value = try await work()
        outcome.withLock { $0 = .success(value) }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      finished.signal()
    }
    let signal = Mutex<Int32?>(nil)
    let interrupted: @Sendable (Int32) -> Void = { number in
      signal.withLock { $0 = number }
      task.cancel()
    }
    let watch = isCancelledBySignals ? InterruptWatch(interrupted) : nil
    finished.wait()
    watch?.end()
    guard let result = outcome.withLock({ $0 }) else { preconditionFailure("the work ended without an outcome") }
    if case .failure = result, let number = signal.withLock({ $0 }) { throw EndedWith(status: 128 + number) }
    return try result.get()
  }
}
