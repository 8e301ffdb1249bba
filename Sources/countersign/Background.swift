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
  static func start(_ work: @escaping @Sendable () async -> Void) {
    Task.detached(executorPreference: Executor()) { await work() }
  }

  /// Runs `work` to its end while this thread waits.
  ///
  /// - Throws: what `work` throws.
  static func wait<Value: Sendable>(for work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let finished = DispatchSemaphore(value: 0)
    let outcome = Mutex<Result<Value, any Error>?>(nil)
    start {
      do {
        let value = try await work()
        outcome.withLock { $0 = .success(value) }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      finished.signal()
    }
    finished.wait()
    guard let result = outcome.withLock({ $0 }) else { preconditionFailure("the work ended without an outcome") }
    return try result.get()
  }
}
