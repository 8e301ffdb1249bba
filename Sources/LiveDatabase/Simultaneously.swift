import Dispatch
import Synchronization

/// Does two things at the same time, each on a thread of its own, and waits for both.
///
/// They may block. A server works for each session in a process of its own, so two readings take little longer than one.
/// - Returns: what both return.
/// - Throws: what the first throws, else what the second throws; both have ended by then.
package func simultaneously<First: Sendable, Second: Sendable>(
  _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
) throws -> (First, Second) {
  let results = Mutex<(Result<First, any Error>?, Result<Second, any Error>?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { place in
    if place == 0 {
      let result = Result(catching: first)
      results.withLock { $0.0 = result }
    } else {
      let result = Result(catching: second)
      results.withLock { $0.1 = result }
    }
  }
  guard case (let one?, let other?) = results.withLock({ $0 }) else {
    preconditionFailure("concurrentPerform returned before its iterations")
  }
  return (try one.get(), try other.get())
}
