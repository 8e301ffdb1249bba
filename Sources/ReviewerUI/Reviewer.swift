package import MigrationCore
package import TerminalKit

/// The review screen as a value: events change it and give effects, `draw` shows it. No clock, no files, no terminal.
package struct Reviewer: Sendable {
  /// What does not change while a review is open.
  package struct Configuration: Sendable {
    /// Who comments and acknowledges.
    package var author: String
    /// Whether the command line allowed apply; if not, why, for whoever presses `A`.
    package var applyRefusal: String?
    /// Draw with ASCII characters only.
    package var usesASCII: Bool
    /// Colours SQL; the scanner's job, which is why it is handed in.
    package var tokens: @Sendable (String) -> [SyntaxToken]

    package init(
      author: String, applyRefusal: String? = "the command line did not allow it (start with --apply)",
      usesASCII: Bool = false, tokens: @escaping @Sendable (String) -> [SyntaxToken] = { _ in [] }
    ) {
      self.author = author
      self.applyRefusal = applyRefusal
      self.usesASCII = usesASCII
      self.tokens = tokens
    }
  }

  let configuration: Configuration
  package private(set) var facts: ReviewFacts
  /// The time as RFC 3339 in UTC; whoever owns a clock sets it before handing over an event.
  package var now: String

  package init(
    _ facts: ReviewFacts, configuration: Configuration, columns: Int = 80, rows: Int = 24, now: String = "",
    progress: ReviewProgress = ReviewProgress()
  ) {
    self.facts = facts
    self.configuration = configuration
    self.now = now
  }

  /// How often a `tick` is wanted, in milliseconds; nil while nothing moves, so that an idle screen wakes nobody.
  package var tickInterval: Int? { nil }

  /// What should be remembered for the next time this plan is opened.
  package var progress: ReviewProgress { ReviewProgress() }

  /// Takes one event and says what is to be done about it.
  package mutating func handle(_ event: ReviewerEvent) -> [Effect] { [] }

  /// The screen as it should look now.
  package func draw() -> Grid { Grid(columns: 80, rows: 24) }
}

/// How far a reviewer got with a plan; kept outside the review document because it concerns nobody else.
package struct ReviewProgress: Hashable, Sendable {
  package var seen: Set<StepID>
  package var reviewed: Set<StepID>

  package init(seen: Set<StepID> = [], reviewed: Set<StepID> = []) {
    self.seen = seen
    self.reviewed = reviewed
  }
}
