import MigrationCore
import TerminalKit

/// The lower half of the review screen: everything about a step or an object.
extension Reviewer {
  func drawPanelHeading(_ layout: ReviewLayout, on grid: inout Grid) {
    guard let row = layout.heading else { return }
    var right = StyledText()
    if case .step = subject, columns >= 110 || tab != .step { right = tabTitles }
    let count = panelText(width: layout.panel.width).count
    if count > layout.panel.height {
      if !right.isEmpty { right.append("  ") }
      right.append(position(panelOffset, page: layout.panel.height, count: count))
    }
    if case .step(let index) = subject, let item = steps[safe: index] {
      if let novelty = novelties[item.id] {
        if !right.isEmpty { right.append("  ") }
        right.append(novelty.rawValue, Paint(.severityWarning, bold: true))
      }
      if reviewed.contains(item.id) {
        if !right.isEmpty { right.append("  ") }
        right.append("\(marks.yes) reviewed", Paint(.progressDone))
      }
    }
    drawTitles(on: &grid, row: row, left: panelTitle, right: right)
  }

  private var panelTitle: StyledText {
    let active = Paint(focus == .step ? .borderActive : .heading, bold: true)
    switch subject {
    case .step(let index):
      guard let item = steps[safe: index] else { return StyledText("no steps", active) }
      var text = StyledText("\(item.number)/\(item.total)", active)
      text.append("  step \(item.id) (\(item.group.words))  ", Paint(.muted))
      text.append(item.title, active)
      return text
    case .object(let key):
      guard let row = tree.index(of: key).map({ tree.rows[$0] }) else { return StyledText("no object", active) }
      var text = StyledText(row.id?.kind.rawValue ?? "", Paint(.muted))
      if row.id != nil { text.append("  ") }
      text.append(row.id?.description ?? row.title, active)
      return text
    }
  }

  func drawPanel(_ layout: ReviewLayout, on grid: inout Grid) {
    let lines = panelText(width: layout.panel.width)[panelOffset..<panelOffset + layout.panel.height]
    for (line, text) in lines.enumerated() {
      grid.put(text, column: layout.panel.column, row: layout.panel.row + line, width: layout.panel.width)
    }
  }

  /// Everything about the panel's subject in lines of `width` columns, a blank column on either side.
  func panelText(width: Int) -> PanelText {
    let inner = PanelText.inner(width)
    var text = PanelText(width: width, ellipsis: wrapsLines ? nil : StyledText(marks.ellipsis, Paint(.muted)))
    func wrapped(_ text: StyledText, hanging: Int) -> [StyledText] { text.wrapped(to: inner, hanging: hanging) }
    switch subject {
    case .step(let index):
      guard let item = steps[safe: index] else {
        text.above = wrapped(
          StyledText("This plan has no steps: there is nothing to do.", Paint(.muted)), hanging: 0)
        break
      }
      switch tab {
      case .step: break
      case .targets:
        text.above = targetTexts(item.id).flatMap { wrapped($0, hanging: 4) }
        return text
      case .history:
        text.above = historyTexts(item.id).flatMap { wrapped($0, hanging: 4) }
        return text
      }
      if let directive = item.step.directive {
        text.above = wrapped(StyledText("\(directive.type): \(directive.message)", Paint(.heading)), hanging: 2)
      }
      text.sql = panelSQLRows(width: width)
      var below = riskTexts(item) + impactTexts(item.id)
      if let reversal = facts.reversal(ofStep: item.number) {
        let first = StepItem.firstLine(of: reversal)
        let more = first.utf8.count < reversal.utf8.count ? " \(marks.ellipsis)" : ""
        below.append(StyledText("\(marks.harmless) undone by: \(first)\(more)", Paint(.muted)))
      }
      below += findingTexts(item.id) + comments(on: .step(item.id)).map(commentText)
      text.below = below.flatMap { wrapped($0, hanging: 2) }
    case .object(let key):
      guard let index = tree.index(of: key) else { break }
      let row = tree.rows[index]
      var above = objectTexts(index, row)
      if let id = row.id { above += comments(on: .object(id.description)).map(commentText) }
      text.above = above.flatMap { wrapped($0, hanging: 2) }
      if row.id != nil { text.sql = panelSQLRows(width: width) }
    }
    return text
  }

  private func panelSQLRows(width: Int) -> SQLRows? {
    panelSQL.rows(of: subject, width: wrapsLines ? PanelText.inner(width) : nil)
  }

