import TerminalKit
import Testing

@Suite struct GridTests {
  private func grid(_ columns: Int, _ rows: Int, _ draw: (inout Grid) -> Void) -> [String] {
    var grid = Grid(columns: columns, rows: rows)
    draw(&grid)
    return (0..<rows).map { grid.text(row: $0) }
  }

  @Test func textIsClippedToItsWidthAndTheScreen() {
    #expect(grid(8, 1) { $0.put(StyledText("abcdef"), column: 2, row: 0, width: 3) } == ["  abc"])
    #expect(grid(4, 1) { $0.put(StyledText("abcdef"), column: 2, row: 0, width: 9) } == ["  ab"])
    #expect(grid(4, 1) { $0.put(StyledText("abcdef"), column: -2, row: 0, width: 9) } == ["cdef"])
    #expect(grid(4, 1) { $0.put(StyledText("abcdef"), column: 0, row: 3, width: 9) } == [""])
  }

  @Test func aWideCharacterIsNeverSplit() {
    #expect(grid(5, 1) { $0.put(StyledText("表表表"), column: 0, row: 0, width: 5) } == ["表表"])
    #expect(grid(5, 1) { $0.put(StyledText("表b"), column: 0, row: 0, width: 5, skip: 1) } == [" b"])
    #expect(grid(5, 1) { $0.put(StyledText("表b"), column: -1, row: 0, width: 5) } == [" b"])
  }

  @Test func drawingOverHalfAWideCharacterBlanksTheOtherHalf() {
    for column in 0...1 {
      let rows = grid(4, 1) {
        $0.put(StyledText("表x"), column: 0, row: 0, width: 4)
        $0.put(StyledText("y"), column: column, row: 0, width: 1)
      }
      #expect(rows == [column == 0 ? "y x" : " yx"])
    }
    let rows = grid(5, 1) {
      $0.put(StyledText("表表"), column: 0, row: 0, width: 5)
      $0.put(StyledText("語"), column: 1, row: 0, width: 5)
    }
    #expect(rows == [" 語"])
  }

  @Test func aBoxHasATitleAndRulesJoinIt() {
    let rows = grid(12, 6) {
      $0.drawBox(Rectangle(column: 0, row: 0, width: 12, height: 6), title: StyledText("T"), active: true)
      $0.drawRule(column: 0, row: 3, width: 12)
      $0.drawDivider(column: 6, row: 0, height: 4)
      $0.drawDivider(column: 3, row: 0, height: 6)
    }
    #expect(rows == ["┌─T┬──┬────┐", "│  │  │    │", "│  │  │    │", "├──┼──┴────┤", "│  │       │", "└──┴───────┘"])
  }

  @Test func boxesOfEverySizeAndPlaceStayOnTheScreen() {
    for column in -3...4 {
      for row in -3...4 {
        for size in 0...7 {
          var grid = Grid(columns: 3, rows: 3)
          let rectangle = Rectangle(column: column, row: row, width: size, height: size)
          grid.drawBox(rectangle, title: StyledText("title"))
          grid.drawRule(column: column, row: row, width: size)
          grid.drawDivider(column: column, row: row, height: size)
          grid.clear(rectangle)
          #expect(grid.cells.count == 9)
        }
      }
    }
  }

  @Test func clearingBlanksOnlyTheRectangle() {
    let rows = grid(5, 3) {
      for row in 0..<3 { $0.put(StyledText("xxxxx"), column: 0, row: row, width: 5) }
      $0.clear(Rectangle(column: 1, row: 1, width: 3, height: 9))
    }
    #expect(rows == ["xxxxx", "x   x", "x   x"])
  }

  @Test func theTranscriptHasTextThenRunsOfStyle() {
    var grid = Grid(columns: 10, rows: 3)
    grid.put(StyledText("DROP", Paint(.sqlKeyword, bold: true)), column: 1, row: 0, width: 4)
    grid.put(
      StyledText("表", Paint(.text, on: .selection)), column: 0, row: 2, width: 10, fill: Paint(.text, on: .selection))
    grid.cursor = (column: 3, row: 1)
    #expect(grid.transcript == " DROP\n\n表\n--\n0:1+4 sql.keyword!bold\n2:0+10 text/selection\ncursor 1:3\n")
  }

  @Test func combiningMarksStayWithTheirLetter() {
    let rows = grid(4, 1) { $0.put(StyledText("e\u{301}\u{302}x"), column: 0, row: 0, width: 4) }
    #expect(Array(rows[0].unicodeScalars) == ["e", "\u{301}", "\u{302}", "x"])
  }
}
