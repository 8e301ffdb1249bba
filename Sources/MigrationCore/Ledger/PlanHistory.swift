/// What a ledger has of a plan, and of what its steps touch.
package struct PlanHistory: Hashable, Sendable {
  /// A run of one step.
  package struct Run: Hashable, Sendable {
    package var change: RecordedChange
    /// Nil where the step did not run to its end.
    package var run: StepRun?
    /// How it failed, the attempts in order.
    package var failures: [StepFailureRecord]
  }

  /// Another plan's change of something that a step touches.
  package struct Earlier: Hashable, Sendable {
    package var change: RecordedChange
    /// What both touch, as the ledger has the names.
    package var names: [String]
  }

  /// The changes in which the plan ran, the latest first.
  private let ownChanges: [RecordedChange]
  private let otherChanges: [RecordedChange]
  private let touched: [StepID: [String]]

  /// - Parameters:
  ///   - planHash: SHA-256 of the plan's bytes.
  ///   - touched: what each step touches, named as ``TouchedObject/name`` is.
  ///   - changes: everything that is recorded, the oldest first.
  package init(of planHash: String, touching touched: [StepID: [String]], in changes: [RecordedChange]) {
    self.touched = touched
    let all = Set(touched.values.joined())
    ownChanges = changes.reversed().filter { $0.beginning.planHash.utf8.elementsEqual(planHash.utf8) }
    otherChanges = changes.reversed().filter { change in
      !change.beginning.planHash.utf8.elementsEqual(planHash.utf8)
        && change.touched.contains { all.contains($0.name) }
    }
  }

  /// Where and how a step of this plan ran, the latest first.
  package func runs(of step: StepID) -> [Run] {
    ownChanges.map { change in
      Run(
        change: change, run: change.groups.flatMap(\.steps).last { $0.step == step },
        failures: change.failures.filter { $0.step == step })
    }
  }

  /// What other plans did to what a step touches, the latest first.
  package func earlierChanges(of step: StepID) -> [Earlier] {
    let names = touched[step] ?? []
    return otherChanges.compactMap { change in
      let both = names.filter { name in change.touched.contains { $0.name == name } }
      return both.isEmpty ? nil : Earlier(change: change, names: both)
    }
  }
}

extension TouchedObject {
  /// As the ledger has a name: quoted, so that two names are never one.
  package static func name(of name: QualifiedName) -> String { ("\(name)" as SQLText).text }
}
