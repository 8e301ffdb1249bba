import LiveDatabase
import MigrationCore
import Postgres
import TerminalKit

/// The standing of environments as a person reads it.
enum StatusText {
  static func text(_ statuses: [EnvironmentStatus]) -> String {
    let table = PlainTable.text(
      ["ENVIRONMENT", "DATABASE", "STATE", "LAST CHANGE", "WHEN", "EXECUTOR", "SIGNERS", "RECORDED", "NOW"],
      statuses.map(row))
    return table + Sanitizer.plainText(statuses.map(details).joined())
  }

  private static func row(_ status: EnvironmentStatus) -> [String] {
    let event = status.standing?.lastEvent
    let (last, when, executor, signers): (String, String, String, String) =
      switch event {
      case .change(let change)?:
        (
          "\(change.id) \(HistoryText.outcome(change))", RecordedTime.short(change.beganAt),
          change.beginning.executor.name, change.signers.joined(separator: ", ")
        )
      case .adoption(let adoption)?:
        (
          "\(adoption.id) adopted", RecordedTime.short(adoption.at), adoption.adoption.executor.name,
          adoption.adoption.signoff?.principal ?? ""
        )
      case .waiver?, nil: ("-", "-", "-", "")
      }
    return [
      status.subject.environment.isEmpty ? "-" : status.subject.environment,
      status.ledgerTarget?.database ?? status.subject.target.description, status.condition.words, last, when, executor,
      signers.isEmpty ? "-" : signers, hashes(status.standing?.state), hashes(status.found?.state),
    ]
  }

  private static func hashes(_ state: RecordedState?) -> String {
    state.map { $0.catalogHashes.map { String($0.prefix(12)) }.joined(separator: "+") } ?? "-"
  }

  private static func details(_ status: EnvironmentStatus) -> String {
    let name = status.subject.name
    var text = ""
    switch status.condition {
    case .inStep: break
    case .neverRecorded:
      text = "\n\(name): nothing is recorded; to begin with what is there: \(adopting(status))\n"
    case .unfinished:
      guard let change = status.standing?.unfinished else { break }
      let how = change.end.map { "\($0.outcome.rawValue): \($0.message)" } ?? "whoever ran it is gone, or it still runs"
      text = "\n\(name): change \(change.id) is not finished (\(how))\n"
      text += "  to go on: \(CopiedCommand.resuming(change.id, plan: nil, status.subject.flags))\n"
    case .drifted(let drift):
      let since = status.standing?.event.map { " since row \($0.id) of the ledger" } ?? ""
      text = "\n\(name) has drifted\(since):\n"
      text += drift.map { DriftText.text($0) } ?? "  no snapshot was kept then, so nothing tells what differs\n"
      text += "  if it is right as it is: \(adopting(status))\n"
    case .unreadable(let failure):
      text = "\n\(name) cannot be read: \(failure.message)\n" + (failure.hint.isEmpty ? "" : "  \(failure.hint)\n")
    }
    if let row = status.brokenRow {
      let verifying = CopiedCommand.line(["history", "verify"] + status.subject.flags)
      text += "\n\(name): row \(row.id) of the ledger in \(status.ledgerName) does not hold: \(row.problem)\n"
      text += "  from there on it proves nothing; compare with a backup of the ledger: \(verifying)\n"
    }
    if let problem = status.signatureProblem, case .adoption(let adoption)? = status.standing?.event {
      let showing = CopiedCommand.line(["history", "show", "\(adoption.id)"] + status.subject.flags)
      text += "\n\(name): the signature of adoption \(adoption.id) \(problem)\n"
      text += "  see it: \(showing); adopt again what is right: \(adopting(status))\n"
    }
    if let other = status.recordedElsewhere {
      text +=
        "note: \(name): what is recorded is of database \(other.database) (\(other.system)): copied, moved or restored\n"
    }
    return text + unmanaged(status.notManaged, name)
  }

  private static func adopting(_ status: EnvironmentStatus) -> String {
    CopiedCommand.line(["status"] + status.subject.flags + ["--adopt"]) + " --reason \"…\""
  }

  private static func unmanaged(_ objects: [UnmanagedObject], _ name: String) -> String {
    guard !objects.isEmpty else { return "" }
    var lines: [String] = []
    for kind in objects.map(\.kind).uniqued {
      let names = objects.filter { $0.kind == kind }.map(\.name)
      let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
      lines.append("  \(names.count) \(kind): \(names.prefix(5).joined(separator: ", "))\(rest)\n")
    }
    return "note: \(name): not managed, and in no hash: \(Quantity.counted(objects.count, "object"))\n" + lines.joined()
  }
}

extension RecordedStanding {
  /// What happened last.
  var lastEvent: RecordedHistory.Event? {
    let change = lastChange.map { RecordedHistory.Event.change($0) }
    return [change, event].compactMap { $0 }.max { $0.id < $1.id }
  }
}

extension [String] {
  /// Each once, in order.
  fileprivate var uniqued: [String] {
    var list: [String] = []
    for text in self where !list.contains(text) { list.append(text) }
    return list
  }
}
