package import MigrationCore
import Postgres

/// Runs a plan on an empty copy of the target, to see that it works and leads where it should.
package struct PlanTrial {
  let scratch: ScratchDatabases
  let control: ApplyControl

  /// How it went.
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

  /// What came of a trial.
  package struct Report: Sendable {
    package var outcome: Outcome
    /// The schemas as the target will have them after the plan, for their hashes; empty where that is not certain.
    package var reached: [DatabaseSchema] = []
    /// How the way back went; nil when it was not tried.
    package var wayBack: Outcome?
  }

  /// Makes the copy, runs the plan, and plans again; then runs the way back, and plans that again.
  ///
  /// Without a way back the copy has only what the plan's statements could have to do with: objects that they name, what
  /// depends on those, and what all these need. Where the plan does not work there, the whole copy has the last word.
  ///
  /// - Cost: as many statements as the copy has objects, twice at worst; and the plan's own.
  /// - Parameters:
  ///   - plan: what to try.
  ///   - wayBack: the plan from there to the target's schemas as they are; nil tries none.
  ///   - desired: where the plan should lead, with what it begins from.
  ///   - ignored: what no plan is about.
  ///   - options: as the plan was made.
  /// - Returns: how it went.
  /// - Throws: `PostgresError`, ``CatalogReadingError`` or ``DesiredStateError`` when the scratch server fails, or the
  ///   task was cancelled.
  package func run(
    _ plan: Plan, andBack wayBack: Plan? = nil, to desired: DesiredSchemas, ignoring ignored: IgnoreRules,
    _ options: PlanOptions
  ) throws -> Report {
    if wayBack == nil, let part = Self.part(of: desired, for: plan) {
      let report = try run(plan, andBack: nil, on: part.target, to: part.desired, ignored, options)
      if case .leadsThere = report.outcome { return report }
    }
    var report = try run(plan, andBack: wayBack, on: desired.target, to: desired.schemas, ignored, options)
    // The copy's words cannot be told from the plan's for what has another name.
    if !desired.renaming.isEmpty { report.reached = [] }
    return report
  }

  /// What the plan could have to do with, before and after; nil when that is most of it all.
  private static func part(
    of desired: DesiredSchemas, for plan: Plan
  ) -> (target: Surroundings, desired: [DatabaseSchema])? {
    var target = desired.target
    let before = target.neighbours + target.schemas
    let both = before + desired.schemas
    let objects = both.needs(of: both.objects(named: plan.words))
    let part = before.part(with: objects, keepsRights: true)
    func size(_ schemas: [DatabaseSchema]) -> Int { schemas.reduce(0) { $0 + $1.owners.count } }
    guard size(part) < size(before) / 2 else { return nil }
    target.neighbours = Array(part.prefix(target.neighbours.count))
    target.schemas = Array(part.dropFirst(target.neighbours.count))
    return (target, desired.schemas.part(with: objects, keepsRights: true))
  }

  private func run(
    _ plan: Plan, andBack wayBack: Plan?, on target: Surroundings, to desired: [DatabaseSchema],
    _ ignored: IgnoreRules, _ options: PlanOptions
  ) throws -> Report {
    let connection = try Connection(try scratch.make(like: target).parameters)
    guard control.begin(connection.cancelToken) else { throw DesiredStateError.interrupted }
    defer { control.end() }
    let copied = (target.neighbours + target.schemas).map(\.withoutTablespaces)
    let failures = try SchemaRebuild.run(copied, over: connection)
    guard !control.isStopping else { throw DesiredStateError.interrupted }
    if let first = failures.first { return Report(outcome: .notTried(reason: first.description)) }
    let before = wayBack == nil ? [] : try read(target.schemas, target, over: connection)
    if let failure = try runSteps(plan, target, over: connection) { return Report(outcome: failure) }
    let after = try read(desired, target, over: connection)
    var report = Report(outcome: try compare(after, with: desired, target, ignored, options))
    guard let wayBack, case .leadsThere = report.outcome else { return report }
    report.reached = asOnTarget(after, before: before, target)
    if let failure = try runSteps(wayBack, target, over: connection) {
      report.wayBack = failure
    } else {
      let back = try read(target.schemas, target, over: connection)
      var options = options
      options.isWayBack = true
      report.wayBack = try compare(back, with: target.schemas, target, ignored, options)
    }
    return report
  }

  /// The copy's schemas; what the plan made belongs here to another role than there.
  private func read(
    _ schemas: [DatabaseSchema], _ target: Surroundings, over connection: borrowing Connection
  ) throws -> [DatabaseSchema] {
    guard !control.isStopping else { throw DesiredStateError.interrupted }
    return try CatalogReader.read(schemas.map(\.name), over: connection).schemas.map { found in
      let twin = schemas.first { $0.name == found.name } ?? found
      return found.replacingOwner(scratch.user, byThoseOf: twin, orBy: target.user)
    }
  }

  private func compare(
    _ found: [DatabaseSchema], with wanted: [DatabaseSchema], _ target: Surroundings, _ ignored: IgnoreRules,
    _ options: PlanOptions
  ) throws -> Outcome {
    var reached = target
    reached.schemas = found.map { found in
      var found = found
      if scratch.server.major > target.serverVersion.major { found.forget(since: target.serverVersion) }
      return found
    }
    reached.relative = []
    let wanted = try Wording.settled(wanted.map(\.withoutTablespaces), { [] }, in: reached, on: scratch).qualified
    guard reached.schemas.count == wanted.count else {
      return .notTried(reason: "a schema that the plan is for is not on the copy")
    }
    let left = Planner.plan(
      from: reached.schemas.map(ignored.applied), to: wanted.map(ignored.applied), on: target.serverVersion, options)
    let labels =
      left.changes.map(\.label) + left.refusals.map { StepLabel($0.object.kind.rawValue, .alter, "\($0.object)") }
    return labels.isEmpty ? .leadsThere : .falls(short: labels)
  }

  /// What the copy has now in the words of the target, where the copy was the same as the target in every other way.
  private func asOnTarget(
    _ after: [DatabaseSchema], before: [DatabaseSchema], _ target: Surroundings
  ) -> [DatabaseSchema] {
    func worded(_ schemas: [DatabaseSchema]) -> [DatabaseSchema] {
      zip(schemas, zip(before, target.schemas)).map { $0.worded(like: $1.1, unchangedSince: $1.0) }
    }
    let isFaithful = worded(before).elementsEqual(target.schemas) { CatalogHash(of: $0).hex == CatalogHash(of: $1).hex }
    return isFaithful && after.count == before.count ? worded(after) : []
  }

  private func runSteps(
    _ plan: Plan, _ target: Surroundings, over connection: borrowing Connection
  ) throws -> Outcome? {
    let schema = target.schemas.first?.name ?? "public"
    let path: SQLText = schema == "public" ? "SET search_path TO public" : "SET search_path TO \(schema), public"
    _ = try connection.execute(path.text)
    func run(_ sql: String, _ id: StepID) throws -> Outcome? {
      do { _ = try connection.execute(sql) } catch {
        guard error.kind == .server else { throw error }
        guard !control.isStopping else { throw DesiredStateError.interrupted }
        return .failed(id, message: error.description)
      }
      return nil
    }
    for (index, group) in plan.groups.enumerated() {
      let isTogether = group.steps.count > 1
      if isTogether { _ = try connection.execute("BEGIN") }
      for (place, step) in group.steps.enumerated() {
        if let failure = try run(step.sql, StepID(group: index + 1, step: place + 1)) { return failure }
      }
      guard isTogether else { continue }
      if let failure = try run("COMMIT", StepID(group: index + 1, step: group.steps.count)) { return failure }
    }
    return nil
  }
}
