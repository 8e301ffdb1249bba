/// One key press, as the decoder understood it.
package enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  /// Control with a letter, lower case: `.control("c")`.
  case control(Unicode.Scalar)
  /// Alt or Escape with a character.
  case alt(Unicode.Scalar)
  case up, down, left, right, shiftUp, shiftDown
  case pageUp, pageDown, home, end
  case enter, tab, backTab, escape, backspace, delete, insert
  case function(Int)
}

/// What the mouse did, in cells counted from zero at the top left.
package enum MouseAction: Hashable, Sendable { case press, drag, release, wheelUp, wheelDown }

/// What comes from the terminal.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// A bracketed paste, whole; never run as keys.
  case paste(String)
  case mouse(MouseAction, column: Int, row: Int)
  case resize(columns: Int, rows: Int)
  case focus(Bool)
  /// What it says about itself, asked or not; for who runs the screen, and nothing to a screen.
  case report(TerminalReport)
}

/// What a terminal says about itself.
package enum TerminalReport: Hashable, Sendable {
  /// Its background (OSC 11).
  case background(RGB)
  /// Whether its colours are light: mode 2031.
  case colorScheme(isLight: Bool)
  /// What every terminal answers (DA1): behind other questions it says that there are no more answers.
  case attributes
}
