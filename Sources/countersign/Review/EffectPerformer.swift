import Glibc
import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import Synchronization

/// Performs in the background what a review asks for; every answer is an event in the inbox.
final class EffectPerformer: Sendable {
  /// The plan on the screen; reading it again replaces it, so what is signed and run is what is shown.
  private let shown: Mutex<ReviewSession>
  var session: ReviewSession { shown.withLock { $0 } }
  private let inbox: Inbox<ReviewerEvent>
  /// The review file; who holds it writes, so two saves never cross.
  ///
  /// Nil for a plan in no file.
  private let review: Mutex<ReviewFile?>
  /// Stops the apply that is running.
  private let control = Mutex<ApplyControl?>(nil)
  /// What the rehearsal found out; nil before it ended.
  private let rehearsal = Mutex<RehearsalReport?>(nil)

  /// - Throws: `FileError` when the review file is there and cannot be read.
  init(session: ReviewSession, inbox: Inbox<ReviewerEvent>) throws {
    shown = Mutex(session)
    self.inbox = inbox
    var file = session.plan.reviewFile
    _ = try file?.load(planHash: session.plan.file.hash)
    review = Mutex(file)
  }

  /// Starts to find out what the opening facts leave open.
  func load(_ document: ReviewDocument) {
    load(document, of: session)
  }

  private func load(_ document: ReviewDocument, of session: ReviewSession) {
    let loader = ReviewLoader(session: session) { [inbox] in inbox.post($0) }
    Background.start {
      await loader.load(document)
      self.rehearsal.withLock { $0 = loader.rehearsal }
    }
  }

  /// Starts to do what an effect asks for.
  func perform(_ effect: Effect) {
    switch effect {
    case .saveReview(let document): Background.start { await self.save(document) }
    case .sign(let verdict, let message): Background.start { await self.sign(verdict, message: message) }
    case .checkFingerprint: Background.start { await self.checkGates() }
    case .apply: Background.start { await self.apply() }
    case .cancelApply(let kind): Background.start { self.cancel(kind) }
    case .reload: Background.start { await self.reload() }
    case .readTargets: TargetReader(session).start { [inbox] in inbox.post(.targets($0)) }
    case .readHistory: Background.start { self.readHistory() }
    // The owner of the terminal performs these.
    case .quit, .suspend, .redraw, .bell, .copy, .openEditor, .useTheme, .present: break
    // A review does not ask for these.
    case .giveUp, .showSchema, .writeFile: break
    }
  }

  private func readHistory() {
    let session = session
    guard let target = session.target else { return }
    let subject = StatusSubject(
      environment: session.environment?.name ?? "", target: target, schemas: session.schemas,
      ledger: session.configuration.ledgerPlace, flags: session.connectionWords)
    inbox.post(.past(subject.past(ignoring: session.ignored, signer: session.signer, plan: session.plan)))
  }

  /// The review as its file has it now.
  private func stored() throws -> ReviewDocument {
    let hash = session.plan.file.hash
    return try review.withLock { try $0?.load(planHash: hash) } ?? ReviewDocument(planHash: hash)
  }

  /// What may have changed by itself since the screen was filled.
  private func checkGates() async {
    let session = session
    let fingerprint = session.fingerprintNow()
    inbox.post(.fingerprintChecked(fingerprint))
    do {
      var context = try session.liveContext(after: rehearsal.withLock { $0 })
      context.isStale = fingerprint.isStale
      // Whoever applies is asked for reasons for what is found now, so that is what the screen has to show.
      inbox.post(.findings(.loaded(RuleBook.findings(in: context))))
      inbox.post(.assessed(.loaded(context.assessment(at: SystemClock.timestamp))))
      guard session.environment != nil else { return }
      let found = try await session.circumstances(context)
      inbox.post(.circumstances(found))
      let statuses = await session.signer.statuses(
        of: try stored(), planHash: session.plan.file.hash, now: found.clock.now)
      inbox.post(.signoffs(statuses))
    } catch {
      let reason = CommandFailure(explaining: error).message
      inbox.post(.assessed(.unavailable(reason)))
      var unknown = Circumstances()
      unknown.clock = .notRead(reason)
      inbox.post(.circumstances(unknown))
    }
  }

  private func store(_ document: ReviewDocument) throws -> ReviewDocument {
    guard let stored = try review.withLock({ try $0?.store(document) }) else { throw CommandFailure.planInNoFile }
    return stored
  }

  private func save(_ document: ReviewDocument) async {
    do {
      let stored = try store(document)
      inbox.post(.reviewSaved)
      await tellSignoffs(of: stored)
    } catch {
      inbox.post(.reviewNotSaved(CommandFailure(explaining: error).message))
    }
  }

