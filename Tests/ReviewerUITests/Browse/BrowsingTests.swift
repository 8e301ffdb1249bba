import MigrationCore
import ReviewerUI
import SeededRandom
import TerminalKit
import Testing

@Suite struct BrowsingTests {
  /// What stands in the header of the pane beside the tree.
  private func title(_ browser: Browser) -> String {
    browser.screen.split(separator: "\n").dropFirst().first.map(String.init) ?? ""
  }

  @Test(arguments: [(0, "never read since"), (1, "read 1 time since"), (7, "read 7 times since")])
  func anIndexSaysWhetherAnybodyReadsIt(_ scans: Int64, _ words: String) {
    var browser = Shop.browser(columns: 200)
    let index = ObjectID(.table, "public", "orders").member(.index, "idx_orders_placed_at")
    let tree = Shop.desired
    _ = browser.handle(
      .read(BrowsedSchema(server: "16.2", tree: tree, dependencies: Shop.dependencies), ComparedTree(tree, since: nil)))
    let size = RelationSize(rows: 10, totalBytes: 8192, analyzedAt: nil, indexScans: scans)
    _ = browser.handle(.sizes(.loaded([index: size])))
    browser.go(to: "idx_orders_placed_at")
    #expect(browser.screen.contains(words))
  }

  @Test func cursorAndFoldsStayWithTheirObjectsWhenItIsReadAgain() {
    var browser = Shop.browser()
    browser.go(to: "users")
    browser.press("l")
    browser.refresh(Shop.browsedLater)
    #expect(title(browser).contains("table  public.users"))
    #expect(browser.screen.contains("email_verified"), "the table is still unfolded")
    #expect(browser.screen.contains("+6 ~4 -1  read 09:05:00Z"))
  }

  @Test func everyReadingIsComparedWithWhatItIsAgainst() {
    var browser = Shop.emptyBrowser(columns: 120, rows: 40, against: "recorded by 7")
    let tree = Shop.browsedLater.tree
    for _ in 1...2 {
      _ = browser.handle(.read(Shop.browsedLater, ComparedTree(tree, since: Shop.browsed.tree)))
      #expect(browser.screen.contains("against recorded by 7") && browser.screen.contains("+6 ~4 -1"))
    }
    browser.go(to: "users")
    #expect(browser.screen.contains("~ differs from recorded by 7"))
    browser.press("Enter")
    #expect(browser.screen.contains("RECORDED BY 7"))
  }

  @Test func readingAgainWithoutAChangeSaysSo() {
    var browser = Shop.browser()
    browser.refresh(Shop.browsed)
    #expect(browser.screen.contains("nothing changed"))
  }

  @Test func marksGoWhenItIsReadOnceMore() {
    var browser = Shop.browser()
    browser.refresh(Shop.browsedLater)
    browser.refresh(Shop.browsedLater)
    #expect(browser.screen.contains("+0 ~0 -0"))
    #expect(!browser.screen.contains("legacy_flag"))
  }

  @Test func whatIsGoneStaysUntilTheNextReading() {
    var browser = Shop.browser()
    browser.refresh(Shop.browsedLater)
    browser.go(to: "legacy_flag")
    #expect(browser.screen.contains("gone since 09:00:00Z"))
  }

  @Test func changesAreWalkedThrough() {
    var browser = Shop.browser()
    browser.refresh(Shop.browsedLater)
    browser.press("] c")
    #expect(title(browser).contains("audit_log"))
    #expect(browser.press("[ c").contains(.bell))
  }

  @Test func aFailedReadingKeepsWhatIsThere() {
    var browser = Shop.browser()
    browser.press("R")
    _ = browser.handle(.notRead("no route to host"))
    #expect(browser.screen.contains("not read again: no route to host"))
    #expect(browser.screen.contains("users"))
    #expect(browser.schema != nil)
    browser.refresh(Shop.browsed)
    #expect(!browser.screen.contains("no route to host"))
  }

  @Test func oneReadingAtATime() {
    var browser = Shop.browser()
    #expect(browser.press("R") == [.reload])
    #expect(browser.press("R") == [.bell])
    #expect(browser.press("Esc") == [.giveUp])
    #expect(browser.screen.contains("given up"))
    #expect(browser.press("R") == [.reload])
  }

  @Test func keysWorkWhileItIsRead() {
    var browser = Shop.browser()
    browser.press("R j j")
    #expect(title(browser).contains("customers"))
    #expect(browser.tickInterval != nil)
    #expect(browser.press("Q") == [.quit])
  }