  mutating func layOutPanelSQL(width: Int) {
    panelSQL = panelSQL.laidOut(
      subject, width: wrapsLines ? PanelText.inner(width) : nil, sql: { sql(of: subject) }, tokens: configuration.tokens
    )
  }

  private func sql(of subject: ShownSubject) -> String {
    switch subject {
    case .step(let index): steps[safe: index]?.step.sql ?? ""
    case .object(let key): tree.index(of: key).map { DefinitionState.sql(of: tree.rows[$0]) } ?? ""
    }
  }

  private func objectTexts(_ index: Int, _ row: AlignedTree.Row) -> [StyledText] {
    let below = steps.indices.filter { step in
      rowOfStep[safe: step].flatMap { $0 }.map { (index + 1..<max(index + 1, row.end)).contains($0) } == true
    }
    let list = below.map { "\($0 + 1)" }.joined(separator: ", ")
    if row.id == nil || row.id?.kind == .schema {
      return [
        StyledText(
          below.isEmpty
            ? "\(marks.harmless) no step changes anything here"
            : "\(marks.altered) changed by \(below.count == 1 ? "step" : "steps") \(list)",
          Paint(.muted))
      ]
    }
    let words: String
    switch row.change {
    case .same:
      words =
        below.isEmpty
        ? "\(marks.harmless) unchanged by this plan"
        : "\(marks.altered) changed by \(below.count == 1 ? "step" : "steps") \(list)"
    case .created: words = "\(marks.created) created by this plan"
    case .altered:
      words =
        below.isEmpty
        ? "\(marks.altered) changed by this plan"
        : "\(marks.altered) changed by \(below.count == 1 ? "step" : "steps") \(list)"
    case .dropped: words = "\(marks.dropped) dropped by this plan"
    }
    return [StyledText(words, Paint(row.change == .same ? .muted : row.change.role))]
  }

  func impactTexts(_ id: StepID) -> [StyledText] {
    switch facts.impact(of: id) {
    case .loading(let what):
      return [StyledText("\(Marks.spinner(milliseconds: milliseconds)) impact: \(what)", Paint(.progressRunning))]
    case .unavailable(let why):
      return [StyledText("\(marks.unknown) impact not checked: \(why)", Paint(.fingerprintUnknown))]
    case .loaded(let impact):
      let points = impact.points
      // What does no harm goes into one line, so that what does stands out.
      let harmless = points.filter { $0.weight == .harmless }.map(\.text).joined(separator: "; ")
      return points.filter { $0.weight != .harmless }.map { point in
        point.weight == .danger
          ? StyledText("\(marks.danger) \(point.text)", Paint(.severityWarning))
          : StyledText("\(marks.unknown) \(point.text)", Paint(.fingerprintUnknown))
      } + (harmless.isEmpty ? [] : [StyledText("\(marks.harmless) \(harmless)", Paint(.muted))])
    }
  }

  private func findingTexts(_ id: StepID) -> [StyledText] {
    switch facts.findings {
    case .loading(let what):
      return [StyledText("\(Marks.spinner(milliseconds: milliseconds)) warnings: \(what)", Paint(.progressRunning))]
    case .unavailable(let why):
      return [StyledText("\(marks.unknown) warnings not checked: \(why)", Paint(.fingerprintUnknown))]
    case .loaded:
      return facts.findings(of: id).flatMap { finding in
        var text = StyledText("\(finding.severity.letter) \(finding.rule)", finding.severity.paint)
        text.append("  \(finding.message)")
        guard let acknowledgement = facts.acknowledgement(of: finding) else { return [text] }
        var answer = StyledText("  \(marks.yes) acknowledged by \(acknowledgement.author): ", Paint(.progressDone))
        answer.append(acknowledgement.reason)
        return [text, answer]
      }
    }
  }

  func commentText(_ comment: Comment) -> StyledText {
    var text = StyledText("\(marks.comment) ", Paint(.heading, bold: true))
    if let words = comment.place.lineWords { text.append("\(words): ", Paint(.muted)) }
    let paint = comment.isResolved ? Paint(.muted) : Paint()
    for (index, line) in comment.text.split(separator: "\n", omittingEmptySubsequences: true).enumerated() {
      text.append(index > 0 ? " / " : "", Paint(.muted))
      text.append(String(line), paint)
    }
    text.append("  \(comment.author), \(comment.isResolved ? "resolved" : "unresolved")", Paint(.muted))
    return text
  }
}
