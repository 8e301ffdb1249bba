import MigrationCore
package import TerminalKit

/// What a page looks like.
extension Presenter {
  package func draw() -> Grid {
    var grid = Grid(columns: columns, rows: rows)
    if isBlank { return grid }
    if let help = overlay?.help {
      ListScreen.draw(
        helpList(help), help, titles: helpTitles(.present, filter: help.filter), self, on: &grid)
    } else {
      let layout = layout
      drawFrame(on: &grid, left: header, right: clock)
      drawTitle(layout, on: &grid)
      drawTrees(layout, on: &grid)
      draw(sqlRows?[sqlOffset..<sqlOffset + layout.sql.height] ?? [], in: layout.sql, on: &grid)
      draw(impactLines(width: layout.impact.width), in: layout.impact, on: &grid)
      if layout.notes.height > 0 {
        grid.drawRule(
          column: 0, row: layout.notes.row - 1, width: columns, title: Self.spaced(StyledText("notes", Paint(.muted))))
        draw(noteLines(width: layout.notes.width), in: layout.notes, on: &grid)
      }
    }
    drawFooter(on: &grid)
    switch overlay {
    case .helpFilter(let field, _): EntryBox.drawInFooter("filter: ", field, self, on: &grid)
    case .palette(let state): PaletteBox.draw(self, state, on: &grid)
    case .help, nil: break
    }
    return grid
  }

  /// Lines in their place; the last one says how many more there are.
  private func draw(_ lines: [StyledText], from offset: Int = 0, in place: Rectangle, on grid: inout Grid) {
    let hidden = lines.count - offset - place.height
    for row in 0..<place.height {
      guard let line = lines[safe: offset + row] else { break }
      let isCut = hidden > 0 && row == place.height - 1
      let text = isCut ? StyledText("\(marks.ellipsis) \(hidden + 1) more lines", Paint(.muted)) : line
      grid.put(text, column: place.column, row: place.row + row, width: place.width)
    }
  }

  private var header: StyledText {
    var text = StyledText(facts.planName, Paint(.heading, bold: true))
    if let target = facts.target {
      text.append(" ─ ", Paint(.border))
      text.append(target)
    }
    return text
  }

  /// How far the talk is, and what time it is.
  private var clock: StyledText {
    var text = StyledText()
    switch page {
    case .opening: text.append(Quantity.counted(steps.count, "step"))
    case .step(let index, _): text.append("\(index + 1) of \(steps.count)", Paint(.heading, bold: true))
    case .ending: text.append("the end", Paint(.heading, bold: true))
    }
    if let time = wallClock { text.append("  \(time)", Paint(.muted)) }
    switch timer {
    case .off: break
    case .starting: text.append("  0:00", Paint(.progressRunning))
    case .since(let start):
      let seconds = max(0, milliseconds - start) / 1000
      text.append("  \(seconds / 60):\(seconds % 60 / 10)\(seconds % 10)", Paint(.progressRunning))
    }
    return text
  }

  /// The time of day where the talk is held; nil where ``now`` is not a time.
  private var wallClock: String? {
    guard let start = now.firstIndex(of: "T") else { return nil }
    let parts = now[now.index(after: start)...].split(separator: ":").prefix(2).compactMap { Int($0) }
    guard parts.count == 2 else { return nil }
    let minutes = ((parts[0] * 60 + parts[1] + configuration.minutesAheadOfUTC) % 1440 + 1440) % 1440
    return "\(minutes / 600)\(minutes / 60 % 10):\(minutes % 60 / 10)\(minutes % 10)"
  }

  private func drawTitle(_ layout: PresentLayout, on grid: inout Grid) {
    let (column, width) = (layout.trees.column, layout.trees.width)
    let ellipsis = StyledText(marks.ellipsis)
    grid.put(
      StyledText(title, Paint(.heading, bold: true)).truncated(to: width, ellipsis: ellipsis), column: column,
      row: layout.title, width: width)
    grid.put(
      line(StyledText(subtitle, Paint(.muted)), right: state, width: width + 1), column: column, row: layout.title + 1,
      width: width)
  }

  private var title: String {
    switch page {
    case .opening: facts.planName
    case .step(let index, _): steps[index].headline
    case .ending: "What became of it"
    }
  }

  private var subtitle: String {
    switch page {
    case .opening:
      return "\(Quantity.counted(steps.count, "step")) in \(Quantity.counted(facts.plan.groups.count, "group"))"
    case .step(let index, _):
      let item = steps[index]
      return "group \(item.id.group) of \(facts.plan.groups.count) (\(item.group.words))"
    case .ending:
      let counts: [(String, AlignedTree.Change)] = [
        ("created", .created), ("changed", .altered), ("dropped", .dropped),
      ]
      return counts.map { word, change in
        "\(tree.rows.count { $0.id != nil && $0.id?.kind != .schema && $0.change == change }) \(word)"
      }.joined(separator: ", ")
    }
  }

