import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

@Suite struct BrowseScreenTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sizes: [(Int, Int)]
    var drive: @Sendable (inout Browser) -> Void

    init(
      _ name: String, sizes: [(Int, Int)] = [(80, 24), (120, 40), (200, 50)],
      drive: @escaping @Sendable (inout Browser) -> Void
    ) {
      (testDescription, self.sizes, self.drive) = (name, sizes, drive)
    }
  }

  @Test(arguments: [
    Case("opening") { _ in },
    Case("table") { $0.go(to: "users") },
    Case("not-analysed") { $0.go(to: "orders") },
    Case("column") { browser in
      browser.go(to: "users")
      browser.press("l j j")
    },
    Case("not-managed") { browser in
      browser.press("G l")
    },
    Case("definition") { browser in
      browser.go(to: "users")
      browser.press("Enter")
    },
    Case("dependencies") { browser in
      browser.go(to: "users")
      browser.press("d")
    },
    Case("filter") { browser in
      browser.press("f")
      browser.type("user")
    },
    Case("refreshed") { browser in
      browser.go(to: "users")
      browser.refresh(Shop.browsedLater)
    },
    Case("refreshed-definition") { browser in
      browser.go(to: "users")
      browser.refresh(Shop.browsedLater)
      browser.press("Enter")
    },
    Case("refreshing") { browser in
      browser.press("R")
      _ = browser.handle(.reading("reading the catalogs"))
      _ = browser.handle(.tick(milliseconds: 2500))
    },
    Case("not-refreshed") { browser in
      browser.press("R")
      _ = browser.handle(.notRead("server closed the connection unexpectedly"))
    },
    Case("no-sizes") { browser in
      _ = browser.handle(.sizes(.unavailable("canceling statement due to lock timeout (SQLSTATE 55P03)")))
      browser.go(to: "users")
    },
    Case("history") { browser in
      browser.press("H")
      _ = browser.handle(.past(.loaded(Shop.past)))
      browser.press("j j")
    },
    Case("help") { $0.press("?") },
    Case("small", sizes: [(60, 16), (40, 12), (20, 5)]) { $0.go(to: "users") },
    Case("small-definition", sizes: [(60, 16), (40, 12), (20, 5)]) { browser in
      browser.go(to: "users")
      browser.press("Tab")
    },
  ])
  func looksAsRecorded(_ example: Case) throws {
    for (columns, rows) in example.sizes {
      var browser = Shop.browser(columns: columns, rows: rows)
      example.drive(&browser)
      try expectScreen("browse-\(example.testDescription)-\(columns)x\(rows)", browser.draw())
    }
  }

  @Test func beforeAnythingIsReadItSaysWhatGoesOn() throws {
    var browser = Shop.emptyBrowser()
    _ = browser.handle(.tick(milliseconds: 3000))
    try expectScreen("browse-connecting-80x24", browser.draw())
    _ = browser.handle(.notRead("connection to server at \"db\", port 5432 failed: Connection refused"))
    try expectScreen("browse-not-connected-80x24", browser.draw())
  }

  @Test func asciiTerminalsGetNothingElse() throws {
    var browser = Shop.browser(usesASCII: true)
    browser.go(to: "users")
    try expectScreen("browse-ascii-80x24", browser.draw())
  }

  @Test(arguments: [
    ("browse-plain", Loadable.loaded(Shop.browsedSizes)), ("browse-plain-no-sizes", .unavailable("lock timeout")),
  ])
  func readsAsRecorded(_ name: String, _ sizes: Loadable<[ObjectID: RelationSize]>) throws {
    let text = PlainSchema.text(of: Shop.browsed, named: "public", on: "shop @ production", sizes)
    try expectText(name, text)
    for line in text.split(separator: "\n") { #expect(StyledText(String(line)).width <= 80) }
  }
}
