import Dispatch
import Synchronization

/// Something that is worked out on a thread of its own while its maker goes on.
package final class Meanwhile<Value: Sendable, Failure: Error>: Sendable {
  private let result = Mutex<Result<Value, Failure>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  /// Begins with `work`, which may block.
  package init(_ work: @escaping @Sendable () throws(Failure) -> Value) {
    // Not a thread of the shared pool, all of which may be waiting for such work as this.
    DispatchQueue(label: "countersign.meanwhile").async {
      let result = Result(catching: work)
      self.result.withLock { $0 = result }
      self.isDone.signal()
    }
  }

  /// What has been worked out, once it is there.
  ///
  /// - Throws: what the work threw.
  package func value() throws(Failure) -> Value {
    isDone.wait()
    // For whoever asks next.
    isDone.signal()
    guard let result = result.withLock({ $0 }) else { preconditionFailure("signalled before it was done") }
    return try result.get()
  }
}
