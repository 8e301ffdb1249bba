import LiveDatabase
import MigrationCore
import ReviewerUI
import Synchronization

/// Performs in the background what a review asks for; every answer is an event in the inbox.
final class EffectPerformer: Sendable {
  private let session: ReviewSession
  private let inbox: Inbox
  /// The review file; who holds it writes, so two saves never cross.
  private let review: Mutex<ReviewFile>

  /// - Throws: `FileError` when the review file is there and cannot be read.
  init(session: ReviewSession, inbox: Inbox) throws {
    self.session = session
    self.inbox = inbox
    var file = ReviewFile(beside: session.plan.path)
    _ = try file.load(planHash: session.plan.file.hash)
    review = Mutex(file)
  }

  /// Starts to find out what the opening facts leave open.
  func load(_ document: ReviewDocument) {
    let loader = ReviewLoader(session: session) { [inbox] in inbox.post($0) }
    Background.start { await loader.load(document) }
  }

  /// Starts to do what an effect asks for.
  func perform(_ effect: Effect) {
    switch effect {
    case .saveReview(let document): Background.start { await self.save(document) }
    case .sign(let verdict, let message): Background.start { await self.sign(verdict, message: message) }
    case .checkFingerprint: inbox.post(.fingerprintChecked(.notChecked("the fingerprint cannot be checked yet")))
    case .apply: inbox.post(.message("apply is not built into this screen yet"))
    case .cancelApply: break
    case .reload: reload()
    // The owner of the terminal performs these.
    case .quit, .suspend, .redraw, .bell, .copy, .openEditor: break
    }
  }

  private func save(_ document: ReviewDocument) async {
    do {
      let stored = try review.withLock { try $0.store(document) }
      inbox.post(.reviewSaved)
      await tellSignoffs(of: stored)
    } catch {
      inbox.post(.reviewNotSaved(CommandFailure(explaining: error).message))
    }
  }

  private func sign(_ verdict: Statement.Verdict, message: String) async {
    do {
      if let hash = PlanOnDisk.currentHash(of: session.plan.path), hash != session.plan.file.hash {
        inbox.post(.planChanged(hash: hash))
        throw CommandFailure(.policy, "the plan file changed on disk; nothing was signed")
      }
      let identity = try await session.signer.identity()
      var document = try review.withLock { try $0.load(planHash: session.plan.file.hash) }
      document.planHash = session.plan.file.hash
      let statement = Statement(
        on: session.plan.file, in: document, verdict: verdict, message: message, principal: identity.principal,
        signedAt: Clock.timestamp)
      let signature = try await session.signer.sign(statement.text, with: identity)
      document.signoffs.append(Signoff(statement: statement.text, signature: signature))
      let stored = try review.withLock { [document] in try $0.store(document) }
      inbox.post(.signed(stored))
      await tellSignoffs(of: stored)
    } catch {
      let failure = CommandFailure(explaining: error)
      inbox.post(.signingFailed(failure.hint.isEmpty ? failure.message : "\(failure.message) (\(failure.hint))"))
    }
  }

  private func tellSignoffs(of document: ReviewDocument) async {
    inbox.post(.signoffs(await session.signer.statuses(of: document, planHash: session.plan.file.hash)))
  }

  private func reload() {
    do {
      let session = try session.reread()
      let facts = try session.openingFacts()
      inbox.post(.reloaded(facts))
      let loader = ReviewLoader(session: session) { [inbox] in inbox.post($0) }
      Background.start { await loader.load(facts.review) }
    } catch {
      inbox.post(.message(CommandFailure(explaining: error).message))
    }
  }
}
