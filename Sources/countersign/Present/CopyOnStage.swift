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
  /// What each step does, as far as is known.
  private let impacts: Mutex<[StepID: Impact]>

  /// - Parameters:
  ///   - session: whose plan is shown.
  ///   - target: the database that the copy is made of.
  ///   - impacts: what is known of the steps already; empty leaves it to the target's sizes.
  ///   - inbox: where answers go.
  init(
    _ session: ReviewSession, target: ConnectionParameters, impacts: [StepID: Impact] = [:],
    inbox: Inbox<PresenterEvent>
  ) {
    self.session = session
    self.impacts = Mutex(impacts)
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
    case .quit, .suspend, .redraw, .bell, .copy, .openEditor, .useTheme, .writeFile, .saveReview, .sign,
      .checkFingerprint, .apply,
      .cancelApply, .reload, .readHistory, .giveUp, .readTargets, .present:
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
        let number = copy.stepsRun
        guard let outcome = try copy.runNext() else { break }
        switch outcome {
        case .ran(let measured): if let measured { take(measured, ofStep: number) }
        case .refused(let reason): inbox.post(.stopped(step: number, message: reason))
        }
        if case .refused = outcome { break }
        inbox.post(.reached(steps: copy.stepsRun, try copy.tree()))
      }
    }
    await copy.end()
  }

  /// Says of a step what it did to the copy, instead of what was expected.
  private func take(_ measured: MeasuredStep, ofStep number: Int) {
    let id = session.plan.file.plan.steps[number].id
    let known = impacts.withLock { impacts in
      impacts[id] = impacts[id]?.measured(measured)
      return impacts
    }
    if !known.isEmpty { inbox.post(.impacts(.loaded(known))) }
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
    guard impacts.withLock({ $0.isEmpty }) else { return original }
    do {
      let facts = try TargetFacts(snapshots, of: session.schemas, for: session.plan.file.plan, over: connection)
      let context = session.context(facts)
      let found = Dictionary(uniqueKeysWithValues: context.steps.map { ($0.id, context.impact(of: $0)) })
      impacts.withLock { $0 = found }
      inbox.post(.impacts(.loaded(found)))
    } catch {
      inbox.post(.impacts(.unavailable("the sizes cannot be read: \(error)")))
    }
    return original
  }
}
