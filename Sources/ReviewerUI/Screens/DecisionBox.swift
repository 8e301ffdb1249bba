import MigrationCore
import TerminalKit

/// Sign-off, rejection and apply: what is decided, on what ground, and the word to type.
enum DecisionBox {
  static func draw(_ reviewer: Reviewer, _ state: DialogState, on grid: inout Grid) {
    let width = max(1, min(66, reviewer.columns - 8))
    let title: String
    var lines: [StyledText]
    switch state.kind {
    case .verdict(.approve), .verdict(.author), .verdict(.execute), .verdict(.waive), .verdict(.abandon):
      title = "sign off: approve this plan"
      lines = facts(reviewer, width)
    case .verdict(.reject):
      title = "reject this plan"
      lines = facts(reviewer, width)
    case .apply:
      title = "apply this plan"
      lines = facts(reviewer, width) + [StyledText()] + gates(reviewer, width)
    }
    lines.append(StyledText())
    var fields: [(row: Int, field: TextField, isActive: Bool)] = []
    func add(_ label: String, _ field: TextField, isActive: Bool) {
      fields.append((lines.count, field, isActive))
      lines.append(StyledText(label, Paint(isActive ? .hintKey : .muted, bold: isActive)))
    }
    if state.kind != .apply {
      add(state.kind == .verdict(.reject) ? "reason" : "message", state.message, isActive: !state.isOnWord)
    }
    if state.kind == .apply, reviewer.facts.isApplyClosed {
      lines += StyledText("Not as it stands: every condition above has to hold.", Paint(.severityError, bold: true))
        .wrapped(to: width)
      lines.append(StyledText())
    } else {
      var prompt = StyledText("Type ", Paint(.muted))
      prompt.append(reviewer.confirmationWord, Paint(.heading, bold: true))
      prompt.append(" (\(reviewer.facts.confirmationPrompt)), then Enter.", Paint(.muted))
      lines += prompt.wrapped(to: width)
      add("word", state.word, isActive: state.isOnWord)
    }
    let note = state.note ?? (state.isArmed ? "" : "one moment; keys pressed now do not count")
    lines.append(StyledText(note, Paint(state.note == nil ? .muted : .severityError, bold: state.note != nil)))
    let inside = Box(title: StyledText(title, Paint(.heading, bold: true)), lines: lines, width: width).draw(on: &grid)
    // The active field is drawn last: it is the one that has the cursor.
    for entry in fields.sorted(by: { !$0.isActive && $1.isActive }) where entry.row < inside.height {
      entry.field.draw(
        into: &grid, column: inside.column + labelWidth, row: inside.row + entry.row, width: inside.width - labelWidth,
        paint: Paint(.text, on: entry.isActive ? .selection : .status))
    }
  }

  private static let labelWidth = 10

  private static func facts(_ reviewer: Reviewer, _ width: Int) -> [StyledText] {
    let facts = reviewer.facts
    func row(_ label: String, _ value: String, _ paint: Paint = Paint()) -> [StyledText] {
      var text = StyledText(label + String(repeating: " ", count: max(0, labelWidth - label.utf8.count)), Paint(.muted))
      text.append(value, paint)
      return text.wrapped(to: width, hanging: labelWidth)
    }
    let reviewedCount = reviewer.steps.count { reviewer.reviewed.contains($0.id) }
    let mark: String
    switch facts.fingerprint {
    case .matches: mark = reviewer.marks.yes
    case .differs: mark = reviewer.marks.no
    case .checking, .notChecked: mark = reviewer.marks.unknown
    }
    var lines = row("plan", facts.planName)
    let half = facts.planHash.index(facts.planHash.startIndex, offsetBy: min(32, facts.planHash.count))
    lines += row("SHA-256", Amounts.grouped(String(facts.planHash[..<half])))
    lines += row("", Amounts.grouped(String(facts.planHash[half...])))
    lines += row("database", facts.target ?? "none")
    lines += row("schema", "\(mark) fingerprint \(facts.fingerprint.words)", reviewer.fingerprintPaint)
    lines += row("steps", "\(reviewer.steps.count), \(reviewer.seen.count) seen, \(reviewedCount) marked reviewed")
    lines += row("warnings", facts.severityTally ?? "\(reviewer.marks.unknown) not checked")
    lines += row("risk", facts.assessmentSummary)
    let unresolved = facts.review.comments.count { !$0.isResolved }
    if unresolved > 0 { lines += row("comments", "\(unresolved) unresolved", Paint(.severityWarning)) }
    return lines
  }

  private static func gates(_ reviewer: Reviewer, _ width: Int) -> [StyledText] {
    reviewer.facts.applyGates.flatMap { gate -> [StyledText] in
      switch gate.state {
      case .open: StyledText("\(reviewer.marks.yes) \(gate.text)", Paint(.progressDone)).wrapped(to: width, hanging: 2)
      case .closed:
        StyledText("\(reviewer.marks.no) \(gate.text)", Paint(.progressFailed)).wrapped(to: width, hanging: 2)
      case .notKnown:
        StyledText("\(reviewer.marks.unknown) \(gate.text)", Paint(.fingerprintUnknown)).wrapped(to: width, hanging: 2)
      }
    }
  }
}

extension Reviewer {
  var fingerprintPaint: Paint {
    switch facts.fingerprint {
    case .matches: Paint(.fingerprintMatch)
    case .differs: Paint(.fingerprintMismatch)
    case .checking, .notChecked: Paint(.fingerprintUnknown)
    }
  }
}
