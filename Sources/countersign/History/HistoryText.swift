import LiveDatabase
import MigrationCore

/// The ledger as a person reads it.
enum HistoryText {
  static func table(_ events: [RecordedHistory.Event]) -> String {
    PlainTable.text(
      ["ID", "WHEN", "ENVIRONMENT", "DATABASE", "PLAN", "EXECUTOR", "SIGNERS", "OUTCOME", "DURATION"],
      events.map { event in
        switch event {
        case .change(let change):
          let target = change.beginning.target
          return [
            "\(change.id)", RecordedTime.short(change.beganAt), dash(target.environment), target.database,
            String(change.beginning.planHash.prefix(12)), change.beginning.executor.name,
            dash(change.signers.joined(separator: ", ")), outcome(change),
            change.end == nil ? "-" : duration(change.milliseconds),
          ]
        case .adoption(let adoption):
          let target = adoption.adoption.target
          return [
            "\(adoption.id)", RecordedTime.short(adoption.at), dash(target.environment), target.database, "-",
            adoption.adoption.executor.name, dash(adoption.adoption.signoff?.principal ?? ""), "adopted", "-",
          ]
        case .waiver(let waiver):
          return [
            "\(waiver.id)", RecordedTime.short(waiver.at), dash(waiver.waiver.environment), "-",
            String(waiver.waiver.planHash.prefix(12)), waiver.waiver.executor.name,
            dash(waiver.waiver.signoff?.principal ?? ""), "waived \(waiver.waiver.gate)", "-",
          ]
        }
      })
  }

  /// How a change ended, a word.
  static func outcome(_ change: RecordedChange) -> String { change.end?.outcome.rawValue ?? "unfinished" }

  static func verification(
    _ found: LedgerVerification, _ signatures: [RecordedSignature], of name: String
  ) -> String {
    var text =
      "\(Quantity.counted(found.rows, "row")) and \(Quantity.counted(found.contents, "content")) in \(name)\n"
    if found.unfinishedBytes > 0 {
      text +=
        "the last \(Quantity.counted(found.unfinishedBytes, "byte")) are no row, but what a crash left of one; "
        + "the next row replaces them\n"
    }
    let isQuiet = { (signature: RecordedSignature) in signature.part.isOfChange && signature.standing == .good }
    let isUnlisted = { (signature: RecordedSignature) in
      signature.part.isOfChange && signature.standing == .unlisted
    }
    for signature in signatures where !isQuiet(signature) && !isUnlisted(signature) {
      text += "\(signature.part.rawValue) \(signature.row), signed by \(signature.principal): \(signature.worth)\n"
    }
    text += unlisted(signatures.filter(isUnlisted))
    if signatures.contains(where: \.part.isOfChange) {
      text += "\(Quantity.counted(signatures.count(where: isQuiet), "signature")) that changes rest on: good; "
      text += "not known is whether they were enough, as of countersign.toml the ledger keeps the hash only\n"
    }
    if found.holds {
      text += "every row and every content is as it was written; the last row's hash is\n\(found.lastHash)\n"
    }
    return text
  }

  /// A line for each key: whoever has left may have signed hundreds of changes.
  private static func unlisted(_ signatures: [RecordedSignature]) -> String {
    var text = ""
    var rest = signatures
    while let first = rest.first {
      let same = rest.filter { $0.principal == first.principal && $0.check == first.check }
      rest.removeAll { $0.principal == first.principal && $0.check == first.check }
      let rows = Set(same.map(\.row)).sorted()
      let shown = rows.prefix(10).map(String.init).joined(separator: ", ")
      let more = rows.count > 10 ? " and \(rows.count - 10) more" : ""
      text += "\(Quantity.counted(same.count, "signature")) by \(first.principal), of \(shown)\(more): \(first.worth)\n"
    }
    return text
  }

  private static func duration(_ milliseconds: Int) -> String { Quantity.duration(Double(milliseconds) / 1000) }

  private static func dash(_ text: String) -> String { text.isEmpty ? "-" : text }
}

// MARK: - One event

extension HistoryText {
  /// An event with what is known besides its rows.
  struct Event {
    let event: RecordedHistory.Event
    /// What ran, if it is kept.
    var plan: Plan?
    var showsSQL = false
    /// What leads to the ledger, for commands that somebody may type next.
    var flags: [String] = []
    /// What its signatures are worth.
    var signatures: [RecordedSignature] = []
    /// What somebody had changed since the record before; nil for nothing, or when it is not known.
    var handmade: Drift?
    /// What the change did to each object, if it is asked for and known.
    var difference: Drift?
  }

  static func whole(_ told: Event) -> String {
    switch told.event {
    case .change(let change): whole(change, told)
    case .adoption(let adoption): whole(adoption) + signature(told)
    case .waiver(let waiver): whole(waiver) + signature(told)
    }
  }

