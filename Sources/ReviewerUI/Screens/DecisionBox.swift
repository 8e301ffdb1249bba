import MigrationCore
import TerminalKit

/// Sign-off, rejection and apply: what is decided, on what ground, and the word to type.
enum DecisionBox {
  static func draw(_ reviewer: Reviewer, _ state: DialogState, on grid: inout Grid) {
    let width = max(1, min(74, reviewer.columns - 6))
    let title: String
    var lines: [StyledText]
    switch state.kind {
    case .verdict(.approve):
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
    var cursor: (column: Int, row: Int)?
    if state.kind != .apply {
      let label = state.kind == .verdict(.reject) ? "reason    " : "message   "
      let field = field(label, state.message, isActive: !state.isOnWord, width)
      if !state.isOnWord { cursor = (field.cursor, lines.count) }
      lines.append(field.text)
    }
    var prompt = StyledText("Type ", Paint(.muted))
    prompt.append(reviewer.confirmationWord, Paint(.heading, bold: true))
    prompt.append(" (\(reviewer.confirmationPrompt)), then Enter.", Paint(.muted))
    lines += prompt.wrapped(to: width)
    let word = field("word      ", state.word, isActive: state.isOnWord, width)
    if state.isOnWord { cursor = (word.cursor, lines.count) }
    lines.append(word.text)
    let note = state.note ?? (state.isArmed ? "" : "one moment; keys pressed now do not count")
    lines.append(StyledText(note, Paint(state.note == nil ? .muted : .severityError, bold: state.note != nil)))
    let inside = Box(title: StyledText(title, Paint(.heading, bold: true)), lines: lines, width: width).draw(on: &grid)
    if let cursor, cursor.row < inside.height { grid.cursor = (inside.column + cursor.column, inside.row + cursor.row) }
  }

  private static func facts(_ reviewer: Reviewer, _ width: Int) -> [StyledText] {
    let facts = reviewer.facts
    func row(_ label: String, _ value: String, _ paint: Paint = Paint()) -> [StyledText] {
      var text = StyledText(label + String(repeating: " ", count: max(0, 10 - label.utf8.count)), Paint(.muted))
      text.append(value, paint)
      return text.wrapped(to: width, hanging: 10)
    }
    let reviewedCount = reviewer.steps.count { reviewer.reviewed.contains($0.id) }
    let errors = facts.count(.error)
    let accepted = errors - facts.openErrors.count
    let severities = [
      Quantity.counted(errors, "error") + (errors > 0 ? " (\(accepted) accepted)" : ""),
      Quantity.counted(facts.count(.warning), "warning"), Quantity.counted(facts.count(.info), "info"),
    ].joined(separator: ", ")
    let mark: String
    switch facts.fingerprint {
    case .matches: mark = reviewer.marks.yes
    case .differs: mark = reviewer.marks.no
    case .checking, .notChecked: mark = reviewer.marks.unknown
    }
    var lines = row("plan", facts.planName)
    lines += row("SHA-256", Amounts.grouped(facts.planHash))
    lines += row("database", facts.target ?? "none")
    lines += row("schema", "\(mark) fingerprint \(facts.fingerprint.words)", reviewer.fingerprintPaint)
    lines += row("steps", "\(reviewer.steps.count), \(reviewer.seen.count) seen, \(reviewedCount) marked reviewed")
    lines += row("warnings", facts.findings.value == nil ? "\(reviewer.marks.unknown) not checked" : severities)
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

  private static func field(
    _ label: String, _ field: TextField, isActive: Bool, _ width: Int
  ) -> (text: StyledText, cursor: Int) {
    var text = StyledText(label, Paint(isActive ? .hintKey : .muted, bold: isActive))
    let room = max(1, width - text.width)
    let shown = EntryBox.field(field, room: room)
    let start = text.width
    var content = shown.text
    content.append(String(repeating: " ", count: max(0, room - content.width)))
    text.append(content.on(isActive ? .selection : .status))
    return (text, start + shown.cursor)
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
