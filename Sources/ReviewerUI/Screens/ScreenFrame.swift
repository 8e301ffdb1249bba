import MigrationCore
package import TerminalKit

extension Reviewer {
  /// The screen as it should look now.
  package func draw() -> Grid {
    var grid = Grid(columns: columns, rows: rows)
    let lowest = layers.lastIndex { $0.fillsScreen }
    if let lowest { drawScreen(layers[lowest], on: &grid) } else { drawReview(on: &grid) }
    if let shownSearch {
      if lowest != nil {
        grid.mark(shownSearch, in: ListScreen.body(self))
      } else if focus == .step {
        grid.mark(shownSearch, in: layout.panel)
      }
    }
    for layer in layers[(lowest.map { $0 + 1 } ?? 0)...] { drawBox(layer, on: &grid) }
    drawFooter(on: &grid)
    return grid
  }

  private func drawScreen(_ layer: Layer, on grid: inout Grid) {
    switch layer {
    case .list, .help, .applying:
      guard let items = items(of: layer), let state = layer.listState else { return }
      ListScreen.draw(items, state, titles: titles(of: layer), self, on: &grid)
    case .definition(let state): DefinitionScreen.draw(self, state, on: &grid)
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: break
    }
  }

  private func drawBox(_ layer: Layer, on grid: inout Grid) {
    switch layer {
    case .palette(let state): PaletteBox.draw(self, state, on: &grid)
    case .entry(let state): EntryBox.draw(self, state, on: &grid)
    case .dialog(let state): DecisionBox.draw(self, state, on: &grid)
    case .notice(let notice): NoticeBox.draw(self, notice, on: &grid)
    case .quitQuestion: NoticeBox.draw(self, quitNotice, on: &grid)
    case .stopQuestion: NoticeBox.draw(self, stopNotice, on: &grid)
    case .list, .help, .applying, .definition: break
    }
  }

  private var quitNotice: Notice {
    let reason = unsaved.map { "Comments and marks are not saved: \($0)" } ?? "A signature is being made."
    return Notice(title: "quit?", lines: [reason], isError: true)
  }

  private var stopNotice: Notice {
    Notice(
      title: "stop the apply?",
      lines: [
        "\(key(.stopStatement))  cancel the statement that runs now; its group is rolled back",
        "\(key(.stopAfterStatement))  let that statement end, then stop; what is not committed is rolled back",
        "\(key(.cancel))  go on",
      ], isError: true)
  }

}

extension ScreenState {
  /// Whether there is room for a frame around a screen.
  var hasFrame: Bool { columns >= 20 && rows >= 6 }

  /// The frame with what stands in its upper line, left and right; returns what is inside.
  @discardableResult
  func drawFrame(on grid: inout Grid, left: StyledText, right: StyledText) -> Rectangle {
    guard hasFrame else { return Rectangle(column: 0, row: 0, width: columns, height: rows) }
    grid.drawBox(Rectangle(column: 0, row: 0, width: columns, height: rows))
    drawTitles(on: &grid, row: 0, left: left, right: right)
    return Rectangle(column: 1, row: 1, width: columns - 2, height: rows - 2)
  }

  /// Two texts in a line of the frame, blanks around each; the left one gives way.
  func drawTitles(on grid: inout Grid, row: Int, left: StyledText, right: StyledText, from: Int = 1, to: Int? = nil) {
    let end = (to ?? columns) - 2
    var room = end - from - 1
    if right.width > 0, right.width + 2 <= room {
      grid.put(Self.spaced(right), column: end - right.width - 1, row: row, width: right.width + 2)
      room -= right.width + 3
    }
    if room > 4, left.width > 0 {
      let text = Self.spaced(left.truncated(to: room - 2, ellipsis: StyledText(marks.ellipsis)))
      grid.put(text, column: from + 1 - (from == 1 ? 0 : 1), row: row, width: text.width)
    }
  }

  static func spaced(_ text: StyledText) -> StyledText {
    var copy = StyledText(" ")
    copy.append(text)
    copy.append(" ")
    return copy
  }
}
