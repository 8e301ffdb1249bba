import MigrationCore
import TerminalKit

/// Risk and preflight as the screens show them.
extension Reviewer {
  /// The plan's risk for the header: `risk high`.
  var headerRisk: StyledText {
    switch facts.assessment {
    case .loading:
      return StyledText("\(Marks.spinner(milliseconds: milliseconds)) risk", Paint(.progressRunning))
    case .unavailable: return StyledText("\(marks.unknown) risk not checked", Paint(.fingerprintUnknown))
    case .loaded(let assessment):
      guard let risk = assessment.highestRisk?.risk else { return StyledText() }
      return StyledText("risk \(risk.level.rawValue)", risk.level.paint)
    }
  }

  /// A step's risk with what makes it, and how long it takes.
  func riskTexts(_ item: StepItem) -> [StyledText] {
    var texts: [StyledText] = []
    switch facts.risk(of: item) {
    case nil: break
    case .loading(let what)?:
      texts.append(StyledText("\(Marks.spinner(milliseconds: milliseconds)) risk: \(what)", Paint(.progressRunning)))
    case .unavailable(let why)?:
      texts.append(StyledText("\(marks.unknown) risk not checked: \(why)", Paint(.fingerprintUnknown)))
    case .loaded(let risk)?:
      let mark = risk.level == .low ? marks.harmless : marks.danger
      texts.append(StyledText("\(mark) risk \(risk.words)", risk.level.paint))
    }
    return texts + facts.times(of: item.id).map { StyledText("\(marks.harmless) \($0)", Paint(.muted)) }
  }

  /// A step's risk in the list: the word, or its letter where there is little room; always as wide.
  func riskColumn(_ item: StepItem, isWide: Bool) -> StyledText {
    var text = StyledText()
    switch facts.risk(of: item) {
    case nil: break
    case .loading?: text.append(Marks.spinner(milliseconds: milliseconds), Paint(.progressRunning))
    case .unavailable?: text.append(marks.unknown, Paint(.fingerprintUnknown))
    case .loaded(let risk)?: text.append(isWide ? risk.level.rawValue : risk.level.letter, risk.level.paint)
    }
    text.append(String(repeating: " ", count: max(0, (isWide ? 10 : 2) - text.width)))
    return text
  }

  /// What stands above the warnings: what the plan puts at stake, and what is in its way at the moment.
  func assessmentItem(width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    switch facts.assessment {
    case .loading(let what):
      lines.append(StyledText(" \(Marks.spinner(milliseconds: milliseconds)) risk: \(what)", Paint(.progressRunning)))
    case .unavailable(let why):
      lines += paragraph(
        StyledText("\(marks.unknown) risk not checked: \(why)", Paint(.fingerprintUnknown)), indent: 1, hanging: 2,
        width: width)
    case .loaded(let assessment):
      if let (step, risk) = assessment.highestRisk {
        var text = StyledText("risk \(risk.level.rawValue)", risk.level.paint)
        text.append("  step \(step), \(Quantity.counted(risk.points, "point"))", Paint(.muted))
        if !risk.reasons.isEmpty { text.append(": \(risk.reasons.joined(separator: "; "))") }
        lines += paragraph(text, indent: 1, hanging: 2, width: width)
      }
      for gap in assessment.gaps {
        lines += paragraph(
          StyledText("\(marks.unknown) \(gap)", Paint(.fingerprintUnknown)), indent: 1, hanging: 2, width: width)
      }
      lines.append(StyledText(" preflight  as of \(assessment.readAt)", Paint(.heading, bold: true)))
    }
    for point in facts.preflightPoints {
      let (mark, paint): (String, Paint) =
        switch point.weight {
        case .danger: (marks.danger, Paint(.severityWarning))
        case .harmless: (marks.yes, Paint(.muted))
        case .unknown: (marks.unknown, Paint(.fingerprintUnknown))
        }
      lines += paragraph(StyledText("\(mark) \(point.text)", paint), indent: 1, hanging: 2, width: width)
    }
    return lines + [StyledText()]
  }
}

extension RiskLevel {
  var paint: Paint {
    switch self {
    case .low: Paint(.muted)
    case .moderate: Paint(.severityWarning)
    case .high: Paint(.severityError, bold: true)
    }
  }
}
