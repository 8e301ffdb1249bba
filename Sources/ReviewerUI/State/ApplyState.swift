import MigrationCore

/// A running apply as its progress told it.
struct ApplyState: Sendable {
  enum Run: Hashable, Sendable {
    case waiting
    case running(since: Int)
    /// Waits for a lock that these sessions hold.
    case blocked(since: Int, by: [LockHolder])
    /// Ran; its group may still be rolled back.
    case ran(milliseconds: Int)
    case committed(milliseconds: Int)
    case failed(String)
    case rolledBack
    case cancelled
    case notRun
  }

  var runs: [StepID: Run]
  var percents: [StepID: Int] = [:]
  /// The step that was begun last.
  var latest: StepID?
  /// Whether the screen goes along with what runs: until somebody scrolls away from it.
  var isFollowed = true
  private let steps: [Int: [StepID]]
  var notices: [(step: StepID, text: String)] = []
  var startedAt: Int
  var endedAt: Int?
  /// What is being waited for between two attempts at a group.
  var retry: String?
  var stopping: CancelKind?
  var report: ApplyReport?

  init(steps: [StepItem], startedAt: Int) {
    runs = Dictionary(steps.map { ($0.id, Run.waiting) }, uniquingKeysWith: { first, _ in first })
    self.steps = Dictionary(grouping: steps.map(\.id), by: \.group)
    self.startedAt = startedAt
  }

  mutating func take(_ progress: ApplyProgress, at milliseconds: Int) {
    switch progress {
    case .waiting(let holders):
      let names = holders.map { "process \($0.processID), \($0.user)" }.joined(separator: "; ")
      retry = holders.isEmpty ? nil : "waits to read the schema, for a lock held by \(names)"
    case .groupStarted: retry = nil
    case .stepStarted(let step):
      runs[step] = .running(since: milliseconds)
      latest = step
    case .stepProgress(let step, let percent): percents[step] = min(max(0, percent), 100)
    case .stepWaiting(let step, let holders):
      let start = startTime(of: step) ?? milliseconds
      runs[step] = holders.isEmpty ? .running(since: start) : .blocked(since: start, by: holders)
    case .notice(let step, let text):
      notices.append((step, text))
      if notices.count > 200 { notices.removeFirst() }
    case .stepFinished(let step, let took): runs[step] = .ran(milliseconds: took)
    case .groupCommitted(let group):
      for step in steps[group] ?? [] {
        if case .ran(let took)? = runs[step] { runs[step] = .committed(milliseconds: took) }
      }
    case .groupRetried(let group, let attempt, let pause):
      for step in steps[group] ?? [] { runs[step] = .waiting }
      retry =
        "group \(group) waited too long for a lock and was rolled back; attempt \(attempt) follows in "
        + Amounts.duration(milliseconds: pause)
    case .connectionLost(_, let seconds):
      for (step, run) in runs {
        switch run {
        case .running, .blocked, .ran: runs[step] = .waiting
        case .waiting, .committed, .failed, .rolledBack, .cancelled, .notRun: break
        }
      }
      retry = "the connection was lost; reconnecting for up to " + Amounts.duration(milliseconds: seconds * 1_000)
    case .reconnected(let groups):
      retry = nil
      for (step, run) in runs where groups.contains(step.group) && run == .waiting {
        runs[step] = .committed(milliseconds: 0)
      }
    }
  }

  mutating func end(_ report: ApplyReport, at milliseconds: Int) {
    self.report = report
    endedAt = milliseconds
    stopping = nil
    retry = nil
    let committed = Set(report.outcome.committedGroups)
    for (step, run) in runs {
      if committed.contains(step.group) {
        if case .committed = run { continue }
        if case .ran(let took) = run {
          runs[step] = .committed(milliseconds: took)
        } else {
          runs[step] = .committed(milliseconds: 0)
        }
        continue
      }
      switch run {
      case .waiting, .notRun: runs[step] = .notRun
      case .ran, .committed, .rolledBack: runs[step] = .rolledBack
      case .running, .blocked, .cancelled: runs[step] = .cancelled
      case .failed: break
      }
    }
    switch report.outcome.ending {
    case .applied: break
    case .failed(let step, let message): runs[step] = .failed(message)
    case .cancelled(let step): if let step { runs[step] = .cancelled }
    }
  }

  private func startTime(of step: StepID) -> Int? {
    switch runs[step] {
    case .running(let since), .blocked(let since, _): since
    case .waiting, .ran, .committed, .failed, .rolledBack, .cancelled, .notRun, nil: nil
    }
  }
}
