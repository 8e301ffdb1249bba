package import TerminalKit

/// A screen as a value that an event loop runs: events change it and give effects, `draw` shows it.
package protocol InteractiveScreen: Sendable {
  associatedtype Event: ScreenEvent

  /// The time as RFC 3339 in UTC; whoever owns a clock sets it before handing over an event.
  var now: String { get set }
  /// How often a `tick` is wanted, in milliseconds; nil while nothing moves, so that an idle screen wakes nobody.
  var tickInterval: Int? { get }
  /// Whether nothing is under way that will change the screen by itself: no answer is awaited, no key counts only later.
  var isIdle: Bool { get }
  /// Takes one event and says what is to be done about it.
  mutating func handle(_ event: Event) -> [Effect]
  /// The screen as it should look now.
  func draw() -> Grid
}

extension InteractiveScreen {
  package var isIdle: Bool { tickInterval == nil }
}

/// What happens to every screen, whatever it shows.
package protocol ScreenEvent: Sendable {
  static func terminal(_ event: TerminalEvent) -> Self
  /// Milliseconds since the program started, never going back. Sent after a frame is on the screen, as often as
  /// ``InteractiveScreen/tickInterval`` asks.
  static func tick(milliseconds: Int) -> Self
  /// The text that ``Effect/openEditor(_:)`` gave back; nil when the editor failed or was left without saving.
  static func editorReturned(_ text: String?) -> Self
  /// A line to show until the next key.
  static func message(_ text: String) -> Self
}
