import ArgumentParser
import Glibc
import ReviewerUI
import TerminalKit
import Themes

/// Whether and how a screen is opened.
struct ScreenOptions: ParsableArguments {
  @Flag(help: "Plain text instead of the screen; at a terminal a review is led line by line.")
  var plain = false
  @Flag(help: "Use no colours. (NO_COLOR)")
  var noColor = false
  @Option(help: "Theme: default-dark, default-light or a TOML file.")
  var theme = "default-dark"

  @OptionGroup var script: ScriptOptions

  func validate() throws {
    if plain, script.isGiven { throw ValidationError("--plain shows no screen: leave --script and --record out") }
  }

  /// Whether text is wanted, or all that there can be: a pipe, a dumb terminal.
  var isPlain: Bool { plain || !script.isPlayed && !Self.hasTerminal }

  static var hasTerminal: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && Output.environment("TERM") != "dumb"
  }

  /// Whether there is somebody to talk with in plain lines.
  var asksInPlainLines: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Takes the terminal, shows what `make` gives and runs it to its end.
  ///
  /// - Parameters:
  ///   - inbox: where background work leaves what it has to say.
  ///   - background: starts what an effect asks for.
  ///   - make: the screen for a display, as the person wants it.
  /// - Returns: the screen as it was left, and how it ended; the terminal is given back then.
  /// - Throws: `ThemeError`, `TerminalError`; `CommandFailure` for a script or recording that cannot be opened.
  func open<Shown: InteractiveScreen>(
    _ inbox: Inbox<Shown.Event>, background: @escaping (Effect) -> Void,
    make: (any Display, ScreenPreferences) -> Shown
  ) throws -> (shown: Shown, ending: EventLoopEnding) {
    if noColor { setenv("NO_COLOR", "1", 1) }
    let preferences = ScreenPreferences(themes: EmbeddedThemes.all.map(\.name), theme: theme)
    let theme = try Theme.named(theme)
    let played = try script.read()
    TerminalSignals.block()
    let signals = try TerminalSignals()
    let isWatched = Self.hasTerminal && script.size == nil
    let display: any Display =
      isWatched ? try NCursesScreen(theme: theme) : script.offscreen(theme)
    let recording = try script.recording(of: display)
    var shown = make(display, preferences)
    var loop = EventLoop<Shown>(
      screen: display, signals: signals, inbox: inbox,
      script: played.map { ScriptPlayer($0, isWatched: isWatched) }, recording: recording, background: background)
    let ending = loop.run(&shown)
    return (shown, ending)
  }
}
