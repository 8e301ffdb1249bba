/// What a reviewer puts their name to; signed as the canonical JSON text (RFC 8785) that ``text`` is.
package struct Statement: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case approve, reject
    /// "I made this plan."
    case author
    /// "I run this plan", said anew each time and kept in the ledger.
    case execute
    /// "This plan may pass a gate that is closed", which the message names; kept in the ledger.
    case waive
    /// "What is left of this change is not to run", which the message names; kept in the ledger.
    case abandon
  }

  /// What the signature is made for; OpenSSH keeps one namespace's signatures from counting in another.
  package static let namespace = "countersign"
  /// The environment of a statement that holds for all of them.
  package static let everyEnvironment = "*"

  /// SHA-256 of the plan file's bytes.
  package var planHash: String
  /// The plan's own; nil when it has none.
  package var sourceFingerprint: String?
  /// The name as in `countersign.toml`, or `*`.
  package var environment: String
  package var verdict: Verdict
  package var message: String
  /// Who signs, as `allowed_signers` names them.
  package var principal: String
  /// RFC 3339, UTC, whole seconds: `2026-01-02T03:04:05Z`.
  package var signedAt: String
  /// ``ReviewDocument/discussionHash`` at that time.
  package var discussionHash: String
  /// SHA-256 of the statement before this one in the document; nil for the first.
  package var previous: String?

  /// A statement on `file` as it stands in `document`, after the last that is there.
  package init(
    on file: PlanFile, in document: ReviewDocument, environment: String = Self.everyEnvironment, verdict: Verdict,
    message: String, principal: String, signedAt: String
  ) {
    planHash = file.hash
    sourceFingerprint = file.plan.sourceFingerprint
    self.environment = environment
    self.verdict = verdict
    self.message = message
    self.principal = principal
    self.signedAt = signedAt
    discussionHash = document.discussionHash
    previous = document.signoffs.last.map { SHA256.hex(of: $0.statement.utf8) }
  }

  /// Reads a statement.
  ///
  /// - Throws: ``SignoffError`` also for text that is not exactly what ``text`` would be.
  package init(_ text: String) throws(SignoffError) {
    do throws(JSONError) {
      var fields = try JSONFields(JSONReader.read(Array(text.utf8)))
      let format = try fields.integer("format")
      guard format == 1 else {
        throw JSONError.wrongValue(at: fields.path(of: "format"), "is \(format); only 1 is known")
      }
      planHash = try fields.string("plan")
      sourceFingerprint = try fields.nullableString("source_fingerprint")
      environment = try fields.string("environment")
      let word = try fields.string("verdict")
      guard let verdict = Verdict(rawValue: word) else {
        throw JSONError.wrongValue(at: fields.path(of: "verdict"), "is no verdict that is known")
      }
      self.verdict = verdict
      message = try fields.string("message")
      principal = try fields.string("principal")
      signedAt = try fields.string("signed_at")
      guard Self.isTime(signedAt) else {
        throw JSONError.wrongValue(at: fields.path(of: "signed_at"), "is not a time such as 2026-01-02T03:04:05Z")
      }
      discussionHash = try fields.string("discussion")
      previous = try fields.nullableString("previous")
      try fields.finish()
    } catch { throw .unreadableStatement(error) }
    guard self.text.utf8.elementsEqual(text.utf8) else { throw .notCanonical }
  }

  /// Times are compared as text, so all have one length and zone.
  private static func isTime(_ text: String) -> Bool {
    let pattern = "0000-00-00T00:00:00Z"
    return text.utf8.count == pattern.utf8.count
      && zip(text.utf8, pattern.utf8).allSatisfy { byte, expected in
        expected == UInt8(ascii: "0")
          ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == expected
      }
  }

  /// The canonical JSON text, without a newline at its end.
  package var text: String {
    let members = [
      JSONMember("format", .integer(1)), JSONMember("plan", .string(planHash)),
      JSONMember("source_fingerprint", sourceFingerprint.map { .string($0) } ?? .null),
      JSONMember("environment", .string(environment)), JSONMember("verdict", .string(verdict.rawValue)),
      JSONMember("message", .string(message)), JSONMember("principal", .string(principal)),
      JSONMember("signed_at", .string(signedAt)), JSONMember("discussion", .string(discussionHash)),
      JSONMember("previous", previous.map { .string($0) } ?? .null),
    ]
    return String(decoding: JSONWriter.canonical(.object(members)), as: UTF8.self)
  }
}
