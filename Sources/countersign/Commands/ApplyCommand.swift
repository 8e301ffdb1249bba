import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import TerminalKit

/// `countersign apply`: the same engine as on the screen; the gates are shown, and the prompt asks once they are open.
struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Run a plan: gates, prompt, transaction groups, waits; recorded where there is a ledger.")

  @Option(help: "The plan to run; or name SQL files with --file, and a plan is made of them first.")
  var plan: String?
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var planning: PlanningOptions
  @Flag(help: "Do not ask.")
  var autoApprove = false
  @Option(help: "How long a statement may wait for a lock, such as 5s; a group that waits longer is tried again.")
  var lockTimeout: String?
  @Option(help: "As pg_stat_activity shows it. (PGAPPNAME)")
  var applicationName: String?
  @OptionGroup var ledger: LedgerOptions
  @Flag(help: "Record nothing: no history, and no --resume should it stop part-way.")
  var unrecorded = false
  @Flag(help: "Go on where an earlier run of this plan stopped.")
  var resume = false
  @Option(help: "With --resume: this step did run, where nothing else tells (2.1).")
  var ran: [String] = []
  @Option(help: "With --resume: this step did not run, where nothing else tells.")
  var notRan: [String] = []
  @Flag(help: "After a lost connection stop, for --resume, instead of connecting again and going on.")
  var noReconnect = false
  @Flag(help: "Leave what an earlier run did not get to: record that the rest is not to run, and end.")
  var abandon = false
  @Flag(help: "Use no colours. (NO_COLOR)")
  var noColor = false
  @OptionGroup var signing: SignerOptions
  @OptionGroup var waiving: WaiverOptions

  func validate() throws {
    if plan != nil, planning.isGiven {
      throw ValidationError(
        "if any flags in the group [file plan] are set none of the others can be; [file plan] were all set")
    }
    if resume, plan == nil { throw ValidationError("--resume goes on with a plan: name it with --plan") }
    if resume, unrecorded { throw ValidationError("--resume needs the ledger: leave --unrecorded out") }
    if unrecorded, ledger.ledger != nil { throw ValidationError("--ledger and --unrecorded exclude each other") }
    if resume, abandon { throw ValidationError("--resume and --abandon cannot be given together") }
    if !resume, !ran.isEmpty || !notRan.isEmpty {
      throw ValidationError("--ran and --not-ran say what --resume cannot know")
    }
    for step in ran + notRan where StepID(step) == nil { throw ValidationError("\"\(step)\" is no step such as 2.1") }
    guard plan != nil || planning.isGiven || abandon else {
      throw ValidationError("either --file or --plan must be specified")
    }
    if let plan, plan.hasSuffix(".sql") {
      throw ValidationError(
        "--plan expects a JSON plan file, but got a SQL file (\(plan)). Did you mean to use --file instead?")
    }
  }

  func run() throws {
    let name = applicationName ?? Output.environment("PGAPPNAME") ?? "countersign"
    do {
      let configuration = try connection.environment.file.read()
      let environment = try connection.environment.environment(in: configuration)
      // Whoever has gates has them for every database.
      if environment == nil, !configuration.environments.isEmpty {
        throw PolicyError.noEnvironment(configuration.environments.map(\.name))
      }
      if let environment { try requireRecording(in: environment) }
      let connection = try connection.resolved()
      if abandon {
        return try abandonOpenChanges(connection, configuration, environment, applicationName: name)
      }
      let document = try document(connection, applicationName: name)
      let target = try connection.requiredParameters(applicationName: name)
      let plan = document.file.plan
      try plan.requireApplicable()
      let schemas = try connection.schemas(of: plan)
      let session = try ReviewSession(
        atItsGates: document, target, schemas, configuration, environment, signing, lockTimeout: lockTimeout)
      // Before anything is shown, as pgschema does; apply compares again under its lock.
      if !resume { try requireReviewedSchema(target, session) }
      let text = HumanPlan.text(
        plan, colored: Output.wantsColor && !noColor, marks: StepMark.all(of: plan)
      ) { Sanitizer.plainText($0) }
      guard !plan.steps.isEmpty else {
        let isSame = plan.countersign?.leftOut.isEmpty ?? true
        Output.write(isSame ? "No changes to apply. Database schema is already up to date.\n" : text)
        return
      }
      Output.write(text)
      guard let approved = try approve(session) else {
        Output.write("Apply cancelled.\n")
        return
      }
      Output.write("\nApplying changes...\n")
      try report(try run(approved, target, session), plan)
    } catch let ended as EndedWith {
      throw ended
    } catch { throw CommandFailure(explaining: error) }
  }

  /// The plan's file, or the plan that the SQL files make.
  private func document(_ connection: ConnectionOptions, applicationName: String) throws -> PlanDocument {
    if let plan { return try PlanDocument(path: plan) }
    return try PlanDocument(try planning.request(connection, applicationName: applicationName).makeNow().plan)
  }

  func asks() throws -> Bool {
    Output.write("\nDo you want to apply these changes? (yes/no): ")
    guard let line = readLine() else { throw CommandFailure(.failed, "failed to read user input: EOF") }
    let word = line.filter { !$0.isWhitespace }.lowercased()
    return word == "yes" || word == "y"
  }

  private func recordingPlace(
    _ configuration: ConfigurationFile, _ target: ConnectionParameters
  ) throws -> LedgerStore.Place? {
    if unrecorded { return nil }
    // There is no going on without what was recorded.
    return resume ? ledger.place(configuration) : try ledger.recordingPlace(configuration, for: target)
  }

  private func run(
    _ approved: ApprovedPlan, _ target: ConnectionParameters, _ session: ReviewSession
  ) throws -> ApplyOutcome {
    let control = ApplyControl()
    let watched = InterruptWatch { _ in try? control.stopNow() }
    defer { watched.end() }
    let plan = approved.file.plan
    let check = session.check
    let schema = check.schemaNames.first ?? "public"
    if schema != "public" { Output.write("Set search_path to: \(Sanitizer.plainText(schema.text)), public\n") }
    var limits = session.limits
    if noReconnect { limits.reconnection = .never }
    let driver = ApplyDriver(
      target: target, check: check, ledger: try recordingPlace(session.configuration, target),
      limits: limits, control: control
    ) { progress in
      if let line = ApplyLines.line(progress, plan) { Output.write(line + "\n") }
    }
    let order = session.order(approved, start)
    return try Background.wait { try driver.run(approved, order) }
  }

  private var start: ApplyOrder.Start {
    guard resume else { return .beginning }
    var said: [StepID: Bool] = [:]
    for step in ran.compactMap(StepID.init) { said[step] = true }
    for step in notRan.compactMap(StepID.init) { said[step] = false }
    return .resuming(said)
  }

  /// What may be done about the rest of a plan that stopped as `change`; nil when that was not recorded.
  private func wayOn(_ change: Int?) -> String {
    guard let change else { return "make a new plan for the rest" }
    let flags = connection.given + ledger.given
    // A plan made of SQL files is in the ledger and in no file.
    return "make a new plan, or go on: \(CopiedCommand.resuming(change, plan: plan, flags))"
  }

  private func report(_ outcome: ApplyOutcome, _ plan: Plan) throws {
    let done = outcome.committedGroups.count
    let left = "\(done) of \(plan.groups.count) groups committed"
    let way = wayOn(outcome.change)
    for remark in outcome.remarks { Output.write("\(Sanitizer.plainText(remark))\n") }
    switch outcome.ending {
    case .applied:
      if let change = outcome.change { Output.write("Recorded as change \(change).\n") }
      // The last line is pgschema's, whose users' scripts look for it.
      Output.write("Changes applied successfully!\n")
    case .failed(let step, let message):
      throw CommandFailure(
        outcome.exitStatus, "step \(step) failed: \(Sanitizer.plainText(message))",
        hint:
          "\(left); the group of step \(step) was rolled back where it is a transaction; \(way)")
    case .cancelled(let step):
      let place = step.map { " at step \($0)" } ?? ""
      throw CommandFailure(
        outcome.exitStatus, "cancelled\(place)", hint: "\(left); \(way)")
    }
  }
}

extension ApplyOutcome {
  fileprivate var exitStatus: ExitStatus {
    switch ending {
    case .applied: .done
    case .failed, .cancelled: isPartWay ? .stoppedPartWay : .failed
    }
  }
}
