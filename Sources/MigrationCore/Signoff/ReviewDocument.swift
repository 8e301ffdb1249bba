/// What reviewers said about one plan: `plan.review.json`, beside the plan.
///
/// Its file form is ``ReviewDocumentCodec``'s.
package struct ReviewDocument: Hashable, Sendable {
  /// SHA-256 of the plan file's bytes, 64 lower-case hex digits.
  package var planHash: String
  package var comments: [Comment]
  package var acknowledgements: [Acknowledgement]
  package var signoffs: [Signoff]

  package init(
    planHash: String, comments: [Comment] = [], acknowledgements: [Acknowledgement] = [], signoffs: [Signoff] = []
  ) {
    self.planHash = planHash
    self.comments = comments
    self.acknowledgements = acknowledgements
    self.signoffs = signoffs
  }

  /// The same as a review of the plan with this hash.
  ///
  /// Of another plan's, comments stay and sign-offs show what they are worth; reasons do not stay, as steps of another
  /// plan are other steps.
  package func about(_ planHash: String) -> Self {
    guard !self.planHash.utf8.elementsEqual(planHash.utf8) else { return self }
    return Self(planHash: planHash, comments: comments, signoffs: signoffs)
  }
}

/// A remark on a step, an object or the whole plan.
package struct Comment: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case step(StepID)
    /// Lines of the step's SQL, counted from one.
    case stepLines(ClosedRange<Int>, of: StepID)
    /// The object's unquoted description, `public.users`.
    case object(String)
    /// Lines of the object's definition.
    case lines(CommentedLines, of: String)
    case plan

    /// The object that it is about, wholly or in part.
    package var object: String? {
      switch self {
      case .object(let name), .lines(_, of: let name): name
      case .step, .stepLines, .plan: nil
      }
    }

    /// The step that it is about, wholly or in part.
    package var step: StepID? {
      switch self {
      case .step(let id), .stepLines(_, of: let id): id
      case .object, .lines, .plan: nil
      }
    }

    /// Which lines it is about, in words; nil where it is about no lines in particular.
    package var lineWords: String? {
      switch self {
      case .lines(let lines, of: _): lines.words
      case .stepLines(let lines, of: _): CommentedLines(isDesired: true, lines: lines).words
      case .step, .object, .plan: nil
      }
    }
  }
  /// Unique in the document; what a union of two reviewers' files goes by.
  package var id: String
  package var place: Place
  package var author: String
  /// RFC 3339, UTC.
  package var writtenAt: String
  package var text: String
  package var isResolved: Bool

  package init(id: String, place: Place, author: String, writtenAt: String, text: String, isResolved: Bool) {
    self.id = id
    self.place = place
    self.author = author
    self.writtenAt = writtenAt
    self.text = text
    self.isResolved = isResolved
  }
}

/// Lines of an object's definition, counted from one.
package struct CommentedLines: Hashable, Sendable {
  /// Of the definition that the plan leads to; else of the one that it starts from.
  package var isDesired: Bool
  package var lines: ClosedRange<Int>

  package init(isDesired: Bool, lines: ClosedRange<Int>) {
    self.isDesired = isDesired
    self.lines = lines
  }

  /// `line 3`, `lines 3-5`, and which side when it is not the desired one.
  package var words: String {
    let range =
      lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)-\(lines.upperBound)"
    return isDesired ? range : "current \(range)"
  }
}

/// Why a finding was accepted.
package struct Acknowledgement: Hashable, Sendable {
  package var rule: RuleID
  package var step: StepID
  package var author: String
  package var writtenAt: String
  package var reason: String

  package init(rule: RuleID, step: StepID, author: String, writtenAt: String, reason: String) {
    self.rule = rule
    self.step = step
    self.author = author
    self.writtenAt = writtenAt
    self.reason = reason
  }
}

/// A signed statement: the exact canonical JSON text, and OpenSSH's signature of it.
package struct Signoff: Hashable, Sendable {
  package var statement: String
  package var signature: String

  package init(statement: String, signature: String) {
    self.statement = statement
    self.signature = signature
  }
}
