import MigrationCore
import TerminalKit

extension ScreenState {
  /// The lowest line: a message, keys that wait for more, or the keys of this screen.
  func drawFooter(on grid: inout Grid) {
    let row = rows - 1
    guard hasFrame else {
      guard let message, rows > 1 else { return }
      grid.put(StyledText(message.text, messagePaint(message)), column: 0, row: row, width: columns, fill: Paint())
      return
    }
    let room = columns - 4
    // A search or filter is typed in this very line.
    if typesInFooter { return }
    if let message {
      let text = StyledText(message.text, messagePaint(message)).truncated(
        to: room, ellipsis: StyledText(marks.ellipsis))
      grid.put(Self.spaced(text), column: 1, row: row, width: columns - 2)
      return
    }
    if pending.count != nil || !pending.keys.isEmpty {
      drawPending(on: &grid)
      return
    }
    var text = StyledText()
    if let filterWords {
      text.append("filter: \(filterWords)", Paint(.match))
      if let key = keymap.label(of: .cancel, in: context) { text.append("; \(key) clears it", Paint(.muted)) }
      text.append("  ")
    }
    text.append(hints(room: room - text.width))
    grid.put(
      Self.spaced(text.truncated(to: room, ellipsis: StyledText(marks.ellipsis))), column: 1, row: row,
      width: columns - 2)
  }

  private func messagePaint(_ message: Message) -> Paint {
    Paint(message.isError ? .severityError : .status, bold: true)
  }

  /// The keys of this screen that fit, the less important ones left out first.
  func hints(room: Int) -> StyledText {
    let all = Keymap.hints(in: context)
    var shown: [(text: StyledText, order: Int)] = []
    var width = 0
    for (order, hint) in all.enumerated().sorted(by: {
      ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset)
    }) {
      let keys = hint.actions.filter(offers).compactMap { keymap.label(of: $0, in: context) }
      guard !keys.isEmpty else { continue }
      var text = StyledText(keys.joined(separator: "/"), Paint(.hintKey, bold: true))
      text.append(" \(hint.text)", Paint(.muted))
      guard width + text.width + (shown.isEmpty ? 0 : 2) <= room else { break }
      width += text.width + (shown.isEmpty ? 0 : 2)
      shown.append((text, order))
    }
    var line = StyledText()
    for hint in shown.sorted(by: { $0.order < $1.order }) {
      if !line.isEmpty { line.append("  ") }
      line.append(hint.text)
    }
    return line
  }

  /// Keys pressed so far, and a box with what may follow.
  private func drawPending(on grid: inout Grid) {
    var text = StyledText(pending.count.map(String.init) ?? "", Paint(.hintKey, bold: true))
    text.append(Keymap.label(pending.keys), Paint(.hintKey, bold: true))
    let waiting = pending.letterFor != nil ? " and a letter" : " …"
    text.append(pending.keys.isEmpty ? " times … or, after a pause, pane" : waiting, Paint(.muted))
    grid.put(Self.spaced(text), column: 1, row: rows - 1, width: columns - 2)
    guard !pending.keys.isEmpty else { return }
    let lines = keymap.continuations(of: pending.keys, in: context).map { continuation in
      var line = StyledText(Keymap.label(pending.keys) + continuation.keys, Paint(.hintKey, bold: true))
      line.append("  \(continuation.action.summary)")
      return line
    }
    let width = min(columns - 4, (lines.map(\.width).max() ?? 0) + 4)
    let height = min(rows - 3, lines.count + 2)
    guard width > 6, height > 2 else { return }
    let box = Rectangle(column: columns - width - 1, row: rows - 1 - height, width: width, height: height)
    grid.clear(box)
    grid.drawBox(box, active: true)
    for (index, line) in lines.prefix(height - 2).enumerated() {
      grid.put(line, column: box.column + 2, row: box.row + 1 + index, width: width - 4)
    }
  }
}
