import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// Definitions are read line by line: names lead to other definitions, lines are selected, copied and commented on.
@Suite struct DefinitionTests {
  /// The definition of the view that the fifth step changes.
  private func opened(columns: Int = 80, facts: ReviewFacts = Shop.facts()) -> Reviewer {
    var reviewer = Shop.reviewer(facts, columns: columns)
    reviewer.press("J J J J Enter")
    return reviewer
  }

  @Test func aNameLeadsToItsDefinitionAndBack() {
    var reviewer = opened()
    reviewer.press("Tab Enter")
    #expect(reviewer.screen.contains("table  public.users"))
    reviewer.press("C-o")
    #expect(reviewer.screen.contains("view  public.active_users"))
    reviewer.press("g o")
    #expect(reviewer.screen.contains("table  public.users"))
    reviewer.press("Backspace")
    #expect(reviewer.screen.contains("view  public.active_users"))
    reviewer.press("Backspace")
    #expect(reviewer.screen.contains("5/7"), "before the first definition there is the review")
  }

  @Test func aLineWithoutANameSaysSo() {
    var reviewer = opened()
    #expect(reviewer.press("Enter") == [.bell])
    #expect(reviewer.screen.contains("Tab goes to the next one"))
  }

  @Test func inBrowsingANameLeadsToItsDefinitionToo() {
    var browser = Shop.browser()
    browser.go(to: "active_users")
    browser.press("Enter Tab Enter")
    #expect(browser.screen.contains("table  public.users"))
    browser.press("C-o")
    #expect(browser.screen.contains("view  public.active_users"))
    browser.press("g g v j")
    #expect(browser.press("y") == [.copy("CREATE VIEW public.active_users AS\n SELECT u.id,")])
  }

  @Test(arguments: ["v j", "S-Down"]) func selectedLinesAreCopiedToTheByte(_ keys: String) {
    var reviewer = opened()
    reviewer.press(keys)
    #expect(reviewer.screen.contains("2 rows selected"))
    #expect(reviewer.press("y") == [.copy("CREATE VIEW public.active_users AS\n SELECT u.id,")])
    #expect(!reviewer.screen.contains("selected"))
  }

  @Test func escapeEndsASelectionFirst() {
    var reviewer = opened()
    reviewer.press("v j Esc")
    #expect(!reviewer.screen.contains("selected"))
    #expect(reviewer.screen.contains("view  public.active_users"))
  }

  @Test func aCommentOnLinesStandsBelowThem() throws {
    var reviewer = opened()
    reviewer.press("j v j c")
    reviewer.type("why both?")
    guard case .saveReview(let review)? = reviewer.press("Enter").first else {
      Issue.record("nothing was saved")
      return
    }
    let lines = CommentedLines(isDesired: true, lines: 2...3)
    #expect(review.comments.last?.place == .lines(lines, of: "public.active_users"))
    let rows = reviewer.screen.split(separator: "\n")
    let remark = try #require(rows.firstIndex { $0.contains("lines 2-3: why both?") })
    #expect(rows[remark - 1].contains("u.email,"))
    reviewer.press("q C")
    #expect(reviewer.screen.contains("public.active_users, lines 2-3"))
  }

  @Test func aCommentOnLinesOfAStepStandsBelowThemAndInItsPanel() throws {
    var reviewer = Shop.reviewer()
    reviewer.press("Tab Enter")
    #expect(reviewer.screen.contains("step 1.1  table create  public.audit_log"))
    #expect(!reviewer.screen.contains("CURRENT"))
    reviewer.press("j v j c")
    reviewer.type("is that enough?")
    guard case .saveReview(let review)? = reviewer.press("Enter").first else {
      Issue.record("nothing was saved")
      return
    }
    #expect(review.comments.last?.place == .stepLines(2...3, of: StepID(group: 1, step: 1)))
    let rows = reviewer.screen.split(separator: "\n")
    let remark = try #require(rows.firstIndex { $0.contains("lines 2-3: is that enough?") })
    #expect(rows[remark - 1].contains("happened_at"))
    reviewer.press("q +")
    #expect(reviewer.screen.contains("lines 2-3: is that enough?"))
    reviewer.press("C")
    #expect(reviewer.screen.contains("step 1.1, lines 2-3"))
  }

  @Test func aNameInAStepLeadsToItsDefinitionAndBack() {
    var reviewer = Shop.reviewer()
    reviewer.press("J Tab Enter Enter")
    #expect(reviewer.screen.contains("table  public.users"))
    reviewer.press("C-o")
    #expect(reviewer.screen.contains("step 1.2  table.column create"))
    #expect(reviewer.press("y") == [.copy("ALTER TABLE users ADD COLUMN email_verified boolean;")])
  }

  @Test func eachSideScrollsByItself() {
    var facts = Shop.facts()
    let long = (1...60).map { "  column_\($0) int" }.joined(separator: ",\n")
    for (tree, type) in [(\ReviewFacts.current, "int"), (\.desired, "bigint")] {
      facts[keyPath: tree] = .loaded(
        Shop.tree(
          .liveDatabase, tables: [Shop.table("users", [("id", type)])], view: "CREATE VIEW v AS\n\(long)\n  \(type)"))
    }
    var reviewer = opened(columns: 160, facts: facts)
    reviewer.press("=")
    #expect(reviewer.screen.contains("each side by itself"))
    reviewer.press("G")
    #expect(
      reviewer.screen.split(separator: "\n").contains { $0.contains("column_1 int") && $0.contains("column_43 int") })
    reviewer.press("g l G =")
    #expect(!reviewer.screen.contains("column_1 int"))
    #expect(!reviewer.screen.contains("by itself"))
  }

  @Test func theCursorStaysOnItsLineWhenTheRowsBecomeOthers() {
    var reviewer = opened()
    reviewer.press("j j j j")
    func cursorLine() -> String? {
      reviewer.screen.split(separator: "\n").first { $0.contains("│+>") || $0.contains("│ >") || $0.contains("│>") }
        .map(String.init)
    }
    #expect(cursorLine()?.contains("email_verified") == true)
    reviewer.press("|")
    #expect(cursorLine()?.contains("email_verified") == true)
    _ = reviewer.handle(.terminal(.resize(columns: 120, rows: 40)))
    #expect(cursorLine()?.contains("email_verified") == true)
  }
}
