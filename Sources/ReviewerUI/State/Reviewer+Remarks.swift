import MigrationCore
import TerminalKit

/// Comments, acknowledgements and marks, and taking them back.
extension Reviewer {
  // MARK: What the cursor is on

  /// The step that keys on this screen speak of; nil when they speak of an object or of nothing.
  var chosenStep: Int? {
    switch layers.last(where: \.fillsScreen) {
    case .list(.steps, let state): steps.indices.contains(state.selected) ? state.selected : nil
    case .list(.warnings, _): chosenFinding.flatMap { index(of: $0.step) }
    case .definition(let state): if case .step(let index) = state.subject { index } else { nil }
    case .list, .help, .applying: nil
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion, nil:
      if case .step(let index) = subject, steps.indices.contains(index) { index } else { nil }
    }
  }

  /// The warning that `a` speaks of: the chosen one, else the first of the step that nobody acknowledged.
  var chosenWarning: Finding? {
    let findings = chosenStep.map { step in facts.findings(of: steps[step].id) } ?? []
    return chosenFinding ?? findings.first { facts.acknowledgement(of: $0) == nil } ?? findings.first
  }

  /// The comment that `x` speaks of: the chosen one, else the last one here that is open.
  var commentToResolve: Comment? {
    let here = comments(on: chosenPlace)
    return chosenComment ?? here.last { !$0.isResolved } ?? here.last
  }

  private var chosenFinding: Finding? {
    guard case .list(.warnings, let state)? = layers.last(where: \.fillsScreen) else { return nil }
    return facts.sortedFindings?[safe: state.selected - Self.itemsAboveFindings]
  }

  private var chosenComment: Comment? {
    guard case .list(.comments, let state)? = layers.last(where: \.fillsScreen) else { return nil }
    return facts.review.comments[safe: state.selected]
  }

  private var chosenPlace: Comment.Place {
    switch layers.last(where: \.fillsScreen) {
    case .definition(let state):
      let place = place(of: state.subject) ?? .plan
      guard let lines = DefinitionScreen.selectedLines(state, self) else { return place }
      switch place {
      case .step(let id): return .stepLines(lines.lines, of: id)
      case .object(let name): return .lines(lines, of: name)
      case .stepLines, .lines, .plan: return place
      }
    case .list(.steps, _), .list(.warnings, _): return chosenStep.map { .step(steps[$0].id) } ?? .plan
    case .list(.comments, _): return chosenComment?.place ?? .plan
    case .list, .help, .applying: return .plan
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion, nil: return place(of: subject) ?? .plan
    }
  }

  /// Where a comment on a subject belongs; nil for a heading.
  func place(of subject: ShownSubject) -> Comment.Place? {
    switch subject {
    case .step(let index): steps[safe: index].map { .step($0.id) }
    case .object(let key): key.headings.isEmpty ? key.object.map { .object($0.description) } : nil
    }
  }

  /// The comments on a place and its lines, in the order in which they were written.
  func comments(on place: Comment.Place) -> [Comment] {
    facts.review.comments.filter { comment in
      let whole = comment.place.object.map { Comment.Place.object($0) } ?? comment.place.step.map { .step($0) }
      return comment.place == place || whole == place
    }
  }

  // MARK: Comments

  mutating func beginComment() -> [Effect] {
    let place = chosenPlace
    endSelection()
    layers.append(.entry(EntryState(purpose: .comment(place))))
    return []
  }

  mutating func editComment() -> [Effect] {
    let comment = chosenComment ?? comments(on: chosenPlace).last { $0.author == configuration.author }
    if let comment, comment.author != configuration.author {
      message = Message("that comment is \(comment.author)'s; \(key(.comment)) answers it")
      return [.bell]
    }
    edited = comment.map { .change($0.id) } ?? .comment(chosenPlace)
    return [.openEditor(EditorText(text: comment?.text ?? "", fileExtension: "md", isWritable: true))]
  }

  mutating func editorReturned(_ text: String?) -> [Effect] {
    guard let purpose = edited else { return [] }
    edited = nil
    if case .entry(let entry)? = layers.last, entry.purpose == purpose { layers.removeLast() }
    guard let text else {
      message = Message("the editor gave nothing back; nothing was changed")
      return []
    }
    return write(text, for: purpose)
  }

  mutating func acceptEntry(_ entry: EntryState) -> [Effect] {
    switch entry.purpose {
    case .search, .filter:
      layers.removeLast()
      if entry.purpose == .search { acceptSearch(entry.field.text, previous: standpoint?.search ?? Search()) }
      return []
    case .comment, .change, .acknowledgement:
      guard !trimmed(entry.field.text).isEmpty else { return [.bell] }
      layers.removeLast()
      return write(entry.field.text, for: entry.purpose)
    }
  }

