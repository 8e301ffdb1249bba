import TerminalKit

/// The items of a list screen, each of one or more lines, which are laid out only when they are looked at.
struct ListItems {
  let count: Int
  /// How many of the first items are read like the others and not counted among them.
  let uncounted: Int
  private let lines: (Int) -> [StyledText]
  /// What a search goes through of an item; nil where that is what its lines say.
  private let words: ((Int) -> String)?
  /// Whether each item is a single line, so that none has to be laid out to be measured.
  private let areRows: Bool
  /// How many lines there are; nil where nobody laid them all out.
  let lineCount: Int?

  /// Items of which a long list is never made whole for a key.
  init(
    count: Int, uncounted: Int = 0, words: ((Int) -> String)? = nil, lines: @escaping (Int) -> [StyledText]
  ) {
    (self.count, self.uncounted, self.words, self.lines, areRows, lineCount) = (
      count, uncounted, words, lines, false, nil
    )
  }

  /// Items of one line each.
  init(rows count: Int, words: ((Int) -> String)? = nil, row: @escaping (Int) -> StyledText) {
    (self.count, self.words, lines, areRows, lineCount) = (count, words, { [row($0)] }, true, count)
    uncounted = 0
  }

  /// Items that are laid out already.
  init(_ items: [[StyledText]]) {
    (count, uncounted, words, lines, areRows) = (items.count, 0, nil, { items[$0] }, false)
    lineCount = items.reduce(0) { $0 + $1.count }
  }

  subscript(index: Int) -> [StyledText] { (0..<count).contains(index) ? lines(index) : [] }

  /// How many lines an item has.
  func height(of index: Int) -> Int {
    guard (0..<count).contains(index) else { return 0 }
    return areRows ? 1 : lines(index).count
  }

  /// What a search goes through.
  var texts: [String] {
    (0..<count).map { index in words?(index) ?? lines(index).map(\.text).joined(separator: " ") }
  }
}

/// Where a list stands: which item is selected, and which lines are on the screen.
struct ListState: Hashable, Sendable {
  /// Whether one item is selected, with which something can be done; else the list is only read.
  let selects: Bool
  var selected: Int
  /// The first item shown, and how many of its lines are above the screen.
  private(set) var first = 0
  private(set) var hidden = 0
  /// Letters that the items shown have in them; help has such a filter.
  var filter = ""

  init(selected: Int = 0, selects: Bool = true) {
    (self.selected, self.selects) = (selected, selects)
  }

  /// The item that a search goes on from.
  var here: Int { selects ? selected : first }

  /// Moves in a list of which `page` lines are shown; `count` is what was typed before the key.
  mutating func move(_ action: Action, count: Int?, page: Int, in items: ListItems) {
    if let distance = action.distance(max(1, count ?? 1), height: max(2, page)) {
      switch action {
      case .scrollDown, .scrollUp:
        scroll(distance, items)
        if selects { selectVisible(page, items) }
      case _ where !selects: scroll(distance, items)
      case .moveDown, .moveUp: moveSelection(distance, page, items)
      default: moveSelection(lines: distance, items)
      }
    } else if action == .first {
      go(to: count.map { $0 - 1 + items.uncounted } ?? 0)
    } else if action == .last {
      go(to: count.map { $0 - 1 + items.uncounted } ?? items.count - 1)
      if count == nil, !selects { hidden = Int.max / 2 }
    }
    settle(page: page, in: items)
  }

  /// Selects an item; in a list that is only read, it comes to the top.
  mutating func go(to item: Int) {
    selected = item
    if !selects { (first, hidden) = (item, 0) }
  }

  /// Selects the item at a line of the screen, where items are selected and there is one.
  mutating func select(at line: Int, in items: ListItems) {
    guard selects, line >= 0, let item = item(at: line, in: items) else { return }
    selected = item
  }

  /// Puts an item of a list that is only read into view.
  mutating func reveal(_ item: Int, page: Int, in items: ListItems) {
    selected = item
    show(page, items)
  }

  /// Keeps the selection on an item, the selected item on the screen, and no emptiness below the last one.
  mutating func settle(page: Int, in items: ListItems) {
    selected = min(max(0, selected), max(0, items.count - 1))
    first = min(max(0, first), max(0, items.count - 1))
    fill(page, items)
    if selects { show(page, items) }
  }

