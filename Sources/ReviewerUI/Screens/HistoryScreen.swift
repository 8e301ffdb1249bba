import MigrationCore
import TerminalKit

/// What was recorded of these schemas, the latest first, below how they stand to it now.
extension ScreenState {
  /// What the screen is about, and how many events there are.
  func historyTitles(_ past: Loadable<RecordedPast>) -> (StyledText, StyledText) {
    var title = StyledText("history", Paint(.heading, bold: true))
    guard let past = past.value else { return (title, StyledText()) }
    title.append("  in \(past.ledger)", Paint(.muted))
    return (title, StyledText(Quantity.counted(past.events.count, "event"), Paint(.muted)))
  }

  func historyItems(_ past: Loadable<RecordedPast>, width: Int) -> [[StyledText]] {
    switch past {
    case .loading(let doing): return [[StyledText(" \(doing)\(marks.ellipsis)", Paint(.progressRunning))]]
    case .unavailable(let reason):
      return [
        paragraph(
          StyledText("\(marks.unknown) not read: \(reason)", Paint(.fingerprintUnknown)), indent: 1, hanging: 2,
          width: width)
      ]
    case .loaded(let past):
      return [standingItem(past, width: width)] + past.events.map { eventItem($0, past, width: width) }
    }
  }

  private func standingItem(_ past: RecordedPast, width: Int) -> [StyledText] {
    let by = past.recordedBy.map { " by \($0)" } ?? ""
    var lines: [StyledText]
    switch past.standing {
    case .inStep: lines = [StyledText(" \(marks.yes) the schema is as recorded\(by)", Paint(.progressDone, bold: true))]
    case .neverRecorded: lines = [StyledText(" \(marks.unknown) nothing is recorded of it", Paint(.fingerprintUnknown))]
    case .unfinished(let change):
      lines = [
        StyledText(" \(marks.danger) change \(change) is not finished", Paint(.severityError, bold: true))
      ]
      if let command = past.resuming {
        lines += paragraph(StyledText("to go on: \(command)", Paint(.muted)), indent: 3, hanging: 2, width: width)
      }
    case .drifted(let objects):
      lines = [
        StyledText(" \(marks.danger) the schema is not as recorded\(by)", Paint(.severityError, bold: true))
      ]
      for object in objects ?? [] {
        lines += paragraph(
          StyledText("\(object.change.rawValue) \(object.title)", Paint(.severityWarning)), indent: 3, hanging: 2,
          width: width)
        for property in object.properties {
          let name = (property.path + [property.name]).joined(separator: ", ")
          lines += paragraph(
            StyledText("\(name): \(property.words)", Paint(.muted)), indent: 5, hanging: 2, width: width)
        }
      }
      if objects == nil {
        lines.append(StyledText("   no snapshot was kept that would tell what differs", Paint(.muted)))
      }
    }
    if let row = past.brokenRow {
      lines += paragraph(
        StyledText(
          "\(marks.danger) row \(row.id) of the ledger does not hold: \(row.problem); from there on it proves nothing",
          Paint(.severityError, bold: true)), indent: 1, hanging: 2, width: width)
    }
    if let problem = past.recordedBy.flatMap({ past.signatureProblems[$0] }) {
      lines += paragraph(
        StyledText("\(marks.no) the signature that this rests on \(problem)", Paint(.severityError)),
        indent: 1, hanging: 2, width: width)
    }
    return lines + [StyledText()]
  }

