import MigrationCore
import TerminalKit

/// The review screen: header, two trees, the step below.
extension Reviewer {
  func drawReview(on grid: inout Grid) {
    let layout = layout
    if layout.hasFrame {
      grid.drawBox(Rectangle(column: 0, row: 0, width: columns, height: rows))
      if let heading = layout.heading, heading > 0 { grid.drawRule(column: 0, row: heading, width: columns) }
      if let divider = layout.divider, let titles = layout.titles {
        let end = layout.heading ?? rows - 1
        grid.drawDivider(column: divider, row: titles - 1, height: end - titles + 2)
      }
      drawHeader(on: &grid)
      if let row = layout.banner {
        grid.put(
          StyledText(" \(marks.no) \(banner ?? "")", Paint(.severityError, bold: true)), column: 1, row: row,
          width: columns - 2)
      }
      drawTreeTitles(layout, on: &grid)
      drawPanelHeading(layout, on: &grid)
    }
    drawTrees(layout, on: &grid)
    drawPanel(layout, on: &grid)
  }

  /// The plan, the target, and whether they belong together.
  private func drawHeader(on grid: inout Grid) {
    let state = facts.fingerprint
    let digits = facts.plan.sourceFingerprint.map { "fingerprint \($0.prefix(16))" } ?? "no fingerprint in the plan"
    let mark: String
    let paint: Paint
    switch state {
    case .checking: (mark, paint) = (Marks.spinner(milliseconds: milliseconds), Paint(.fingerprintUnknown))
    case .matches: (mark, paint) = (marks.yes, Paint(.fingerprintMatch, bold: true))
    case .differs: (mark, paint) = (marks.no, Paint(.fingerprintMismatch, bold: true))
    case .notChecked: (mark, paint) = (marks.unknown, Paint(.fingerprintUnknown, bold: true))
    }
    var left = StyledText(facts.planName, Paint(.heading, bold: true))
    left.append(" ─ ", Paint(.border))
    left.append(facts.target ?? "no database", facts.target == nil ? Paint(.muted) : Paint())
    // The longest form that leaves the names whole; the state itself is always there.
    var why = ""
    if case .notChecked(let reason) = state { why = ": \(reason)" }
    let short = facts.plan.sourceFingerprint.map { "fingerprint \($0.prefix(8)) " } ?? "fingerprint "
    let forms = [
      (true, digits + " ", why), (true, digits + " ", ""), (true, short, ""), (true, "fingerprint ", ""),
      (true, "", ""), (false, "", ""),
    ].map { hasRisk, before, after in
      var text = hasRisk ? headerRisk : StyledText()
      if !text.isEmpty { text.append("  ") }
      text.append(before, Paint(.muted))
      text.append("\(mark) \(state.words)", paint)
      text.append(after, Paint(.muted))
      return text
    }
    let right = forms.first { $0.width + left.width + 8 <= columns } ?? forms[forms.count - 1]
    drawTitles(on: &grid, row: 0, left: left, right: right)
  }
}
