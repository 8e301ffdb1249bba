internal import Glibc
package import MigrationCore

/// Signatures that the ledger alone has.
extension SSHSigner {
  /// What the signatures of an event are worth: those that are there, and those that it says were made and has not.
  ///
  /// A key that has expired since it signed says nothing against a signature; one that is revoked does.
  package func signatures(of event: RecordedHistory.Event) async -> [RecordedSignature] {
    await signatures(of: [event])
  }

  /// The same of everything in a history, the oldest first; `tell` hears how many are checked, and of how many.
  package func signatures(
    in history: RecordedHistory, tell: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async -> [RecordedSignature] {
    await signatures(of: history.events, tell: tell)
  }

  /// What several events rest on, the approval of a plan that ran in three environments say, is asked about once.
  package func signatures(
    of events: [RecordedHistory.Event], tell: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async -> [RecordedSignature] {
    var seen: Set<SignatureQuestion> = []
    var questions: [SignatureQuestion] = []
    for case .asks(let question) in events.flatMap(\.claims).map(\.judgement) where seen.insert(question).inserted {
      questions.append(question)
    }
    let answers = await answers(to: questions, tell)
    return events.flatMap { $0.signatures { answers[$0] ?? .notChecked("nobody looked") } }
  }

  private func answers(
    to questions: [SignatureQuestion], _ tell: (Int, Int) -> Void
  ) async -> [SignatureQuestion: SignatureCheck] {
    await withTaskGroup(of: (SignatureQuestion, SignatureCheck).self) { group in
      var answers: [SignatureQuestion: SignatureCheck] = [:]
      var rest = questions[...]
      func begin() {
        guard let question = rest.popFirst() else { return }
        group.addTask {
          let check = await check(
            question.text, by: question.principal, signedAt: question.signedAt, question.signature, now: .notAsked)
          return (question, check)
        }
      }
      for _ in 0..<Self.simultaneousChecks { begin() }
      for await (question, check) in group {
        answers[question] = check
        tell(answers.count, questions.count)
        begin()
      }
      return answers
    }
  }

  /// How many programs of OpenSSH run at the same time: each keeps a processor busy, and waits a little before.
  private static var simultaneousChecks: Int { max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)) + 1) }
}
