import LiveDatabase
import MigrationCore

/// Trying a plan before anybody sees it.
extension PlanRequest {
  /// Runs the plan, and the way back where there is one, on an empty copy of the target.
  ///
  /// A copy that cannot be made like the target proves nothing, which is noted.
  /// - Throws: `CommandFailure` when a step does not work or the plan does not lead where it should; what the scratch
  ///   server throws.
  func check(_ made: inout Made, with trial: PlanTrial, _ desired: DesiredSchemas, _ ignored: IgnoreRules) throws {
    let report = try trial.run(
      made.plan, andBack: made.reversal, to: desired, ignoring: ignored, options(desired.target))
    try check(report.outcome, of: made.plan, "the plan", &made.notes)
    guard let reversal = made.reversal, let wayBack = report.wayBack else { return }
    try check(wayBack, of: reversal, "the way back", &made.notes)
    // Only a schema that came about is known well enough for others to be compared with it.
    let reached = report.reached.map(ignored.applied)
    guard let only = reached.first else { return }
    let hash =
      reached.count == 1
      ? Self.hash(of: only) : JSONMember("schemas", .array(Self.schemas(reached, [], isHashed: true)))
    made.reversal?.countersign = try reversal.countersign?.beginning(with: hash)
  }

  private func check(
    _ outcome: PlanTrial.Outcome, of plan: Plan, _ name: String, _ notes: inout [String]
  ) throws(CommandFailure) {
    let hint = "correct the SQL if it is at fault; --no-trial plans without trying"
    switch outcome {
    case .leadsThere: return
    case .notTried(let reason): notes.append("\(name) was not tried on an empty copy of the target: \(reason)")
    case .failed(let id, let message):
      let step = plan.steps.first { $0.id == id }?.step
      let words = [step?.operation, step?.type, step?.path].compactMap { $0 }.joined(separator: " ")
      throw CommandFailure(
        .failed, "step \(id) of \(name) (\(words)) fails on an empty copy of the target: \(message)", hint: hint)
    case .falls(let labels):
      let lines = labels.map { "\n  \($0)" }.joined()
      throw CommandFailure(
        .failed, "\(name), run on an empty copy of the target, does not lead where it should and leaves:\(lines)",
        hint: hint)
    }
  }
}
