import MigrationCore

/// What each word does.
extension PlainConversation {
  mutating func command(_ line: String) -> Answer {
    guard !line.isEmpty else { return step(stepIndex.map { $0 + 1 } ?? 0) }
    let words = line.split(separator: " ", maxSplits: 1)
    let argument = words.count > 1 ? trimmed(String(words[1])) : ""
    // A step's name alone reads it.
    if words.count == 1, words[0].utf8.first.map({ (0x30...0x39).contains($0) }) == true { return step(named: line) }
    switch PlainCommand.read(words[0]) {
    case .unknown: return say("There is no word \"\(words[0])\". help lists those that there are.")
    case .ambiguous(let commands):
      return say("\"\(words[0])\" may be \(commands.map(\.rawValue).joined(separator: ", ")).")
    case .command(let command): return perform(command, argument)
    }
  }

  private mutating func perform(_ command: PlainCommand, _ argument: String) -> Answer {
    switch command {
    case .next: return step(stepIndex.map { $0 + 1 } ?? 0)
    case .previous: return step(stepIndex.map { $0 - 1 } ?? 0)
    case .step: return argument.isEmpty ? say("Which step? Write step \(exampleStep).") : step(named: argument)
    case .steps: return listSteps()
    case .changes:
      var page = PlainPage()
      PlainReview.beginning(facts, &page)
      return Answer(page)
    case .warnings: return listWarnings()
    case .comments: return listComments()
    case .all:
      seen = Set(steps.map(\.id))
      var page = PlainPage()
      page.take(PlainReview.text(facts))
      return Answer(page)
    case .signoffs:
      var page = PlainPage()
      PlainReview.signoffs(facts, &page)
      PlainReview.unknowns(facts, &page)
      return Answer(page)
    case .comment: return beginComment(argument)
    case .resolve: return resolve(argument)
    case .acknowledge: return beginAcknowledgement(argument)
    case .reviewed: return toggleReviewed(argument)
    case .sign: return beginVerdict(.approve)
    case .reject: return beginVerdict(.reject)
    case .help: return help()
    case .quit: return Answer(PlainPage(), [.quit])
    }
  }

  /// Reads a step, counted from zero, which makes it seen.
  private mutating func step(_ index: Int) -> Answer {
    guard steps.indices.contains(index) else {
      if index == steps.count { return say("That was the last step. warnings, comments, sign-offs and help go on.") }
      return say("There is no step before this one.")
    }
    stepIndex = index
    seen.insert(steps[index].id)
    var page = PlainPage()
    PlainReview.step(steps[index], facts, &page)
    return Answer(page)
  }

  private mutating func step(named name: String) -> Answer {
    if let index = index(named: name) { return step(index) }
    return say("There is no step \(name); the plan has \(Quantity.counted(steps.count, "step")), and steps lists them.")
  }

  /// Which step somebody means, from zero: by its name, `1.3`, or by its place among all, `3`.
  private func index(named name: String) -> Int? {
    if let id = StepID(name) { return facts.index(of: id) }
    return Int(name).map { $0 - 1 }.flatMap { steps.indices.contains($0) ? $0 : nil }
  }

  /// A name that a step of this plan has.
  private var exampleStep: String { steps.last.map { "\($0.id)" } ?? "1.1" }

  private func listSteps() -> Answer {
    var page = PlainPage()
    for item in steps {
      let state = reviewed.contains(item.id) ? "reviewed" : seen.contains(item.id) ? "seen" : "not seen"
      let novelty = novelties[item.id].map { ", \($0.rawValue)" } ?? ""
      let risk = facts.risk(of: item).map { $0.value.map { ", risk \($0.level.rawValue)" } ?? ", risk not checked" }
      page.line("\(item.id) \(item.title) (\(state)\(novelty)\(risk ?? ""))", hanging: 4)
    }
    return Answer(page)
  }

  private func listWarnings() -> Answer {
    var page = PlainPage()
    page.line("Risk: \(facts.assessmentSummary)")
    for point in facts.preflightPoints { page.line("  \(point.text)", hanging: 4) }
    guard let findings = facts.sortedFindings else {
      page.line("Warnings: not checked")
      return Answer(page)
    }
    for gap in facts.assessment.value?.gaps ?? [] { page.line("Rules: \(gap)") }
    if findings.isEmpty { page.line("The rules found nothing.") }
    for (index, finding) in findings.enumerated() {
      page.line(
        "\(index + 1). \(finding.severity.word.uppercased()) \(finding.rule), step \(finding.step): "
          + finding.message, hanging: 4)
      page.line("    Why: \(finding.reason)", hanging: 6)
      if !finding.remedy.isEmpty { page.line("    Safer: \(finding.remedy)", hanging: 6) }
      if let answer = facts.acknowledgement(of: finding) {
        page.line("    Acknowledged by \(answer.author): \(answer.reason)", hanging: 6)
      } else if finding.severity == .error {
        page.line("    Not acknowledged.")
      }
    }
    return Answer(page)
  }

