import TerminalKit
import Testing

@Suite struct ScrollPositionTests {
  @Test func theCursorStaysInSightWithItsMargin() {
    for margin in 0...3 {
      for height in 1...6 {
        for count in 1...12 {
          var scroll = ScrollPosition(margin: margin)
          for cursor in Array(0..<count) + (0..<count).reversed() {
            scroll.reveal(cursor, height: height, count: count)
            let rows = scroll.visible(height: height, count: count)
            #expect(rows.contains(cursor) && rows.count == min(height, count))
            let kept = min(margin, (height - 1) / 2)
            #expect(rows.contains(max(0, cursor - kept)) && rows.contains(min(count - 1, cursor + kept)))
            #expect(scroll.nearest(to: cursor, height: height, count: count) == cursor)
          }
        }
      }
    }
  }

  @Test func scrollingStopsAtBothEndsAndTakesTheCursorAlong() {
    var scroll = ScrollPosition(margin: 1)
    scroll.scroll(by: 3, height: 5, count: 20)
    #expect(scroll.visible(height: 5, count: 20) == 3..<8)
    #expect(scroll.nearest(to: 0, height: 5, count: 20) == 4)
    scroll.scroll(by: 99, height: 5, count: 20)
    #expect(scroll.first == 15)
    scroll.scroll(by: -99, height: 5, count: 20)
    #expect(scroll.first == 0)
    #expect(scroll.visible(height: 5, count: 0).isEmpty)
  }

  @Test func aRowIsAligned() {
    var scroll = ScrollPosition()
    scroll.align(10, to: .top, height: 5, count: 20)
    #expect(scroll.first == 10)
    scroll.align(10, to: .middle, height: 5, count: 20)
    #expect(scroll.first == 8)
    scroll.align(10, to: .bottom, height: 5, count: 20)
    #expect(scroll.first == 6)
  }
}

@Suite struct TextFieldTests {
  @Test(arguments: [
    ("one two", [Key.control("w")], "one "), ("one two  ", [.control("w")], "one "), ("abc", [.control("u")], ""),
    ("abc", [.left, .backspace], "ac"), ("abc", [.home, .delete], "bc"), ("abc", [.home, .backspace], "abc"),
    ("abc", [.delete], "abc"), ("abc", [.home, .right, .character("x")], "axbc"),
    ("abc", [.left, .left, .end, .character("!")], "abc!"), ("e\u{301}x", [.left, .backspace], "x"),
    ("abc", [.home, .control("k")], ""), ("a", [.left, .left, .right, .right, .character("表")], "a表"),
  ])
  func keysEdit(_ text: String, _ keys: [Key], _ result: String) {
    var field = TextField(text)
    for key in keys {
      let isTaken = field.handle(key)
      #expect(isTaken)
    }
    #expect(field.text == result)
  }

  @Test(arguments: [Key.enter, .escape, .tab, .up, .function(1), .alt("x"), .control("c")])
  func otherKeysAreLeftToTheCaller(_ key: Key) {
    var field = TextField("a")
    let isTaken = field.handle(key)
    #expect(!isTaken)
    #expect(field.text == "a")
  }

  @Test func aPasteKeepsItsNewlinesVisible() {
    var field = TextField("ab")
    _ = field.handle(.left)
    field.insert("1\n2")
    var grid = Grid(columns: 20, rows: 1)
    field.draw(into: &grid, column: 0, row: 0, width: 20)
    #expect(field.text == "a1\n2b")
    #expect(grid.text(row: 0) == "a1<LF>2b")
    #expect(grid.cursor?.column == 7)
  }

  @Test func nothingIsTakenBeyondTheLimit() {
    var field = TextField("", limit: 3)
    field.insert("abcd")
    #expect(field.isEmpty)
    field.insert("abc")
    _ = field.handle(.character("d"))
    #expect(field.text == "abc")
  }

  @Test func theCursorIsInSightAtEveryWidth() {
    for width in 1...8 {
      for cursor in 0...6 {
        var field = TextField("a表b表c")
        for _ in 0..<cursor { _ = field.handle(.left) }
        var grid = Grid(columns: 12, rows: 1)
        field.draw(into: &grid, column: 2, row: 0, width: width)
        #expect((2..<(2 + width)).contains(grid.cursor?.column ?? -1))
      }
    }
  }
}
