import MigrationCore
import TerminalKit

/// An object's current and desired DDL, aligned; or the SQL of a step.
enum DefinitionScreen {
  static func draw(_ screen: some ComparingState, _ state: DefinitionState, on grid: inout Grid) {
    let row = screen.row(of: state.subject)
    let title = screen.title(of: state.subject)
    let rows = rows(screen, state)
    let status = status(row?.change, rows, state, screen)
    var body = screen.drawFrame(on: &grid, left: title, right: status)
    let isBeside = layout(screen, state).isBeside
    let half = (max(1, body.width - 2) - 1) / 2
    let divider = body.column + half + 1
    if screen.hasFrame {
      if isBeside { grid.drawDivider(column: divider, row: 0, height: screen.rows) }
      drawSideNames(row, isBeside, half, body, screen, state, on: &grid)
      body = Rectangle(column: body.column, row: body.row + 1, width: body.width, height: body.height - 1)
      screen.drawTitles(on: &grid, row: 0, left: title, right: status)
    }
    if rows.isEmpty {
      grid.put(
        StyledText(" the definition was not read", Paint(.fingerprintUnknown)), column: body.column, row: body.row,
        width: body.width)
    }
    for line in 0..<body.height {
      let place = Rectangle(column: body.column, row: body.row + line, width: body.width, height: 1)
      if isBeside {
        drawBeside(rows, line, place, divider: divider, state, screen, on: &grid)
      } else {
        drawUnified(rows, line, place, state, screen, on: &grid)
      }
    }
  }

  /// What became of the object, what is selected, how the sides scroll, and which rows are shown.
  private static func status(
    _ change: AlignedTree.Change?, _ rows: [Row], _ state: DefinitionState, _ screen: some ComparingState
  ) -> StyledText {
    var status = change.map { StyledText(screen.words(for: $0), Paint($0.role, bold: true)) } ?? StyledText()
    func add(_ text: StyledText) {
      if !status.isEmpty { status.append("  ") }
      status.append(text)
    }
    if let selection = state.selection {
      add(StyledText("\(Quantity.counted(selection.count, "row")) selected", Paint(.status, bold: true)))
    }
    if state.otherOffset != nil { add(StyledText("each side by itself", Paint(.status, bold: true))) }
    if rows.count > page(screen) { add(screen.position(state.offset, page: page(screen), count: rows.count)) }
    return status
  }

  private static func drawSideNames(
    _ row: AlignedTree.Row?, _ isBeside: Bool, _ half: Int, _ body: Rectangle, _ screen: some ComparingState,
    _ state: DefinitionState, on grid: inout Grid
  ) {
    let names = screen.sideNames
    let current: String
    if state.subject.key == nil {
      current = "SQL"
    } else if row?.desired == nil {
      current = names.current
    } else if row?.current == nil || !hasBothSides(screen, state) {
      current = names.desired
    } else {
      current =
        isBeside ? names.current : "\(names.current) \(screen.marks.dropped)  \(names.desired) \(screen.marks.created)"
    }
    func heading(_ name: String, hasKeys: Bool) -> StyledText {
      StyledText(name, Paint(hasKeys ? .borderActive : .heading, bold: true))
    }
    let isApart = state.otherOffset != nil
    grid.put(
      heading(current, hasKeys: isApart && !state.isOnDesired), column: body.column + 1, row: body.row,
      width: isBeside ? half : body.width - 2)
    guard isBeside else { return }
    grid.put(
      heading(names.desired, hasKeys: isApart && state.isOnDesired), column: body.column + half + 3, row: body.row,
      width: half)
  }

  private static func drawBeside(
    _ rows: [Row], _ line: Int, _ place: Rectangle, divider: Int, _ state: DefinitionState,
    _ screen: some ComparingState, on grid: inout Grid
  ) {
    let isApart = state.otherOffset != nil
    let other = state.otherOffset ?? state.offset
    let index = (
      current: (isApart && state.isOnDesired ? other : state.offset) + line,
      desired: (isApart && !state.isOnDesired ? other : state.offset) + line
    )
    let left = Rectangle(column: place.column, row: place.row, width: divider - place.column, height: 1)
    let right = Rectangle(
      column: divider + 1, row: place.row, width: place.column + place.width - divider - 1, height: 1)
    func draw(_ index: Int, _ text: StyledText?, _ side: Rectangle, hasKeys: Bool) {
      if hasKeys, index == state.cursor, rows.indices.contains(index) {
        grid.put(
          StyledText(screen.marks.cursor, Paint(.hintKey, bold: true)), column: side.column, row: side.row, width: 1)
      }
      let isSelected = hasKeys && state.selection?.contains(index) == true && rows.indices.contains(index)
      guard let text = text ?? (isSelected ? StyledText() : nil) else { return }
      grid.put(
        isSelected ? text.on(.selection) : text, column: side.column + 1, row: side.row, width: side.width - 2,
        skip: state.column, fill: isSelected ? Paint(.text, on: .selection) : nil)
    }
    draw(index.current, rows[safe: index.current]?.left, left, hasKeys: !isApart || !state.isOnDesired)
    if isApart {
      draw(index.desired, rows[safe: index.desired]?.right, right, hasKeys: state.isOnDesired)
    } else {
      let isSelected = state.selection?.contains(index.desired) == true
      if let text = rows[safe: index.desired]?.right {
        grid.put(
          isSelected ? text.on(.selection) : text, column: right.column + 1, row: right.row, width: right.width - 2,
          skip: state.column, fill: isSelected ? Paint(.text, on: .selection) : nil)
      }
    }
    if let remark = rows[safe: index.current]?.remark {
      grid.put(
        remark, column: place.column + 2, row: place.row, width: (isApart ? left.width : place.width) - 3,
        fill: isApart ? nil : Paint())
    }
  }

  private static func drawUnified(
    _ rows: [Row], _ line: Int, _ place: Rectangle, _ state: DefinitionState, _ screen: some ComparingState,
    on grid: inout Grid
  ) {
    let index = state.offset + line
    guard let shown = rows[safe: index] else { return }
    let isCreated = shown.mark == screen.marks.created
    let role: Role = isCreated ? .diffCreate : shown.mark == screen.marks.dropped ? .diffDrop : .muted
    var gutter = StyledText(shown.mark, Paint(role, bold: true))
    gutter.append(index == state.cursor ? screen.marks.cursor : " ", Paint(.hintKey, bold: true))
    grid.put(gutter, column: place.column, row: place.row, width: 2)
    if let remark = shown.remark {
      grid.put(remark, column: place.column + 2, row: place.row, width: place.width - 2)
      return
    }
    let isSelected = state.selection?.contains(index) == true
    let text = shown.left ?? StyledText()
    let surface: Surface = text.glyphs.first?.paint.surface ?? .plain
    let filled: Surface = surface == .intraline ? (isCreated ? .create : .drop) : surface
    grid.put(
      isSelected ? text.on(.selection) : text, column: place.column + 2, row: place.row, width: place.width - 2,
      skip: state.column, fill: Paint(.text, on: isSelected ? .selection : filled))
  }
}