  /// What stands of the copy.
  private var state: StyledText {
    if let preparing {
      return StyledText("\(Marks.spinner(milliseconds: milliseconds)) \(preparing)", Paint(.progressRunning))
    }
    if failure != nil { return StyledText("\(marks.unknown) not run", Paint(.fingerprintUnknown)) }
    if let stopped, stepsRun > stopped.step {
      return StyledText("\(marks.no) fails on the copy", Paint(.progressFailed))
    }
    if isAwaitingCopy {
      return StyledText("\(Marks.spinner(milliseconds: milliseconds)) running", Paint(.progressRunning))
    }
    switch page {
    case .opening: return StyledText("\(marks.yes) the copy is ready", Paint(.progressDone))
    case .step(_, isRun: false): return StyledText("not run yet", Paint(.muted))
    case .step(_, isRun: true): return StyledText("\(marks.yes) run on the copy", Paint(.progressDone))
    case .ending: return StyledText("\(marks.yes) every step works on the copy", Paint(.progressDone))
    }
  }

  // MARK: Trees

  private func drawTrees(_ layout: PresentLayout, on grid: inout Grid) {
    guard let rules = layout.treeRules else { return }
    func heading(_ text: String) -> StyledText { Self.spaced(StyledText(text, Paint(.heading, bold: true))) }
    let names = sideNames
    let isDivided = layout.divider != nil && names.right != nil
    grid.drawRule(column: 0, row: rules.top, width: columns, title: heading(isDivided ? names.left : names.narrow))
    grid.drawRule(column: 0, row: rules.bottom, width: columns)
    let place = layout.trees
    if let divider = layout.divider, isDivided {
      grid.drawDivider(column: divider, row: rules.top, height: place.height + 2)
      grid.put(heading(names.right ?? ""), column: divider + 2, row: rules.top, width: place.width)
    }
    let split = isDivided ? layout.divider : nil
    let left = Rectangle(
      column: place.column, row: place.row, width: split.map { $0 - place.column } ?? place.width, height: place.height)
    if treeView.visible.isEmpty { return drawReason(in: place, on: &grid) }
    for row in 0..<place.height {
      guard let index = treeView.visible[safe: treeView.offset + row] else { break }
      let sides = tree.rows[index]
      if let split {
        draw(sides.current, index, in: left, row, on: &grid)
        draw(
          sides.desired, index,
          in: Rectangle(
            column: split + 1, row: place.row, width: place.column + place.width - split - 1, height: place.height),
          row, on: &grid)
      } else {
        draw(sides.desired ?? sides.current, index, in: left, row, on: &grid)
      }
    }
  }

  private func draw(_ side: AlignedTree.Side?, _ index: Int, in place: Rectangle, _ row: Int, on grid: inout Grid) {
    let change = tree.rows[index].change
    let isSubject = index == subjectRow && change == .same
    let surface: Surface = side == nil ? .plain : isSubject ? .selection : change.surface
    let text = side.map { TreeLine.text(index, $0, nil, in: tree, treeView, marks) } ?? StyledText()
    grid.put(
      text.truncated(to: place.width, ellipsis: StyledText(marks.ellipsis)).on(surface), column: place.column,
      row: place.row + row, width: place.width, fill: Paint(.text, on: surface))
  }

  /// What the trees are called; one tree has the narrow name.
  private var sideNames: (left: String, right: String?, narrow: String) {
    switch page {
    case .opening: ("", nil, "the copy before the first step")
    case .step(_, isRun: false): ("", nil, "before")
    case .step(_, isRun: true): ("before", "after", "after")
    case .ending: ("before the first step", "after the last", "after the last step")
    }
  }

  /// Why there is no tree.
  private func drawReason(in place: Rectangle, on grid: inout Grid) {
    let words =
      failure.map { "\(marks.unknown) The steps are shown and not run: \($0)" }
      ?? preparing.map { "\(Marks.spinner(milliseconds: milliseconds)) \($0)" }
      ?? (isAwaitingCopy
        ? "\(Marks.spinner(milliseconds: milliseconds)) running what comes before it: \(progress)" : "")
    draw(
      StyledText(words, Paint(failure == nil ? .progressRunning : .fingerprintUnknown)).wrapped(to: place.width),
      in: place, on: &grid)
  }

