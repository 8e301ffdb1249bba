import MigrationCore
import TerminalKit

/// The keys of a screen, from the key table.
extension ScreenState {
  func helpItems(_ context: KeyContext, width: Int) -> [[StyledText]] {
    let actions = keymap.actions(in: context).map { (keys: $0.keys.joined(separator: " "), summary: $0.action.summary) }
    let column = min(20, max(8, width / 3))
    let header: [[StyledText]] = [
      [
        StyledText(" 5j: five times. A number alone, after a pause: that pane.", Paint(.muted))
          .truncated(
            to: width, ellipsis: StyledText(marks.ellipsis)), StyledText(),
      ]
    ]
    return header
      + actions.map { entry in
        var text = StyledText(" \(entry.keys)", Paint(.hintKey, bold: true))
        text.append(String(repeating: " ", count: max(2, column - text.width)))
        text.append(entry.summary)
        return text.wrapped(to: width, hanging: column)
      }
  }
}
