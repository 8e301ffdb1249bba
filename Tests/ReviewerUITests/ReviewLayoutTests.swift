import ReviewerUI
import TerminalKit
import Testing

@Suite struct ReviewLayoutTests {
  @Test func everythingLiesInsideAndNothingOverlaps() {
    for columns in 1...130 {
      for rows in 1...60 {
        for focus in [Pane.trees, .step] {
          for enlargement in [Enlargement.normal, .most, .all] {
            let layout = ReviewLayout(
              columns: columns, rows: rows, focus: focus, enlargement: enlargement, hasBanner: rows.isMultiple(of: 2))
            let panes = [layout.left, layout.right, layout.panel].filter { $0.width > 0 && $0.height > 0 }
            let isInside = panes.allSatisfy {
              $0.column >= 0 && $0.row >= 0 && $0.column + $0.width <= columns && $0.row + $0.height <= rows
            }
            let isApart =
              layout.panel.height == 0 || layout.left.height == 0
              || layout.left.row + layout.left.height <= layout.panel.row
            // Expectations cost more than layouts: only a failure makes one.
            if panes.isEmpty || !isInside || !isApart {
              Issue.record("\(columns)x\(rows) \(focus) \(enlargement): \(layout)")
            }
          }
        }
      }
    }
  }

  @Test func theSmallestFullScreenShowsBothPanes() {
    let layout = ReviewLayout(columns: 80, rows: 24, focus: .trees)
    #expect(layout.left == Rectangle(column: 1, row: 2, width: 38, height: 11))
    #expect(layout.right == Rectangle(column: 40, row: 2, width: 39, height: 11))
    #expect(layout.panel == Rectangle(column: 1, row: 14, width: 78, height: 9))
  }

  @Test func aSmallerScreenShowsThePaneWithTheKeys() {
    #expect(ReviewLayout(columns: 79, rows: 24, focus: .trees).panel.height == 0)
    #expect(ReviewLayout(columns: 79, rows: 24, focus: .step).left.height == 0)
  }
}
