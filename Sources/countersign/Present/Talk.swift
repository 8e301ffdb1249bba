import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import SQLSyntax
import TerminalKit

/// A talk about a plan: its pages, and the copy on which the steps are run.
struct Talk {
  let inbox: Inbox<PresenterEvent>
  private let stage: CopyOnStage
  private let facts: ReviewFacts

  /// - Parameters:
  ///   - session: whose plan is shown.
  ///   - target: the database that the copy is made of.
  ///   - facts: what is known of the plan.
  /// - Throws: `CommandFailure` without descriptors.
  init(_ session: ReviewSession, _ target: ConnectionParameters, _ facts: ReviewFacts) throws {
    inbox = try Inbox()
    self.facts = facts
    stage = CopyOnStage(session, target: target, impacts: facts.impacts.value ?? [:], inbox: inbox)
  }

  /// Starts to make the copy; the talk's first page for a display, which is about the step `first`, counted from zero.
  func begin(on display: any Display, _ preferences: ScreenPreferences, from first: Int = 0) -> Presenter {
    stage.start()
    let presenter = Presenter(
      facts,
      configuration: Presenter.Configuration(
        usesASCII: !display.isUTF8, minutesAheadOfUTC: SystemClock.minutesAheadOfUTC, preferences: preferences,
        tokens: { Scanner.tokens(of: $0) }),
      columns: display.size.columns, rows: display.size.rows, now: SystemClock.timestamp, from: first)
    if presenter.stepsRun > 0 { perform(.showSchema(afterSteps: presenter.stepsRun)) }
    return presenter
  }

  /// Starts to do what an effect asks for.
  func perform(_ effect: Effect) { stage.perform(effect) }

  /// Lets the copy go.
  func end() { stage.end() }

  /// Gives the talk on a display that another screen lends until the talk ends.
  ///
  /// It begins with `step`, counted from zero, which afterwards is the one that was shown last.
  ///
  /// - Throws: what a second reading of the signals throws.
  func give(on lent: LentDisplay, from step: inout Int) throws -> EventLoopEnding {
    defer { end() }
    var presenter = begin(on: lent.display, lent.preferences, from: step)
    defer { step = presenter.shownStep }
    var loop = EventLoop<Presenter>(
      screen: lent.display, theme: lent.theme, signals: try TerminalSignals(), inbox: inbox,
      recording: lent.recording, isLent: true, background: perform)
    return loop.run(&presenter)
  }
}
