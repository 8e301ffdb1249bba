package import MigrationCore
package import TerminalKit

/// Everything that can happen to a presentation: keys, time, and what becomes of the scratch copy.
package enum PresenterEvent: ScreenEvent {
  case terminal(TerminalEvent)
  case tick(milliseconds: Int)
  case editorReturned(String?)
  case message(String)
  /// What is done before the copy is there, in a few words.
  case preparing(String)
  /// What each step does, as far as the schema and its sizes tell.
  case impacts(Loadable<[StepID: Impact]>)
  /// Where the copy is not like the target, a sentence each.
  case notes([String])
  /// The copy after so many steps; answers ``Effect/showSchema(afterSteps:)``, and tells of the steps on the way there.
  case reached(steps: Int, ObjectTree)
  /// A step, counted from zero, that the copy's server refused; the copy is as it was before it.
  case stopped(step: Int, message: String)
  /// There is no copy, and why.
  case notReady(String)
}
