import MigrationCore
import TerminalKit

/// What an apply says line by line where there is no screen.
enum ApplyLines {
  /// The line for one piece of progress; nil for what is not worth one.
  static func line(_ progress: ApplyProgress, _ plan: Plan) -> String? {
    switch progress {
    case .waiting(let holders): return waiting(holders, indent: "  ")
    case .groupStarted(let group, let total):
      let count = plan.groups[group - 1].steps.count
      return "\nExecuting group \(group)/\(total) (\(Quantity.counted(count, "step")))..."
    case .stepStarted(let id):
      let step = plan.groups[id.group - 1].steps[id.step - 1]
      if let directive = step.directive { return "  \(id) Waiting: \(Sanitizer.plainText(directive.message))" }
      let words = Sanitizer.plainText(step.sql).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return "  \(id) \(words.count > 80 ? words.prefix(80) + "..." : words)"
    case .stepProgress(_, let percent): return "    Progress: \(percent)%"
    case .stepWaiting(_, let holders): return waiting(holders, indent: "    ")
    case .notice(_, let text): return "    \(Sanitizer.plainText(text))"
    case .stepFinished(_, let milliseconds): return "    done in \(milliseconds) ms"
    case .groupCommitted(let group): return "  Group \(group) committed"
    case .groupRetried(let group, let attempt, let milliseconds):
      return "  Group \(group) did not get its locks; attempt \(attempt) in \(milliseconds) ms"
    case .connectionLost(let message, let seconds):
      let words = Sanitizer.plainText(message).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return "  \(words)\n  Reconnecting, for up to \(seconds) s..."
    case .reconnected(let groups):
      return "  Connected again; \(groups.count) of \(plan.groups.count) groups are committed"
    }
  }

  /// The same in one line.
  static func waitingInOneLine(_ holders: [LockHolder]) -> String {
    waiting(holders).split(separator: "\n").joined(separator: "; ")
  }

  /// A line for each session that holds a lock which is waited for.
  static func waiting(_ holders: [LockHolder], indent: String = "") -> String {
    guard !holders.isEmpty else { return "\(indent)The lock is there" }
    return holders.map { holder in
      let query = Sanitizer.plainText(holder.query).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return "\(indent)Waiting for session \(holder.processID) (\(Sanitizer.plainText(holder.user))): \(query)"
    }.joined(separator: "\n")
  }
}
