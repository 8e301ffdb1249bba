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

  /// How it ended or what it waits for, every step, and what the server said.
  func applyItems(width: Int) -> ListItems {
    guard let applying else { return ListItems([]) }
    let situation = situation(applying, width: width)
    let before = situation.isEmpty ? [] : [situation]
    let notices = applying.notices.suffix(20)
    var after: [[StyledText]] = []
    if !notices.isEmpty { after.append([StyledText(), StyledText(" server messages", Paint(.heading, bold: true))]) }
    after += notices.map { notice in
      paragraph(
        StyledText("step \(notice.step): \(notice.text)", Paint(.muted)), indent: 1, hanging: 2,
        width: width)
    }
    return ListItems(count: before.count + steps.count + after.count) { item in
      if item < before.count { return before[item] }
      let index = item - before.count
      return index < steps.count ? runItem(steps[index], applying, width: width) : after[index - steps.count]
    }
  }

  /// The item of the step that was begun last, while something runs.
  private var runningItem: Int? {
    guard let applying, applying.report == nil, let index = applying.latest.flatMap(index(of:)) else { return nil }
    return applying.stopping == nil && applying.retry == nil ? index : index + 1
  }

  /// Goes along with what runs.
  func following(_ state: ListState, in items: ListItems) -> ListState {
    guard applying?.isFollowed == true, let item = runningItem else { return state }
    var state = state
    state.reveal(item, page: ListScreen.page(self), in: items)
    return state
  }

  /// Whether what runs is on the screen; nil when nothing runs.
  func showsRunning(_ state: ListState, in items: ListItems) -> Bool? {
    runningItem.map { state.shown(page: ListScreen.page(self), in: items).contains($0) }
  }

  /// How the apply ended; while it runs, why it does not go on at once.
  private func situation(_ applying: ApplyState, width: Int) -> [StyledText] {
    let words: String
    if let report = applying.report {
      return outcomeCard(report, applying, width: width)
    } else if let stopping = applying.stopping {
      words = stopping == .currentStatement ? "cancelling the statement" : "stopping after this statement"
    } else if let retry = applying.retry {
      words = retry
    } else {
      return []
    }
    let text = StyledText("\(marks.danger) \(words)", Paint(.severityWarning, bold: true))
    return paragraph(text, indent: 1, hanging: 2, width: width) + [StyledText()]
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
      (mark, words, paint) = (
        marks.danger, "waits for a lock  \(percent)\(since(start))", Paint(.severityWarning, bold: true)
      )
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
    var text = StyledText(" \(mark) ", paint)
    text.append("\(nameColumn(item))  ", Paint(.muted))
    text.append(item.title, run == .waiting || run == .notRun ? Paint(.muted) : Paint())
    var lines = [line(text, right: StyledText(words, paint), width: width)]
    for line in more { lines += paragraph(StyledText(line, paint), indent: 6, hanging: 2, width: width) }
    return lines
  }

  /// The first lines of the statement that failed.
  private func statement(_ item: StepItem?, width: Int) -> [StyledText] {
    guard let item else { return [] }
    // Colours are not worth going through long SQL for them.
    let head = String(item.step.sql.prefix(4000)).split(separator: "\n", omittingEmptySubsequences: false).prefix(5)
      .joined(separator: "\n")
    let shown = SQLLines.lines(head, tokens: configuration.tokens(head)).flatMap {
      paragraph($0, indent: 5, hanging: 2, width: width)
    }
    guard head.utf8.count < item.step.sql.utf8.count else { return shown }
    let lines = item.step.sql.utf8.dropFirst(head.utf8.count + 1).split(separator: UInt8(ascii: "\n")).count
    let rest = lines > 0 ? Quantity.counted(lines, "line") : "some"
    return shown
      + paragraph(StyledText("\(marks.ellipsis) \(rest) more", Paint(.muted)), indent: 5, width: width)
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
      let name = item.map { "step \($0.id)  \($0.title)" } ?? "step \(step)"
      add("\(marks.no) failed after \(elapsed) at \(name)", Paint(.progressFailed, bold: true))
      for part in message.split(separator: "\n") {
        lines += paragraph(StyledText(String(part), Paint(.severityError)), indent: 3, hanging: 2, width: width)
      }
      lines += statement(item, width: width)
    case .cancelled(let step):
      let place = step.map { " at step \($0)" } ?? ""
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