  @Test func anIdleScreenWakesNobody() {
    #expect(Shop.browser().tickInterval == nil)
    #expect(Shop.emptyBrowser().tickInterval != nil)
  }

  @Test func theDefinitionIsCopiedToTheByte() {
    var browser = Shop.browser()
    browser.go(to: "customers")
    #expect(browser.press("y") == [.copy(Shop.customers.definition)])
    browser.press("Enter")
    #expect(browser.press("y") == [.copy(Shop.customers.definition)])
    browser.press("q g g j")
    #expect(browser.press("y") == [.bell], "a heading has none")
  }

  @Test func theFingerprintIsCopiedOnceItIsRead() {
    var browser = Shop.browser()
    #expect(browser.press("Y") == [.checkFingerprint])
    #expect(browser.handle(.fingerprint(Shop.fingerprint)) == [.copy(Shop.fingerprint)])
    #expect(browser.screen.contains("as it is now"))
  }

  @Test func theEditorGetsTheDefinitionToLookAt() {
    var browser = Shop.browser()
    browser.go(to: "customers")
    let text = EditorText(text: Shop.customers.definition + "\n", fileExtension: "sql", isWritable: false)
    #expect(browser.press("E") == [.openEditor(text)])
  }

  @Test func dependenciesLeadToTheirObjectsAndBack() {
    var browser = Shop.browser()
    browser.go(to: "users")
    browser.press("d Enter")
    #expect(title(browser).contains("view  public.active_users"))
    browser.press("d")
    #expect(browser.screen.contains("column users.email"))
    browser.press("q C-o")
    #expect(title(browser).contains("table  public.users"))
    #expect(browser.press("C-o") == [.bell])
  }

  /// `orders` is used by a view, that by a table, and that by the view in turn.
  private func chained() -> Browser {
    var schema = DatabaseSchema(name: "public")
    let view = ObjectID(.view, "public", "active_users")
    schema.dependencies = [
      Dependency(dependent: view, referenced: ObjectID(.table, "public", "orders"), strength: .normal),
      Dependency(dependent: ObjectID(.table, "public", "products"), referenced: view, strength: .normal),
      Dependency(dependent: view, referenced: ObjectID(.table, "public", "products"), strength: .normal),
    ]
    var browsed = Shop.browsed
    browsed.dependencies = DependencyMap(of: schema)
    var browser = Shop.browser()
    browser.refresh(browsed)
    browser.go(to: "orders")
    browser.press("d")
    return browser
  }

  @Test func dependenciesUnfoldToTheirOwn() {
    var browser = chained()
    #expect(browser.screen.contains("▸ view active_users"))
    #expect(!browser.screen.contains("table products"))
    browser.press("l")
    #expect(browser.screen.contains("▾ view active_users"))
    #expect(browser.screen.contains("▸ table products"))
    browser.press("l Enter")
    #expect(title(browser).contains("table  public.products"))
  }

  @Test func aCircleOfDependenciesEnds() {
    var browser = chained()
    browser.press("z R")
    #expect(browser.screen.contains("▾ table products"))
    #expect(browser.screen.contains("view active_users  see above"))
    browser.press("j h h h")
    #expect(!browser.screen.contains("products"))
  }

  @Test func whatIsElsewhereIsNamedAndNotGoneTo() {
    var browser = Shop.browser()
    browser.go(to: "orders")
    browser.press("d")
    #expect(browser.screen.contains("view reports.revenue  not in this tree"))
    #expect(browser.press("Enter") == [.bell])
    #expect(browser.screen.contains("view reports.revenue is not in this tree"))
  }

  @Test func aDefinitionIsWrittenToANewFile() {
    var browser = Shop.browser()
    browser.go(to: "active_users")
    browser.press(">")
    #expect(browser.screen.contains("write to new file: active_users.sql"))
    guard case .writeFile("active_users.sql", let text)? = browser.press("Enter").first else {
      Issue.record("nothing was written")
      return
    }
    #expect(text.hasPrefix("CREATE VIEW"))
    #expect(text.hasSuffix("\n"))
  }

  @Test func theMouseDragsTheLineBetweenThePanes() {
    var browser = Shop.browser()
    let line = Array(browser.screen.split(separator: "\n")[3]).lastIndex(of: "│").flatMap { _ in
      Array(browser.screen.split(separator: "\n")[3]).dropFirst().firstIndex(of: "│")
    }
    guard let line else {
      Issue.record("there is no line")
      return
    }
    _ = browser.handle(.terminal(.mouse(.press, column: line, row: 5)))
    _ = browser.handle(.terminal(.mouse(.drag, column: 50, row: 7)))
    _ = browser.handle(.terminal(.mouse(.release, column: 50, row: 7)))
    #expect(Array(browser.screen.split(separator: "\n")[3])[50] == "│")
    _ = browser.handle(.terminal(.mouse(.drag, column: 30, row: 7)))
    #expect(Array(browser.screen.split(separator: "\n")[3])[50] == "│")
  }

