package import MigrationCore

/// Whether a step was there when the reviewer looked last.
package enum Novelty: String, Hashable, Sendable { case new, changed }

/// How far a reviewer got with a plan; kept outside the review document because it concerns nobody else.
package struct ReviewProgress: Hashable, Sendable {
  package var seen: Set<StepID>
  package var reviewed: Set<StepID>
  /// The steps that were not there, or were others, when the reviewer looked last.
  package var novelties: [StepID: Novelty]
  /// The steps that were there then and are not any more, by their titles.
  package var gone: [String]

  package init(
    seen: Set<StepID> = [], reviewed: Set<StepID> = [], novelties: [StepID: Novelty] = [:], gone: [String] = []
  ) {
    self.seen = seen
    self.reviewed = reviewed
    self.novelties = novelties
    self.gone = gone
  }

  /// What of a plan was looked at already when `earlier` was: steps are known again by what they hold, wherever they
  /// stand now, and keep their marks.
  package init(in plan: Plan, since earlier: LookedAtPlan) {
    self.init()
    var known: [String: [Int]] = [:]
    var titled: [String: [Int]] = [:]
    for (index, step) in earlier.steps.enumerated().reversed() {
      known[step.content, default: []].append(index)
      titled[step.title, default: []].append(index)
    }
    var isMatched = Array(repeating: false, count: earlier.steps.count)
    var unmatched: [(id: StepID, step: Step)] = []
    for (id, step) in plan.steps {
      guard let index = known[step.contentHash]?.popLast() else {
        unmatched.append((id, step))
        continue
      }
      isMatched[index] = true
      let found = earlier.steps[index]
      if found.isSeen { seen.insert(id) }
      if found.isReviewed { reviewed.insert(id) }
      if !found.isSeen { novelties[id] = found.novelty }
    }
    for (id, step) in unmatched {
      let index = titled[step.lookedAtTitle]?.last { !isMatched[$0] }
      if let index { isMatched[index] = true }
      novelties[id] = index == nil ? .new : .changed
    }
    gone = earlier.steps.indices.filter { !isMatched[$0] }.map { earlier.steps[$0].title }
  }
}

/// What is remembered of a plan that somebody looked at: enough to know its steps again in another plan.
package struct LookedAtPlan: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    /// SHA-256 of what the step holds, 64 lower-case hex digits.
    package var content: String
    package var title: String
    package var isSeen: Bool
    package var isReviewed: Bool
    /// What it was to the plan before; kept until the step is seen.
    package var novelty: Novelty?
  }
  package var steps: [Step]

  package init(_ plan: Plan, _ progress: ReviewProgress) {
    steps = plan.steps.map { id, step in
      Step(
        content: step.contentHash, title: step.lookedAtTitle, isSeen: progress.seen.contains(id),
        isReviewed: progress.reviewed.contains(id), novelty: progress.novelties[id])
    }
  }
}

extension Step {
  /// SHA-256 of everything that the step holds.
  fileprivate var contentHash: String {
    let parts = [type, operation, path, directive?.type ?? "", directive?.message ?? "", sql]
    return SHA256.hex(of: Array(parts.joined(separator: "\u{0}").utf8))
  }

  /// What the step is about, whatever its SQL.
  fileprivate var lookedAtTitle: String {
    [type, operation, path, directive?.type ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension ReviewProgress {
  /// What became of the plan since it was looked at last, a sentence each; empty when it is the same.
  package func news(of plan: Plan) -> [String] {
    let steps = plan.steps.map(\.id)
    func sentence(_ novelty: Novelty, _ one: String, _ several: String) -> String? {
      let found = steps.filter { novelties[$0] == novelty }
      guard !found.isEmpty else { return nil }
      let list = found.prefix(12).map(\.description).joined(separator: ", ") + (found.count > 12 ? " and more" : "")
      return "\(Quantity.counted(found.count, "step")) \(found.count == 1 ? one : several): \(list)"
    }
    var lines = [sentence(.new, "is new", "are new"), sentence(.changed, "is changed", "are changed")].compactMap(
      \.self)
    if !gone.isEmpty {
      let list = gone.prefix(5).joined(separator: ", ") + (gone.count > 5 ? " and \(gone.count - 5) more" : "")
      lines.append("\(Quantity.counted(gone.count, "step")) \(gone.count == 1 ? "is" : "are") gone: \(list)")
    }
    guard !lines.isEmpty else { return [] }
    let kept = steps.count { novelties[$0] == nil }
    return lines + ["\(Quantity.counted(kept, "step")) \(kept == 1 ? "is" : "are") as before, with marks kept"]
  }
}