  /// How many of the steps before the page's have run.
  private var progress: String { "\(trees.keys.filter { $0 <= stepsRun }.max() ?? 0) of \(stepsRun)" }

  // MARK: Texts

  /// The rows of the page's SQL, as far as it was laid out.
  var sqlRows: SQLRows? {
    guard case .step(let index, _) = page else { return nil }
    return laidOutSQL.rows(of: .step(index), width: PresentLayout.textWidth(columns: columns))
  }

  mutating func layOutSQL() {
    guard case .step(let index, _) = page else { return laidOutSQL = nil }
    laidOutSQL = laidOutSQL.laidOut(
      .step(index), width: PresentLayout.textWidth(columns: columns), sql: { steps[index].step.sql },
      tokens: configuration.tokens)
  }

  /// What the step does to others, the gravest of it, in two lines at most.
  func impactLines(width: Int) -> [StyledText] {
    switch page {
    case .opening:
      let copy = "The steps run on an empty copy"
      let line = StyledText(facts.target.map { "\(copy); nothing of \($0) is touched." } ?? "\(copy).", Paint(.muted))
      return ([line] + facts.notes.map { StyledText("\(marks.unknown) \($0)", Paint(.fingerprintUnknown)) })
        .flatMap { $0.wrapped(to: width, hanging: 2) }
    case .ending: return []
    case .step(let index, _):
      if let stopped, stepsRun > stopped.step {
        let place = stopped.step == index ? "" : steps[safe: stopped.step].map { "step \($0.id): " } ?? ""
        return StyledText("\(marks.no) \(place)\(stopped.message)", Paint(.severityError)).wrapped(
          to: width, hanging: 2)
      }
      let text = impactText(steps[index].id).truncated(
        to: max(1, 2 * width - 8), ellipsis: StyledText(marks.ellipsis))
      return Array(text.wrapped(to: width, hanging: 2).prefix(2))
    }
  }

  private func impactText(_ id: StepID) -> StyledText {
    switch facts.impact(of: id) {
    case .loading(let what):
      return StyledText("\(Marks.spinner(milliseconds: milliseconds)) impact: \(what)", Paint(.progressRunning))
    case .unavailable(let why):
      return StyledText("\(marks.unknown) impact not checked: \(why)", Paint(.fingerprintUnknown))
    case .loaded(let impact):
      let points = impact.points
      func words(_ weight: ImpactPoint.Weight) -> String {
        points.filter { $0.weight == weight }.map(\.text).joined(separator: "; ")
      }
      if !words(.danger).isEmpty { return StyledText("\(marks.danger) \(words(.danger))", Paint(.severityWarning)) }
      if !words(.unknown).isEmpty {
        return StyledText("\(marks.unknown) \(words(.unknown))", Paint(.fingerprintUnknown))
      }
      return StyledText("\(marks.harmless) \(words(.harmless))", Paint(.muted))
    }
  }

  /// What was written about the step or its object, for whoever speaks.
  func noteLines(width: Int) -> [StyledText] {
    guard showsNotes else { return [] }
    let comments = facts.review.comments.filter { comment in
      switch (comment.place, page) {
      case (.step(let id), .step(let index, _)), (.stepLines(_, of: let id), .step(let index, _)):
        steps[index].id == id
      case (.object(let name), .step), (.lines(_, of: let name), .step):
        subjectRow.flatMap { tree.rows[$0].id }.map { "\($0)" == name } ?? false
      case (.plan, .opening), (.plan, .ending): true
      case (.plan, .step), (.step, .opening), (.step, .ending),
        (.stepLines, .opening), (.stepLines, .ending), (.object, .opening), (.object, .ending),
        (.lines, .opening), (.lines, .ending):
        false
      }
    }
    guard !comments.isEmpty else { return [StyledText("no comments on this", Paint(.muted))] }
    return comments.flatMap { comment in
      let lines = comment.text.split(separator: "\n", omittingEmptySubsequences: true)
      return lines.flatMap { StyledText("\(marks.comment) \($0)").wrapped(to: width, hanging: 2) }
    }
  }
}

extension StepItem {
  /// `Create column public.users.email`: for whoever sees it for the first time.
  package var headline: String {
    if let directive = step.directive { return "\(Self.capitalized(directive.type)): \(directive.message)" }
    let kind = (step.type.split(separator: ".").last.map(String.init) ?? "").replacing("_", with: " ")
    let words = [Self.capitalized(step.operation), kind, step.path].filter { !$0.isEmpty }
    return words.isEmpty ? firstLine : words.joined(separator: " ")
  }

  private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