  /// The items of which something is shown.
  func shown(page: Int, in items: ListItems) -> Range<Int> {
    var line = -hidden
    var end = first
    while end < items.count, line < page {
      line += items.height(of: end)
      end += 1
    }
    return min(first, end)..<end
  }

  /// Which lines of how many are on the screen, or which items where the lines are not counted; nil when all are.
  func position(page: Int, in items: ListItems) -> (shown: ClosedRange<Int>, count: Int)? {
    let shown = shown(page: page, in: items)
    guard !shown.isEmpty else { return nil }
    if let count = items.lineCount {
      let above = (0..<first).reduce(hidden) { $0 + items.height(of: $1) }
      return count > page ? (above + 1...min(count, above + page), count) : nil
    }
    let isWhole = shown.count == items.count && hidden == 0
    if isWhole, shown.reduce(0, { $0 + items.height(of: $1) }) <= page { return nil }
    let counted = shown.clamped(to: items.uncounted..<items.count)
    guard !counted.isEmpty else { return nil }
    return (
      counted.lowerBound + 1 - items.uncounted...counted.upperBound - items.uncounted, items.count - items.uncounted
    )
  }

  /// The item at a line of the screen, counted from zero; nil below the last.
  func item(at line: Int, in items: ListItems) -> Int? {
    var rest = line + hidden
    for index in shown(page: line + 1, in: items) {
      rest -= items.height(of: index)
      if rest < 0 { return index }
    }
    return nil
  }

  /// A longer item than the screen is read to its end before the next one is selected.
  private mutating func moveSelection(_ distance: Int, _ page: Int, _ items: ListItems) {
    let more = items.height(of: selected) - page
    if first == selected, more > 0, distance > 0 ? hidden < more : hidden > 0 {
      hidden = min(max(0, hidden + distance), more)
    } else {
      selected += distance
    }
  }

  /// Selects the item that is so many lines away.
  private mutating func moveSelection(lines: Int, _ items: ListItems) {
    var rest = abs(lines)
    while rest > 0, (0..<items.count).contains(selected) {
      rest -= max(1, items.height(of: selected))
      selected += lines.signum()
    }
  }

  private mutating func scroll(_ lines: Int, _ items: ListItems) {
    hidden += lines
    while hidden < 0, first > 0 {
      first -= 1
      hidden += items.height(of: first)
    }
    hidden = max(0, hidden)
    while first < items.count - 1, hidden >= items.height(of: first) {
      hidden -= items.height(of: first)
      first += 1
    }
  }

  /// Takes the selection along with the lines that were scrolled.
  private mutating func selectVisible(_ page: Int, _ items: ListItems) {
    fill(page, items)
    var whole = shown(page: page, in: items)
    let lines = whole.reduce(0) { $0 + items.height(of: $1) } - hidden
    if whole.count > 1, hidden > 0 { whole = whole.dropFirst() }
    if whole.count > 1, lines > page { whole = whole.dropLast() }
    selected = min(max(selected, whole.lowerBound), max(whole.lowerBound, whole.upperBound - 1))
  }

  /// Scrolls as little as is needed to see the selected item, or the nearest part of it.
  private mutating func show(_ page: Int, _ items: ListItems) {
    let more = max(0, items.height(of: selected) - page)
    if selected < first {
      (first, hidden) = (selected, more)
    } else if selected == first {
      hidden = min(hidden, more)
    } else {
      var lines = min(items.height(of: selected), page)
      var index = selected
      while index > first, lines < page {
        index -= 1
        lines += items.height(of: index)
      }
      if index > first || lines - hidden > page { (first, hidden) = (index, max(0, lines - page)) }
    }
  }

  /// Scrolls back where there would be emptiness below the last item.
  private mutating func fill(_ page: Int, _ items: ListItems) {
    var lines = -hidden
    for index in first..<max(first, items.count) where lines < page { lines += items.height(of: index) }
    guard lines < page else { return }
    (first, lines) = (items.count, 0)
    while first > 0, lines < page {
      first -= 1
      lines += items.height(of: first)
    }
    hidden = max(0, lines - page)
  }
}
