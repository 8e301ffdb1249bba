import Glibc
import LiveDatabase
import ReviewerUI
import TerminalKit

/// How an event loop ended.
enum EventLoopEnding {
  case quit
  /// A signal, or the other end of the line went away.
  case terminated(signal: Int32)
  case scriptFailed(CommandFailure)

  /// - Throws: `EndedWith` after a signal, `CommandFailure` of a script.
  func check() throws {
    switch self {
    case .quit: break
    case .terminated(let signal): throw EndedWith(status: 128 + signal)
    case .scriptFailed(let failure): throw failure
    }
  }
}

/// The display of a screen, lent to another one until that ends.
struct LentDisplay {
  let display: any Display
  let theme: ShownTheme
  let preferences: ScreenPreferences
  let recording: ScreenRecording?
}

/// One loop for everything that can happen: keys, signals, time, a script, and what background work has to say.
///
/// It sleeps in poll(2) and wakes for nothing else. A frame is drawn only after an event, and only when the terminal has
/// taken the one before.
struct EventLoop<Shown: InteractiveScreen>: ~Copyable {
  private let screen: any Display
  private let signals: TerminalSignals
  private let inbox: Inbox<Shown.Event>
  /// Starts what is done in the background.
  private let background: (Effect) -> Void
  private var theme: ShownTheme
  private var script: ScriptPlayer?
  private let recording: ScreenRecording?
  /// Whether the display is another loop's.
  private let isLent: Bool
  /// Shows the plan to a room in the place of this screen; nil where nothing of the kind is offered.
  private let interlude: ((Shown, LentDisplay) throws -> EventLoopEnding)?
  private let preferences: ScreenPreferences
  /// Is shown the screen's state after whatever happened.
  private let noting: (Shown) -> Void
  /// How another screen ended that has had the display, if that ends this one, too.
  private var ending: EventLoopEnding?
  private let started = SystemClock.milliseconds
  private var caption: String?
  /// Whether the background was asked for something and has said nothing since.
  private var isAwaiting = false

  init(
    screen: any Display, theme: ShownTheme, signals: consuming TerminalSignals, inbox: Inbox<Shown.Event>,
    script: ScriptPlayer? = nil, recording: ScreenRecording? = nil, isLent: Bool = false,
    preferences: ScreenPreferences = ScreenPreferences(),
    interlude: ((Shown, LentDisplay) throws -> EventLoopEnding)? = nil, noting: @escaping (Shown) -> Void = { _ in },
    background: @escaping (Effect) -> Void
  ) {
    self.screen = screen
    self.theme = theme
    self.signals = signals
    self.inbox = inbox
    self.script = script
    self.recording = recording
    self.isLent = isLent
    self.preferences = preferences
    self.interlude = interlude
    self.noting = noting
    self.background = background
  }

  /// Runs until the person quits, the process is told to end, or a script that nobody watches is over; the terminal is
  /// given back then.
  mutating func run(_ shown: inout Shown) -> EventLoopEnding {
    defer { if !isLent { screen.close() } }
    var lastTick = started
    var needsDrawing = false
    // Whatever happens may be what a script waits for: it is asked again at once.
    var hasHappened = true
    show(shown)
    while true {
      let tick = shown.tickInterval.map { lastTick + $0 }
      let now = SystemClock.milliseconds
      let line = screen.wantsWrite ? nil : script.flatMap { hasHappened ? now : $0.deadline(at: now) }
      wait(until: [tick, line].compactMap(\.self).min())
      if screen.wantsWrite { screen.pump() }
      var events = inbox.take()
      if !events.isEmpty { isAwaiting = false }
      while let signal = signals.next() {
        switch signal {
        case .windowChanged, .continued:
          let size = screen.resize()
          events.append(.terminal(.resize(columns: size.columns, rows: size.rows)))
        case .stop: events.append(resizeEvent(after: screen.stop()))
        case .terminate(let number): return .terminated(signal: number)
        }
      }
      events += typed()
      if screen.hasHungUp { return .terminated(signal: SIGHUP) }
      do { events += try played(shown, isQuiet: events.isEmpty) } catch {
        var failure = CommandFailure(explaining: error)
        failure.status = .failed
        return .scriptFailed(failure)
      }
      if let interval = shown.tickInterval, SystemClock.milliseconds >= lastTick + interval {
        lastTick = SystemClock.milliseconds
        events.append(.tick(milliseconds: lastTick - started))
      }
      if handle(&events, by: &shown) { return .quit }
      if let ending { return ending }
      hasHappened = !events.isEmpty
      if hasHappened { noting(shown) }
      needsDrawing = needsDrawing || !events.isEmpty
      // While the link is behind, keys are taken and frames are not made.
      if needsDrawing, !screen.wantsWrite {
        show(shown)
        needsDrawing = false
      }
      if let script, script.isOver {
        guard script.isWatched else { return .quit }
        self.script = nil
        caption = nil
        needsDrawing = screen.wantsWrite
        if !needsDrawing { show(shown) }
      }
    }
  }

