/// A time limit as a step finds it.
struct TimeoutInEffect: Hashable, Sendable {
  /// Zero for none.
  var milliseconds: Double
  /// The step that sets it; nil when it is the target's own.
  var step: StepID?

  /// `2 s`, `30 min`, `80 ms`.
  var words: String { Quantity.time(milliseconds) }
}

extension ReviewContext {
  /// A time limit at every step, by what `SET` says in the plan itself, and what the target's session has otherwise.
  ///
  /// A step is missing where neither is known.
  func timeouts(_ name: String) -> [StepID: TimeoutInEffect] {
    let own = live?.settings[name].flatMap(Double.init).map { TimeoutInEffect(milliseconds: $0, step: nil) }
    var session = own
    var found: [StepID: TimeoutInEffect] = [:]
    for transaction in transactions {
      var local: TimeoutInEffect?
      for step in transaction.steps {
        for case .changeSetting(let change) in step.facts.actions where [name, "all"].contains(change.name) {
          let value = change.milliseconds.map { TimeoutInEffect(milliseconds: $0, step: step.id) } ?? own
          switch change.scope {
          case .session: (session, local) = (value, nil)
          case .transaction: local = value
          case .routine, .role, .database, .server: continue
          }
        }
        found[step.id] = local ?? session
      }
    }
    return found
  }
}

extension Quantity {
  /// `500 ms`, `2 s`, `41 min`: of so many milliseconds, however many.
  static func time(_ milliseconds: Double) -> String { duration(min(max(milliseconds, 0), 1e15) / 1_000) }
}
