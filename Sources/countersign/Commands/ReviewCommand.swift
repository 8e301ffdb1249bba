import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import SQLSyntax
import TerminalKit

/// `countersign review`: the screen, or the same content as text.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Read a plan against a live database, comment on it, sign it.")

  @Argument(help: "The plan; or name SQL files with --file, and one is made of them.")
  var plan: String?
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var planning: PlanningOptions
  @Option(help: "Write the plan that --file makes to this file first, so that comments and sign-offs can be kept.")
  var save: String?
  @OptionGroup var options: ReviewOptions

  func validate() throws {
    if plan != nil, planning.isGiven { throw ValidationError("a plan and --file exclude each other") }
    guard plan != nil || planning.isGiven else {
      throw ValidationError("a plan, or --file with the SQL of the desired schema, must be named")
    }
    guard let save else { return }
    guard planning.isGiven else {
      throw ValidationError("--save writes the plan that --file makes: name the SQL files")
    }
    guard !save.isEmpty, !save.hasSuffix(".sql") else { throw ValidationError("--save needs the name of a plan.json") }
  }

  func run() throws {
    do {
      let configuration = try connection.environment.file.read()
      let environment = try connection.environment.environment(in: configuration)
      if options.apply, environment == nil, !configuration.environments.isEmpty {
        throw PolicyError.noEnvironment(configuration.environments.map(\.name))
      }
      try options.screen.check(configuration.interface)
      let given = connection.given
      let connection = try connection.resolved()
      let request = planning.isGiven ? try planning.request(connection) : nil
      let ignored = try IgnoreFile.read()
      let document: PlanDocument
      if let request {
        document = try PlanDocument(try request.makeNow().plan, savedAt: save)
      } else {
        document = try PlanDocument(path: plan ?? "")
      }
      var session = ReviewSession(
        plan: document, request: request, target: connection.parameters(applicationName: "countersign"),
        schemas: try connection.schemas(of: document.file.plan),
        signer: try options.signing.signer(configuration, in: environment),
        lockTimeout: try options.lockTimeout(in: environment), ignored: ignored, rehearses: !options.noRehearsal,
        choice: try options.rules.choice(configuration, in: environment), probes: options.probes)
      session.configuration = configuration
      session.environment = environment
      session.connectionWords = given
      try options.show(session, configuration.interface)
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }
}

/// How a review is shown and what may be done in it.
struct ReviewOptions: ParsableArguments {
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var probes: ProbeOptions
  @Flag(help: "Let the plan be applied from the screen once it is signed.")
  var apply = false
  @Flag(help: "Do not run the plan on a scratch copy of the schema.")
  var noRehearsal = false
  @Flag(help: "Let a script sign, and apply where --apply is given, too.")
  var allowSign = false
  @OptionGroup var signing: SignerOptions
  @Option(help: "How long a step may wait for a lock when applied (5s).")
  var lockTimeout: String?

  func validate() throws {
    if allowSign, !screen.script.isPlayed { throw ValidationError("--allow-sign is for --script") }
  }

  /// The environment's lock timeout, which no flag lengthens; without one what the command line says.
  ///
  /// - Throws: `CommandFailure` with status 2 when both say something.
  func lockTimeout(in environment: TargetEnvironment?) throws(CommandFailure) -> String? {
    try TargetEnvironment.lockTimeout(lockTimeout, in: environment)
  }

  /// Opens the screen, or prints the review where there can be none.
  ///
  /// - Throws: `CommandFailure`, or `EndedWith` after a signal.
  func show(_ session: ReviewSession, _ wishes: InterfaceWishes) throws {
    let scripted = screen.script.isPlayed && !allowSign ? "a script decides nothing (start with --allow-sign)" : nil
    let refusal = apply ? scripted : "the command line did not allow it (start with --apply)"
    try ReviewOpening(screen: screen, applyRefusal: refusal, signRefusal: scripted, wishes: wishes).show(session)
  }
}

/// How the screen of a review is opened.
struct ReviewOpening {
  let screen: ScreenOptions
  /// Why the plan may not be applied from there; nil when it may.
  let applyRefusal: String?
  /// Why nothing may be signed from there; nil when it may.
  let signRefusal: String?
  /// `[ui]` and `[keys]` of the configuration.
  let wishes: InterfaceWishes

  /// Opens the screen, or prints the review where there can be none.
  ///
  /// - Throws: `CommandFailure`, or `EndedWith` after a signal.
  func show(_ session: ReviewSession) throws {
    do {
      let facts = try session.openingFacts()
      guard !session.plan.file.plan.steps.isEmpty else {
        Output.write("No changes detected: \(session.plan.name) has no steps, so there is nothing to review.\n")
        return
      }
      if screen.isPlain { try printPlain(session, facts) } else { try openScreen(session, facts) }
    } catch let ended as EndedWith {
      throw ended
    } catch {
      throw CommandFailure(explaining: error)
    }
  }

  private func openScreen(_ session: ReviewSession, _ facts: ReviewFacts) throws {
    let inbox = try Inbox<ReviewerEvent>()
    var session = session
    session.onWait = { inbox.post(.message(ApplyLines.waitingInOneLine($0))) }
    let performer = try EffectPerformer(session: session, inbox: inbox)
    let state = SessionState(session.plan)
    let kept = state.load()
    let keeper = state.keeper(kept)
    let reviewer = try screen.open(
      wishes, inbox, interlude: { try present($0, performer.session, on: $1, inbox) },
      noting: { keeper.note($0.progress, of: $0.facts.plan) }, background: { performer.perform($0) }
    ) { terminal, preferences in
      performer.load(facts.review)
      if session.plan.path == nil { inbox.post(.message(CommandFailure.planInNoFile.message)) }
      return Reviewer(
        facts,
        configuration: Reviewer.Configuration(
          author: ReviewSession.author,
          applyRefusal: applyRefusal, signRefusal: signRefusal,
          usesASCII: !terminal.isUTF8, preferences: preferences, tokens: { Scanner.tokens(of: $0) }),
        columns: terminal.size.columns, rows: terminal.size.rows, now: SystemClock.timestamp, progress: kept)
    }
    performer.finish()
    keeper.finish(reviewer.shown.progress, of: reviewer.shown.facts.plan)
    try reviewer.ending.check()
  }

  /// Shows the plan of a review to a room, with what the review knows of it.
  private func present(
    _ reviewer: Reviewer, _ session: ReviewSession, on lent: LentDisplay, _ inbox: Inbox<ReviewerEvent>
  ) throws -> EventLoopEnding {
    guard let target = session.target else { throw CommandFailure(.usage, "no database was named") }
    var step = reviewer.shownStep
    let ending = try Talk(session, target, reviewer.facts).give(on: lent, from: &step)
    if step != reviewer.shownStep { inbox.post(.presented(upTo: step)) }
    return ending
  }

  /// The review as text; where somebody sits at a terminal, as a conversation.
  private func printPlain(_ session: ReviewSession, _ facts: ReviewFacts) throws {
    let gathered = GatheredFacts(facts)
    try Background.wait {
      await ReviewLoader(session: session, tell: { gathered.take($0) }).load(facts.review)
    }
    guard screen.asksInPlainLines else { return Output.write(PlainReview.text(gathered.facts)) }
    let state = SessionState(session.plan)
    let kept = state.load()
    let keeper = state.keeper(kept)
    let plan = session.plan.file.plan
    let progress = try PlainReviewing(session).run(gathered.facts, progress: kept) { keeper.note($0, of: plan) }
    keeper.finish(progress, of: plan)
  }
}