  @Test func aSearchThatIsGivenUpLeavesTheTreeAsItWas() {
    var browser = Shop.browser()
    let before = browser.screen
    browser.press("/")
    browser.type("email")
    #expect(browser.screen != before)
    browser.press("Esc")
    #expect(browser.screen == before)
  }

  @Test func whatIsNotManagedIsFound() {
    var browser = Shop.browser()
    browser.go(to: "citext_eq")
    #expect(browser.screen.contains("not managed: seen, and left alone"))
    browser.press("n")
    #expect(browser.screen.contains("match 1 of 1"))
  }

  @Test func thePaneScrollsOnItsOwn() {
    var browser = Shop.browser(columns: 80, rows: 24)
    browser.go(to: "users")
    let before = title(browser)
    browser.press("Tab G")
    #expect(title(browser) == before)
    browser.press("Tab j")
    #expect(title(browser) != before)
  }

  static let screens = [
    "", "/", "f", "Enter", "d", "?", ":", "Tab", "+ +", "w Tab l", "R", "z", "G l l", "] c Enter |",
  ]

  @Test(arguments: screens) func everySizeCanBeDrawn(_ keys: String) {
    for (columns, rows) in RobustnessTests.sizes {
      var browser = Shop.browser()
      browser.refresh(Shop.browsedLater)
      browser.go(to: "users")
      browser.press(keys)
      _ = browser.handle(.terminal(.resize(columns: columns, rows: rows)))
      let grid = browser.draw()
      #expect(grid.columns == columns && grid.rows == rows)
    }
  }

  @Test(arguments: [1, 2, 3, 4]) func randomEventsNeverCrash(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var browser = seed.isMultiple(of: 2) ? Shop.browser() : Shop.emptyBrowser()
    var size = [browser.draw().columns, browser.draw().rows]
    for count in 0..<4000 {
      let number = Int.random(in: 0..<100, using: &random)
      let event: BrowserEvent =
        switch number {
        case 0..<70: .terminal(.key(RobustnessTests.keys.randomElement(using: &random) ?? .enter))
        case 70..<75:
          .terminal(
            .resize(columns: Int.random(in: 1...140, using: &random), rows: Int.random(in: 1...60, using: &random)))
        case 75..<83:
          .terminal(
            .mouse(
              [.press, .drag, .release, .wheelUp, .wheelDown].randomElement(using: &random) ?? .press,
              column: Int.random(in: -1...150, using: &random), row: Int.random(in: -1...70, using: &random)))
        case 83..<86: .terminal(.paste("a\nb\u{1B}[31m"))
        case 86..<92: .tick(milliseconds: count * 100)
        case 92..<95: .read(Shop.browsedLater, ComparedTree(Shop.browsedLater.tree, since: browser.schema?.tree))
        case 95: .notRead("gone")
        case 96: .reading("reading")
        case 97: .sizes(.unavailable("gone"))
        case 98: .sizes(.loaded(Shop.browsedSizes))
        default: .message("hello")
        }
      if case .terminal(.resize(let columns, let rows)) = event { size = [columns, rows] }
      _ = browser.handle(event)
      guard count.isMultiple(of: 20) else { continue }
      let grid = browser.draw()
      #expect([grid.columns, grid.rows] == size)
    }
  }

  @Test func hostileTextNeverReachesTheGridRaw() {
    let evil = "a\u{1B}]52;c;eA==\u{7}\u{202E}b\u{9B}31m\u{200B}\r\n"
    var schema = Shop.browsed
    schema.tree = Shop.tree(
      .liveDatabase, tables: [Shop.table(Identifier(evil), [(Identifier(evil), evil)])], view: evil)
    schema.server = evil
    for keys in Self.screens + ["j j l l", "j j d"] {
      var browser = Shop.browser(columns: 120, rows: 40)
      browser.refresh(schema)
      _ = browser.handle(.notRead(evil))
      browser.press("j j j")
      browser.press(keys)
      for cell in browser.draw().cells {
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
    let text = PlainSchema.text(of: schema, named: evil, on: evil, .unavailable(evil)).unicodeScalars
    #expect(!text.contains { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E })
  }
}
