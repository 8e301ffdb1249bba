import MigrationCore
import ReviewerUI

/// The shop as its plan is presented: the copy after each step.
extension Shop {
  /// The copy after so many steps.
  static func staged(_ count: Int) -> ObjectTree {
    guard count < 3 else { return desired }
    var tables = current.roots[0].children[0].children
    if count > 0 { tables.insert(desired.roots[0].children[0].children[0], at: 0) }
    if count > 1, let place = tables.firstIndex(where: { $0.title == "users" }) {
      tables[place].children.append(column("users", "email_verified", "boolean"))
      tables[place].definition += "\n-- email_verified boolean"
    }
    var tree = current
    tree.source = .rehearsal(failure: nil)
    tree.roots[0].children[0].children = tables
    return tree
  }

  static func presenter(
    _ facts: ReviewFacts = facts(), at steps: Int = 0, isReady: Bool = true, minutesAheadOfUTC: Int = 0,
    columns: Int = 80, rows: Int = 24
  ) -> Presenter {
    var presenter = Presenter(
      facts, configuration: Presenter.Configuration(minutesAheadOfUTC: minutesAheadOfUTC, tokens: tokens),
      columns: columns, rows: rows, now: "2026-11-21T09:00:00Z")
    if isReady { _ = presenter.handle(.reached(steps: 0, staged(0))) }
    presenter.stage(steps)
    return presenter
  }
}

extension Presenter {
  /// Goes on until so many steps have run; one more than there are is the last page.
  mutating func stage(_ count: Int) {
    for step in 0..<min(count, 7) {
      press("Space Space")
      _ = handle(.reached(steps: step + 1, Shop.staged(step + 1)))
    }
    if count > 7 { press("Space") }
  }
}
