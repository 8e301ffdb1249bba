import MigrationCore
package import TerminalKit

/// The browser's screen: header, tree, and the object under the cursor beside it.
extension Browser {
  package func draw() -> Grid {
    var grid = Grid(columns: columns, rows: rows)
    let lowest = layers.lastIndex { $0.fillsScreen }
    if let lowest { drawScreen(layers[lowest], on: &grid) } else { drawBrowser(on: &grid) }
    if let shownSearch {
      if lowest != nil {
        grid.mark(shownSearch, in: ListScreen.body(self))
      } else if focus == .definition {
        grid.mark(shownSearch, in: layout.definition)
      }
    }
    for layer in layers[(lowest.map { $0 + 1 } ?? 0)...] {
      switch layer {
      case .palette(let state): PaletteBox.draw(self, state, on: &grid)
      case .search(let field): EntryBox.drawInFooter("/", field, note: search.words, self, on: &grid)
      case .filter(let field):
        EntryBox.drawInFooter(
          "filter: ", field, note: layers.count > 1 ? "" : treeView.filterWords(tree) ?? "", self, on: &grid)
      case .fileName(let field): EntryBox.drawInFooter("write to new file: ", field, self, on: &grid)
      case .definition, .dependencies, .history, .help: break
      }
    }
    drawFooter(on: &grid)
    return grid
  }

  private func drawScreen(_ layer: BrowseLayer, on grid: inout Grid) {
    if case .definition(let state) = layer { return DefinitionScreen.draw(self, state, on: &grid) }
    guard let items = items(of: layer), let state = layer.listState else { return }
    ListScreen.draw(items, state, titles: titles(of: layer), self, on: &grid)
  }

  private func titles(of layer: BrowseLayer) -> (StyledText, StyledText) {
    switch layer {
    case .dependencies(let tree, _):
      var title = StyledText("\(tree.key.object?.kind.rawValue ?? "")  ", Paint(.muted))
      title.append(tree.key.object.map { $0.description } ?? "", Paint(.heading, bold: true))
      return (title, StyledText("by pg_depend", Paint(.muted)))
    case .history: return historyTitles(past)
    case .help(let context, let state): return helpTitles(context, filter: state.filter)
    case .definition, .palette, .search, .filter, .fileName: return (StyledText(), StyledText())
    }
  }

  /// The items of a list screen; nil for what is no list.
  func items(of layer: BrowseLayer) -> ListItems? {
    let width = ListScreen.textWidth(self)
    switch layer {
    case .dependencies(let tree, _): return dependencyItems(of: tree)
    case .history: return ListItems(historyItems(past, width: width))
    case .help(let context, let state): return ListItems(helpItems(context, filter: state.filter, width: width))
    case .definition, .palette, .search, .filter, .fileName: return nil
    }
  }

  private func drawBrowser(on grid: inout Grid) {
    let layout = layout
    if layout.hasFrame {
      grid.drawBox(Rectangle(column: 0, row: 0, width: columns, height: rows))
      if let divider = layout.divider {
        grid.drawDivider(column: divider, row: layout.tree.row - 1, height: layout.tree.height + 2)
      }
      if let rule = layout.rule {
        let start = layout.definition.column - 1
        grid.drawRule(column: start, row: rule, width: columns - start)
      }
      drawHeader(on: &grid)
      if let row = layout.banner, let failure {
        let text = StyledText("\(marks.no) not read again: \(failure)", Paint(.severityError, bold: true))
        let line = line(text, right: StyledText(retryHint, Paint(.muted)), width: columns - 4)
        grid.put(line, column: 2, row: row, width: columns - 4)
      }
    }
    drawTree(layout, on: &grid)
    drawPane(layout, on: &grid)
  }

  /// Which schema this is, and how old the picture is.
  private func drawHeader(on grid: inout Grid) {
    var left = StyledText(configuration.schema, Paint(.heading, bold: true))
    left.append(" ─ ", Paint(.border))
    left.append(configuration.target)
    if let server = schema?.server { left.append("  PostgreSQL \(server)", Paint(.muted)) }
    if let other = configuration.against { left.append("  against \(other)", Paint(.muted)) }
    var right = StyledText()
    if comparedAt != nil || configuration.against != nil && hasRead {
      for (mark, change, role) in [
        (marks.created, .created, Role.diffCreate), (marks.altered, .altered, .diffAlter),
        (marks.dropped, .dropped, .diffDrop),
      ] as [(String, AlignedTree.Change, Role)] {
        let count = changes[change] ?? 0
        right.append("\(mark)\(count) ", count == 0 ? Paint(.muted) : Paint(role))
      }
      right.append(" ")
    }
    if let reading {
      right.append(spinner(reading), Paint(.progressRunning))
    } else if hasRead {
      right.append("read \(Self.time(readAt))", Paint(.muted))
    } else {
      right.append("\(marks.unknown) not read", Paint(.fingerprintUnknown))
    }
    drawTitles(on: &grid, row: 0, left: left, right: right)
  }

  /// What goes on, and for how long.
  private func spinner(_ reading: Reading) -> String {
    let seconds = max(0, milliseconds - reading.since) / 1000
    return "\(Marks.spinner(milliseconds: milliseconds)) \(reading.doing)\(seconds > 0 ? " \(seconds) s" : "")"
  }

  private func drawTree(_ layout: BrowseLayout, on grid: inout Grid) {
    let place = layout.tree
    guard place.height > 0 else { return }
    for line in 0..<place.height {
      guard let index = treeView.visible[safe: treeView.offset + line] else { break }
      let row = tree.rows[index]
      guard let side = row.desired ?? row.current else { continue }
      let isSelected = treeView.offset + line == treeView.position
      let surface: Surface = isSelected ? .selection : row.change.surface
      let size = row.id.flatMap { sizes.value?[$0] }
      let text = TreeLine.text(
        index, side, place.width < 50 ? size?.shortWords : size?.words, in: tree, treeView, marks,
        search: focus == .tree ? shownSearch : nil)
      grid.put(
        text.truncated(to: place.width, ellipsis: StyledText(marks.ellipsis)).on(surface),
        column: place.column, row: place.row + line, width: place.width, fill: Paint(.text, on: surface))
    }
    guard treeView.visible.isEmpty else { return }
    var words: [StyledText]
    if let reading {
      words = [
        StyledText(spinner(reading), Paint(.progressRunning)), StyledText("\(key(.cancel)) gives up", Paint(.muted)),
      ]
    } else if let failure, !hasRead {
      words = [
        StyledText("\(marks.no) \(failure)", Paint(.severityError, bold: true)), StyledText(retryHint, Paint(.muted)),
      ]
    } else {
      let reason =
        treeView.filter.isEmpty ? "no objects" : "nothing matches \(treeView.filter); \(key(.cancel)) clears the filter"
      words = [StyledText(reason, Paint(.muted))]
    }
    words = words.flatMap { $0.wrapped(to: max(1, place.width - 2), hanging: 2) }
    for (row, line) in words.prefix(place.height).enumerated() {
      grid.put(line, column: place.column + 1, row: place.row + row, width: place.width - 1)
    }
  }

  private var retryHint: String { keymap.label(of: .reload, in: .browse).map { "\($0) tries again" } ?? "" }
}
