import MigrationCore
import TerminalKit

/// The two schemas beside each other.
extension Reviewer {
  func drawTreeTitles(_ layout: ReviewLayout, on grid: inout Grid) {
    guard let row = layout.titles else { return }
    let isActive = focus == .trees
    func title(_ name: String, _ state: Loadable<ObjectTree>) -> StyledText {
      var text = StyledText(name, Paint(isActive ? .borderActive : .heading, bold: true))
      text.append("  ")
      text.append(origin(state))
      return text
    }
    guard layout.divider != nil else {
      var text = title("CURRENT AND DESIRED", facts.desired)
      text.append("  \(marks.created) \(marks.altered) \(marks.dropped)", Paint(.muted))
      put(text, tally, in: Rectangle(column: layout.left.column, row: row, width: layout.left.width, height: 1), &grid)
      return
    }
    // Without a database one title says what is shown, the other why.
    let isUnknown = facts.current.value == nil && !facts.current.isLoading
    put(
      title("CURRENT", isUnknown ? .loaded(ObjectTree(source: .stepPaths, roots: [])) : facts.current), standing,
      in: Rectangle(column: layout.left.column, row: row, width: layout.left.width, height: 1), &grid)
    put(
      title("DESIRED", facts.desired), tally,
      in: Rectangle(column: layout.right.column, row: row, width: layout.right.width, height: 1), &grid)
  }

  /// A text at the left of a line and another at its right, which gives way.
  private func put(_ left: StyledText, _ right: StyledText, in line: Rectangle, _ grid: inout Grid) {
    let fits = left.width + right.width + 4 <= line.width
    grid.put(
      left.truncated(to: line.width - 2, ellipsis: StyledText(marks.ellipsis)), column: line.column + 1, row: line.row,
      width: line.width - 2)
    guard fits else { return }
    grid.put(right, column: line.column + line.width - 1 - right.width, row: line.row, width: right.width)
  }

  /// Where a tree comes from, or why it is not there.
  private func origin(_ state: Loadable<ObjectTree>) -> StyledText {
    switch state {
    case .loading(let what):
      return StyledText("\(Marks.spinner(milliseconds: milliseconds)) \(what)", Paint(.progressRunning))
    case .unavailable(let why):
      let isRehearsal = facts.current.value != nil
      return StyledText("\(marks.unknown) \(isRehearsal ? "not rehearsed: " : "")\(why)", Paint(.fingerprintUnknown))
    case .loaded(let tree):
      // A rehearsal is worth nothing beside a current schema that is not known.
      if case .rehearsal = tree.source, facts.current.value == nil {
        return StyledText("\(marks.unknown) only what the steps name", Paint(.fingerprintUnknown))
      }
      switch tree.source {
      case .liveDatabase: return StyledText("live", Paint(.muted))
      case .rehearsal(failure: nil): return StyledText("rehearsed", Paint(.muted))
      case .rehearsal(let failure?):
        return StyledText("\(marks.no) before the failure: \(failure)", Paint(.severityError))
      case .plan: return StyledText("\(marks.unknown) as the plan has it", Paint(.fingerprintUnknown))
      case .stepPaths: return StyledText("\(marks.unknown) only what the steps name", Paint(.fingerprintUnknown))
      }
    }
  }

  /// How far the review is, and what the rules found.
  private var standing: StyledText {
    var text = StyledText("seen \(steps.count { seen.contains($0.id) })/\(steps.count)", Paint(.muted))
    text.append("  ")
    switch facts.findings {
    case .loading: text.append("\(Marks.spinner(milliseconds: milliseconds)) warnings", Paint(.progressRunning))
    case .unavailable: text.append("\(marks.unknown) warnings not checked", Paint(.fingerprintUnknown))
    case .loaded:
      for (place, severity) in Severity.allCases.reversed().enumerated() {
        let count = facts.count(severity)
        text.append(place > 0 ? " " : "")
        text.append("\(count)\(severity.letter)", count == 0 ? Paint(.muted) : severity.paint)
      }
    }
    return text
  }

  /// How many objects become what.
  private var tally: StyledText {
    func count(_ change: AlignedTree.Change) -> Int { changeCounts[change] ?? 0 }
    var text = StyledText()
    for (mark, number, role) in [
      (marks.created, count(.created), Role.diffCreate), (marks.altered, count(.altered), .diffAlter),
      (marks.dropped, count(.dropped), .diffDrop),
    ] {
      text.append(text.isEmpty ? "" : " ")
      text.append("\(mark)\(number)", number == 0 ? Paint(.muted) : Paint(role))
    }
    return text
  }

  func drawTrees(_ layout: ReviewLayout, on grid: inout Grid) {
    let sizes = knownSizes
    for line in 0..<layout.left.height {
      guard let index = treeView.visible[safe: treeView.offset + line] else { break }
      let row = tree.rows[index]
      let isSelected = treeView.offset + line == treeView.position
      func put(_ side: AlignedTree.Side?, _ rectangle: Rectangle, sizes: [QualifiedName: RelationSize]) {
        let surface: Surface = isSelected ? .selection : side == nil ? .plain : row.change.surface
        let text =
          side.map { side in
            let size = row.id.flatMap { $0.member == nil ? sizes[QualifiedName($0.schema, $0.name)]?.words : nil }
            return TreeLine.text(
              index, side, size, in: tree, treeView, marks,
              search: focus == .trees && layers.allSatisfy { !$0.fillsScreen } ? shownSearch : nil)
          } ?? StyledText()
        grid.put(
          text.truncated(to: rectangle.width, ellipsis: StyledText(marks.ellipsis)).on(surface),
          column: rectangle.column, row: rectangle.row + line, width: rectangle.width, fill: Paint(.text, on: surface))
      }
      if layout.divider == nil {
        put(row.desired ?? row.current, layout.left, sizes: sizes)
      } else {
        put(row.current, layout.left, sizes: sizes)
        put(row.desired, layout.right, sizes: [:])
        if isSelected, let divider = layout.divider {
          grid.put(
            StyledText("│", Paint(.border, on: .selection)), column: divider, row: layout.left.row + line, width: 1)
        }
      }
    }
    if treeView.visible.isEmpty, layout.left.height > 0 {
      let reason =
        facts.awaitsOutline
        ? "\(Marks.spinner(milliseconds: milliseconds)) reading the steps"
        : treeView.filter.isEmpty
          ? "no objects" : "nothing matches \(treeView.filter); \(key(.cancel)) clears the filter"
      grid.put(
        StyledText(" \(reason)", Paint(.muted)), column: layout.left.column, row: layout.left.row,
        width: layout.left.width)
    }
  }

  /// What the impacts say about sizes; a relation without one is not in it.
  private var knownSizes: [QualifiedName: RelationSize] {
    var sizes: [QualifiedName: RelationSize] = [:]
    let impacts = facts.impacts.value ?? [:]
    for step in steps { sizes.merge(impacts[step.id]?.sizes ?? [:]) { first, _ in first } }
    return sizes
  }
}

extension AlignedTree.Change {
  var role: Role {
    switch self {
    case .same: .text
    case .created: .diffCreate
    case .altered: .diffAlter
    case .dropped: .diffDrop
    }
  }

  var surface: Surface {
    switch self {
    case .same, .altered: .plain
    case .created: .create
    case .dropped: .drop
    }
  }
}

extension Severity {
  var paint: Paint {
    switch self {
    case .error: Paint(.severityError, bold: true)
    case .warning: Paint(.severityWarning, bold: true)
    case .info: Paint(.severityInfo)
    }
  }
}
