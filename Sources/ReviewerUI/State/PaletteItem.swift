import TerminalKit

/// Something that the command palette offers.
enum PaletteItem: Hashable, Sendable {
  case action(Action)
  /// The theme of this name.
  case theme(String)

  /// What is typed to get it.
  var name: String {
    switch self {
    case .action(let action): action.rawValue
    case .theme(let name): "\(Action.chooseTheme.rawValue) \(name)"
    }
  }

  /// The action that it runs; nil for a theme.
  private var chosen: Action? { if case .action(let action) = self { action } else { nil } }

  /// What the person typed instead in other programs.
  private var aliases: [String] {
    switch self {
    case .action(.quit): ["q", "q!", "qa", "exit"]
    case .action(.help): ["h"]
    case .action(.reload): ["e", "refresh"]
    case .action, .theme: []
    }
  }

  /// How well `text` names it, the best first; nil when it does not.
  func rank(_ text: String) -> Int? {
    if aliases.contains(text) || name == text { return 0 }
    guard !text.isEmpty else { return 1 }
    let summary: String? = if case .action(let action) = self { action.summary } else { nil }
    if name.hasPrefix(text) { return 1 }
    if TextMatch.contains(text, in: name) { return 2 }
    if TextMatch.fuzzy(text, in: name) != nil { return 3 }
    return summary.map { TextMatch.contains(text, in: $0) } == true ? 4 : nil
  }

  /// What fits to `text` of everything on offer, the best first and else in the key table's order.
  static func matching(_ state: PaletteState, keymap: Keymap, themes: [String]) -> [PaletteItem] {
    var seen: Set<Action> = [.palette]
    var items = keymap.actions(in: state.context).filter { seen.insert($0.action).inserted }.map {
      PaletteItem.action($0.action)
    }
    // The options are the actions of which something can be said: on or off.
    if state.isOptions {
      items = items.filter { [.wrap, .sideBySide, .synchronise, .enlargePane, .chooseTheme].contains($0.chosen) }
    }
    let typed = state.field.text
    if typed.hasPrefix("\(Action.chooseTheme.rawValue) ") { items += themes.map { .theme($0) } }
    return items.enumerated()
      .compactMap { place, item in item.rank(typed).map { (rank: $0, place: place, item: item) } }
      .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
      .map(\.item)
  }
}
