import TerminalKit

/// A screen whose actions can be chosen by name.
protocol CommandedState: ScreenState {
  var message: Message? { get set }
  /// The names of the themes that there are, and of the one in use.
  var themeNames: [String] { get }
  var themeName: String { get set }
  /// Why an action would do nothing now, a few words; nil when it can be done.
  func refusal(of action: Action) -> String?
  mutating func perform(_ action: Action, count: Int?) -> [Effect]
  /// Opens the palette, something typed in it already.
  mutating func openPalette(typed: String, isOptions: Bool)
  /// How something is now that an action changes, a word or two; nil for what has no such state.
  func setting(of action: Action) -> String?
}

extension CommandedState {
  func paletteItems(_ state: PaletteState) -> [PaletteItem] {
    PaletteItem.matching(state, keymap: keymap, themes: themeNames)
  }

  /// The palette after a key that moves in it, or completes what was typed.
  func moved(_ state: PaletteState, _ action: Action) -> PaletteState {
    var copy = state
    let items = paletteItems(state)
    switch action {
    case .moveDown: copy.selected = min(state.selected + 1, max(0, items.count - 1))
    case .moveUp: copy.selected = max(0, state.selected - 1)
    case .complete:
      guard let item = items[safe: state.selected] else { return state }
      copy.field = TextField(item == .action(.chooseTheme) ? "\(item.name) " : item.name)
      copy.selected = 0
    default: break
    }
    return copy
  }

  /// Does what is chosen in a palette that is closed already.
  mutating func run(_ state: PaletteState) -> [Effect] {
    switch paletteItems(state)[safe: state.selected] {
    case .action(let action): return perform(action, count: nil)
    case .theme(let name): return use(theme: name)
    case nil:
      // A theme may also be a file, whose name no list has.
      let prefix = "\(Action.chooseTheme.rawValue) "
      if state.field.text.hasPrefix(prefix) { return use(theme: String(state.field.text.dropFirst(prefix.count))) }
      message = Message("no command is called \(state.field.text)")
      return [.bell]
    }
  }

  private mutating func use(theme name: String) -> [Effect] {
    if themeNames.contains(name) { themeName = name }
    return [.useTheme(name)]
  }
}
