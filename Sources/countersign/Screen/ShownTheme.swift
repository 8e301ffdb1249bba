import LiveDatabase
import TerminalKit
import Themes

/// Which theme is shown, and whether the terminal has a say in it.
struct ShownTheme {
  /// Dark or light as the terminal is; what is shown unless somebody chose.
  static let automatic = "auto"
  /// What can be chosen by name.
  static let names = [automatic] + EmbeddedThemes.all.map(\.name)

  /// As it was chosen: ``automatic``, a theme's name, or a file.
  private(set) var choice: String
  /// Whether the terminal's background is light, as far as is known.
  private(set) var isLight: Bool?

  /// - Parameters:
  ///   - choice: what was chosen; nil leaves it to the terminal.
  ///   - colorFGBG: what the environment says of the terminal's colours.
  init(_ choice: String?, colorFGBG: String?) {
    self.choice = choice ?? Self.automatic
    isLight = colorFGBG.flatMap { TerminalBackground.isLight(colorFGBG: $0) }
  }

  var isAutomatic: Bool { choice == Self.automatic }

  /// The theme's own name or file.
  var name: String { isAutomatic ? isLight == true ? "default-light" : "default-dark" : choice }

  /// The theme itself.
  ///
  /// - Throws: `CommandFailure` with status 2 when there is none of that name, or the file is wrong.
  func load() throws(CommandFailure) -> Theme { try Theme.named(name) }

  /// Shows another one.
  ///
  /// - Throws: `CommandFailure`; the choice stays as it was.
  mutating func choose(_ choice: String) throws(CommandFailure) -> Theme {
    var copy = self
    copy.choice = choice
    let theme = try copy.load()
    self = copy
    return theme
  }

  /// Takes in what the terminal says; the theme to show now, nil when that changes nothing.
  mutating func take(_ report: TerminalReport) -> Theme? {
    let before = name
    switch report {
    case .background(let color): isLight = TerminalBackground.isLight(color)
    case .colorScheme(let isLight): self.isLight = isLight
    case .attributes: return nil
    }
    return name == before ? nil : try? load()
  }
}
