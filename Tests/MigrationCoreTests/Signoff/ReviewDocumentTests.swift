import MigrationCore
import Testing

let exampleHash = String(repeating: "ab", count: 32)

func comment(_ id: String, _ text: String = "hm", at time: String = "2026-01-01T00:00:00Z", resolved: Bool = false)
  -> MigrationCore.Comment
{
  MigrationCore.Comment(id: id, place: .plan, author: "ann", writtenAt: time, text: text, isResolved: resolved)
}

@Suite struct ReviewDocumentTests {
  static let document = ReviewDocument(
    planHash: exampleHash,
    comments: [
      MigrationCore.Comment(
        id: "c1", place: .step(StepID(group: 2, step: 1)), author: "ann", writtenAt: "2026-01-01T00:00:00Z",
        text: "why?",
        isResolved: false),
      MigrationCore.Comment(
        id: "c2", place: .object("public.users"), author: "bob", writtenAt: "2026-01-01T00:00:01Z", text: "ok",
        isResolved: true),
      comment("c3", at: "2026-01-01T00:00:02Z"),
      MigrationCore.Comment(
        id: "c4", place: .lines(CommentedLines(isDesired: false, lines: 3...5), of: "public.users"), author: "bob",
        writtenAt: "2026-01-01T00:00:03Z", text: "these", isResolved: false),
      MigrationCore.Comment(
        id: "c5", place: .stepLines(2...2, of: StepID(group: 1, step: 2)), author: "bob",
        writtenAt: "2026-01-01T00:00:04Z", text: "this", isResolved: false),
    ],
    acknowledgements: [
      Acknowledgement(
        rule: "drop-column", step: StepID(group: 1, step: 2), author: "ann", writtenAt: "2026-01-01T00:00:00Z",
        reason: "empty")
    ],
    signoffs: [Signoff(statement: "{}", signature: "-----BEGIN SSH SIGNATURE-----\n")])

  @Test func comesOutAsItWentIn() throws {
    let bytes = ReviewDocumentCodec.encode(Self.document)
    #expect(try ReviewDocumentCodec.decode(bytes) == Self.document)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"format\": 1,\n  \"plan\": {\n    \"sha256\": \"abab"))
    #expect(text.contains("\"at\": {\n        \"step\": \"2.1\"\n      }"))
    #expect(text.contains("\"at\": {}"))
    #expect(text.hasSuffix("}\n"))
  }

  static let head = #"{"format":1,"plan":{"sha256":"\#(exampleHash)"},"#

  @Test(arguments: [
    ("x", "a value was expected at byte 0 (line 1, column 1)"),
    (#"{"format":2}"#, "$.format is 2; only 1 is known"),
    (#"{"format":1,"plan":{"sha256":"x"}}"#, "$.plan.sha256 is not 64 lower-case hex digits"),
    (
      head + #""comments":[{"id":"a","at":{"step":"0.1"}}]}"#,
      "$.comments[0].at.step is not the number of a step such as \"2.1\""
    ),
    (head + #""comments":[{"id":"a","at":{"line":1}}]}"#, "$.comments[0].at.line is not a key of this format"),
    (
      head + #""comments":[{"id":"a","at":{"object":"t","lines":{"side":"left"}}}]}"#,
      "$.comments[0].at.lines.side is neither current nor desired"
    ),
    (
      head + #""comments":[{"id":"a","at":{"object":"t","lines":{"side":"desired","first":3,"last":2}}}]}"#,
      "$.comments[0].at.lines.last ends before it begins"
    ),
    (
      head + #""comments":[],"acknowledgements":[],"signoffs":[{"statement":1}]}"#,
      "$.signoffs[0].statement is a number, not a string"
    ),
    (head + #""comments":[],"acknowledgements":[],"signoffs":[],"more":1}"#, "$.more is not a key of this format"),
  ])
  func namesWhatIsWrong(_ text: String, _ problem: String) {
    do throws(SignoffError) {
      _ = try ReviewDocumentCodec.decode(Array(text.utf8))
      Issue.record("was read")
    } catch { #expect(error.message == "the review file is not valid: \(problem)") }
  }

  @Test func twoReviewersFilesMergeTheSameWhicheverWayRound() {
    var mine = Self.document
    var theirs = Self.document
    mine.comments[0].isResolved = true
    mine.comments.append(comment("c4", "mine", at: "2026-01-01T00:00:03Z"))
    theirs.comments[0].text = "why, really?"
    theirs.comments[0].writtenAt = "2026-01-01T00:00:09Z"
    theirs.acknowledgements.append(
      Acknowledgement(
        rule: "x", step: StepID(group: 1, step: 1), author: "bob", writtenAt: "2025-01-01T00:00:00Z", reason: "r"))
    theirs.signoffs.append(Signoff(statement: "{ }", signature: ""))
    let merged = mine.merged(with: theirs)
    #expect(merged == theirs.merged(with: mine))
    #expect(merged.merged(with: mine) == merged)
    #expect(merged.comments.map(\.id) == ["c2", "c3", "c4", "c5", "c1"])
    #expect(merged.comments[4].text == "why, really?")
    #expect(merged.comments[4].isResolved)
    #expect(merged.acknowledgements.map(\.rule) == ["x", "drop-column"])
    #expect(merged.signoffs.count == 2)
  }
}
