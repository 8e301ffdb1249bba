import MigrationCore
import TerminalKit

/// The keys of a screen, from the key table: read, filtered, and run.
extension ScreenState {
  /// The actions of a screen that have the letters of `filter` in their keys, names or words, in the table's order.
  func helpActions(_ context: KeyContext, filter: String) -> [(action: Action, keys: [String])] {
    keymap.actions(in: context).filter { entry in
      filter.isEmpty || entry.keys.contains(filter) || TextMatch.contains(filter, in: entry.action.rawValue)
        || TextMatch.fuzzy(filter, in: entry.action.summary) != nil
    }
  }

  func helpItems(_ context: KeyContext, filter: String, width: Int) -> [[StyledText]] {
    let column = min(20, max(8, width / 3))
    let actions = helpActions(context, filter: filter).map { entry in
      var text = StyledText(" \(entry.keys.joined(separator: " "))", Paint(.hintKey, bold: true))
      text.append(String(repeating: " ", count: max(2, column - text.width)))
      text.append(entry.action.summary, Paint(), found: TextMatch.fuzzy(filter, in: entry.action.summary) ?? [])
      return text.wrapped(to: width, hanging: column)
    }
    guard filter.isEmpty else { return actions }
    return actions + [
      StyledText(" 5j: five times. A number alone, after a pause: that pane.", Paint(.muted)).wrapped(to: width)
    ]
  }

  /// What stands above the list: whose keys they are, and how many of them are shown.
  func helpTitles(_ context: KeyContext, filter: String) -> (StyledText, StyledText) {
    var status = StyledText()
    if !filter.isEmpty {
      let count = helpActions(context, filter: filter).count
      status.append("filter: \(filter), \(count) of \(keymap.actions(in: context).count)", Paint(.match))
    }
    return (StyledText("keys: \(context.title)", Paint(.heading, bold: true)), status)
  }
}
