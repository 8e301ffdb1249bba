import MigrationCore
import TerminalKit

/// Commands by name.
enum PaletteBox {
  static func draw(_ screen: some CommandedState, _ state: PaletteState, on grid: inout Grid) {
    let items = screen.paletteItems(state)
    let height = max(1, min(state.isOptions ? 5 : 14, screen.rows - 6))
    let start = max(0, min(state.selected - height / 2, items.count - height))
    let width = max(1, min(76, screen.columns - 8))
    var lines = [StyledText(": ", Paint(.hintKey, bold: true))]
    for index in start..<min(items.count, start + height) {
      let line = line(items[index], state, screen, width: width)
      lines.append(index == state.selected ? line.on(.selection) : line)
    }
    if items.isEmpty { lines.append(StyledText("no command of that name", Paint(.muted))) }
    // The box keeps its size while the list gets shorter.
    lines += Array(repeating: StyledText(), count: max(0, height + 1 - lines.count))
    var title = StyledText(state.isOptions ? "options" : "commands", Paint(.heading, bold: true))
    title.append("  \(items.isEmpty ? 0 : state.selected + 1) of \(items.count)", Paint(.muted))
    let inside = Box(title: title, lines: lines, width: width).draw(on: &grid)
    state.field.draw(into: &grid, column: inside.column + 2, row: inside.row, width: inside.width - 2)
  }

  /// Name, what it does or why it cannot be done now, and its key at the right.
  private static func line(_ item: PaletteItem, _ state: PaletteState, _ screen: some CommandedState, width: Int)
    -> StyledText
  {
    var text = StyledText()
    text.append(item.name, Paint(.heading), found: TextMatch.fuzzy(state.field.text, in: item.name) ?? [])
    text.append(String(repeating: " ", count: max(2, 22 - text.width)))
    var keys = StyledText()
    switch item {
    case .action(let action):
      if let refusal = screen.refusal(of: action) {
        text.append("\(screen.marks.no) \(refusal)", Paint(.fingerprintUnknown))
      } else {
        text.append(action.summary, Paint(.muted))
      }
      if let setting = screen.setting(of: action), state.isOptions {
        text = text.truncated(to: max(1, width - setting.count - 12), ellipsis: StyledText(screen.marks.ellipsis))
        keys.append("\(setting)  ", Paint(.heading, bold: true))
      }
      keys.append(screen.keymap.label(of: action, in: state.context) ?? "", Paint(.hintKey))
    case .theme(let name):
      if name == screen.themeName { text.append("\(screen.marks.yes) the one you see", Paint(.muted)) }
    }
    let room = max(1, width - max(8, keys.width + 2))
    text = text.truncated(to: room, ellipsis: StyledText(screen.marks.ellipsis, Paint(.muted)))
    text.append(String(repeating: " ", count: max(1, width - keys.width - text.width)))
    text.append(keys)
    return text
  }
}
