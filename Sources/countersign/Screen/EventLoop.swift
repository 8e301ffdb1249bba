import Glibc
import LiveDatabase
import ReviewerUI
import TerminalKit

/// How an event loop ended.
enum EventLoopEnding {
  case quit
  /// A signal, or the other end of the line went away.
  case terminated(signal: Int32)

  /// - Throws: `EndedWith` after a signal.
  func check() throws(EndedWith) {
    switch self {
    case .quit: break
    case .terminated(let signal): throw EndedWith(status: 128 + signal)
    }
  }
}

/// One loop for everything that can happen: keys, signals, time, and what background work has to say.
///
/// It sleeps in poll(2) and wakes for nothing else. A frame is drawn only after an event, and only when the terminal has
/// taken the one before.
struct EventLoop<Shown: InteractiveScreen>: ~Copyable {
  private let screen: NCursesScreen
  private let signals: TerminalSignals
  private let inbox: Inbox<Shown.Event>
  /// Starts what is done in the background.
  private let background: (Effect) -> Void

  init(
    screen: NCursesScreen, signals: consuming TerminalSignals, inbox: Inbox<Shown.Event>,
    background: @escaping (Effect) -> Void
  ) {
    self.screen = screen
    self.signals = signals
    self.inbox = inbox
    self.background = background
  }

  /// Runs until the person quits or the process is told to end; the terminal is given back then.
  func run(_ shown: inout Shown) -> EventLoopEnding {
    defer { screen.close() }
    let started = SystemClock.milliseconds
    var lastTick = started
    var needsDrawing = false
    screen.present(shown.draw())
    while true {
      wait(until: shown.tickInterval.map { lastTick + $0 })
      if screen.wantsWrite { screen.pump() }
      var events = inbox.take()
      while let signal = signals.next() {
        switch signal {
        case .windowChanged, .continued:
          let size = screen.resize()
          events.append(.terminal(.resize(columns: size.columns, rows: size.rows)))
        case .stop: events.append(resizeEvent(after: screen.stop()))
        case .terminate(let number): return .terminated(signal: number)
        }
      }
      events += screen.readEvents().map { .terminal($0) }
      if screen.hasHungUp { return .terminated(signal: SIGHUP) }
      if let interval = shown.tickInterval, SystemClock.milliseconds >= lastTick + interval {
        lastTick = SystemClock.milliseconds
        events.append(.tick(milliseconds: lastTick - started))
      }
      shown.now = SystemClock.timestamp
      // Answers of effects that are performed at once (an editor, a stop) come after the events they follow.
      var next = 0
      while next < events.count {
        let effects = shown.handle(events[next])
        next += 1
        for effect in effects {
          if effect == .quit { return .quit }
          events += perform(effect)
        }
      }
      needsDrawing = needsDrawing || !events.isEmpty
      // While the link is behind, keys are taken and frames are not made.
      if needsDrawing, !screen.wantsWrite {
        screen.present(shown.draw())
        needsDrawing = false
      }
    }
  }

  /// Does what only the owner of the terminal can; the rest goes to the background.
  private func perform(_ effect: Effect) -> [Shown.Event] {
    switch effect {
    case .quit: return []
    case .suspend: return [resizeEvent(after: screen.stop())]
    case .redraw:
      screen.redraw()
      return []
    case .bell:
      screen.bell()
      return []
    case .useTheme(let name):
      do {
        screen.use(try Theme.named(name))
        return [.message("theme \(name)")]
      } catch { return [.message((error as? CommandFailure)?.message ?? "\(error)")] }
    case .copy(let text):
      let bytes = Array(text.utf8)
      let sent = screen.sendClipboard(bytes)
      return [.message(sent ? "copied \(bytes.count) bytes" : "not copied: too long, or not possible in this terminal")]
    case .openEditor(let text):
      let answer: Shown.Event? = EditorFile(text).edit { screen.edit($0) }
      return [answer, .terminal(.resize(columns: screen.size.columns, rows: screen.size.rows))].compactMap(\.self)
    case .saveReview, .sign, .checkFingerprint, .apply, .cancelApply, .reload, .giveUp:
      background(effect)
      return []
    }
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
    let timeout = deadline.map { Int32(max(0, min($0 - SystemClock.milliseconds, 60_000))) } ?? -1
    poll(&descriptors, nfds_t(descriptors.count), timeout)
  }
}
