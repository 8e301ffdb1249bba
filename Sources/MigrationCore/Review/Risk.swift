/// How much a step puts at stake, in one word.
package enum RiskLevel: String, CaseIterable, Hashable, Comparable, Sendable {
  case low, moderate, high
  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A step's risk and what makes it.
package struct Risk: Hashable, Sendable {
  package var level: RiskLevel
  /// The points that the level comes from.
  package var points: Int
  /// What the points are for, the heaviest first.
  package var reasons: [String]

  package init(level: RiskLevel, points: Int, reasons: [String]) {
    self.level = level
    self.points = points
    self.reasons = reasons
  }
}

extension ReviewContext {
  /// What a step puts at stake.
  ///
  /// The points are stop × work × size, plus what is lost, plus who depends on it:
  /// - stop, of the strongest lock on what is there: 2 when nobody can read, 1 when nobody can write, 0 otherwise;
  /// - work under that lock: 1 for catalog entries, 3 for a scan or where it is not known, 4 for a rewrite;
  /// - size, of the largest relation so locked: 0 for a small one (``isSmall(_:)``), 3 from a million rows or 1 GB on, 1
  ///   between them or where it is not known;
  /// - 8 for data that is gone for good, 3 where that is not known;
  /// - 1 for objects that depend on what changes, 2 for more than ten.
  ///
  /// From 3 on it is moderate, from 8 on high.
  package func risk(of step: ReviewedStep) -> Risk {
    let impact = impact(of: step)
    var parts: [(points: Int, words: String)] = []
    if case .notChecked(let reason) = impact.locksBasis, impact.locks.isEmpty, !step.facts.isAnalysed {
      parts.append((6, "its locks are not known: \(reason)"))
    }
    let stopping = impact.locks.filter(\.mode.blocksWrites)
    if let lock = stopping.first {
      let stop = lock.mode.blocksReads ? 2 : 1
      let size = stopping.map { sizePoints(of: $0.relation) }.max() ?? 1
      let (work, words) = work(of: impact)
      parts.append((stop * work * size, "\(lock.mode.rawValue) on \(described(lock.relation)), \(words)"))
    }
    switch impact.losesData {
    case true?: parts.append((8, "data is gone for good"))
    case nil: parts.append((3, "whether data is lost is not known"))
    case false?: break
    }
    if !impact.dependents.isEmpty {
      let count = impact.dependents.count
      let words = "\(Quantity.counted(count, "object")) \(count == 1 ? "depends" : "depend") on it"
      parts.append((count > 10 ? 2 : 1, words))
    }
    let points = parts.reduce(0) { $0 + $1.points }
    return Risk(
      level: points >= 8 ? .high : points >= 3 ? .moderate : .low, points: points,
      reasons: parts.filter { $0.points > 0 }.sorted { $0.points > $1.points }.map(\.words))
  }

  /// The highest risk of a step, with the first step that has it; nil for a plan without steps.
  package var highestRisk: (step: StepID, risk: Risk)? {
    var highest: (step: StepID, risk: Risk)?
    for step in steps where step.step.directive == nil {
      let risk = risk(of: step)
      if let known = highest?.risk, known.points >= risk.points { continue }
      highest = (step.id, risk)
    }
    return highest
  }

  private func sizePoints(of name: QualifiedName) -> Int {
    guard !isSmall(name) else { return 0 }
    guard let size = relation(name)?.size else { return 1 }
    return (size.rows ?? 0) >= 1_000_000 || size.totalBytes >= 1 << 30 ? 3 : 1
  }

  private func work(of impact: Impact) -> (points: Int, words: String) {
    if case .notChecked = impact.workBasis { return (3, "work not known") }
    if !impact.rewrites.isEmpty { return (4, "rewriting it") }
    return impact.scans.isEmpty ? (1, "for a moment") : (3, "reading all rows")
  }
}