  private func sign(_ verdict: Statement.Verdict, message: String) async {
    do {
      guard session.plan.path != nil else { throw CommandFailure.planInNoFile }
      if let hash = session.plan.changedHash {
        inbox.post(.planChanged(hash: hash))
        throw CommandFailure(.policy, "the plan file changed on disk; nothing was signed")
      }
      let identity = try await session.signer.identity()
      var document = try stored().about(session.plan.file.hash)
      let statement = Statement(
        on: session.plan.file, in: document,
        environment: session.environment?.name ?? Statement.everyEnvironment, verdict: verdict, message: message,
        principal: identity.principal, signedAt: SystemClock.timestamp)
      let signature = try await session.signer.sign(statement.text, with: identity)
      document.signoffs.append(Signoff(statement: statement.text, signature: signature))
      let stored = try store(document)
      inbox.post(.signed(stored))
      await tellSignoffs(of: stored)
    } catch {
      let failure = CommandFailure(explaining: error)
      inbox.post(.signingFailed(failure.hint.isEmpty ? failure.message : "\(failure.message) (\(failure.hint))"))
    }
  }

  private func apply() async {
    let log = ApplyLog(of: session.plan)
    var report: ApplyReport
    do {
      guard let target = session.target else { throw CommandFailure(.usage, "no database was named") }
      let session = session
      let document = try stored()
      var facts = try await session.policyFacts(document, comparesFingerprint: session.environment != nil)
      facts.execution = try await session.execution(document, now: facts.circumstances.clock.now)
      // The screen has asked for the word and got it; it does not send this effect otherwise.
      let word = target.namedDatabase ?? session.plan.file.hash
      let approved = try Policy.approve(
        session.plan.file, facts, confirmation: .typed(word, expected: word))
      let control = ApplyControl()
      self.control.withLock { $0 = control }
      let driver = ApplyDriver(
        target: target, check: session.check, ledger: try session.configuration.recordingPlace(for: target),
        limits: session.limits, control: control
      ) { [inbox] progress in
        log?.take(progress)
        inbox.post(.applyProgress(progress))
      }
      let outcome = try driver.run(approved, session.order(approved))
      report = self.report(outcome)
    } catch {
      let failure = CommandFailure(explaining: error)
      let outcome = ApplyOutcome(
        ending: .cancelled(nil), committedGroups: [],
        openGroups: Array(1...max(1, session.plan.file.plan.groups.count)))
      report = ApplyReport(outcome: outcome, next: [failure.hint].filter { !$0.isEmpty })
      report.refusal = failure.message
    }
    log?.end(report)
    if let log { report.next.append("what happened when is in \(log.path)") }
    inbox.post(.applyEnded(report))
    self.control.withLock { $0 = nil }
  }

  /// Lets an apply that is running end its statement, stops it there and waits until that is recorded.
  ///
  /// For whoever lost the terminal: a statement would go on in the server, and nobody would know how it ended.
  func finish() {
    guard let running = control.withLock({ $0 }) else { return }
    running.stopAfterStatement()
    while control.withLock({ $0 != nil }) { usleep(50_000) }
  }

  /// The outcome with the target's fingerprint after it.
  private func report(_ outcome: ApplyOutcome) -> ApplyReport {
    var report = ApplyReport(outcome: outcome, next: outcome.remarks)
    do {
      let found = try session.readFingerprint()
      report.resultingFingerprint = found.hash
      report.fingerprintAsExpected = rehearsal.withLock { $0?.fingerprint }.map { $0.accepts(found.hash) }
    } catch {
      report.next.append("the fingerprint afterwards could not be read: \(CommandFailure(explaining: error).message)")
    }
    switch outcome.ending {
    case .applied:
      if let change = outcome.change {
        let command = CopiedCommand.line(["history", "show", "\(change)"] + session.connectionWords)
        report.next.append("recorded as change \(change): \(command)")
      }
      report.next.append("compare with what you wanted: countersign plan should find nothing to do")
    case .failed, .cancelled:
      if let change = outcome.change {
        let command = CopiedCommand.resuming(change, plan: session.plan.path, session.connectionWords)
        report.next.append("go on where it stopped: \(command)")
      }
      report.next.append("make a new plan from the database as it is now: countersign plan")
    }
    return report
  }

  private func cancel(_ kind: CancelKind) {
    guard let control = control.withLock({ $0 }) else { return }
    switch kind {
    case .afterStatement: control.stopAfterStatement()
    case .currentStatement:
      do { try control.stopNow() } catch {
        inbox.post(.message("the cancel request did not arrive: \(error.message)"))
      }
    }
  }

  private func tellSignoffs(of document: ReviewDocument) async {
    inbox.post(.signoffs(await session.signer.statuses(of: document, planHash: session.plan.file.hash)))
  }

  private func reload() async {
    do {
      if session.plan.path == nil { inbox.post(.message("planning again")) }
      let session = try await self.session.reread()
      let facts = try session.openingFacts()
      shown.withLock { $0 = session }
      inbox.post(.reloaded(facts))
      load(facts.review, of: session)
    } catch {
      inbox.post(.message(CommandFailure(explaining: error).message))
    }
  }
}
