import MigrationCore
import ReviewerUI
import TerminalKit

extension InteractiveScreen {
  /// Presses keys written as in the key table, separated by spaces: `J J c`.
  @discardableResult
  mutating func press(_ keys: String) -> [Effect] {
    keys.split(separator: " ").flatMap { label -> [Effect] in
      guard let key = Key(label: String(label)) else { preconditionFailure("\(label) is no key") }
      return handle(.terminal(.key(key)))
    }
  }

  /// Types text letter by letter.
  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.unicodeScalars.flatMap { handle(.terminal(.key(.character($0)))) }
  }

  /// Lets time pass in steps of a tenth of a second, as the surroundings do while a tick is wanted.
  mutating func wait(_ milliseconds: Int, from start: Int = 1000) {
    for time in stride(from: start, through: start + milliseconds, by: 100) { _ = handle(.tick(milliseconds: time)) }
  }

  /// The screen's text, a line each.
  var screen: String {
    let grid = draw()
    return (0..<grid.rows).map { grid.text(row: $0) }.joined(separator: "\n")
  }
}

extension Reviewer {
  mutating func walkAllSteps() {
    for _ in facts.plan.steps { press("J") }
    press("g g")
  }
}
