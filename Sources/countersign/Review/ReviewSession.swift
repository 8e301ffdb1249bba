import Glibc
import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import SQLSyntax

/// What one review works with: the plan, the target, and whose key signs.
struct ReviewSession: Sendable {
  var plan: PlanDocument
  /// What the plan was made of just now; nil when it was read from a file.
  let request: PlanRequest?
  /// Nil without a database: the review then shows what the plan alone says.
  var target: ConnectionParameters?
  /// What the screen calls it; nil for where it is.
  var targetName: String?
  var schemas: [Identifier]
  let signer: SSHSigner
  let lockTimeout: String?
  /// What the plan left alone, by the `.pgschemaignore` of the folder that the review was started in.
  let ignored: IgnoreRules
  /// Whether the plan's steps are run on a scratch copy to see where they lead.
  let rehearses: Bool
  /// Which rules are asked.
  var choice = RuleChoice()
  /// Whether rows are looked at; nil for not.
  var probes: ProbeOptions?
  /// Whose gates have to be open; nil where none is named.
  var environment: TargetEnvironment?
  var configuration = ConfigurationFile()
  /// The flags that led to the target, for commands that somebody may type next.
  var connectionWords: [String] = []
  /// Is told whom reading the target waits for, once that takes a while.
  var onWait: @Sendable ([LockHolder]) -> Void = { Output.writeError(ApplyLines.waiting($0) + "\n") }

  /// Where names without a schema live.
  var schema: Identifier { schemas.first ?? "public" }

  /// The reviewer's name for comments: the login name.
  static var author: String {
    if let entry = getpwuid(getuid()) { return String(cString: entry.pointee.pw_name) }
    return Output.environment("USER") ?? "unknown"
  }

  /// The review as its file has it now; an empty one where there is none.
  ///
  /// - Throws: `FileError` when it is there and cannot be read.
  func storedReview() throws -> ReviewDocument {
    var file = plan.reviewFile
    return try file?.load(planHash: plan.file.hash) ?? ReviewDocument(planHash: plan.file.hash)
  }

  /// The same with the plan as its file is now; a plan in no file is made again.
  ///
  /// - Throws: `CommandFailure` when it cannot be read, and what planning throws.
  func reread() async throws -> ReviewSession {
    var session = self
    if let path = plan.path {
      session.plan = try PlanDocument(path: path)
    } else if let request {
      session.plan = try PlanDocument(try await request.make().plan)
    }
    return session
  }

  /// What is known before anything was asked: the plan, and the review file beside it.
  ///
  /// - Throws: `FileError` when the review file is there and cannot be read.
  func openingFacts() throws -> ReviewFacts {
    var facts = ReviewFacts(
      planName: plan.name, planHash: plan.file.hash, plan: plan.file.plan,
      review: try storedReview().about(plan.file.hash))
    facts.environment = environment
    facts.awaitsOutline = plan.file.plan.steps.count > PlanOutline.fewSteps
    // A long plan is shown before the rules have gone through it.
    facts.findings = .loading("checking the rules")
    guard let target else {
      facts.takeTrees()
      facts.assessment = .loading("reading the statements")
      return facts
    }
    facts.target = targetName ?? target.description
    facts.database = target.namedDatabase
    facts.fingerprint = check.hasExpectation ? .checking : .notChecked("the plan has none")
    facts.current = .loading("connecting")
    facts.desired = .loading("connecting")
    facts.impacts = .loading("connecting")
    facts.assessment = .loading("connecting")
    return facts
  }

  /// What the rules say with what the target tells now.
  ///
  /// - Throws: what connecting and reading throw.
  func findings() throws -> [Finding] {
    RuleBook.findings(in: try liveContext())
  }

  /// The plan with what the target tells now; without a database with what the plan says itself.
  ///
  /// What a rehearsal found out is told again.
  ///
  /// - Throws: what connecting and reading throw.
  func liveContext(after rehearsal: RehearsalReport? = nil) throws -> ReviewContext {
    guard let target else { return context(nil) }
    let connection = try Connection(target)
    let watch = watch(connection, target)
    defer { watch.end() }
    var facts = try TargetFacts(of: schemas, ignoring: ignored, for: plan.file.plan, over: connection)
    readLedger(&facts, over: connection)
    try probe(&facts, over: connection)
    if let rehearsal { facts.take(rehearsal.changedRows, of: plan.file.plan) }
    var context = context(facts)
    context.rehearsalFailure = rehearsal?.failure
    return context
  }

