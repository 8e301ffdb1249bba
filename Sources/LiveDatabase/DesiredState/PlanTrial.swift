package import MigrationCore
import Postgres

/// Runs a plan on an empty copy of the target, to see that it works and leads where it should.
package struct PlanTrial {
  let scratch: ScratchDatabases

  /// What a trial found.
  package enum Outcome: Sendable {
    /// Every step ran, and nothing is left to plan.
    case leadsThere
    /// The copy could not be made like the target, so nothing is known.
    case notTried(reason: String)
    /// A step that the server refused.
    case failed(StepID, message: String)
    /// All steps ran, and these changes would still be planned.
    case falls(short: [StepLabel])
  }

  /// Makes the copy, runs the plan, and plans again.
  ///
  /// - Parameters:
  ///   - plan: what to try.
  ///   - desired: where it should lead, with what it begins from.
  ///   - ignored: what no plan is about.
  ///   - options: as the plan was made.
  /// - Returns: how it went.
  /// - Throws: `PostgresError`, ``CatalogReadingError`` or ``DesiredStateError`` when the scratch server fails.
  package func run(
    _ plan: Plan, to desired: DesiredSchemas, ignoring ignored: IgnoreRules, _ options: PlanOptions
  ) throws -> Outcome {
    guard let name = desired.target.schemas.first?.name else { return .notTried(reason: "there is no schema") }
    let connection = try Connection(try scratch.make(like: desired.target).parameters)
    let copied = (desired.target.neighbours + desired.target.schemas).map(\.withoutTablespaces)
    let failures = try SchemaRebuild.run(copied, over: connection)
    if let first = failures.first { return .notTried(reason: first.description) }
    if let failure = try runSteps(plan, schema: name, over: connection) {
      return .failed(failure.step, message: failure.message)
    }
    var reached = desired.target
    reached.schemas = try CatalogReader.read([name], over: connection).schemas.map { found in
      var found = found
      let server = desired.target.serverVersion
      if scratch.server.major > server.major { found.forget(since: server) }
      // What the plan made belongs here to another role than there.
      return found.replacingOwner(
        scratch.user, byThoseOf: desired.schemas.first ?? found, orBy: desired.target.user)
    }
    reached.relative = []
    let wanted = try Wording.settled(
      desired.schemas.map(\.withoutTablespaces), [], in: reached, on: scratch
    ).qualified
    guard let before = reached.schemas.first, let after = wanted.first else {
      return .notTried(reason: "schema \(name) is not on the copy")
    }
    let left = Planner.plan(
      from: ignored.applied(to: before), to: ignored.applied(to: after), on: desired.target.serverVersion, options)
    let labels =
      left.changes.map(\.label) + left.refusals.map { StepLabel($0.object.kind.rawValue, .alter, "\($0.object)") }
    return labels.isEmpty ? .leadsThere : .falls(short: labels)
  }

  private func runSteps(
    _ plan: Plan, schema: Identifier, over connection: borrowing Connection
  ) throws(PostgresError) -> (step: StepID, message: String)? {
    let path: SQLText = schema == "public" ? "SET search_path TO public" : "SET search_path TO \(schema), public"
    _ = try connection.execute(path.text)
    for (index, group) in plan.groups.enumerated() {
      let isTogether = group.steps.count > 1
      if isTogether { _ = try connection.execute("BEGIN") }
      for (place, step) in group.steps.enumerated() {
        do { _ = try connection.execute(step.sql) } catch {
          guard error.kind == .server else { throw error }
          return (StepID(group: index + 1, step: place + 1), error.description)
        }
      }
      guard isTogether else { continue }
      do { _ = try connection.execute("COMMIT") } catch {
        guard error.kind == .server else { throw error }
        return (StepID(group: index + 1, step: group.steps.count), error.description)
      }
    }
    return nil
  }
}