  private mutating func write(_ text: String, for purpose: EntryState.Purpose) -> [Effect] {
    let text = trimmed(text)
    guard !text.isEmpty else {
      message = Message("nothing was written")
      return []
    }
    switch purpose {
    case .comment(let place):
      return change {
        $0.facts.review.add(text, on: place, by: $0.configuration.author, at: $0.now)
      }
    case .change(let id):
      return change { reviewer in
        guard let index = reviewer.facts.review.comments.firstIndex(where: { $0.id == id }) else { return }
        reviewer.facts.review.comments[index].text = text
        reviewer.facts.review.comments[index].writtenAt = reviewer.now
      }
    case .acknowledgement(let rule, let step):
      return change {
        $0.facts.review.acknowledge(rule, at: step, because: text, by: $0.configuration.author, at: $0.now)
      }
    case .search, .filter: return []
    }
  }

  mutating func resolveComment() -> [Effect] {
    guard let comment = commentToResolve else { return [.bell] }
    message = Message(comment.isResolved ? "reopened" : "resolved")
    return change { reviewer in
      guard let index = reviewer.facts.review.comments.firstIndex(where: { $0.id == comment.id }) else { return }
      reviewer.facts.review.comments[index].isResolved.toggle()
    }
  }

  // MARK: Marks

  mutating func acknowledge() -> [Effect] {
    guard let finding = chosenWarning else { return [.bell] }
    let reason = facts.acknowledgement(of: finding).flatMap { $0.author == configuration.author ? $0.reason : nil }
    layers.append(
      .entry(
        EntryState(purpose: .acknowledgement(finding.rule, finding.step), field: TextField(reason ?? ""))))
    return []
  }

  mutating func toggleReviewed() -> [Effect] {
    guard let index = chosenStep else { return [.bell] }
    let id = steps[index].id
    let effects = change { reviewer in
      if reviewer.reviewed.remove(id) == nil { reviewer.reviewed.insert(id) }
    }
    message = Message(
      "step \(id) is \(reviewed.contains(id) ? "marked reviewed" : "not marked reviewed any more")")
    return effects
  }

  // MARK: Undo

  private var snapshot: ReviewSnapshot {
    ReviewSnapshot(
      comments: facts.review.comments, acknowledgements: facts.review.acknowledgements, reviewed: reviewed)
  }

  private mutating func change(_ body: (inout Reviewer) -> Void) -> [Effect] {
    let before = snapshot
    let document = facts.review
    body(&self)
    undoable.append(before)
    if undoable.count > 1000 { undoable.removeFirst() }
    redoable = []
    return facts.review == document ? [] : [.saveReview(facts.review)]
  }

  mutating func undo() -> [Effect] {
    guard let snapshot = undoable.popLast() else { return [.bell] }
    redoable.append(self.snapshot)
    return restore(snapshot, "undone")
  }

  mutating func redo() -> [Effect] {
    guard let snapshot = redoable.popLast() else { return [.bell] }
    undoable.append(self.snapshot)
    return restore(snapshot, "done again")
  }

  private mutating func restore(_ snapshot: ReviewSnapshot, _ word: String) -> [Effect] {
    let document = facts.review
    facts.review.comments = snapshot.comments
    facts.review.acknowledgements = snapshot.acknowledgements
    reviewed = snapshot.reviewed
    message = Message(word)
    return facts.review == document ? [] : [.saveReview(facts.review)]
  }

  // MARK: Copying and looking

  var chosenSQL: String? {
    if case .list(.comments, _)? = layers.last(where: \.fillsScreen) { return chosenComment?.text }
    if let selected = selectedSQL { return selected }
    if let step = chosenStep { return steps[step].step.sql }
    switch layers.last(where: \.fillsScreen) {
    case .definition(let state): return row(of: state.subject).map { DefinitionState.sql(of: $0) }
    case .list, .help, .applying: return nil
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion, nil:
      return row(of: subject).map { DefinitionState.sql(of: $0) }
    }
  }

  mutating func copySQL() -> [Effect] {
    guard let sql = chosenSQL, !sql.isEmpty else { return [.bell] }
    message = Message("copied \(Quantity.counted(sql.utf8.count, "byte"))")
    endSelection()
    return [.copy(sql)]
  }

  mutating func copyFingerprint() -> [Effect] {
    guard let fingerprint = facts.plan.sourceFingerprint else { return [.bell] }
    message = Message("copied the fingerprint")
    return [.copy(fingerprint)]
  }

  mutating func openInEditor() -> [Effect] {
    if case .entry(let entry)? = layers.last {
      edited = entry.purpose
      return [.openEditor(EditorText(text: entry.field.text, fileExtension: "md", isWritable: true))]
    }
    guard let sql = chosenSQL, !sql.isEmpty else { return [.bell] }
    return [.openEditor(EditorText(text: sql, fileExtension: "sql", isWritable: false))]
  }
}
