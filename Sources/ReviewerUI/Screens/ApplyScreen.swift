import MigrationCore
import TerminalKit

/// The running apply, step by step, and how it ended.
extension Reviewer {
  var applyTitles: (StyledText, StyledText) {
    var left = StyledText("apply \(facts.planName)", Paint(.heading, bold: true))
    left.append(" ─ ", Paint(.border))
    left.append(facts.target ?? "")
    guard let applying else { return (left, StyledText()) }
    let done = steps.count { item in
      switch applying.runs[item.id] {
      case .ran, .committed: true
      case .waiting, .running, .blocked, .failed, .rolledBack, .cancelled, .notRun, nil: false
      }
    }
    let elapsed = Amounts.duration(milliseconds: (applying.endedAt ?? milliseconds) - applying.startedAt)
    var right = StyledText("\(done)/\(steps.count)  \(elapsed)")
    if applying.report == nil {
      right.append("  \(Marks.spinner(milliseconds: milliseconds))", Paint(.progressRunning))
    }
    return (left, right)
  }

  func applyItems(width: Int) -> [[StyledText]] {
    guard let applying else { return [] }
    var items: [[StyledText]] = []
    if let report = applying.report {
      items.append(outcomeCard(report, applying, width: width))
    } else if let stopping = applying.stopping {
      let words = stopping == .currentStatement ? "cancelling the statement" : "stopping after this statement"
      items.append([StyledText(" \(marks.danger) \(words)", Paint(.severityWarning, bold: true)), StyledText()])
    } else if let retry = applying.retry {
      items.append(
        paragraph(
          StyledText("\(marks.danger) \(retry)", Paint(.severityWarning, bold: true)), indent: 1, hanging: 2,
          width: width)
          + [StyledText()])
    }
    items += steps.map { runItem($0, applying, width: width) }
    let notices = applying.notices.suffix(20)
    if !notices.isEmpty { items.append([StyledText(), StyledText(" server messages", Paint(.heading, bold: true))]) }
    items += notices.map { notice in
      paragraph(
        StyledText("step \(facts.number(of: notice.step)): \(notice.text)", Paint(.muted)), indent: 1, hanging: 2,
        width: width)
    }
    return items
  }

  private func runItem(_ item: StepItem, _ state: ApplyState, width: Int) -> [StyledText] {
    let run = state.runs[item.id] ?? .waiting
    let percent = state.percents[item.id].map { "\($0)%  " } ?? ""
    func since(_ start: Int) -> String { Amounts.duration(milliseconds: (state.endedAt ?? milliseconds) - start) }
    let mark: String
    let words: String
    let paint: Paint
    var more: [String] = []
    switch run {
    case .waiting: (mark, words, paint) = (marks.waiting, "waiting", Paint(.progressWaiting))
    case .running(let start):
      (mark, words, paint) = (marks.running, "running  \(percent)\(since(start))", Paint(.progressRunning, bold: true))
    case .blocked(let start, let holders):
      (mark, words, paint) = (marks.danger, "waits for a lock  \(since(start))", Paint(.severityWarning, bold: true))
      more = holders.map { holder in
        let name = holder.applicationName.isEmpty ? "" : " (\(holder.applicationName))"
        return "held by process \(holder.processID), \(holder.user)\(name): \(holder.query)"
      }
    case .ran(let took):
      (mark, words, paint) = (
        marks.yes, "ran, not committed yet  \(Amounts.duration(milliseconds: took))", Paint(.progressDone)
      )
    case .committed(let took):
      (mark, words, paint) = (marks.yes, "done  \(Amounts.duration(milliseconds: took))", Paint(.progressDone))
    case .failed(let message):
      (mark, words, paint) = (marks.no, "failed", Paint(.progressFailed, bold: true))
      // Once it has ended, the card above says it.
      more = state.report == nil ? message.split(separator: "\n").map(String.init) : []
    case .rolledBack: (mark, words, paint) = (marks.no, "rolled back", Paint(.progressFailed))
    case .cancelled: (mark, words, paint) = (marks.no, "cancelled", Paint(.progressFailed))
    case .notRun: (mark, words, paint) = (marks.waiting, "not run", Paint(.progressWaiting))
    }
    let digits = "\(steps.count)".utf8.count
    let number = "\(item.number)"
    var text = StyledText(" \(mark) ", paint)
    text.append(String(repeating: " ", count: digits - number.utf8.count) + number + "  ", Paint(.muted))
    text.append(item.title, run == .waiting || run == .notRun ? Paint(.muted) : Paint())
    var lines = [line(text, right: StyledText(words, paint), width: width)]
    for line in more { lines += paragraph(StyledText(line, paint), indent: 6, hanging: 2, width: width) }
    return lines
  }

