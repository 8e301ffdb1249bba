import MigrationCore
import TerminalKit

/// All findings, the gravest first, with their reason, the safer way, and who acknowledged them.
extension Reviewer {
  var warningTally: StyledText {
    var text = StyledText()
    for severity in Severity.allCases.reversed() {
      let count = facts.count(severity)
      text.append(text.isEmpty ? "" : "  ")
      text.append(Quantity.counted(count, severity.word), count == 0 ? Paint(.muted) : severity.paint)
    }
    return text
  }

  /// The assessment, and below it the findings, of which there may be thousands.
  func warningItems(width: Int) -> ListItems {
    let findings = facts.sortedFindings ?? []
    guard !findings.isEmpty else {
      return ListItems([assessmentItem(width: width), stateOfFindings(width: width)])
    }
    func finding(_ item: Int) -> Finding? { findings[safe: item - Self.itemsAboveFindings] }
    return ListItems(
      count: Self.itemsAboveFindings + findings.count, uncounted: Self.itemsAboveFindings,
      words: { item in
        finding(item).map(searchedWords) ?? assessmentItem(width: width).map(\.text).joined(separator: " ")
      },
      lines: { item in finding(item).map { warningItem($0, width: width) } ?? assessmentItem(width: width) })
  }

  /// How many items stand above the first finding.
  static let itemsAboveFindings = 1

  /// Why there is no finding.
  private func stateOfFindings(width: Int) -> [StyledText] {
    switch facts.findings {
    case .loading(let what):
      [StyledText(" \(Marks.spinner(milliseconds: milliseconds)) \(what)", Paint(.progressRunning))]
    case .unavailable(let why):
      paragraph(StyledText("\(marks.unknown) not checked: \(why)", Paint(.fingerprintUnknown)), indent: 1, width: width)
    case .loaded: [StyledText(" \(marks.yes) The rules found nothing.", Paint(.muted))]
    }
  }

  /// What a search finds a finding by: everything that its item says, without laying it out.
  private func searchedWords(_ finding: Finding) -> String {
    let step = index(of: finding.step).map { "step \(finding.step) \(steps[$0].step.path)" } ?? ""
    let answer = facts.acknowledgement(of: finding)
    return [
      finding.rule.text, step, finding.message, finding.reason, finding.remedy, answer?.author ?? "",
      answer?.reason ?? "",
    ].joined(separator: " ")
  }

  private func warningItem(_ finding: Finding, width: Int) -> [StyledText] {
    var title = StyledText(" \(finding.severity.letter) \(finding.rule)", finding.severity.paint)
    if let index = index(of: finding.step) {
      title.append("  step \(finding.step)  \(steps[index].step.path)", Paint(.muted))
    }
    let acknowledgement = facts.acknowledgement(of: finding)
    var state = StyledText()
    if acknowledgement != nil {
      state.append("\(marks.yes) acknowledged", Paint(.progressDone))
    } else if finding.severity == .error {
      state.append("\(marks.no) not acknowledged", Paint(.severityError))
    }
    var lines = [line(title, right: state, width: width)]
    lines += paragraph(StyledText(finding.message), indent: 3, width: width)
    func add(_ label: String, _ text: String, _ paint: Paint = Paint(.muted)) {
      guard !text.isEmpty else { return }
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: true).enumerated() {
        var shown = StyledText(number == 0 ? label : String(repeating: " ", count: label.utf8.count), paint)
        shown.append(String(line), Paint(.muted))
        lines += paragraph(shown, indent: 3, hanging: label.utf8.count, width: width)
      }
    }
    add("why    ", finding.reason)
    add("safer  ", finding.remedy)
    if let acknowledgement {
      add("acknowledged by \(acknowledgement.author): ", acknowledgement.reason, Paint(.progressDone))
    }
    return lines + [StyledText()]
  }
}
