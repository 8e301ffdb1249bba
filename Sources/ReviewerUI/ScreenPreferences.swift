/// What somebody may want otherwise, the same for every screen.
package struct ScreenPreferences: Sendable {
  package var keymap: Keymap
  /// The names of the themes that there are, in the order in which they are offered.
  package var themes: [String]
  /// The one in use; a file's path when it is none of these.
  package var theme: String

  package init(keymap: Keymap = .standard, themes: [String] = [], theme: String = "") {
    self.keymap = keymap
    self.themes = themes
    self.theme = theme
  }
}
