package import MigrationCore

/// A review led in plain lines: a person writes one, and gets lines of at most 80 columns for it.
///
/// For terminals that cannot do more and for whoever has the screen read out. Nothing moves, nothing is redrawn, every
/// question stands on its own line, and everything that the screen allows and asks for is allowed and asked for here.
package struct PlainConversation: Sendable {
  /// What the next line answers.
  enum Question: Hashable, Sendable {
    case command
    case comment(Comment.Place)
    case reason(RuleID, StepID)
    case message(Statement.Verdict)
    case word(Statement.Verdict, message: String)
  }

  /// What came of a line.
  package struct Answer: Sendable {
    package var text: String
    package var effects: [Effect]

    init(_ page: PlainPage, _ effects: [Effect] = []) {
      text = page.text
      self.effects = effects
    }
  }

  package internal(set) var facts: ReviewFacts
  /// The time as RFC 3339 in UTC; whoever owns a clock sets it before handing over a line.
  package var now: String
  let author: String
  let steps: [StepItem]
  var question = Question.command
  /// The step that was read last; nil before the first.
  var stepIndex: Int?
  var seen: Set<StepID>
  var reviewed: Set<StepID>
  let novelties: [StepID: Novelty]
  let gone: [String]
  /// Whether an answer to an effect is still to come.
  package internal(set) var isWaiting = false

  package init(
    _ facts: ReviewFacts, author: String, now: String, progress: ReviewProgress = ReviewProgress(),
    tokens: (String) -> [SyntaxToken] = { _ in [] }
  ) {
    self.facts = facts
    self.author = author
    self.now = now
    steps = StepItem.all(of: facts.plan, tokens: tokens)
    seen = progress.seen
    reviewed = progress.reviewed
    novelties = progress.novelties
    gone = progress.gone
  }

  package var progress: ReviewProgress {
    ReviewProgress(seen: seen, reviewed: reviewed, novelties: novelties, gone: gone)
  }

  /// What is said before the first question.
  package var opening: String {
    var page = PlainPage()
    PlainReview.beginning(facts, &page)
    let news = progress.news(of: facts.plan)
    if !news.isEmpty {
      page.line("SINCE YOU LOOKED LAST")
      for line in news { page.line("  \(line)", hanging: 4) }
      page.blank()
    }
    page.line("\(Quantity.counted(steps.count, "step")). An empty line reads the next one; help lists the words.")
    return page.text
  }

  /// What stands before the answer, on the same line.
  package var prompt: String {
    switch question {
    case .command: stepIndex.map { "step \(steps[$0].id), \($0 + 1) of \(steps.count)> " } ?? "review> "
    case .comment, .reason, .message, .word: "> "
    }
  }

  /// Whether the answer has to be typed by a person now: not pasted, not written ahead.
  package var wantsTypedWord: Bool {
    if case .word = question { return true }
    return false
  }

  /// Takes a line.
  ///
  /// - Parameters:
  ///   - line: without its end.
  ///   - isPasted: whether it came all at once, as nobody types.
  /// - Returns: what to say, and what to do.
  package mutating func take(_ line: String, isPasted: Bool = false) -> Answer {
    let text = trimmed(line)
    switch question {
    case .command: return command(text)
    case .comment(let place):
      question = .command
      return text.isEmpty ? say("Nothing was written.") : comment(text, on: place)
    case .reason(let rule, let step):
      question = .command
      guard !text.isEmpty else { return say("Nothing was written.") }
      facts.review.acknowledge(rule, at: step, because: text, by: author, at: now)
      return save("Acknowledged \(rule) at step \(step).")
    case .message(let verdict): return askForWord(verdict, message: text)
    case .word(let verdict, let message):
      return isPasted
        ? say("The word came all at once, as a paste does. Type it letter by letter, or give an empty line.")
        : decide(verdict, message: message, word: line)
    }
  }

  /// Takes what background work has to say.
  ///
  /// - Returns: what to tell the person; empty for nothing.
  package mutating func take(_ event: ReviewerEvent) -> String {
    switch event {
    case .reviewSaved: isWaiting = false
    case .reviewNotSaved(let reason):
      isWaiting = false
      return say("Not saved: \(reason)").text
    case .signed(let review):
      // What the sign-offs are worth now is still to come.
      facts.review = review
      return say("Signed.").text
    case .signingFailed(let reason):
      isWaiting = false
      return say("Not signed: \(reason)", "Nothing was recorded.").text
    case .planChanged(let hash): facts.changedPlanHash = hash
    case .signoffs(let signoffs):
      facts.signoffs = signoffs
      isWaiting = false
    case .message(let text): return say(text).text
    case .outlined, .terminal, .tick, .connected, .fingerprintChecked, .currentTree, .desiredTree, .notes, .impacts,
      .findings,
      .assessed, .circumstances, .targets, .past, .reloaded, .presented, .applyProgress, .applyEnded, .editorReturned:
      break
    }
    return ""
  }

  func say(_ lines: String...) -> Answer {
    var page = PlainPage()
    for line in lines { page.line(line) }
    return Answer(page)
  }

  /// Says a line and keeps the review.
  mutating func save(_ line: String) -> Answer {
    isWaiting = true
    var answer = say(line)
    answer.effects = [.saveReview(facts.review)]
    return answer
  }

  private mutating func comment(_ text: String, on place: Comment.Place) -> Answer {
    facts.review.add(text, on: place, by: author, at: now)
    return save("Comment \(facts.review.comments.count) on \(words(for: place)).")
  }

  func words(for place: Comment.Place) -> String {
    switch place {
    case .plan: "the plan"
    case .object(let name): name
    case .lines(let lines, of: let name): "\(name), \(lines.words)"
    case .step(let id): "step \(id)"
    case .stepLines(_, of: let id): "step \(id), \(place.lineWords ?? "")"
    }
  }
}
