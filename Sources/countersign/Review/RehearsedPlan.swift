import LiveDatabase
import MigrationCore
import SQLSyntax

/// What a rehearsal found out, as text and as JSON.
struct RehearsedPlan {
  let name: String
  let plan: Plan
  let report: RehearsalReport
  let schema: Identifier
  /// Where steps locked otherwise than the lock table expects.
  var lockDifferences: [StepID: [LockDifference]] = [:]
  /// What undid it: a plan that leads back, the steps' own reversals, or nothing.
  let undoneBy: WayBack

  enum WayBack { case plan, reversals, nothing }

  /// Why the plan is not what it says; nil when it is.
  var failure: String? {
    if let failure = report.failure { return "step \(failure.step) fails on a copy: \(failure.message)" }
    if leadsThere == false { return "the plan does not lead to the schema that it was made for" }
    if undoneBy == .plan, let failure = report.undoing?.failure {
      return "the way back stops on the copy: \(failure.message)"
    }
    return nil
  }

  /// Whether the result has the plan's `desired_hash`; nil where that cannot be told.
  private var leadsThere: Bool? {
    // What the copy lacks, the result lacks as well.
    guard let desired = plan.countersign?.desiredHash, let found = report.catalogHash, report.notes.isEmpty else {
      return nil
    }
    return desired == found
  }

  /// Compares what each step locked with what is expected of it on the target.
  mutating func compareLocks(_ target: TargetFacts) {
    var parsed = facts.makeIterator()
    let context = ReviewContext(plan: plan, live: target.live, current: target.schemas) { _ in
      parsed.next() ?? .notAnalysed("it was not parsed")
    }
    for step in context.steps {
      guard let measured = report.steps[step.id] else { continue }
      let differences = context.differences(of: step, from: measured)
      if !differences.isEmpty { lockDifferences[step.id] = differences }
    }
  }

  private var facts: [StatementFacts] { StatementParser(schema: schema).facts(of: plan.steps.map(\.step.sql)) }

  var text: String {
    var lines: [String] = []
    for ((id, step), facts) in zip(plan.steps, facts) {
      let words = (step.directive?.message ?? step.sql).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      lines.append("\(id)  \(words)")
      lines.append("     \(Self.words(report.steps[id], facts, isWait: step.directive != nil, report.failure, id))")
      lines += (lockDifferences[id] ?? []).map { "     not as expected: \($0.words)" }
      if let rows = report.changedRows[id] {
        lines.append("     about \(Quantity.count(rows)) rows on the target, by its statistics")
      }
    }
    lines.append("")
    lines += (report.notes + [report.statisticsNote].compactMap(\.self)).map { "note: \($0)" }
    if let failure = report.failure {
      lines.append("Step \(failure.step) fails; what comes after it was not run.")
    } else if plan.steps.isEmpty {
      lines.append("There is nothing in the plan to try.")
    } else {
      switch leadsThere {
      case true?: lines.append("It leads to the schema that it was made for.")
      case false?: lines.append("It leads to another schema than the one that it was made for.")
      case nil: lines.append("Every step worked. Not checked: whether that is the schema that it was made for.")
      }
    }
    lines += undoing
    return lines.joined(separator: "\n") + "\n"
  }

  private var undoing: [String] {
    guard let undoing = report.undoing else {
      let isUnsaid = undoneBy == .nothing && report.failure == nil
      return isUnsaid ? ["Not checked: whether it can be undone; the plan does not say how."] : []
    }
    if let failure = undoing.failure {
      let way =
        undoneBy == .reversals ? " (its steps' own reversals; plan --output-reverse makes a whole way back)" : ""
      return ["Undoing it stops: \(failure.message)\(way)"]
    }
    guard !undoing.differences.isEmpty else { return ["Undone, the schema is what it was (rows aside)."] }
    return ["Undone, the schema differs from what it was in:"] + undoing.differences.map { "  \($0)" }
  }

  private static func words(
    _ step: MeasuredStep?, _ facts: StatementFacts, isWait: Bool, _ failure: (step: StepID, message: String)?,
    _ id: StepID
  ) -> String {
    if let failure, id == failure.step { return "fails: \(failure.message)" }
    if let failure, id > failure.step { return "not run" }
    if isWait { return "a wait: it ends at once on a copy without rows" }
    guard let step else {
      let form = facts.nonTransactionalForms.first
      return form.map { "worked; not measured: \($0) runs outside a transaction" } ?? "worked; not measured"
    }
    let locks = step.locks.map { "\($0.mode.rawValue) on \($0.relation)" }
    let rewrites = step.rewrites.map { "rewrites \($0)" }
    let seen = locks + rewrites
    if !seen.isEmpty { return seen.joined(separator: ", ") }
    return step.held.isEmpty ? "locks nothing that was there before" : "no lock beyond those that its group holds"
  }

  var json: String {
    let steps = plan.steps.map { id, _ in
      let measured = report.steps[id]
      return JSONValue.object([
        JSONMember("step", .string("\(id)")),
        JSONMember("measured", .bool(measured != nil)),
        JSONMember(
          "locks",
          .array(
            (measured?.locks ?? []).map {
              .object([
                JSONMember("relation", .string("\($0.relation)")), JSONMember("mode", .string($0.mode.rawValue)),
              ])
            })),
        JSONMember("rewrites", .array((measured?.rewrites ?? []).map { .string("\($0)") })),
        JSONMember("lock_differences", .array((lockDifferences[id] ?? []).map { .string($0.words) })),
        JSONMember("rows_on_target", report.changedRows[id].map { .integer(Int($0)) } ?? .null),
      ])
    }
    let document = JSONValue.object([
      JSONMember("format", .number("1")), JSONMember("steps", .array(steps)),
      JSONMember("failed_step", report.failure.map { .string("\($0.step)") } ?? .null),
      JSONMember("failure", report.failure.map { .string($0.message) } ?? .null),
      JSONMember("catalog_hash", report.catalogHash.map { .string($0) } ?? .null),
      JSONMember("leads_to_desired", leadsThere.map { .bool($0) } ?? .null),
      JSONMember("undone", report.undoing.map { .bool($0.failure == nil && $0.differences.isEmpty) } ?? .null),
      JSONMember("not_undone", .array((report.undoing?.differences ?? []).map { .string($0) })),
      JSONMember("notes", .array(report.notes.map { .string($0) })),
    ])
    return String(decoding: JSONWriter.indented(document), as: UTF8.self)
  }
}
