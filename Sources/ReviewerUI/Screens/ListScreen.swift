import MigrationCore
import TerminalKit

/// A screen that is a list of items, each of one or more lines.
enum ListScreen {
  /// Where the items are.
  static func body(_ screen: some ScreenState) -> Rectangle {
    screen.hasFrame
      ? Rectangle(column: 1, row: 1, width: screen.columns - 2, height: screen.rows - 2)
      : Rectangle(column: 0, row: 0, width: screen.columns, height: screen.rows)
  }

  static func draw(_ reviewer: Reviewer, _ layer: Layer, on grid: inout Grid) {
    guard let state = layer.listState else { return }
    let heights = reviewer.heights(of: layer)
    let shown = state.shown(heights: heights, page: body(reviewer).height)
    draw(
      shown.items.map { reviewer.item($0, of: layer) }, from: shown, count: heights.reduce(0, +), state,
      selects: layer.selectsItems, titles: reviewer.titles(of: layer), reviewer, on: &grid)
  }

  /// Draws `items`, each with its lines, under two titles.
  static func draw(
    _ items: [[StyledText]], _ state: ListState, selects: Bool, titles: (StyledText, StyledText),
    _ screen: some ScreenState, on grid: inout Grid
  ) {
    draw(
      items, from: ListState.Shown(items: items.indices, skipped: state.offset),
      count: items.reduce(0) { $0 + $1.count }, state, selects: selects, titles: titles, screen, on: &grid)
  }

  /// Draws those items of a list that are on the screen; `count` is the lines of all of them.
  private static func draw(
    _ items: [[StyledText]], from shown: ListState.Shown, count: Int, _ state: ListState, selects: Bool,
    titles: (StyledText, StyledText), _ screen: some ScreenState, on grid: inout Grid
  ) {
    var (title, status) = titles
    let page = body(screen).height
    if count > page {
      if !status.isEmpty { status.append("  ") }
      status.append(screen.position(state.offset, page: page, count: count))
    }
    let body = screen.drawFrame(on: &grid, left: title, right: status)
    var line = -shown.skipped
    for (index, item) in zip(shown.items, items) {
      for text in item {
        if line >= 0, line < body.height {
          let surface: Surface = selects && index == state.selected ? .selection : .plain
          let shown = surface == .plain ? text : text.on(surface)
          grid.put(
            shown, column: body.column, row: body.row + line, width: body.width,
            fill: surface == .plain ? nil : Paint(.text, on: surface))
        }
        line += 1
      }
      if line >= body.height { return }
    }
  }
}

extension Layer {
  var listState: ListState? {
    get {
      switch self {
      case .list(_, let state), .help(_, let state), .applying(let state): state
      case .definition, .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .list(let kind, _): self = .list(kind, newValue)
      case .help(let context, _): self = .help(context, newValue)
      case .applying: self = .applying(newValue)
      case .definition, .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: break
      }
    }
  }

  /// Whether something can be done with the selected item, so that it is worth showing.
  var selectsItems: Bool {
    switch self {
    case .list(let kind, _): kind != .signoffs && kind != .history
    case .help: true
    case .definition, .palette, .entry, .dialog, .applying, .notice, .quitQuestion, .stopQuestion: false
    }
  }
}

extension Reviewer {
  /// Rows of a list screen.
  var listPage: Int { ListScreen.body(self).height }

  func titles(of layer: Layer) -> (StyledText, StyledText) {
    func heading(_ text: String) -> StyledText { StyledText(text, Paint(.heading, bold: true)) }
    switch layer {
    case .list(.steps, _): return (heading("steps of \(facts.planName)"), stepLegend)
    case .list(.warnings, _): return (heading("warnings"), warningTally)
    case .list(.comments, _):
      let open = facts.review.comments.count { !$0.isResolved }
      return (heading("comments"), StyledText("\(open) unresolved", Paint(.muted)))
    case .list(.signoffs, _): return (heading("sign-offs of \(facts.planName)"), StyledText())
    case .list(.history, _): return historyTitles(facts.past)
    case .help(let context, let state): return helpTitles(context, filter: state.filter)
    case .applying: return applyTitles
    case .definition, .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion:
      return (StyledText(), StyledText())
    }
  }

  /// The items of a list screen, each with its lines.
  func items(of layer: Layer) -> [[StyledText]] {
    let whole = max(1, ListScreen.body(self).width)
    // Longer lines are hard to read, and what stands at their right end is far from what it is about.
    let width = min(whole, 110)
    switch layer {
    case .list(.steps, _): return (0..<max(1, steps.count)).map { [stepLine($0, width: whole)] }
    case .list(.warnings, _): return warningItems(width: width)
    case .list(.comments, _): return commentItems(width: width)
    case .list(.signoffs, _): return signoffItems(width: width)
    case .list(.history, _): return historyItems(facts.past, width: width)
    case .help(let context, let state): return helpItems(context, filter: state.filter, width: width)
    case .applying: return applyItems(width: width)
    case .definition, .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: return []
    }
  }

