import MigrationCore
import TerminalKit

/// What changes on the screen when the world outside it does.
extension Reviewer {
  /// Takes in the plan: once at the beginning, and again after a reload.
  mutating func planArrived() {
    steps = StepItem.all(of: facts.plan, tokens: configuration.tokens)
    nameWidth = steps.map(\.id.description.utf8.count).max() ?? 0
    stepIndex = min(stepIndex, max(0, steps.count - 1))
    treesArrived()
    show(step: stepIndex)
    settle()
  }

  /// Takes in what the steps name.
  mutating func outlined(_ outline: PlanOutline, planHash: String) {
    guard planHash == facts.planHash, facts.awaitsOutline else { return }
    facts.awaitsOutline = false
    self.outline = outline
    guard facts.current.value == nil else { return }
    treesArrived()
  }

  /// Aligns the trees anew; cursor and folds stay with their objects.
  mutating func treesArrived() {
    if let current = facts.current.value {
      tree = AlignedTree(current: current, desired: facts.desired.value ?? current.expected(after: facts.plan))
    } else {
      // Beside a current schema that is not known, everything in a desired one would look created.
      if outline == nil, !facts.awaitsOutline { outline = PlanOutline(of: facts.plan) }
      tree = outline?.tree ?? AlignedTree(current: nil, desired: nil)
    }
    changeCounts = [:]
    for row in tree.rows where row.id != nil { changeCounts[row.change, default: 0] += 1 }
    let rows = StepRows(tree)
    rowOfStep = steps.map { rows.row(for: $0.step) }
    stepsOfRow = [:]
    for (index, row) in rowOfStep.enumerated() {
      if let row { stepsOfRow[row, default: []].append(index) }
    }
    treeView.treeChanged()
    treeView.refresh(tree)
    panelSQL = nil
    if case .step(let index) = subject, let row = rowOfStep.indices.contains(index) ? rowOfStep[index] : nil {
      treeView.reveal(row, in: tree)
    }
    for (index, layer) in layers.enumerated() {
      if case .definition(let state) = layer { layers[index] = .definition(refreshed(state)) }
    }
  }

  mutating func signed(_ review: ReviewDocument) {
    isSigning = false
    draftMessage = ""
    facts.review = review
    message = Message(configuration.applyRefusal == nil ? "signed; \(key(.apply)) applies the plan" : "signed")
    if case .list(.signoffs, _)? = layers.last { return }
    layers = [.list(.signoffs, ListState(selects: false))]
  }

  mutating func signingFailed(_ reason: String) {
    isSigning = false
    layers.append(.notice(Notice(title: "not signed", lines: [reason, "Nothing was recorded."], isError: true)))
  }

  mutating func planChanged(_ hash: String) {
    if hash == facts.planHash {
      facts.changedPlanHash = nil
      return
    }
    facts.changedPlanHash = hash
    facts.signoffs = SignoffStatus.all(in: facts.review, planHash: hash, checks: [])
    closeDialog("the plan file changed; nothing was signed or applied")
  }

  mutating func reloaded(_ facts: ReviewFacts) {
    let isSamePlan = facts.planHash == self.facts.planHash
    let earlier = LookedAtPlan(self.facts.plan, progress)
    self.facts = facts
    outline = nil
    tab = .step
    (undoable, redoable) = ([], [])
    if !isSamePlan {
      // Of what was looked at, only what is there again is seen.
      let progress = ReviewProgress(in: facts.plan, since: earlier)
      (seen, reviewed) = (progress.seen, progress.reviewed)
      (novelties, gone) = (progress.novelties, progress.gone)
      stepIndex = 0
      subject = .step(0)
      applying = nil
      layers = []
    }
    message = Message(
      isSamePlan
        ? "read again; the plan is the same"
        : "read again; this is another plan: \(seen.count) of \(facts.plan.steps.count) steps are seen already")
    planArrived()
    if !isSamePlan, !news.isEmpty { showNews() }
  }

  /// What became of the plan since the reviewer looked last, a sentence each.
  var news: [String] { progress.news(of: facts.plan) }

  mutating func showNews() {
    let lines = news.isEmpty ? ["The plan is as it was when you looked last, or you had not looked yet."] : news
    layers.append(
      .notice(
        Notice(
          title: "since you looked last", lines: lines,
          step: steps.firstIndex { novelties[$0.id] != nil })))
  }

  mutating func applyEnded(_ report: ApplyReport) {
    if applying == nil { applying = ApplyState(steps: steps, startedAt: milliseconds) }
    applying?.end(report, at: milliseconds)
    layers.removeAll { layer in
      if case .stopQuestion = layer { return true }
      return false
    }
    let place = layers.firstIndex { layer in
      if case .applying = layer { return true }
      return false
    }
    // What came of it stands at the top.
    if let place {
      layers[place] = .applying(ListState(selects: false))
    } else {
      layers = [.applying(ListState(selects: false))]
    }
  }

  mutating func timePassed() {
    if case .dialog(var dialog)? = layers.last, !dialog.isArmed {
      if let since = dialog.quietSince {
        dialog.isArmed = milliseconds - since >= Self.silence
      } else {
        dialog.quietSince = milliseconds
      }
      layers[layers.count - 1] = .dialog(dialog)
    }
    guard pending.isPaneNumber, context == .review, let count = pending.count else { return }
    if let since = pending.since {
      if milliseconds - since >= 600 {
        pending = PendingKeys()
        goToPane(count)
      }
    } else {
      pending.since = milliseconds
    }
  }

  /// How long a dialog has to be on the screen without a key before keys count, in milliseconds.
  static let silence = 300

  /// Closes a sign-off or apply dialog because what it was about is not certain any more.
  mutating func closeDialog(_ reason: String) {
    guard case .dialog(let dialog)? = layers.last else { return }
    draftMessage = dialog.message.text
    layers.removeLast()
    message = Message(reason)
  }

  /// Marks what is on the screen as seen and keeps cursors on it.
  mutating func settle() {
    treeView.refresh(tree)
    let layout = layout
    layOutPanelSQL(width: layout.panel.width)
    treeView.scroll(height: max(1, layout.left.height))
    let panelLines = panelText(width: layout.panel.width).count
    panelOffset = min(max(0, panelOffset), max(0, panelLines - layout.panel.height))
    if layers.isEmpty, layout.panel.height > 0, layout.panel.width > 0, case .step(let index) = subject,
      steps.indices.contains(index)
    {
      seen.insert(steps[index].id)
    }
    settleLayers()
  }
}
