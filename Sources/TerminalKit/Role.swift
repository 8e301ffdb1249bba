/// What a stretch of text means; a theme says what it looks like.
///
/// The raw value is its name in a theme file.
package enum Role: String, CaseIterable, Hashable, Sendable {
  case text, muted, heading, border
  case borderActive = "border.active"
  case selection
  case hintKey = "hint.key"
  case status
  /// What a filter or search found in a text.
  case match
  /// A character from data that may not be sent to a terminal, shown as `<ESC>` or `<U+202E>`.
  case escape
  case diffCreate = "diff.create"
  case diffAlter = "diff.alter"
  case diffDrop = "diff.drop"
  case diffSame = "diff.same"
  case diffIntraline = "diff.intraline"
  case sqlKeyword = "sql.keyword"
  case sqlType = "sql.type"
  case sqlName = "sql.name"
  case sqlString = "sql.string"
  case sqlNumber = "sql.number"
  case sqlComment = "sql.comment"
  case sqlOperator = "sql.operator"
  case sqlParameter = "sql.parameter"
  case severityError = "severity.error"
  case severityWarning = "severity.warning"
  case severityInfo = "severity.info"
  case fingerprintMatch = "fingerprint.match"
  case fingerprintMismatch = "fingerprint.mismatch"
  case fingerprintUnknown = "fingerprint.unknown"
  case progressDone = "progress.done"
  case progressRunning = "progress.running"
  case progressWaiting = "progress.waiting"
  case progressFailed = "progress.failed"
}

/// What a stretch of text lies on: the background comes from the theme's style of the role of the same name.
package enum Surface: UInt8, CaseIterable, Hashable, Sendable {
  case plain, selection, status, create, alter, drop, intraline

  /// The role whose background this is; nil for the terminal's own.
  package var role: Role? {
    switch self {
    case .plain: nil
    case .selection: .selection
    case .status: .status
    case .create: .diffCreate
    case .alter: .diffAlter
    case .drop: .diffDrop
    case .intraline: .diffIntraline
    }
  }
}

/// How a stretch of text is painted, in meanings.
package struct Paint: Hashable, Sendable {
  package var role: Role
  package var surface: Surface
  package var isBold: Bool
  package var isReversed: Bool

  package init(_ role: Role = .text, on surface: Surface = .plain, bold: Bool = false, reversed: Bool = false) {
    self.role = role
    self.surface = surface
    self.isBold = bold
    self.isReversed = reversed
  }
}