  private func listComments() -> Answer {
    var page = PlainPage()
    if facts.review.comments.isEmpty { page.line("No comments.") }
    for (index, comment) in facts.review.comments.enumerated() {
      page.line(
        "\(index + 1). On \(words(for: comment.place)) by \(comment.author), \(comment.writtenAt), "
          + "\(comment.isResolved ? "resolved" : "unresolved"): \(comment.text)", hanging: 4)
    }
    return Answer(page)
  }

  private mutating func beginComment(_ argument: String) -> Answer {
    let place: Comment.Place
    if argument == "plan" || argument.isEmpty && stepIndex == nil {
      place = .plan
    } else if let index = argument.isEmpty ? stepIndex : index(named: argument) {
      place = .step(steps[index].id)
    } else {
      return say("There is no step \(argument). Write comment \(exampleStep), or comment plan.")
    }
    question = .comment(place)
    return say("Comment on \(words(for: place)), one line; an empty line writes nothing.")
  }

  private mutating func resolve(_ argument: String) -> Answer {
    guard let number = Int(argument), facts.review.comments.indices.contains(number - 1) else {
      return say("Which comment? comments lists them; then write resolve 1.")
    }
    facts.review.comments[number - 1].isResolved.toggle()
    return save("Comment \(number) is \(facts.review.comments[number - 1].isResolved ? "resolved" : "open again").")
  }

  private mutating func beginAcknowledgement(_ argument: String) -> Answer {
    guard let number = Int(argument), let finding = facts.sortedFindings?[safe: number - 1] else {
      return say("Which warning? warnings lists them; then write acknowledge 1.")
    }
    question = .reason(finding.rule, finding.step)
    return say(
      "\(finding.rule) at step \(finding.step): \(finding.message)",
      "Why is that acceptable? One line; an empty line writes nothing.")
  }

  private mutating func toggleReviewed(_ argument: String) -> Answer {
    guard let index = argument.isEmpty ? stepIndex : index(named: argument), let item = steps[safe: index]
    else { return say("Which step? Write reviewed \(exampleStep).") }
    guard seen.contains(item.id) else { return say("Step \(item.id) was not read yet; step \(item.id) reads it.") }
    if reviewed.remove(item.id) != nil { return say("Step \(item.id) is not marked reviewed any more.") }
    reviewed.insert(item.id)
    return say("Step \(item.id) is marked reviewed.")
  }

  private func help() -> Answer {
    var page = PlainPage()
    for command in PlainCommand.allCases {
      let word = [command.rawValue, command.argument].filter { !$0.isEmpty }.joined(separator: " ")
      page.line("\(word): \(command.summary)", hanging: 4)
    }
    page.line(
      "A step's name alone, such as \(exampleStep), or its place among all reads it. Words may be shortened, but sign and reject may not."
    )
    return Answer(page)
  }

  // MARK: Decisions

  private mutating func beginVerdict(_ verdict: Statement.Verdict) -> Answer {
    let obstacles = facts.obstacles(seen: seen, verdict: verdict)
    var page = PlainPage()
    guard obstacles.isEmpty else {
      page.line("Not ready to sign:")
      for obstacle in obstacles { page.line("  \(obstacle)", hanging: 4) }
      return Answer(page)
    }
    page.line(verdict == .reject ? "REJECT THIS PLAN" : "SIGN OFF: APPROVE THIS PLAN")
    page.line("  Plan: \(facts.planName)")
    page.line("  SHA-256: \(facts.planHash)")
    page.line("  Database: \(facts.target ?? "none")")
    page.line("  Fingerprint: \(facts.fingerprint.words)")
    page.line(
      "  Steps: \(steps.count), \(steps.count { seen.contains($0.id) }) seen, \(reviewed.count) marked reviewed")
    page.line("  Warnings: \(facts.severityTally ?? "not checked")")
    page.line("  Risk: \(facts.assessmentSummary)", hanging: 4)
    let unresolved = facts.review.comments.count { !$0.isResolved }
    if unresolved > 0 { page.line("  Comments: \(unresolved) unresolved") }
    page.line(verdict == .reject ? "The reason, one line." : "A message, one line; it may be empty.")
    question = .message(verdict)
    return Answer(page)
  }

  mutating func askForWord(_ verdict: Statement.Verdict, message: String) -> Answer {
    guard verdict != .reject || !message.isEmpty else {
      question = .command
      return say("A rejection needs a reason. Nothing was signed.")
    }
    question = .word(verdict, message: message)
    return say(
      "Type \(facts.confirmationWord) (\(facts.confirmationPrompt)), then Enter. An empty line goes back.")
  }

  mutating func decide(_ verdict: Statement.Verdict, message: String, word: String) -> Answer {
    question = .command
    guard !word.isEmpty else { return say("Nothing was signed.") }
    guard word.utf8.elementsEqual(facts.confirmationWord.utf8) else {
      return say("That is not \(facts.confirmationWord). Nothing was signed.")
    }
    isWaiting = true
    var answer = say("Signing; a key or an agent may ask for a touch or a passphrase.")
    answer.effects = [.sign(verdict, message: message)]
    return answer
  }
}
