import Glibc
import LiveDatabase
import MigrationCore
import ReviewerUI
import SQLSyntax

/// A review in plain lines on a terminal: reads a line, says what came of it, and so on until somebody quits.
struct PlainReviewing {
  let session: ReviewSession
  let inbox: Inbox<ReviewerEvent>
  let performer: EffectPerformer

  /// - Throws: `FileError` when the review file is there and cannot be read, `CommandFailure` without descriptors.
  init(_ session: ReviewSession) throws {
    self.session = session
    inbox = try Inbox()
    performer = try EffectPerformer(session: session, inbox: inbox)
  }

  /// Leads the review to its end.
  ///
  /// - Parameters:
  ///   - facts: what is known of the plan.
  ///   - progress: how far the reviewer was.
  ///   - note: is told how far they are, again and again.
  /// - Returns: how far the reviewer got.
  /// - Throws: `EndedWith` when the process was told to end.
  func run(
    _ facts: ReviewFacts, progress: ReviewProgress, note: (ReviewProgress) -> Void
  ) throws(EndedWith) -> ReviewProgress {
    let terminal = PlainTerminal()
    var conversation = PlainConversation(
      facts, author: ReviewSession.author, now: SystemClock.timestamp, progress: progress,
      tokens: { Scanner.tokens(of: $0) })
    terminal.write(conversation.opening)
    if session.plan.path == nil { terminal.write("Note: \(CommandFailure.planInNoFile.message)\n") }
    while true {
      for event in inbox.take() { terminal.write(conversation.take(event)) }
      terminal.write(conversation.prompt)
      var line: PlainTerminal.Typed?
      if conversation.wantsTypedWord {
        line = try terminal.typedWord() ?? PlainTerminal.Typed(text: "", isPasted: false)
      } else {
        line = terminal.line().map { PlainTerminal.Typed(text: $0, isPasted: false) }
      }
      guard let line else {
        Output.write("\n")
        return conversation.progress
      }
      conversation.now = SystemClock.timestamp
      let answer = conversation.take(line.text, isPasted: line.isPasted)
      terminal.write(answer.text)
      note(conversation.progress)
      for effect in answer.effects {
        if effect == .quit { return conversation.progress }
        performer.perform(effect)
      }
      while conversation.isWaiting {
        var descriptor = pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&descriptor, 1, -1)
        for event in inbox.take() { terminal.write(conversation.take(event)) }
      }
    }
  }
}