  private func eventItem(_ event: RecordedHistory.Event, _ past: RecordedPast, width: Int) -> [StyledText] {
    var lines: [StyledText]
    switch event {
    case .change(let change): lines = changeItem(change, past, width: width)
    case .adoption(let recorded):
      let adoption = recorded.adoption
      lines = [title(event, "adopted", Paint(.diffAlter, bold: true), at: recorded.at, adoption.executor, width)]
      lines += detail("reason", adoption.reason, width)
      lines += signer(adoption.signoff, past.signatureProblems[event.id], width)
    case .waiver(let recorded):
      let waiver = recorded.waiver
      lines = [
        title(
          event, "waived \(waiver.gate)", Paint(.severityWarning, bold: true), at: recorded.at, waiver.executor, width)
      ]
      lines += detail("plan", String(waiver.planHash.prefix(12)), width)
      lines += detail("reason", waiver.reason, width)
      lines += signer(waiver.signoff, past.signatureProblems[event.id], width)
    }
    return lines + [StyledText()]
  }

  /// Whose signature it has, and that it is worth nothing where it is not.
  private func signer(_ signoff: RecordedSignoff?, _ problem: String?, _ width: Int) -> [StyledText] {
    let lines = detail("signed by", signoff?.principal ?? "nobody", width)
    guard let problem else { return lines }
    return lines
      + paragraph(
        StyledText("\(marks.no) the signature \(problem)", Paint(.severityError, bold: true)), indent: 4, hanging: 2,
        width: width)
  }

  private func changeItem(_ change: RecordedChange, _ past: RecordedPast, width: Int) -> [StyledText] {
    let beginning = change.beginning
    let (word, paint): (String, Paint) =
      switch change.end?.outcome {
      case .applied: ("applied", Paint(.progressDone, bold: true))
      case .failed: ("failed", Paint(.progressFailed, bold: true))
      case .cancelled: ("cancelled", Paint(.severityWarning, bold: true))
      case .abandoned: ("abandoned", Paint(.muted, bold: true))
      case nil: ("unfinished", Paint(.severityError, bold: true))
      }
    var lines = [title(.change(change), word, paint, at: change.beganAt, beginning.executor, width)]
    let took = change.end == nil ? "" : ", took \(Amounts.duration(milliseconds: change.milliseconds))"
    lines += detail(
      "plan",
      "\(beginning.planHash.prefix(12)), \(Quantity.counted(change.groups.count, "group")) committed\(took)", width)
    lines += detail("signed by", change.signers.isEmpty ? "nobody" : change.signers.joined(separator: ", "), width)
    lines += detail("schema", hashes(beginning.before) + " to " + (change.end?.after.map(hashes) ?? "?"), width)
    if let end = change.end, !end.message.isEmpty { lines += detail(end.messageLabel, end.message, width) }
    if !change.groups.isEmpty { lines += detail("to undo", CopiedCommand.undoing(change.id, past.flags), width) }
    return lines
  }

  private func title(
    _ event: RecordedHistory.Event, _ word: String, _ paint: Paint, at time: String, _ executor: Executor, _ width: Int
  ) -> StyledText {
    var left = StyledText(" \(event.id)  ", Paint(.heading, bold: true))
    left.append(word, paint)
    left.append("  by \(executor.name)")
    if !event.environment.isEmpty { left.append("  in \(event.environment)", Paint(.muted)) }
    return line(left, right: StyledText(RecordedTime.short(time), Paint(.muted)), width: width)
  }

  private func detail(_ name: String, _ value: String, _ width: Int) -> [StyledText] {
    var text = StyledText("\(name)  ", Paint(.muted))
    text.append(value)
    return paragraph(text, indent: 4, hanging: 2, width: width)
  }

  private func hashes(_ state: RecordedState) -> String {
    state.catalogHashes.map { String($0.prefix(12)) }.joined(separator: "+")
  }
}

extension DriftedProperty {
  /// What became of it; the whole of a long text is in the definitions.
  fileprivate var words: String {
    func short(_ text: String) -> String { text.count > 60 ? "\(text.prefix(57))..." : text }
    return switch (recorded, found) {
    case (let recorded?, let found?): "\(short(recorded)) to \(short(found))"
    case (let recorded?, nil): "gone: \(short(recorded))"
    case (nil, let found?): "new: \(short(found))"
    case (nil, nil): ""
    }
  }
}
