import Glibc
import ReviewerUI
import TerminalKit

/// One loop for everything that can happen: keys, signals, time, and what background work has to say.
///
/// It sleeps in poll(2) and wakes for nothing else. A frame is drawn only after an event, and only when the terminal has
/// taken the one before.
struct EventLoop: ~Copyable {
  /// How the loop ended.
  enum Ending {
    case quit
    /// A signal, or the other end of the line went away.
    case terminated(signal: Int32)
  }

  private let screen: NCursesScreen
  private let signals: TerminalSignals
  private let inbox: Inbox
  private let performer: EffectPerformer

  init(screen: NCursesScreen, signals: consuming TerminalSignals, inbox: Inbox, performer: EffectPerformer) {
    self.screen = screen
    self.signals = signals
    self.inbox = inbox
    self.performer = performer
  }

  /// Runs until the reviewer quits or the process is told to end; the terminal is given back then.
  func run(_ reviewer: inout Reviewer) -> Ending {
    defer { screen.close() }
    let started = Clock.milliseconds
    var lastTick = started
    var needsDrawing = false
    screen.present(reviewer.draw())
    while true {
      wait(until: reviewer.tickInterval.map { lastTick + $0 })
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
      if let interval = reviewer.tickInterval, Clock.milliseconds >= lastTick + interval {
        lastTick = Clock.milliseconds
        events.append(.tick(milliseconds: lastTick - started))
      }
      reviewer.now = Clock.timestamp
      // Answers of effects that are performed at once (an editor, a stop) come after the events they follow.
      var next = 0
      while next < events.count {
        let effects = reviewer.handle(events[next])
        next += 1
        for effect in effects {
          if effect == .quit { return .quit }
          events += perform(effect)
        }
      }
      needsDrawing = needsDrawing || !events.isEmpty
      // While the link is behind, keys are taken and frames are not made.
      if needsDrawing, !screen.wantsWrite {
        screen.present(reviewer.draw())
        needsDrawing = false
      }
    }
  }

  /// Does what only the owner of the terminal can; the rest goes to the background.
  private func perform(_ effect: Effect) -> [ReviewerEvent] {
    switch effect {
    case .quit: return []
    case .suspend: return [resizeEvent(after: screen.stop())]
    case .redraw:
      screen.redraw()
      return []
    case .bell:
      screen.bell()
      return []
    case .copy(let text):
      let bytes = Array(text.utf8)
      let sent = screen.sendClipboard(bytes)
      return [.message(sent ? "copied \(bytes.count) bytes" : "not copied: too long, or not possible in this terminal")]
    case .openEditor(let text):
      let answer = EditorFile(text).edit { screen.edit($0) }
      return [answer, .terminal(.resize(columns: screen.size.columns, rows: screen.size.rows))].compactMap(\.self)
    case .saveReview, .sign, .checkFingerprint, .apply, .cancelApply, .reload:
      performer.perform(effect)
      return []
    }
  }

  private func resizeEvent(after size: (columns: Int, rows: Int)) -> ReviewerEvent {
    .terminal(.resize(columns: size.columns, rows: size.rows))
  }

  private func wait(until deadline: Int?) {
    let output = screen.wantsWrite ? Int16(POLLOUT) : 0
    var descriptors = [
      pollfd(fd: screen.fileDescriptor, events: Int16(POLLIN) | output, revents: 0),
      pollfd(fd: signals.fileDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = deadline.map { Int32(max(0, min($0 - Clock.milliseconds, 60_000))) } ?? -1
    poll(&descriptors, nfds_t(descriptors.count), timeout)
  }
}
