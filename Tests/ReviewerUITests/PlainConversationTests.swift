import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// A review in plain lines allows what the screen allows and asks for what it asks for.
@Suite struct PlainConversationTests {
  private func conversation(_ facts: ReviewFacts = Shop.facts()) -> PlainConversation {
    PlainConversation(facts, author: "grace", now: "2026-11-21T09:00:00Z", tokens: Shop.tokens)
  }

  /// Everything read and the error accepted.
  private func ready() -> PlainConversation {
    var review = conversation()
    _ = review.take("all")
    _ = review.take("acknowledge 1")
    _ = review.take("unused since March")
    _ = review.take(.reviewSaved)
    return review
  }

  private func isSigned(_ effects: [Effect]) -> Bool {
    effects.contains { effect in
      if case .sign = effect { return true }
      return false
    }
  }

  @Test func readsAsRecorded() throws {
    var review = conversation()
    var text = review.opening
    for line in [
      "", "next", "3", "steps", "warnings", "comment", "and who fills it?", "comments", "resolve 1", "reviewed", "sign",
      "s", "fly", "step 99", "help", "sign-offs",
    ] {
      text += "\(review.prompt)\(line)\n" + review.take(line).text
      if review.isWaiting { text += review.take(.reviewSaved) }
    }
    try expectText("conversation", text)
    for line in text.split(separator: "\n") { #expect(StyledText(String(line)).width <= 80, "\(line)") }
    #expect(!text.unicodeScalars.contains { ("─"..."╿").contains($0) || $0.value < 0x20 && $0 != "\n" })
  }

  @Test(arguments: ["1.4", "step 1.4", "4", "step 4"]) func aStepIsReadByItsNameOrItsPlace(_ line: String) {
    var review = conversation()
    #expect(review.take(line).text.hasPrefix("STEP 1.4 (4 of 7)"))
    #expect(review.prompt == "step 1.4, 4 of 7> ")
  }

  @Test(arguments: ["1.9", "99", "0", "step x"]) func aStepThatThereIsNotIsSaid(_ line: String) {
    var review = conversation()
    #expect(review.take(line).text.hasPrefix("There is no step"))
  }

  @Test func aTypedNameSigns() {
    var review = ready()
    #expect(review.take("sign").text.contains("1 error (1 acknowledged)"))
    #expect(review.take("fine").text.contains("Type shop (the database's name)"))
    #expect(review.wantsTypedWord)
    #expect(review.take("shop").effects == [.sign(.approve, message: "fine")])
    #expect(review.take(.signed(GoldenScreenTests.signed().review)) == "Signed.\n")
  }

  @Test func whatIsMissingIsSaidInstead() {
    var review = conversation()
    let text = review.take("sign").text
    #expect(text.contains("7 steps not seen yet"))
    #expect(text.contains("1 error not acknowledged"))
    #expect(!review.wantsTypedWord)
  }

  @Test func readingAStepIsSeeingIt() {
    var review = conversation()
    for _ in 1...7 { _ = review.take("") }
    #expect(!review.take("sign").text.contains("not seen yet"))
  }

  @Test(arguments: [("shop", true), ("Shop", false), ("", false), ("y", false)])
  func nothingButTheTypedWordSigns(_ word: String, _ isPasted: Bool) {
    var review = ready()
    _ = review.take("sign")
    _ = review.take("fine")
    #expect(!isSigned(review.take(word, isPasted: isPasted).effects))
  }

  @Test func aRejectionNeedsAReason() {
    var review = conversation()
    _ = review.take("reject")
    #expect(review.take("").text.contains("needs a reason"))
    _ = review.take("reject")
    _ = review.take("no backup")
    #expect(review.take("shop").effects == [.sign(.reject, message: "no backup")])
  }

  @Test(arguments: ["si", "sig", "rej", "r"]) func aShortenedWordDecidesNothing(_ word: String) {
    var review = ready()
    _ = review.take(word)
    #expect(!review.take("fine").text.contains("Type shop"))
  }

  @Test func remarksAreKept() {
    var review = conversation()
    _ = review.take("comment 4")
    guard case .saveReview(let document)? = review.take("how long?").effects.first else {
      Issue.record("nothing was saved")
      return
    }
    #expect(document.comments.last?.place == .step(StepID(group: 1, step: 4)))
    #expect(document.comments.last?.author == "grace")
    #expect(review.take(.reviewNotSaved("no space left")).contains("Not saved: no space left"))
  }

  @Test func aChangedPlanIsNotSigned() {
    var review = ready()
    _ = review.take(.planChanged(hash: "00"))
    #expect(review.take("sign").text.contains("changed on disk"))
  }
}
