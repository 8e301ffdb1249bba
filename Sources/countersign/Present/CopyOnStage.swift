import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import Synchronization

/// Brings the copy of a talk to where the page wants it, in the background; every answer is an event in the inbox.
final class CopyOnStage: Sendable {
  private let session: ReviewSession
  private let target: ConnectionParameters
  private let inbox: Inbox<PresenterEvent>
  /// How many steps are to have run; only the last wish counts.
  private let wishes: AsyncStream<Int>
  private let wish: AsyncStream<Int>.Continuation

  init(_ session: ReviewSession, target: ConnectionParameters, inbox: Inbox<PresenterEvent>) {
    self.session = session
    self.target = target
    self.inbox = inbox
    (wishes, wish) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Starts to make the copy, and then does what is wished.
  func start() {
    Background.start {
      do { try await self.play() } catch { self.inbox.post(.notReady(CommandFailure(explaining: error).message)) }
    }
  }

  /// Starts to do what an effect asks for.
  func perform(_ effect: Effect) {
    switch effect {
    case .showSchema(let steps): wish.yield(steps)
    // The owner of the terminal performs some of these; a talk does not ask for the others.
    case .quit, .suspend, .redraw, .bell, .copy, .openEditor, .useTheme, .saveReview, .sign, .checkFingerprint, .apply,
      .cancelApply, .reload, .giveUp:
      break
    }
  }

  /// Lets the copy go.
  func end() { wish.finish() }

  private func play() async throws {
    let original = try read()
    var copy = try await SteppedCopy.make(of: original, for: session.plan.file.plan) { self.inbox.post(.preparing($0)) }
    inbox.post(.notes(copy.notes))
    inbox.post(.reached(steps: 0, try copy.tree()))
    for await wanted in wishes {
      if wanted < copy.stepsRun { try copy.reset() }
      while copy.stepsRun < wanted {
        if let refusal = try copy.runNext() {
          inbox.post(.stopped(step: copy.stepsRun, message: refusal))
          break
        }
        inbox.post(.reached(steps: copy.stepsRun, try copy.tree()))
      }
    }
    await copy.end()
  }

  /// The target's schema, and what each step will mean for it.
  private func read() throws -> Rehearsal.Original {
    let connection = try Connection(target)
    inbox.post(.preparing("reading the schema"))
    let snapshots = try session.check.read(over: connection)
    guard let snapshot = snapshots.first else { throw CommandFailure(.failed, "the plan is for no schema") }
    var original = try Rehearsal.original(
      of: snapshot.schema, snapshots.dropFirst().map(\.schema), for: session.plan.file.plan, over: connection)
    original.ignored = session.ignored
    do {
      let names = session.schemas + original.neighbours.map(\.name)
      let context = session.context(try TargetFacts(snapshots, of: names, over: connection))
      let impacts = context.steps.map { ($0.id, context.impact(of: $0)) }
      inbox.post(.impacts(.loaded(Dictionary(impacts) { first, _ in first })))
    } catch {
      inbox.post(.impacts(.unavailable("the sizes cannot be read: \(error)")))
    }
    return original
  }
}
