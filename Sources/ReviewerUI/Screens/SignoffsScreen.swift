import MigrationCore
import TerminalKit

/// Who signed what, whether it counts for this very file, and what is still wanted.
extension Reviewer {
  func signoffItems(width: Int) -> [[StyledText]] {
    var items: [[StyledText]] = []
    var hash = StyledText("SHA-256 of the plan  ", Paint(.muted))
    hash.append(Amounts.grouped(facts.planHash))
    items.append(paragraph(hash, indent: 1, hanging: 21, width: width) + [StyledText()])
    if let changed = facts.changedPlanHash {
      var text = StyledText("\(marks.no) the file on disk is another now: ", Paint(.severityError, bold: true))
      text.append(Amounts.grouped(changed))
      items.append(paragraph(text, indent: 1, hanging: 2, width: width) + [StyledText()])
    }
    if facts.signoffs.isEmpty {
      items.append([StyledText(" Nobody has signed this plan.", Paint(.muted)), StyledText()])
    }
    items += facts.signoffs.map { signoffItem($0, width: width) }
    let wanted = facts.wanted
    if wanted.isEmpty {
      items.append([StyledText(" \(marks.yes) nothing more is wanted before apply", Paint(.progressDone))])
    } else {
      items.append([StyledText(" still wanted before apply", Paint(.heading, bold: true))])
      items += wanted.map {
        paragraph(StyledText("\(marks.no) \($0)", Paint(.severityWarning)), indent: 1, hanging: 2, width: width)
      }
    }
    items.append([StyledText(), StyledText(" not checked", Paint(.heading, bold: true))])
    items += facts.notChecked.map {
      paragraph(StyledText("\(marks.unknown) \($0)", Paint(.fingerprintUnknown)), indent: 1, hanging: 2, width: width)
    }
    return items
  }

  private func signoffItem(_ status: SignoffStatus, width: Int) -> [StyledText] {
    var title = StyledText(" ")
    if let statement = status.statement {
      let isRejection = statement.verdict == .reject
      title.append(
        "\(!status.isValid ? marks.harmless : isRejection ? marks.no : marks.yes) \(statement.verdict.words)",
        Paint(status.isValid ? (isRejection ? .progressFailed : .progressDone) : .muted, bold: true))
      title.append(" by \(statement.principal)", Paint(.text, bold: true))
      title.append("  \(statement.signedAt)", Paint(.muted))
      if statement.environment != Statement.everyEnvironment {
        title.append("  for \(statement.environment)", Paint(.muted))
      }
    } else {
      title.append("\(marks.unknown) a sign-off that cannot be read", Paint(.severityError))
    }
    let words: String
    let paint: Paint
    switch status.validity {
    case .valid: (words, paint) = ("\(marks.yes) valid signature of this very file", Paint(.progressDone))
    case .validFromUnknownSigner(let key):
      (words, paint) = (
        "\(marks.yes) valid signature of this very file; who holds the key \(key) is not known", Paint(.progressDone)
      )
    case .void(let reason):
      (words, paint) = ("\(marks.no) void: \(reason.explanation)", Paint(.severityError, bold: true))
    case .notChecked(let why): (words, paint) = ("\(marks.unknown) not checked: \(why)", Paint(.fingerprintUnknown))
    }
    var lines = [title]
    lines += paragraph(StyledText(words, paint), indent: 3, hanging: 2, width: width)
    if let message = status.statement?.message, !message.isEmpty {
      lines += paragraph(StyledText("\"\(message)\""), indent: 3, width: width)
    }
    if status.discussionChanged, status.statement != nil {
      lines += paragraph(
        StyledText("\(marks.danger) comments or acknowledgements changed since", Paint(.severityWarning)), indent: 3,
        width: width)
    }
    return lines + [StyledText()]
  }
}

extension Statement.Verdict {
  /// What whoever is named did with the plan: `approved by …`.
  var words: String {
    switch self {
    case .approve: "approved"
    case .reject: "rejected"
    case .author: "made"
    case .execute: "run"
    case .waive: "let pass"
    case .abandon: "left unfinished"
    }
  }
}
