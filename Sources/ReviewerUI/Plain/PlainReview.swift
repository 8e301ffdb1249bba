package import MigrationCore
import TerminalKit

/// The review as linear text of at most 80 columns: for pipes, dumb terminals and screen readers.
///
/// The same facts and words as on the screen, in the order of reading: what it is, what is not known, each step with
/// its impact and warnings, who said what, who signed. No control characters, no box drawing, status in words.
package enum PlainReview {
  /// The whole text, ending in a newline.
  package static func text(
    _ facts: ReviewFacts, tokens: (String) -> [SyntaxToken] = { _ in [] }
  ) -> String {
    var page = PlainPage()
    beginning(facts, &page)
    for item in StepItem.all(of: facts.plan, tokens: tokens) { step(item, facts, &page) }
    remarks(facts, &page)
    signoffs(facts, &page)
    unknowns(facts, &page)
    return page.text
  }

  /// What stands before the steps.
  static func beginning(_ facts: ReviewFacts, _ page: inout PlainPage) {
    header(facts, &page)
    changes(facts, &page)
    notManaged(facts, &page)
  }

  private static func header(_ facts: ReviewFacts, _ page: inout PlainPage) {
    page.line("Review of \(facts.planName)")
    page.line("Plan SHA-256: \(facts.planHash)")
    page.line("Target: \(facts.target ?? "none")")
    if let hash = facts.plan.sourceFingerprint { page.line("Fingerprint of the plan: \(hash.prefix(16))") }
    switch facts.fingerprint {
    case .matches: page.line("Fingerprint of the target: matches")
    case .differs(let found): page.line("Fingerprint of the target: does not match: it is \(found.prefix(16))")
    case .checking: page.line("Fingerprint of the target: not checked yet")
    case .notChecked(let why): page.line("Fingerprint of the target: not checked: \(why)")
    }
    let groups = facts.plan.groups.count
    page.line("Steps: \(facts.plan.steps.count) in \(Quantity.counted(groups, "group"))")
    if facts.findings.value != nil {
      page.line(
        "Warnings: \(Quantity.counted(facts.count(.error), "error")), "
          + "\(Quantity.counted(facts.count(.warning), "warning")), \(facts.count(.info)) info")
    }
    switch facts.assessment {
    case .loading: page.line("Risk: not checked yet")
    case .unavailable(let why): page.line("Risk: not checked: \(why)")
    case .loaded(let assessment):
      if let (step, risk) = assessment.highestRisk { page.line("Risk: \(risk.words) (step \(step))") }
      for gap in assessment.gaps { page.line("Rules: \(gap)") }
    }
    page.blank()
    page.line("PREFLIGHT\(facts.assessment.value.map { " (as of \($0.readAt))" } ?? "")")
    for point in facts.preflightPoints { page.line("  \(point.text)", hanging: 4) }
    page.blank()
  }

  private static func changes(_ facts: ReviewFacts, _ page: inout PlainPage) {
    let shown = facts.trees
    let tree = AlignedTree(current: shown.current, desired: shown.desired)
    page.line("CHANGES (\(shown.words))")
    var isEmpty = true
    for row in tree.rows where row.id != nil && row.id?.kind != .schema {
      let word: String
      switch row.change {
      case .same: continue
      case .created: word = "create"
      case .altered: word = "alter"
      case .dropped: word = "drop"
      }
      isEmpty = false
      let detail = (row.desired ?? row.current)?.detail ?? ""
      let name = row.id.map { "\($0.kind.rawValue) \($0)" } ?? row.title
      page.line("  \(word) \(name)\(detail.isEmpty ? "" : "  \(detail)")", hanging: 4)
    }
    if isEmpty { page.line("  none is known") }
    page.blank()
  }

  /// What the target's schema holds that no plan touches: each kind with its number, and the names in it.
  private static func notManaged(_ facts: ReviewFacts, _ page: inout PlainPage) {
    let kinds = facts.current.value?.notManaged ?? []
    guard !kinds.isEmpty else { return }
    page.line("NOT MANAGED")
    for kind in kinds {
      let names = kind.children.prefix(20).map(\.title).joined(separator: ", ")
      let more = kind.children.count > 20 ? " and \(kind.children.count - 20) more" : ""
      page.line("  \(kind.title), \(kind.children.count): \(names)\(more)", hanging: 4)
    }
    page.blank()
  }

  static func step(_ item: StepItem, _ facts: ReviewFacts, _ page: inout PlainPage) {
    page.line("STEP \(item.id) (\(item.number) of \(item.total)), group \(item.id.group): \(item.group.words)")
    if !item.title.isEmpty { page.line("  \(item.title)", hanging: 4) }
    if let directive = item.step.directive { page.line("  \(directive.type): \(directive.message)", hanging: 4) }
    for line in Sanitizer.plainText(item.step.sql).split(separator: "\n", omittingEmptySubsequences: false) {
      page.line("    \(line)", hanging: 6)
    }
    switch facts.risk(of: item) {
    case nil: break
    case .loading?: page.line("  Risk: not checked yet")
    // The reason is the same for all steps; it stands at the beginning.
    case .unavailable?: page.line("  Risk: not checked")
    case .loaded(let risk)?: page.line("  Risk: \(risk.words)", hanging: 4)
    }
    switch facts.impact(of: item.id) {
    case .loading(let what): page.line("  Impact: not checked yet: \(what)", hanging: 4)
    // The reason is the same for all steps; it stands at the end.
    case .unavailable: page.line("  Impact: not checked", hanging: 4)
    case .loaded(let impact): for point in impact.points { page.line("  Impact: \(point.text)", hanging: 4) }
    }
    for time in facts.times(of: item.id) { page.line("  Time: \(time)", hanging: 4) }
    if let reversal = facts.reversal(ofStep: item.number) { page.line("  Undone by: \(reversal)", hanging: 4) }
    for finding in facts.findings(of: item.id) {
      page.line("  \(finding.severity.word.uppercased()) \(finding.rule): \(finding.message)", hanging: 4)
      page.line("    Why: \(finding.reason)", hanging: 6)
      if !finding.remedy.isEmpty { page.line("    Safer: \(finding.remedy)", hanging: 6) }
      if let answer = facts.acknowledgement(of: finding) {
        page.line("    Acknowledged by \(answer.author): \(answer.reason)", hanging: 6)
      }
    }
    for comment in facts.review.comments where comment.place.step == item.id { remark(comment, &page) }
    page.blank()
  }

  private static func remarks(_ facts: ReviewFacts, _ page: inout PlainPage) {
    let others = facts.review.comments.filter { $0.place.step == nil }
    guard !others.isEmpty else { return }
    page.line("COMMENTS")
    for comment in others { remark(comment, &page) }
    page.blank()
  }

  static func remark(_ comment: Comment, _ page: inout PlainPage) {
    var place = ""
    if let name = comment.place.object { place = " on \(name)" }
    if let words = comment.place.lineWords { place += place.isEmpty ? " on \(words)" : ", \(words)" }
    let state = comment.isResolved ? "resolved" : "unresolved"
    page.line("  Comment\(place) by \(comment.author), \(comment.writtenAt), \(state): \(comment.text)", hanging: 4)
  }

  static func signoffs(_ facts: ReviewFacts, _ page: inout PlainPage) {
    page.line("SIGN-OFFS")
    if facts.signoffs.isEmpty { page.line("  none") }
    for status in facts.signoffs {
      let who =
        status.statement.map { "\($0.verdict.rawValue) by \($0.principal) at \($0.signedAt)" } ?? "unreadable statement"
      let worth: String
      switch status.validity {
      case .valid: worth = "valid"
      case .validFromUnknownSigner(let key): worth = "valid, but no allowed_signers file says whose key \(key) is"
      case .void(let reason): worth = "void: \(reason.explanation)"
      case .notChecked(let why): worth = "not checked: \(why)"
      }
      page.line("  \(who): \(worth)", hanging: 4)
      if let message = status.statement?.message, !message.isEmpty { page.line("    \(message)", hanging: 6) }
      if status.discussionChanged { page.line("    The comments have changed since.", hanging: 6) }
    }
    for phrase in facts.wanted { page.line("  Wanted: \(phrase)", hanging: 4) }
    page.blank()
  }

  static func unknowns(_ facts: ReviewFacts, _ page: inout PlainPage) {
    page.line("NOT CHECKED")
    for item in facts.notChecked { page.line("  \(item)", hanging: 4) }
  }
}

extension ReviewFacts {
  /// What to align, and where it comes from in words: the database and a rehearsal, else what the steps name.
  fileprivate var trees: (current: ObjectTree?, desired: ObjectTree?, words: String) {
    if let current = current.value {
      if current.source == .plan, let desired = desired.value { return (current, desired, "as the plan has them") }
      if let desired = desired.value {
        let until = desired.failure.map { " as far as it went: \($0)" } ?? ""
        return (current, desired, "live database against rehearsal\(until)")
      }
      return (current, current.expected(after: plan), "live database, and what the steps' paths name")
    }
    return (ObjectTree(stepsOf: plan, .before), ObjectTree(stepsOf: plan, .after), "from the steps' paths only")
  }
}
