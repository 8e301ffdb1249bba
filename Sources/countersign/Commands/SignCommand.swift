import ArgumentParser
import LiveDatabase
import MigrationCore
import TerminalKit

/// `countersign sign`: a sign-off without the screen.
struct SignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Put a signed statement on a plan into its review file; asks nothing, and needs no database.")

  @Argument(help: "The plan; the review file stands beside it.")
  var plan: String
  @OptionGroup var environment: EnvironmentOptions
  @OptionGroup var signing: SignerOptions
  @Flag(help: "Reject the plan instead of approving it; the message is the reason.")
  var reject = false
  @Flag(help: "State that you made the plan, instead of approving it.")
  var author = false
  @Option(help: "What you have to say, which is signed with it.")
  var message = ""
  @Option(name: .customLong("as"), help: "Your name in allowed_signers, where your key is there under several.")
  var principal: String?
  @Option(
    help: "Accept what a rule finds at a step: RULE@STEP=REASON, as drop-column@1.2=\"empty since May\". Repeatable.")
  var acknowledge: [String] = []

  func validate() throws {
    if reject, author { throw ValidationError("--reject and --author exclude each other") }
    if reject, message.isEmpty { throw ValidationError("--reject needs a reason: --message \"…\"") }
    if reject, !acknowledge.isEmpty { throw ValidationError("--reject and --acknowledge exclude each other") }
  }

  func run() throws {
    do {
      let configuration = try environment.file.read()
      let environment = try environment.environment(in: configuration)
      let document = try PlanDocument(path: plan)
      let signer = try signing.signer(configuration, in: environment)
      let reasons = try acknowledge.map { try Self.reason($0, for: document.file.plan) }
      let (statement, review) = try Background.wait {
        try await sign(document, environment, signer, reasons)
      }
      let scope = environment?.name ?? "every environment"
      let path = document.reviewFile?.path ?? ""
      Output.write(
        "\(Sanitizer.plainText(statement.principal)): \(statement.verdict.rawValue), \(document.name) "
          + "(\(document.file.hash.prefix(12))) for \(scope), in \(path)\n")
      noteOpenFindings(of: document, review, environment, environment?.rules ?? configuration.rules)
    } catch { throw CommandFailure(explaining: error) }
  }

  private func sign(
    _ document: PlanDocument, _ environment: TargetEnvironment?, _ signer: SSHSigner,
    _ reasons: [(rule: RuleID, step: StepID, reason: String)]
  ) async throws -> (Statement, ReviewDocument) {
    guard var file = document.reviewFile else { throw CommandFailure.planInNoFile }
    let identity = try await signer.identity()
    let name = principal ?? identity.principal
    let hash = document.file.hash
    let stored = try file.load(planHash: hash)
    if stored.planHash != hash, !stored.acknowledgements.isEmpty {
      Output.writeError("note: reasons given for another plan are left out: its steps are others\n")
    }
    var review = stored.about(hash)
    for reason in reasons {
      review.acknowledgements.append(
        Acknowledgement(
          rule: reason.rule, step: reason.step, author: name, writtenAt: SystemClock.timestamp, reason: reason.reason))
    }
    let statement = Statement(
      on: document.file, in: review, environment: environment?.name ?? Statement.everyEnvironment,
      verdict: reject ? .reject : author ? .author : .approve, message: message, principal: name,
      signedAt: SystemClock.timestamp)
    let signature = try await signer.sign(statement.text, with: identity)
    review.signoffs.append(Signoff(statement: statement.text, signature: signature))
    if let changed = document.changedHash {
      throw CommandFailure(.policy, "the plan file changed meanwhile (\(changed.prefix(12))); nothing was written")
    }
    return (statement, try file.store(review))
  }

  /// Reads `RULE@STEP=REASON`.
  private static func reason(
    _ text: String, for plan: Plan
  ) throws(CommandFailure) -> (rule: RuleID, step: StepID, reason: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let place = (parts.first ?? "").split(separator: "@").map(String.init)
    guard parts.count == 2, place.count == 2, let step = StepID(place[1]),
      parts[1].contains(where: { !$0.isWhitespace })
    else {
      throw CommandFailure(
        .usage, "\"\(text)\" is not RULE@STEP=REASON", hint: "write --acknowledge drop-column@1.2=\"empty since May\"")
    }
    let rules = RuleBook.all.map { type(of: $0).id.text }
    guard rules.contains(place[0]) else {
      throw CommandFailure(
        .usage, "there is no rule \(place[0])",
        hint: NearestName.of(place[0], among: rules).map { "did you mean \($0)?" } ?? "see countersign rules")
    }
    guard plan.steps.contains(where: { $0.id == step }) else {
      throw CommandFailure(.usage, "the plan has no step \(step)", hint: "see countersign review --plain")
    }
    return (RuleID(place[0]), step, parts[1])
  }

  /// Says what is still without a reason, as far as the rules can tell without a database.
  private func noteOpenFindings(
    of document: PlanDocument, _ review: ReviewDocument, _ environment: TargetEnvironment?, _ choice: RuleChoice
  ) {
    guard !reject, let least = environment.map(\.acknowledged) ?? .error else { return }
    let subject = LintSubject(document, schema: Identifier(environment?.schemas.first ?? "public"))
    let findings = RuleBook.findings(in: subject.context(nil, choice: choice))
    let open = Policy.unacknowledged(findings, review.acknowledgements, least)
    guard !open.isEmpty else { return }
    let list = open.map { "  \($0.rule) at step \($0.step)\n" }.joined()
    Output.writeError(
      "note: \(Quantity.counted(open.count, "finding")) without a reason; apply may ask for one, by what the target holds: --acknowledge\n\(list)"
    )
  }
}
