import MigrationCore
import TerminalKit

/// The list of steps: what each is, what it locks, what the rules say.
extension Reviewer {
  var stepLegend: StyledText {
    StyledText("\(marks.yes) reviewed  \(marks.harmless) seen  \(marks.unknown) not seen  risk H M L", Paint(.muted))
  }

  /// The line of a step, from zero.
  func stepLine(_ index: Int, width: Int) -> StyledText {
    guard let item = steps[safe: index] else { return StyledText(" This plan has no steps.", Paint(.muted)) }
    let isReviewed = reviewed.contains(item.id)
    let isSeen = seen.contains(item.id)
    var text = StyledText(
      " \(isReviewed ? marks.yes : isSeen ? marks.harmless : marks.unknown) ",
      isReviewed ? Paint(.progressDone) : isSeen ? Paint(.muted) : Paint(.fingerprintUnknown, bold: true))
    text.append("\(nameColumn(item)) ")
    text.append("\(bracket(item)) ", Paint(.border))
    text.append("\(operationMark(item.step)) ", operationPaint(item.step))
    if let novelty = novelties[item.id] {
      text.append("\(novelty.rawValue) ", Paint(.severityWarning, bold: true))
    }
    text.append(item.title)
    if width >= 120, !item.step.type.isEmpty { text.append("  \(item.firstLine)", Paint(.muted)) }
    return line(text, right: stepTail(item, width: width), width: width)
  }

  /// A step's name with blanks before it, so that those of all steps end below each other.
  func nameColumn(_ item: StepItem) -> String {
    let name = item.id.description
    return String(repeating: " ", count: max(0, nameWidth - name.utf8.count)) + name
  }

  /// Which steps commit together.
  private func bracket(_ item: StepItem) -> String {
    let count = facts.plan.groups[safe: item.id.group - 1]?.steps.count ?? 1
    if count == 1 { return " " }
    return item.id.step == 1 ? "┌" : item.id.step == count ? "└" : "│"
  }

  private func operationMark(_ step: Step) -> String {
    if step.directive != nil { return marks.harmless }
    switch step.operation {
    case "create": return marks.created
    case "drop": return marks.dropped
    case "alter", "recreate": return marks.altered
    default: return " "
    }
  }

  private func operationPaint(_ step: Step) -> Paint {
    switch step.operation {
    case "create": Paint(.diffCreate, bold: true)
    case "drop": Paint(.diffDrop, bold: true)
    default: Paint(.diffAlter, bold: true)
    }
  }

  /// The strongest lock, and the findings by severity.
  private func stepTail(_ item: StepItem, width: Int) -> StyledText {
    let isWide = width >= 100
    let risk = riskColumn(item, isWide: isWide)
    var text = risk
    switch facts.impact(of: item.id) {
    case .loading: text.append(Marks.spinner(milliseconds: milliseconds), Paint(.progressRunning))
    case .unavailable: text.append("\(marks.unknown) lock", Paint(.fingerprintUnknown))
    case .loaded(let impact):
      if case .notChecked = impact.locksBasis {
        text.append("\(marks.unknown) lock", Paint(.fingerprintUnknown))
      } else if let lock = impact.locks.max(by: { $0.mode < $1.mode }) {
        let words =
          isWide
          ? lock.mode.rawValue
          : lock.mode.blocksReads ? "reads, writes wait" : lock.mode.blocksWrites ? "writes wait" : "nothing waits"
        text.append(words, lock.mode.blocksWrites ? Paint(.severityWarning) : Paint(.muted))
      } else {
        text.append(isWide ? "no lock" : "nothing waits", Paint(.muted))
      }
    }
    // One width for all, so that the words stand below each other.
    text.append(String(repeating: " ", count: max(0, risk.width + (isWide ? 22 : 18) - text.width)))
    let findings = facts.findings(of: item.id)
    for severity in Severity.allCases.reversed() {
      let count = findings.count { $0.severity == severity }
      text.append(count > 0 ? " \(count)\(severity.letter)" : "   ", severity.paint)
    }
    return text
  }
}