  /// How many lines each item of a list screen has.
  func heights(of layer: Layer) -> [Int] {
    switch layer {
    case .list(.steps, _): Array(repeating: 1, count: max(1, steps.count))
    case .list(.warnings, _):
      warningHeights.map { [assessmentItem(width: listWidth).count] + $0.lines }
        ?? items(of: layer).map(\.count)
    case .list, .help, .applying, .definition, .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion:
      items(of: layer).map(\.count)
    }
  }

  /// One item of a list screen: a long list is never made whole for a key.
  func item(_ index: Int, of layer: Layer) -> [StyledText] {
    switch layer {
    case .list(.steps, _): return [stepLine(index, width: max(1, listBodyWidth))]
    case .list(.warnings, _) where warningHeights != nil:
      if index < Self.itemsAboveFindings { return assessmentItem(width: listWidth) }
      return facts.sortedFindings?[safe: index - Self.itemsAboveFindings].map { warningItem($0, width: listWidth) }
        ?? []
    case .list, .help, .applying, .definition, .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion:
      return items(of: layer)[safe: index] ?? []
    }
  }

  private var listBodyWidth: Int { ListScreen.body(self).width }
  private var listWidth: Int { max(1, min(listBodyWidth, 110)) }

  /// How many lines each finding takes, as long as nothing that they depend on is another.
  struct WarningHeights: Sendable {
    var width: Int
    var acknowledgements: [Acknowledgement]
    var lines: [Int]
  }

  /// Measures the findings where they have become others.
  mutating func measureWarnings() {
    guard let findings = facts.sortedFindings, !findings.isEmpty else {
      warningHeights = nil
      return
    }
    if let known = warningHeights, known.width == listWidth, known.lines.count == findings.count,
      known.acknowledgements == facts.review.acknowledgements
    {
      return
    }
    let width = listWidth
    warningHeights = WarningHeights(
      width: width, acknowledgements: facts.review.acknowledgements,
      lines: findings.map { warningItem($0, width: width).count })
  }

  /// Keeps selections on items and selected items on the screen.
  mutating func settleLayers() {
    for index in layers.indices {
      if case .definition(let state) = layers[index] {
        layers[index] = .definition(DefinitionScreen.settled(state, self))
      }
      if case .list(.warnings, _) = layers[index] { measureWarnings() }
      guard var state = layers[index].listState else { continue }
      state.settle(
        heights: heights(of: layers[index]), page: max(1, listPage), selects: layers[index].selectsItems)
      layers[index].listState = state
    }
  }
}

extension ScreenState {
  /// Which lines of how many are shown.
  func position(_ offset: Int, page: Int, count: Int) -> StyledText {
    StyledText("\(offset + 1)-\(min(count, offset + page))/\(count)", Paint(.hintKey))
  }

  /// A line with a text at its right end, which gives way when there is no room.
  func line(_ left: StyledText, right: StyledText, width: Int) -> StyledText {
    let ellipsis = StyledText(marks.ellipsis, Paint(.muted))
    guard right.width > 0, right.width + 12 <= width else { return left.truncated(to: width, ellipsis: ellipsis) }
    var text = left.truncated(to: width - right.width - 3, ellipsis: ellipsis)
    text.append(String(repeating: " ", count: max(0, width - right.width - 1 - text.width)))
    text.append(right)
    return text
  }

  /// Long text in lines of a list, moved in.
  func paragraph(_ text: StyledText, indent: Int, hanging: Int = 0, width: Int) -> [StyledText] {
    let pad = StyledText(String(repeating: " ", count: width > 2 * indent ? indent : 0))
    return text.wrapped(to: max(1, width - 1 - pad.width), hanging: hanging).map { line in
      var copy = pad
      copy.append(line)
      return copy
    }
  }
}

extension KeyContext {
  /// The screen's name for the person at it.
  package var title: String {
    switch self {
    case .review: "review"
    case .steps: "list of steps"
    case .warnings: "warnings"
    case .comments: "comments"
    case .signoffs: "sign-offs"
    case .history: "history"
    case .definition: "definition"
    case .help: "help"
    case .palette: "commands"
    case .entry: "typing a line"
    case .dialog: "sign-off and apply"
    case .applying: "apply"
    case .outcome: "outcome"
    case .quitQuestion, .stopQuestion: "question"
    case .notice: "message"
    case .browse: "browse"
    case .object: "definition"
    case .dependencies: "who needs whom"
    case .present: "present"
    }
  }
}
