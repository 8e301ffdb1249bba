import ArgumentParser
import Glibc
import LiveDatabase
import ReviewerUI
import TerminalKit
import Themes

/// Whether and how a screen is opened.
struct ScreenOptions: ParsableArguments {
  @Flag(help: "Plain text instead of the screen; at a terminal a review is led line by line.")
  var plain = false
  @Flag(help: "Use no colours. (NO_COLOR)")
  var noColor = false
  @Option(
    help: ArgumentHelp(
      "Theme: \(ShownTheme.names.joined(separator: ", ")) or a TOML file. (default: what countersign.toml says, else auto)",
      discussion: "auto is dark or light as COLORFGBG says or the terminal answers."))
  var theme: String?
  @Flag(help: "Do not ask the terminal for its background.")
  var noQuery = false

  @OptionGroup var script: ScriptOptions

  func validate() throws {
    if plain, script.isGiven { throw ValidationError("--plain shows no screen: leave --script and --record out") }
  }

  /// Whether text is wanted, or all that there can be: a pipe, a dumb terminal or one that nothing is known of.
  var isPlain: Bool { plain || !script.isPlayed && !Self.hasTerminal }

  static var hasTerminal: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !["", "dumb"].contains(Output.environment("TERM") ?? "")
  }

  /// Whether there is somebody to talk with in plain lines.
  var asksInPlainLines: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// What a screen is to be like, as files and the command line have it.
  private struct Wanted {
    var keymap: Keymap
    var theme: ShownTheme
    var opening: Theme
    var script: ScreenScript?
  }

  private func wanted(_ wishes: InterfaceWishes) throws -> Wanted {
    let theme = ShownTheme(theme ?? wishes.theme, colorFGBG: Output.environment("COLORFGBG"))
    let opening = try theme.load()
    return Wanted(keymap: try wishes.keymap(), theme: theme, opening: opening, script: try script.read())
  }

  /// Finds out whether a screen can be opened so, before anything slow is begun or written for it.
  ///
  /// - Throws: `CommandFailure` and what reading files throws, for a theme, keys or a script that cannot be had.
  func check(_ wishes: InterfaceWishes) throws {
    if !isPlain { _ = try wanted(wishes) }
  }

  /// Takes the terminal, shows what `make` gives and runs it to its end.
  ///
  /// - Parameters:
  ///   - wishes: `[ui]` and `[keys]` of the configuration.
  ///   - inbox: where background work leaves what it has to say.
  ///   - interlude: shows the plan to a room in the place of the screen; nil where that is not offered.
  ///   - noting: is shown the screen's state after whatever happened.
  ///   - background: starts what an effect asks for.
  ///   - make: the screen for a display, as the person wants it.
  /// - Returns: the screen as it was left, and how it ended; the terminal is given back then.
  /// - Throws: `TerminalError`; `CommandFailure` for a theme, keys, a script or a recording that cannot be had.
  func open<Shown: InteractiveScreen>(
    _ wishes: InterfaceWishes, _ inbox: Inbox<Shown.Event>,
    interlude: ((Shown, LentDisplay) throws -> EventLoopEnding)? = nil, noting: @escaping (Shown) -> Void = { _ in },
    background: @escaping (Effect) -> Void,
    make: (any Display, ScreenPreferences) -> Shown
  ) throws -> (shown: Shown, ending: EventLoopEnding) {
    if noColor { setenv("NO_COLOR", "1", 1) }
    var wanted = try wanted(wishes)
    let preferences = ScreenPreferences(
      keymap: wanted.keymap, themes: ShownTheme.names, theme: wanted.theme.choice)
    TerminalSignals.block()
    let signals = try TerminalSignals()
    let isWatched = Self.hasTerminal && script.size == nil
    let display: any Display =
      isWatched ? try terminal(wanted.opening, &wanted.theme) : script.offscreen(wanted.opening)
    let recording = try script.recording(of: display)
    var shown = make(display, preferences)
    var loop = EventLoop<Shown>(
      screen: display, theme: wanted.theme, signals: signals, inbox: inbox,
      script: wanted.script.map { ScriptPlayer($0, isWatched: isWatched) }, recording: recording,
      preferences: preferences, interlude: interlude, noting: noting, background: background)
    let ending = loop.run(&shown)
    return (shown, ending)
  }

  /// Takes the terminal, and lets it say whether it is dark or light where nobody else did.
  private func terminal(_ opening: Theme, _ theme: inout ShownTheme) throws -> NCursesScreen {
    let terminal = try NCursesScreen(theme: opening)
    guard theme.isAutomatic, !noQuery else { return terminal }
    if theme.isLight == nil, let isLight = terminal.askForLight(),
      let other = theme.take(.colorScheme(isLight: isLight))
    {
      terminal.use(other)
    }
    terminal.followColorScheme()
    return terminal
  }
}
