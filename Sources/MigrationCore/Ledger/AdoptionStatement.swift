/// What somebody puts their name to who takes a drifted schema as right; signed as ``text``, canonical JSON (RFC 8785).
///
/// It has no member that a sign-off's statement has to have, so neither can be taken for the other.
package struct AdoptionStatement: Hashable, Sendable {
  package var target: LedgerTarget
  package var state: RecordedState
  package var reason: String
  package var principal: String
  /// RFC 3339, UTC, whole seconds.
  package var signedAt: String

  package init(target: LedgerTarget, state: RecordedState, reason: String, principal: String, signedAt: String) {
    self.target = target
    self.state = state
    self.reason = reason
    self.principal = principal
    self.signedAt = signedAt
  }

  /// What `principal` signs to adopt what `adoption` says.
  package init(of adoption: Adoption, principal: String, signedAt: String) {
    self.init(
      target: adoption.target, state: adoption.state, reason: adoption.reason, principal: principal, signedAt: signedAt)
  }

  /// When a statement says that it was signed; nil for what is none.
  package static func signingTime(in text: String) -> String? {
    guard var fields = try? JSONFields(JSONReader.read(Array(text.utf8))) else { return nil }
    return try? fields.string("signed_at")
  }

  package var text: String {
    let value = JSONValue.object([
      JSONMember("adopt", .integer(1)), JSONMember("environment", .string(target.environment)),
      JSONMember("database", .string(target.database)), JSONMember("system", .string(target.system)),
      JSONMember("schemas", .array(target.schemas.map { .string($0) })),
      JSONMember("source_fingerprint", .string(state.fingerprint)),
      JSONMember("catalog_hashes", .array(state.catalogHashes.map { .string($0) })),
      JSONMember("reason", .string(reason)), JSONMember("principal", .string(principal)),
      JSONMember("signed_at", .string(signedAt)),
    ])
    return String(decoding: JSONWriter.canonical(value), as: UTF8.self)
  }
}