  /// Looks into the ledger of the target, where there is one that can be read.
  func readLedger(_ facts: inout TargetFacts, over connection: borrowing Connection) {
    guard let target else { return }
    facts.readLedger(
      configuration, of: target, for: plan.file, in: environment, ignoring: ignored, over: connection)
  }

  /// Looks at the target's rows where that was asked for.
  ///
  /// - Returns: whether it was.
  /// - Throws: `PostgresError` when the session is lost.
  @discardableResult
  func probe(_ target: inout TargetFacts, over connection: borrowing Connection) throws(PostgresError) -> Bool {
    guard let probes, probes.probe else { return false }
    try probes.add(to: &target.live, of: context(target), in: schema, over: connection)
    return true
  }

  /// The target's fingerprint now.
  ///
  /// - Throws: what connecting and reading throw.
  func readFingerprint() throws -> PgschemaFingerprint {
    guard let first = try readSchemas().first else { throw CommandFailure(.failed, "the plan is for no schema") }
    return first.fingerprint
  }

  private func readSchemas() throws -> [SchemaSnapshot] {
    guard let target else { throw CommandFailure(.usage, "no database was named") }
    let connection = try Connection(target)
    let watch = watch(connection, target)
    defer { watch.end() }
    return try check.read(over: connection)
  }

  /// Tells whom the session waits for, until it is told to end.
  func watch(_ connection: borrowing Connection, _ target: ConnectionParameters) -> ApplyWatch {
    ApplyWatch(target, of: connection, tell: onWait)
  }

  /// How the target's fingerprint compares now.
  func fingerprintNow() -> FingerprintState {
    do { return compare(try readSchemas()) } catch { return .notChecked(CommandFailure(explaining: error).message) }
  }

  /// Whether a schema is the one that the plan was made for.
  func compare(_ found: [SchemaSnapshot]) -> FingerprintState {
    guard check.hasExpectation else { return .notChecked("the plan has none") }
    return check.difference(found).map { .differs(found: $0.actual) } ?? .matches
  }

  /// What the target has to be like.
  var check: FingerprintCheck { FingerprintCheck(plan.file.plan, schemas: schemas, ignoring: ignored) }

  /// The plan with what each of its steps does, and what the target told about itself; nil without a database.
  func context(_ target: TargetFacts?) -> ReviewContext {
    let texts = plan.file.plan.steps.map(\.step.sql)
    var facts = StatementParser(schema: schema).facts(of: texts).makeIterator()
    var context = ReviewContext(
      plan: plan.file.plan, live: target?.live, current: target?.schemas ?? [], recorded: target?.recorded,
      choice: choice
    ) { _ in facts.next() ?? .notAnalysed("it was not parsed") }
    for (id, step) in plan.file.plan.steps { context.allowances[id] = Allowance.all(in: step.sql) }
    context.openPlans = OpenPlan.all(beside: plan, target, in: schema)
    return context
  }
}

extension ReviewSession {
  /// A plan at its gates: it is decided about, not looked at on a screen.
  ///
  /// - Throws: `CommandFailure` when the command line wants other signers or timeouts than the environment has;
  ///   `FileError` when `.pgschemaignore` cannot be read.
  init(
    atItsGates plan: PlanDocument, _ target: ConnectionParameters?, _ schemas: [Identifier],
    _ configuration: ConfigurationFile, _ environment: TargetEnvironment?, _ signing: SignerOptions,
    lockTimeout: String? = nil
  ) throws {
    self.init(
      plan: plan, request: nil, target: target, schemas: schemas,
      signer: try signing.signer(configuration, in: environment),
      lockTimeout: try TargetEnvironment.lockTimeout(lockTimeout, in: environment), ignored: try IgnoreFile.read(),
      rehearses: false, choice: environment?.rules ?? configuration.rules, environment: environment,
      configuration: configuration)
  }
}

extension ReviewFacts {
  /// Shows the schemas as the plan has them, where it has them.
  mutating func takeTrees() {
    guard let trees = try? plan.trees() else { return }
    current = .loaded(trees.current)
    desired = .loaded(trees.desired)
  }
}
