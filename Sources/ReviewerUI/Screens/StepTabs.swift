import MigrationCore
import TerminalKit

/// What the panel of a step shows.
enum StepTab: String, CaseIterable, Hashable, Sendable {
  /// Its SQL and everything that is known of it.
  case step
  /// How each database that the plan may go to stands to it.
  case targets
  /// What was recorded of it, and of what it touches.
  case history
}

extension Reviewer {
  /// Shows the next tab of the panel, and asks for what it shows where nobody did yet.
  mutating func changeTab(forward: Bool) -> [Effect] {
    guard case .step = subject, let place = StepTab.allCases.firstIndex(of: tab) else {
      message = Message("no step is shown")
      return [.bell]
    }
    let count = StepTab.allCases.count
    tab = StepTab.allCases[(place + (forward ? 1 : count - 1)) % count]
    panelOffset = 0
    guard tab != .step, facts.targets == nil else { return [] }
    facts.targets = []
    return [.readTargets]
  }

  /// The names of the tabs, the one that is shown standing out.
  var tabTitles: StyledText {
    var text = StyledText()
    for tab in StepTab.allCases {
      if !text.isEmpty { text.append(" ") }
      let isShown = tab == self.tab
      text.append(isShown ? "[\(tab.rawValue)]" : tab.rawValue, Paint(isShown ? .borderActive : .muted, bold: isShown))
    }
    return text
  }

  // MARK: Targets

  func targetTexts(_ id: StepID) -> [StyledText] {
    guard let targets = facts.targets else { return [] }
    if targets.isEmpty {
      return [StyledText("\(marks.unknown) no database was named, and no environment is configured", Paint(.muted))]
    }
    return targets.flatMap { target -> [StyledText] in
      switch target.found {
      case .loading(let what): return [loadingText(target.name, what)]
      case .unavailable(let why): return [unreadText(target.name, why)]
      case .loaded(let found):
        var heading = fingerprintMark(found.fingerprint)
        heading.append("\(target.name)", Paint(.heading, bold: true))
        heading.append("  \(found.server)  ")
        heading.append(fingerprintWords(found.fingerprint), Paint(.muted))
        return [heading, lastRunText(id, found)] + pointTexts(found.impacts[id])
      }
    }
  }

  private func fingerprintMark(_ state: FingerprintState) -> StyledText {
    switch state {
    case .matches: StyledText("\(marks.yes) ", Paint(.fingerprintMatch, bold: true))
    case .differs: StyledText("\(marks.no) ", Paint(.fingerprintMismatch, bold: true))
    case .checking, .notChecked: StyledText("\(marks.unknown) ", Paint(.fingerprintUnknown, bold: true))
    }
  }

  private func fingerprintWords(_ state: FingerprintState) -> String {
    switch state {
    case .matches: "the schema that the plan was made for"
    case .differs: "another schema than the plan was made for"
    case .checking: "being compared"
    case .notChecked(let why): "not compared: \(why)"
    }
  }

  private func lastRunText(_ id: StepID, _ found: TargetStanding.Found) -> StyledText {
    switch found.history {
    case .loading(let what): return StyledText("  \(what)", Paint(.progressRunning))
    case .unavailable(let why):
      return StyledText("  \(marks.unknown) the ledger was not read: \(why)", Paint(.fingerprintUnknown))
    case .loaded(let history):
      guard let run = history.runs(of: id).first else {
        return StyledText("  \(marks.harmless) this plan was not run there, as far as is recorded", Paint(.muted))
      }
      return runText(run, indent: "  ")
    }
  }

  /// What a step does there, without what harms nobody.
  private func pointTexts(_ impact: Impact?) -> [StyledText] {
    guard let impact else { return [] }
    return impact.points.filter { $0.weight != .harmless }.map { point in
      point.weight == .danger
        ? StyledText("  \(marks.danger) \(point.text)", Paint(.severityWarning))
        : StyledText("  \(marks.unknown) \(point.text)", Paint(.fingerprintUnknown))
    }
  }

  // MARK: History

  func historyTexts(_ id: StepID) -> [StyledText] {
    guard let targets = facts.targets else { return [] }
    if targets.isEmpty { return targetTexts(id) }
    return targets.flatMap { target -> [StyledText] in
      switch target.found {
      case .loading(let what): return [loadingText(target.name, what)]
      case .unavailable(let why): return [unreadText(target.name, why)]
      case .loaded(let found):
        switch found.history {
        case .loading(let what): return [loadingText(target.name, what)]
        case .unavailable(let why): return [unreadText(target.name, why)]
        case .loaded(let history): return [StyledText(target.name, Paint(.heading, bold: true))] + texts(history, id)
        }
      }
    }
  }

  private func texts(_ history: PlanHistory, _ id: StepID) -> [StyledText] {
    let limit = 10
    let runs = history.runs(of: id)
    let earlier = history.earlierChanges(of: id)
    guard !runs.isEmpty || !earlier.isEmpty else {
      return [
        StyledText("  \(marks.harmless) nothing is recorded of this step, or of what it touches", Paint(.muted))
      ]
    }
    var texts = runs.prefix(limit).map { runText($0, indent: "  ") }
    texts += earlier.prefix(limit).map { earlier in
      var text = StyledText("  \(marks.harmless) change \(earlier.change.id), \(when(earlier.change)): ", Paint(.muted))
      text.append("another plan, \(earlier.change.outcomeWord), touched \(earlier.names.joined(separator: ", "))")
      return text
    }
    let more = max(0, runs.count - limit) + max(0, earlier.count - limit)
    if more > 0 {
      texts.append(StyledText("  \(marks.ellipsis) and \(more) more: countersign history", Paint(.muted)))
    }
    return texts
  }

  /// How one run of a step went.
  private func runText(_ run: PlanHistory.Run, indent: String) -> StyledText {
    let place = "change \(run.change.id), \(when(run.change)): "
    guard let step = run.run else {
      if let failure = run.failures.last {
        return StyledText("\(indent)\(marks.no) \(place)failed: \(failure.message)", Paint(.severityError))
      }
      return StyledText("\(indent)\(marks.unknown) \(place)\(run.change.outcomeWord); this step did not run", Paint())
    }
    var text = StyledText("\(indent)\(marks.yes) ", Paint(.progressDone))
    text.append(place, Paint(.muted))
    text.append("took \(Quantity.duration(Double(step.milliseconds) / 1000))")
    if step.lockWaitMilliseconds > 0 {
      text.append(", waited \(Quantity.duration(Double(step.lockWaitMilliseconds) / 1000)) for locks")
    }
    if step.attempts > 1 { text.append(", \(step.attempts) tries") }
    return text
  }

  private func when(_ change: RecordedChange) -> String {
    "\(RecordedTime.short(change.beganAt)) by \(change.beginning.executor.name)"
  }

  private func loadingText(_ name: String, _ what: String) -> StyledText {
    StyledText("\(Marks.spinner(milliseconds: milliseconds)) \(name): \(what)", Paint(.progressRunning))
  }

  private func unreadText(_ name: String, _ why: String) -> StyledText {
    StyledText("\(marks.unknown) \(name) was not read: \(why)", Paint(.fingerprintUnknown))
  }
}

extension RecordedChange {
  /// How it ended, a word.
  fileprivate var outcomeWord: String { end?.outcome.rawValue ?? "unfinished" }
}
