/// One change as the ledger tells it, from the row that began it to the last about it.
package struct RecordedChange: Hashable, Sendable {
  /// The id of the row that began it, by which people name it.
  package let id: Int
  package let beganAt: String
  package let beginning: ChangeBeginning
  /// How it was taken up again, in order.
  package private(set) var resumptions: [Resumption] = []
  /// The groups that are done, in the order in which they ran.
  package private(set) var groups: [GroupRun] = []
  /// What was sent without a transaction's protection and of which nobody knows how it went.
  package private(set) var attempting: StepID?
  /// A group that is not done, and of which something was sent without a transaction's protection.
  package private(set) var disturbedGroup: Int?
  /// A group that was about to be committed, and of which nobody knows whether it was.
  package private(set) var committing: (group: Int, transaction: String)?
  /// The steps that failed, the last failure of each attempt, in order.
  package private(set) var failures: [StepFailureRecord] = []
  /// Nil while it runs, and when whoever ran it was killed.
  package private(set) var end: ChangeEnd?
  /// When the last row about it was written.
  package private(set) var lastWrittenAt: String

  init(id: Int, beganAt: String, _ beginning: ChangeBeginning) {
    self.id = id
    self.beganAt = beganAt
    self.beginning = beginning
    lastWrittenAt = beganAt
  }

  package static func == (left: Self, right: Self) -> Bool { left.id == right.id && left.entries == right.entries }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
  /// How many rows are about it.
  package private(set) var entries = 1

  /// Whether every group ran.
  package var isApplied: Bool { end?.outcome == .applied }

  /// Whether it may be taken up again: it stopped, or nobody knows how it went on.
  package var isOpen: Bool {
    switch end?.outcome {
    case .applied, .abandoned: false
    case .failed, .cancelled, nil: true
    }
  }

  /// What the plan touches as it was when the ledger last heard of it.
  package var touched: [TouchedObject] {
    var latest = beginning.touched
    for object in groups.flatMap(\.touched) {
      if let place = latest.firstIndex(where: { $0.name == object.name }) {
        latest[place] = object
      } else {
        latest.append(object)
      }
    }
    return latest
  }

  /// Takes in the next row about this change.
  mutating func take(_ record: LedgerRecord, writtenAt: String) {
    entries += 1
    lastWrittenAt = writtenAt
    switch record {
    case .began, .adopted, .waived: break
    case .resumed(let executor, let signoffs):
      resumptions.append(Resumption(executor: executor, signoffs: signoffs, at: writtenAt))
      end = nil
    case .attempting(let step):
      attempting = step
      disturbedGroup = step.group
    case .committing(let group, let transaction): committing = (group, transaction)
    case .ran(let run):
      groups.append(run)
      if attempting?.group == run.group { attempting = nil }
      if disturbedGroup == run.group { disturbedGroup = nil }
      if committing?.group == run.group { committing = nil }
    case .failed(let step, let message, let attempt):
      failures.append(StepFailureRecord(step: step, message: message, attempt: attempt, at: writtenAt))
      if attempting == step { attempting = nil }
      if committing?.group == step.group { committing = nil }
    case .ended(let end): self.end = end
    }
  }

  /// The changes that `entries` tell of, which are in order, the oldest first.
  ///
  /// - Throws: ``LedgerError`` for a row that cannot be read, or is about a change whose beginning is not there.
  package static func all(in entries: some Sequence<LedgerEntry>) throws(LedgerError) -> [RecordedChange] {
    var changes: [RecordedChange] = []
    var places: [Int: Int] = [:]
    for entry in entries {
      let record: LedgerRecord
      do { record = try LedgerRecord(entry.kind, entry.body) } catch { throw .unreadable(entry.id, error) }
      if case .began(let beginning) = record {
        places[entry.id] = changes.count
        changes.append(RecordedChange(id: entry.id, beganAt: entry.writtenAt, beginning))
      } else if let change = entry.change {
        guard let place = places[change] else { throw .withoutBeginning(entry.id, change: change) }
        changes[place].take(record, writtenAt: entry.writtenAt)
      }
    }
    return changes
  }
}

/// Somebody took up a change that had stopped.
package struct Resumption: Hashable, Sendable {
  package var executor: Executor
  package var signoffs: [RecordedSignoff]
  package var at: String
}

/// A failure of a step as the ledger has it.
package struct StepFailureRecord: Hashable, Sendable {
  package var step: StepID
  package var message: String
  package var attempt: Int
  package var at: String
}
