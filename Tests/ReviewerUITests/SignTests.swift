import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// What a colour says, a sign or a word says as well: without their paint, screens that mean something else differ.
@Suite struct SignTests {
  struct Meaning: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// A screen for each thing that it can be.
    var screens: @Sendable () -> [Reviewer]

    init(_ name: String, _ screens: @escaping @Sendable () -> [Reviewer]) {
      (testDescription, self.screens) = (name, screens)
    }
  }

  private static func shop(_ keys: String = "", _ change: (inout ReviewFacts) -> Void) -> Reviewer {
    var facts = Shop.facts()
    change(&facts)
    var reviewer = Shop.reviewer(facts, columns: 120, rows: 40)
    reviewer.press(keys)
    return reviewer
  }

  private static func facts(_ keys: [String]) -> [Reviewer] { keys.map { shop($0) { _ in } } }

  private static func applying(_ progress: [ApplyProgress]) -> Reviewer {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed(), columns: 120, rows: 40)
    GoldenScreenTests.run(&reviewer)
    for step in progress { _ = reviewer.handle(.applyProgress(step)) }
    return reviewer
  }

  static let meanings = [
    Meaning("what becomes of an object") {
      [(Shop.current, Shop.desired), (Shop.desired, Shop.current), (Shop.current, Shop.current)].map { sides in
        shop("z R") { ($0.current, $0.desired) = (.loaded(sides.0), .loaded(sides.1)) }
      }
    },
    Meaning("how grave a warning is") {
      [Severity.info, .warning, .error].map { severity in
        shop("W") { facts in
          facts.findings = .loaded(
            Shop.findings.prefix(1).map {
              Finding(
                rule: $0.rule, severity: severity, step: $0.step, message: $0.message, reason: $0.reason,
                remedy: $0.remedy)
            })
        }
      }
    },
    Meaning("whether the schema is that of the plan") {
      [FingerprintState.matches, .differs(found: "00"), .checking, .notChecked("no")].map { state in
        shop { $0.fingerprint = state }
      }
    },
    Meaning("whether a step is seen, reviewed, or neither") { facts(["L", "J K L", "J r K L"]) },
    Meaning("whether a comment is resolved") { facts(["C", "C x"]) },
    Meaning("whether a warning is accepted") { facts(["W", "W a o k Enter"]) },
    Meaning("which tab is shown") { facts(["", "t", "t t"]) },
    Meaning("what is selected in a definition") { facts(["J J J J Enter", "J J J J Enter v j", "J J J J Enter j"]) },
    Meaning("which step runs, waits, is done") {
      let step = StepID(group: 2, step: 1)
      return [
        applying([]), applying([.stepProgress(step, percent: 50)]), applying([.stepWaiting(step, on: [])]),
        applying([.stepFinished(step, milliseconds: 5)]),
      ]
    },
    Meaning("what the impact of a step is") {
      [nil, true, false].map { losesData in
        shop { facts in
          facts.impacts = .loaded(
            Dictionary(
              uniqueKeysWithValues: facts.plan.steps.map { id, _ in
                (id, Impact(locks: [], locksBasis: .expected, workBasis: .expected, losesData: losesData))
              }))
        }
      }
    },
  ]

  @Test(arguments: meanings) func noTwoMeaningsReadTheSame(_ meaning: Meaning) {
    var texts: Set<String> = []
    for screen in meaning.screens() { #expect(texts.insert(screen.screen).inserted, "\(screen.screen)") }
  }

  /// In one column; beside each other the side says it.
  @Test func everyChangedLineOfADefinitionHasItsSign() {
    var reviewer = Shop.reviewer()
    reviewer.press("J J J J Enter")
    let grid = reviewer.draw()
    for row in 0..<grid.rows {
      for column in 3..<grid.columns {
        switch grid[column, row].paint.surface {
        case .create: #expect(grid[1, row].scalar == "+", "\(grid.text(row: row))")
        case .drop: #expect(grid[1, row].scalar == "-", "\(grid.text(row: row))")
        case .plain, .alter, .selection, .status, .intraline: break
        }
      }
    }
  }
}
