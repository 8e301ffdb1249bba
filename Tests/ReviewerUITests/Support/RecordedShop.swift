import MigrationCore
import ReviewerUI

/// What the ledger of the shop has.
extension Shop {
  static let past: RecordedPast = {
    let target = LedgerTarget(environment: "production", database: "shop", schemas: ["public"], system: "7.1")
    let amy = Executor(name: "amy", key: "SHA256:x", login: "amy", machine: "laptop", role: "shop")
    func state(_ hash: Character) -> RecordedState {
      RecordedState(fingerprint: "f", catalogHashes: [String(repeating: hash, count: 64)])
    }
    func beginning(_ plan: Character, from hash: Character) -> LedgerRecord {
      .began(
        ChangeBeginning(
          target: target, executor: amy, planHash: String(repeating: plan, count: 64), before: state(hash),
          signoffs: [
            RecordedSignoff(principal: "bob", statement: "", signature: ""),
            RecordedSignoff(principal: "cy", statement: "", signature: ""),
          ], tool: "countersign 0.1.0"))
    }
    let run = { (group: Int) in
      LedgerRecord.ran(
        GroupRun(
          group: group,
          steps: [
            StepRun(step: StepID(group: group, step: 1), startedAt: "2026-03-01T09:00:01.000Z", milliseconds: 40)
          ]))
    }
    let records: [(record: LedgerRecord, change: Int?)] = [
      (beginning("1", from: "a"), nil), (run(1), 1), (run(2), 1),
      (.ended(ChangeEnd(outcome: .applied, after: state("b"))), 1),
      (
        .adopted(
          Adoption(
            target: target, executor: amy, state: state("c"), reason: "the hot fix of Monday, which nobody had planned",
            signoff: RecordedSignoff(principal: "amy", statement: "", signature: ""))), nil
      ),
      (
        .waived(
          Waiver(
            gate: "soak", environment: "production", planHash: String(repeating: "2", count: 64), executor: amy,
            reason: "the shop is down")), nil
      ),
      (beginning("2", from: "c"), nil), (run(1), 7),
      (
        .ended(
          ChangeEnd(outcome: .failed, after: state("d"), message: "step 2.1: canceling statement due to lock timeout")),
        7
      ),
    ]
    var entries: [LedgerEntry] = []
    for (index, (record, change)) in records.enumerated() {
      let isBeginning = record.kind == .change
      entries.append(
        LedgerEntry(
          id: index + 1, writtenAt: "2026-03-0\(1 + index / 3)T09:0\(index):00.000000Z",
          change: isBeginning ? index + 1 : change, record: record,
          previous: entries.last?.hash ?? LedgerEntry.firstPrevious))
    }
    func schema(_ tables: [(Identifier, CatalogSQL)]) -> RecordedSnapshot {
      var schema = DatabaseSchema(name: "public")
      schema.tables = tables.map { name, type in
        var table = Table(name: name)
        table.columns = [Column(name: "note", position: 1, type: type)]
        return table
      }
      return RecordedSnapshot(of: [schema])
    }
    let drift = Drift(
      from: schema([("orders", "text")]), to: schema([("orders", "character varying(40)"), ("extra", "integer")]))
    let events = (try? RecordedHistory(entries))?.events.reversed() ?? []
    return RecordedPast(
      ledger: "database shop at production", events: Array(events),
      standing: .drifted(drift.objects), recordedBy: 7)
  }()
}