  /// The first lines of the statement that failed.
  private func statement(_ item: StepItem?, width: Int) -> [StyledText] {
    guard let item else { return [] }
    let sql = SQLLines.lines(item.step.sql, tokens: configuration.tokens(item.step.sql))
    let shown = sql.prefix(5).flatMap { paragraph($0, indent: 5, hanging: 2, width: width) }
    guard sql.count > 5 else { return shown }
    return shown
      + paragraph(
        StyledText("\(marks.ellipsis) \(Quantity.counted(sql.count - 5, "line")) more", Paint(.muted)), indent: 5,
        width: width)
  }

  private func outcomeCard(_ report: ApplyReport, _ state: ApplyState, width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    func add(_ text: String, _ paint: Paint = Paint()) {
      lines += paragraph(StyledText(text, paint), indent: 1, hanging: 2, width: width)
    }
    let outcome = report.outcome
    let elapsed = Amounts.duration(milliseconds: (state.endedAt ?? milliseconds) - state.startedAt)
    switch outcome.ending {
    case _ where report.refusal != nil:
      add("\(marks.no) not begun: \(report.refusal ?? "")", Paint(.progressFailed, bold: true))
      add("Nothing was run.")
      for line in report.next { add("next: \(line)", Paint(.heading)) }
      return lines + [StyledText()]
    case .applied:
      add(
        "\(marks.yes) applied: \(Quantity.counted(steps.count, "step")) in \(Quantity.counted(facts.plan.groups.count, "group")), \(elapsed)",
        Paint(.progressDone, bold: true))
    case .failed(let step, let message):
      let item = index(of: step).map { steps[$0] }
      let name = item.map { "step \($0.number)  \($0.title)" } ?? "step \(step)"
      add("\(marks.no) failed after \(elapsed) at \(name)", Paint(.progressFailed, bold: true))
      for part in message.split(separator: "\n") {
        lines += paragraph(StyledText(String(part), Paint(.severityError)), indent: 3, hanging: 2, width: width)
      }
      lines += statement(item, width: width)
    case .cancelled(let step):
      let place = step.flatMap(index(of:)).map { " at step \($0 + 1)" } ?? ""
      add("\(marks.no) cancelled\(place) after \(elapsed)", Paint(.progressFailed, bold: true))
    }
    func groups(_ numbers: [Int]) -> String {
      let count = steps.count { numbers.contains($0.id.group) }
      return numbers.isEmpty
        ? "nothing"
        : "\(numbers.count == 1 ? "group" : "groups") \(numbers.map(String.init).joined(separator: ", ")) "
          + "(\(Quantity.counted(count, "step")))"
    }
    add("\(marks.yes) committed, and stays: \(groups(outcome.committedGroups))")
    if outcome.ending != .applied { add("\(marks.waiting) not run, or rolled back: \(groups(outcome.openGroups))") }
    if let fingerprint = report.resultingFingerprint {
      let mark: String
      switch report.fingerprintAsExpected {
      case true?: mark = "\(marks.yes) as rehearsed"
      case false?: mark = "\(marks.no) not what the rehearsal led to"
      case nil: mark = "\(marks.unknown) nothing to compare it with"
      }
      add("fingerprint now: \(fingerprint.prefix(16)) \(mark)")
    } else {
      add("\(marks.unknown) fingerprint afterwards: not checked", Paint(.fingerprintUnknown))
    }
    for line in report.next { add("next: \(line)", Paint(.heading)) }
    return lines + [StyledText()]
  }
}
