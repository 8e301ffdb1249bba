import MigrationCore
import ReviewerUI
import SeededRandom
import TerminalKit
import Testing

@Suite struct RobustnessTests {
  static let screens = [
    "", "J", "Tab", "|", "Enter", "J J J J Enter", "J J J J Enter |", "L", "W", "C", "s", "S", "X", "A", "c", "W a",
    "?",
    ":", "/", "f", "z", "5", "+ +", "w", "Q", "o", "m", "'", "? f u", "? / u Enter", "* n", "f z z", "g t", "L / e",
    "J J Enter / e Enter",
  ]

  @Test(arguments: screens)
  func everySizeCanBeDrawn(_ keys: String) {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed())
    reviewer.walkAllSteps()
    reviewer.press(keys)
    for (columns, rows) in Self.sizes {
      var copy = reviewer
      _ = copy.handle(.terminal(.resize(columns: columns, rows: rows)))
      let grid = copy.draw()
      #expect(grid.columns == columns && grid.rows == rows)
      // Boxes close when the size changes, so that they also have to be opened at this size.
      copy = Shop.reviewer(GoldenScreenTests.signed(), columns: columns, rows: rows)
      copy.press(keys)
      _ = copy.draw()
    }
  }

  static let sizes: [(Int, Int)] =
    (1...8).flatMap { size in [(size, size), (80, size), (size, 24)] }
    + [(19, 5), (20, 6), (40, 12), (49, 17), (50, 18), (79, 23), (80, 24), (200, 50), (300, 100), (500, 3), (3, 100)]

  @Test(arguments: [1, 2, 3, 4])
  func twentyThousandRandomEventsNeverCrash(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var reviewer = Shop.reviewer(
      seed.isMultiple(of: 2) ? GoldenScreenTests.signed() : GoldenScreenTests.loading())
    var milliseconds = 0
    var size = [reviewer.draw().columns, reviewer.draw().rows]
    for count in 0..<5000 {
      milliseconds += Int.random(in: 0...400, using: &random)
      let event = Self.event(milliseconds, &random)
      if case .terminal(.resize(let columns, let rows)) = event { size = [columns, rows] }
      let effects = reviewer.handle(event)
      for effect in effects where effect == .quit { reviewer.press("Esc Esc Esc") }
      guard count.isMultiple(of: 20) else { continue }
      let grid = reviewer.draw()
      #expect([grid.columns, grid.rows] == size)
    }
  }

  static let keys: [Key] =
    Keymap.standard.bindings.flatMap { $0.sequences.flatMap(\.self) }
    + (0x20...0x7E).compactMap { Unicode.Scalar($0).map { .character($0) } }
    + [.character("é"), .character("表"), .character("\u{301}"), .alt("x"), .function(5), .insert, .shiftUp]

  static func event(_ milliseconds: Int, _ random: inout SplitMix64) -> ReviewerEvent {
    let step = Shop.plan.steps.randomElement(using: &random)?.id ?? StepID(group: 1, step: 1)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<60: return .terminal(.key(keys.randomElement(using: &random) ?? .enter))
    case 60..<64:
      return .terminal(
        .resize(columns: Int.random(in: 1...140, using: &random), rows: Int.random(in: 1...60, using: &random)))
    case 64..<72:
      let action = [MouseAction.press, .drag, .release, .wheelUp, .wheelDown].randomElement(using: &random) ?? .press
      return .terminal(
        .mouse(action, column: Int.random(in: -1...150, using: &random), row: Int.random(in: -1...70, using: &random)))
    case 72..<75:
      return .terminal(.paste(["shop", "a\nb\u{1B}[31m", "", "\u{202E}x"].randomElement(using: &random) ?? ""))
    case 75..<85: return .tick(milliseconds: milliseconds)
    case 85: return .currentTree(Bool.random(using: &random) ? .loaded(Shop.current) : .unavailable("gone"))
    case 86: return .desiredTree(Bool.random(using: &random) ? .loaded(Shop.desired) : .loading("rehearsing"))
    case 87: return .impacts(Bool.random(using: &random) ? .loaded(Shop.impacts) : .unavailable("gone"))
    case 88: return .findings(Bool.random(using: &random) ? .loaded(Shop.findings) : .loading("again"))
    case 89:
      if Bool.random(using: &random) { return .assessed(.loaded(Shop.assessment)) }
      return .fingerprintChecked(Bool.random(using: &random) ? .matches : .differs(found: "ab"))
    case 90: return .reviewNotSaved("no space left")
    case 91: return .reviewSaved
    case 92: return .signingFailed("no key")
    case 93: return .signed(GoldenScreenTests.signed().review)
    case 94: return .planChanged(hash: Bool.random(using: &random) ? Shop.planHash : "00")
    case 95:
      return .reloaded(Bool.random(using: &random) ? GoldenScreenTests.signed() : GoldenScreenTests.withoutDatabase())
    case 96: return .applyProgress(.stepStarted(step))
    case 97: return .applyProgress(.stepFinished(step, milliseconds: 5))
    case 98:
      return .applyEnded(
        ApplyReport(outcome: ApplyOutcome(ending: .failed(step, message: "no"), committedGroups: [1], openGroups: [2])))
    default: return .editorReturned(Bool.random(using: &random) ? "text" : nil)
    }
  }

  @Test func hostileTextNeverReachesTheGridRaw() {
    let evil = "a\u{1B}]52;c;eA==\u{7}\u{202E}b\u{9B}31m\u{200B}\r\n"
    let name = Identifier(evil)
    var facts = Shop.facts()
    facts.planName = evil
    facts.target = evil
    facts.database = evil
    facts.plan.groups[0].steps[0] = Step(
      sql: "CREATE TABLE \(evil) (x int);", type: evil, operation: evil, path: "public.\(evil)")
    facts.plan.groups[0].steps[1].directive = Directive(type: evil, message: evil)
    facts.current = .loaded(Shop.tree(.liveDatabase, tables: [Shop.table(name, [(name, evil)])], view: evil))
    facts.desired = .loading(evil)
    facts.findings = .loaded([
      Finding(
        rule: RuleID(evil), severity: .error, step: StepID(group: 1, step: 1), message: evil, reason: evil, remedy: evil
      )
    ])
    facts.review.comments = [
      Comment(
        id: "x", place: .step(StepID(group: 1, step: 1)), author: evil, writtenAt: evil, text: evil, isResolved: false)
    ]
    facts.fingerprint = .notChecked(evil)
    for keys in Self.screens + ["z R G", "z R G Enter", "c Enter"] {
      for (columns, rows) in [(80, 24), (200, 50), (40, 12)] {
        var reviewer = Shop.reviewer(facts, columns: columns, rows: rows)
        reviewer.press(keys)
        if keys == "c" { _ = reviewer.handle(.terminal(.paste(evil))) }
        let grid = reviewer.draw()
        for cell in grid.cells {
          for scalar in [cell.scalar] + Array(cell.marks) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
              Issue.record("U+\(String(scalar.value, radix: 16)) on screen \(keys)")
              return
            default: break
            }
          }
        }
      }
    }
  }

  @Test func aPlanWithoutStepsCanBeReviewed() {
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil, groups: [])
    for keys in Self.screens {
      var reviewer = Shop.reviewer(ReviewFacts(planName: "empty.json", planHash: Shop.planHash, plan: plan))
      reviewer.press(keys)
      _ = reviewer.draw()
    }
    #expect(Shop.reviewer(ReviewFacts(planName: "e", planHash: "", plan: plan)).screen.contains("nothing to do"))
  }
}