  private static func whole(_ change: RecordedChange, _ told: Event) -> String {
    let beginning = change.beginning
    var text = "change \(change.id): \(outcome(change))\n"
    text += field("plan", beginning.planHash) + target(beginning.target)
    if let undone = told.plan?.countersign?.reversedChange { text += field("undoes", "change \(undone)") }
    text += field("executed by", words(beginning.executor))
    text += field("began", change.beganAt)
    text += field(
      change.end == nil ? "last row" : "ended",
      "\(change.lastWrittenAt), after \(duration(change.milliseconds))")
    if let end = change.end, !end.message.isEmpty { text += field(end.messageLabel, end.message) }
    if let signoff = change.end?.signoff { text += field("ended by", words(signoff)) + worth(of: signoff, told) }
    if change.isOpen { text += field("to go on", CopiedCommand.resuming(change.id, plan: nil, told.flags)) }
    if !change.groups.isEmpty { text += field("to undo", CopiedCommand.undoing(change.id, told.flags)) }
    text += state("before", beginning.before)
    if let after = change.end?.after { text += state("after", after) }
    text += field("policy", beginning.policyHash ?? "none") + field("made by", beginning.tool)
    for signoff in beginning.signoffs { text += field("signed by", words(signoff)) + worth(of: signoff, told) }
    if beginning.signoffs.isEmpty { text += field("signed by", "nobody") }
    for resumption in change.resumptions {
      text += field("resumed by", words(resumption.executor))
      for signoff in resumption.signoffs { text += field("signed by", words(signoff)) + worth(of: signoff, told) }
    }
    for signature in told.signatures where signature.signoff == nil {
      text += field("not signed", "by \(signature.principal), who ran it: \(signature.problem ?? "")")
    }
    let runs = change.groups.flatMap(\.steps)
    if !runs.isEmpty {
      let machines = ([beginning.executor] + change.resumptions.map(\.executor)).reduce(into: [String]()) {
        list, next in
        if !list.contains(next.machine) { list.append(next.machine) }
      }
      text += "\n" + table(runs, told.plan)
      text += "STARTED is by the clock of \(machines.joined(separator: ", "))\n"
      text += told.showsSQL ? statements(of: runs, told.plan) : ""
    }
    for failure in change.failures {
      text += "\nstep \(failure.step), try \(failure.attempt), failed at \(failure.at):\n  \(failure.message)\n"
    }
    if let step = change.attempting { text += "\nof step \(step) nobody knows how it went\n" }
    if let group = change.committing?.group { text += "\nof group \(group) nobody knows whether it was committed\n" }
    if let drift = told.handmade {
      text += "\nbefore it somebody had changed, and no change recorded it:\n"
      text += DriftText.text(drift, sides: ("recorded", "found"))
    }
    if let difference = told.difference {
      text += "\nwhat became of each object:\n" + DriftText.text(difference, sides: ("before", "after"))
    }
    return text
  }

  private static func table(_ runs: [StepRun], _ plan: Plan?) -> String {
    PlainTable.text(
      ["STEP", "STARTED", "TOOK", "WAITED FOR LOCKS", "TRIES", "WHAT"],
      runs.map { run in
        let step = step(run.step, plan)
        return [
          "\(run.step)", RecordedTime.short(run.startedAt), duration(run.milliseconds),
          run.lockWaitMilliseconds == 0 ? "-" : duration(run.lockWaitMilliseconds),
          "\(run.attempts)", step.map(what) ?? "",
        ]
      })
  }

  private static func what(_ step: Step) -> String {
    "\(step.directive == nil ? step.operation : "wait for") \(step.type) \(step.path)"
  }

  private static func statements(of runs: [StepRun], _ plan: Plan?) -> String {
    runs.compactMap { run in step(run.step, plan).map { "\n-- step \(run.step)\n\($0.sql)\n" } }.joined()
  }

  private static func step(_ id: StepID, _ plan: Plan?) -> Step? {
    guard let plan, plan.groups.indices.contains(id.group - 1) else { return nil }
    let steps = plan.groups[id.group - 1].steps
    return steps.indices.contains(id.step - 1) ? steps[id.step - 1] : nil
  }

  private static func whole(_ adoption: RecordedHistory.RecordedAdoption) -> String {
    var text = "\(adoption.id): a state was adopted\n" + target(adoption.adoption.target)
    text += field("adopted by", words(adoption.adoption.executor)) + field("at", adoption.at)
    text += field("reason", adoption.adoption.reason) + state("state", adoption.adoption.state)
    return text + field("signed by", adoption.adoption.signoff?.principal ?? "nobody")
  }

  private static func whole(_ waiver: RecordedHistory.RecordedWaiver) -> String {
    "\(waiver.id): the gate \(waiver.waiver.gate) was waived\n" + field("plan", waiver.waiver.planHash)
      + field("environment", dash(waiver.waiver.environment))
      + field("waived by", words(waiver.waiver.executor)) + field("at", waiver.at)
      + field("reason", waiver.waiver.reason) + field("signed by", waiver.waiver.signoff?.principal ?? "nobody")
  }

  private static func signature(_ told: Event) -> String {
    told.signatures.map { field("signature", $0.worth) }.joined()
  }

  private static func worth(of signoff: RecordedSignoff, _ told: Event) -> String {
    told.signatures.first { $0.signoff == signoff }.map { field("", $0.worth) } ?? ""
  }

  private static func target(_ target: LedgerTarget) -> String {
    field("environment", dash(target.environment)) + field("database", "\(target.database) (\(target.system))")
      + field("schemas", target.schemas.joined(separator: ", "))
  }

  private static func state(_ name: String, _ state: RecordedState) -> String {
    field(name, "fingerprint \(state.fingerprint)")
      + state.catalogHashes.map { field("", "catalog hash \($0)") }.joined()
      + (state.snapshot.map { field("", "snapshot \($0)") } ?? "")
  }

  private static func words(_ executor: Executor) -> String {
    "\(executor.name) (\(executor.login) on \(executor.machine), role \(executor.role))"
      + (executor.key.map { ", key \($0)" } ?? "")
  }

  private static func words(_ signoff: RecordedSignoff) -> String {
    guard let statement = try? Statement(signoff.statement) else { return signoff.principal }
    let message = statement.message.isEmpty ? "" : ": \(statement.message)"
    return "\(signoff.principal), \(statement.signedAt), \(statement.verdict.rawValue)\(message)"
  }

  private static func field(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 13 - name.count)) + value + "\n"
  }
}