  /// Lets the screen take the events, and what follows from them at once; whether it wants to end.
  private mutating func handle(_ events: inout [Shown.Event], by shown: inout Shown) -> Bool {
    shown.now = SystemClock.timestamp
    // Answers of effects that are performed at once (an editor, a stop) come after the events they follow.
    var next = 0
    while next < events.count {
      let effects = shown.handle(events[next])
      next += 1
      for effect in effects {
        if effect == .quit { return true }
        events += effect == .present ? lend(by: shown) : perform(effect)
      }
    }
    return false
  }

  /// What the person typed; while a script plays, keys are for that alone.
  private mutating func typed() -> [Shown.Event] {
    var events: [TerminalEvent] = []
    for event in screen.readEvents() {
      guard case .report(let report) = event else {
        events.append(event)
        continue
      }
      if let changed = theme.take(report) { use(changed) }
    }
    guard script != nil else { return events.map { .terminal($0) } }
    for case .key(let key) in events { script?.take(key) }
    return []
  }

  private func use(_ theme: Theme) {
    screen.use(theme)
    recording?.use(theme)
  }

  /// What a script does now; nothing while other things happen, which it is to see first.
  ///
  /// - Throws: `ScreenScriptError`, `FileError`.
  private mutating func played(_ shown: borrowing Shown, isQuiet: Bool) throws -> [Shown.Event] {
    guard isQuiet, script != nil, !screen.wantsWrite else { return [] }
    let isIdle = shown.isIdle && !isAwaiting
    let grid = frame(of: shown)
    let doing = try script?.next(at: SystemClock.milliseconds, isIdle: isIdle) { grid.contains($0) }
    switch doing {
    case .press(let key, let pace)?:
      if script?.isWatched == false { recording?.rest(milliseconds: pace) }
      return [.terminal(.key(key))]
    case .resize(let columns, let rows)?: return [.terminal(.resize(columns: columns, rows: rows))]
    case .save(let path)?: try ScreenPicture(grid, screen.theme).save(to: path)
    case .showCaption(let text)?:
      caption = text
      show(shown)
    case .rest(let milliseconds)?: recording?.rest(milliseconds: milliseconds)
    case nil: break
    }
    return []
  }

  private func frame(of shown: borrowing Shown) -> Grid {
    var grid = shown.draw()
    if let caption { grid.drawCaption(caption) }
    return grid
  }

  private func show(_ shown: borrowing Shown) {
    let grid = frame(of: shown)
    screen.present(grid)
    recording?.show(grid)
  }

  /// Does what only the owner of the terminal can; the rest goes to the background.
  private mutating func perform(_ effect: Effect) -> [Shown.Event] {
    switch effect {
    case .quit, .present: return []
    case .suspend: return [resizeEvent(after: screen.stop())]
    case .redraw:
      screen.redraw()
      return []
    case .bell:
      screen.bell()
      return []
    case .useTheme(let name):
      do {
        use(try theme.choose(name))
        return [.message("theme \(theme.name)")]
      } catch { return [.message("\(error.message); \(error.hint)")] }
    case .copy(let text):
      let bytes = Array(text.utf8)
      let sent = screen.sendClipboard(bytes)
      return [.message(sent ? "copied \(bytes.count) bytes" : "not copied: too long, or not possible in this terminal")]
    case .openEditor(let text):
      let screen = screen
      let answer: Shown.Event? = EditorFile(text).edit { screen.edit($0) }
      return [answer, .terminal(.resize(columns: screen.size.columns, rows: screen.size.rows))].compactMap(\.self)
    case .saveReview, .sign, .checkFingerprint, .apply, .reload, .readHistory, .showSchema, .readTargets, .writeFile:
      isAwaiting = true
      background(effect)
      return []
    case .cancelApply, .giveUp:
      background(effect)
      return []
    }
  }

  /// Lends the display to a talk until that ends.
  private mutating func lend(by shown: Shown) -> [Shown.Event] {
    guard let interlude, script == nil else {
      return [.message("not while a script plays; countersign present takes scripts, too")]
    }
    var events: [Shown.Event] = []
    do {
      let lent = LentDisplay(display: screen, theme: theme, preferences: preferences, recording: recording)
      switch try interlude(shown, lent) {
      case .quit: break
      case .terminated(let signal): ending = .terminated(signal: signal)
      case .scriptFailed(let failure): ending = .scriptFailed(failure)
      }
      use(try theme.load())
    } catch { events.append(.message(CommandFailure(explaining: error).message)) }
    return events + [resizeEvent(after: screen.resize())]
  }

  private func resizeEvent(after size: (columns: Int, rows: Int)) -> Shown.Event {
    .terminal(.resize(columns: size.columns, rows: size.rows))
  }

  private func wait(until deadline: Int?) {
    let output = screen.wantsWrite ? Int16(POLLOUT) : 0
    var descriptors = [
      pollfd(fd: screen.fileDescriptor, events: Int16(POLLIN) | output, revents: 0),
      pollfd(fd: signals.fileDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let timeout =
      screen.hasEvents ? 0 : deadline.map { Int32(max(0, min($0 - SystemClock.milliseconds, 60_000))) } ?? -1
    poll(&descriptors, nfds_t(descriptors.count), timeout)
  }
}
