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

  /// How many lines of items are shown.
  static func page(_ screen: some ScreenState) -> Int { max(1, body(screen).height) }

  /// Columns for text: longer lines are hard to read, and what stands at their right end is far from what it is about.
  static func textWidth(_ screen: some ScreenState) -> Int { max(1, min(body(screen).width, 110)) }

  /// Draws those items of a list that are on the screen, under two titles.
  static func draw(
    _ items: ListItems, _ state: ListState, titles: (StyledText, StyledText), _ screen: some ScreenState,
    on grid: inout Grid
  ) {
    let page = body(screen).height
    let shown = state.shown(page: page, in: items)
    let (title, _) = titles
    var status = titles.1
    if let (shown, count) = state.position(page: page, in: items) {
      if !status.isEmpty { status.append("  ") }
      status.append("\(shown.lowerBound)-\(shown.upperBound)/\(count)", Paint(.hintKey))
    }
    let body = screen.drawFrame(on: &grid, left: title, right: status)
    var row = -state.hidden
    for index in shown {
      let surface: Surface = state.selects && index == state.selected ? .selection : .plain
      for text in items[index] {
        if row >= 0, row < body.height {
          grid.put(
            surface == .plain ? text : text.on(surface), column: body.column, row: body.row + row, width: body.width,
            fill: surface == .plain ? nil : Paint(.text, on: surface))
        }
        row += 1
      }
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
}

extension Reviewer {
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

  /// The items of a list screen; nil for what is no list.
  func items(of layer: Layer) -> ListItems? {
    let whole = max(1, ListScreen.body(self).width)
    let width = ListScreen.textWidth(self)
    switch layer {
    case .list(.steps, _):
      return ListItems(
        rows: max(1, steps.count), words: { steps[safe: $0].map { "\($0.id) \($0.title)" } ?? "" },
        row: { stepLine($0, width: whole) })
    case .list(.warnings, _): return warningItems(width: width)
    case .list(.comments, _): return commentItems(width: width)
    case .list(.signoffs, _): return ListItems(signoffItems(width: width))
    case .list(.history, _): return ListItems(historyItems(facts.past, width: width))
    case .help(let context, let state): return ListItems(helpItems(context, filter: state.filter, width: width))
    case .applying: return applyItems(width: width)
    case .definition, .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: return nil
    }
  }

  /// Keeps selections on items and selected items on the screen.
  mutating func settleLayers() {
    let page = ListScreen.page(self)
    for index in layers.indices {
      if case .definition(let state) = layers[index] {
        layers[index] = .definition(DefinitionScreen.settled(state, self))
      } else if let items = items(of: layers[index]) {
        layers[index].listState?.settle(page: page, in: items)
        if case .applying(let state) = layers[index] { layers[index] = .applying(following(state, in: items)) }
      }
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
