internal import Glibc
package import MigrationCore

/// Checking signatures.
extension SSHSigner {
  /// Whether the signature is that of the principal whom the statement names, was when it was made, and is now.
  ///
  /// - Parameters:
  ///   - signoff: the statement with its signature.
  ///   - now: the time by a server's clock; nil for this machine's.
  /// - Returns: what OpenSSH says, and why where it is not good.
  package func check(_ signoff: Signoff, now: String? = nil) async -> SignatureCheck {
    // What is no statement is void, whoever signed it.
    guard let statement = try? Statement(signoff.statement) else { return .bad(.forged) }
    return await check(
      signoff.statement, by: statement.principal, signedAt: statement.signedAt, signoff.signature, now: .at(now))
  }

  /// The same of an adoption that is not recorded yet.
  package func check(_ statement: AdoptionStatement, _ signature: String, now: String?) async -> SignatureCheck {
    await check(statement.text, by: statement.principal, signedAt: statement.signedAt, signature, now: .at(now))
  }

  /// The time at which a key has to be valid, besides that at which it signed.
  enum Moment {
    /// By a server's clock; nil for this machine's.
    case at(String?)
    case notAsked

    /// Nil in it is this machine's now.
    fileprivate var asked: [String?] {
      switch self {
      case .at(let time): [time]
      case .notAsked: []
      }
    }
  }

  /// Whether the signature of a text is that of `principal`.
  func check(
    _ text: String, by principal: String, signedAt: String, _ signature: String, now: Moment
  ) async -> SignatureCheck {
    do throws(SigningError) {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let armoured = signature
      let signature = try folder.write(armoured, to: "signature")
      let text = try folder.write(text, to: "text")
      if let key = try await goodKey(principal, at: [signedAt] + now.asked, signature, text) { return .good(key: key) }
      let anyone = try await tools.run(
        "ssh-keygen", ["-Y", "check-novalidate", "-n", Statement.namespace, "-s", signature], input: text)
      guard anyone.succeeded else {
        guard let name = SignatureText(armoured)?.namespace, name != Statement.namespace else {
          return .bad(.forged)
        }
        return .bad(.otherNamespace(name))
      }
      let key = anyone.output.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? "unknown"
      guard let allowedSigners else { return .goodFromUnknownSigner(key: key) }
      for file in [allowedSigners, revokedKeys].compactMap({ $0 }) where access(file, R_OK) != 0 {
        return .notChecked("\(file) cannot be read")
      }
      let claim = Claim(
        principal: principal, key: key, allowedSigners: allowedSigners, signature: signature, text: text)
      if let problem = try await problem(claim, at: signedAt, "when it signed") { return .bad(problem) }
      var asked: String? = signedAt
      if case .at(let now) = now {
        if let problem = try await problem(claim, at: now, "by now") { return .bad(problem) }
        asked = now
      }
      guard let revokedKeys else { return .good(key: key) }
      // Only what it says for debugging tells a key that is revoked from a list that is none.
      let unrevoked = try await verify(claim, at: asked, ["-vvv", "-r", revokedKeys])
      guard !unrevoked.succeeded else { return .good(key: key) }
      let checked = unrevoked.complaint.firstRange(of: "sshkey_check_revoked: ")
      let words = checked.map { unrevoked.complaint[$0.upperBound...].prefix { $0 != ";" } } ?? "Key is revoked"
      guard words != "Key is revoked" else { return .bad(.revoked(key: key)) }
      return .notChecked("\(revokedKeys) is no list of revoked keys: \(words)")
    } catch { return .notChecked(error.message) }
  }

  /// What each sign-off of `document` is worth for the plan with this hash.
  ///
  /// - Parameters:
  ///   - document: the review.
  ///   - planHash: SHA-256 of the plan file's bytes.
  ///   - now: the time by a server's clock; nil for this machine's.
  /// - Returns: one for each sign-off.
  package func statuses(of document: ReviewDocument, planHash: String, now: String? = nil) async -> [SignoffStatus] {
    var checks: [SignatureCheck] = []
    for signoff in document.signoffs { checks.append(await check(signoff, now: now)) }
    return SignoffStatus.all(in: document, planHash: planHash, checks: checks, now: now)
  }

  /// Somebody's claim to have signed a text with a key.
  private struct Claim {
    var principal: String
    var key: String
    var allowedSigners: String
    /// Files.
    var signature: String
    var text: String
  }

  /// The key of a signature with which all is well, by no more questions than that takes; nil otherwise.
  private func goodKey(
    _ principal: String, at times: [String?], _ signature: String, _ text: String
  ) async throws(SigningError) -> String? {
    guard let allowedSigners else { return nil }
    let claim = Claim(principal: principal, key: "", allowedSigners: allowedSigners, signature: signature, text: text)
    let revoked = revokedKeys.map { ["-r", $0] } ?? []
    var key: String?
    for time in times {
      let result = try await verify(claim, at: time, revoked)
      guard result.succeeded else { return nil }
      key = result.output.split(whereSeparator: \.isWhitespace).last.map(String.init)
    }
    return key
  }

  private func verify(
    _ claim: Claim, at time: String?, _ more: [String] = []
  ) async throws(SigningError) -> OpenSSH.Result {
    // 2026-01-02T03:04:05Z is 20260102030405Z here.
    let moment = time.map { text in ["-Overify-time=\(text.prefix { $0 != "." }.filter(\.isNumber))Z"] } ?? []
    return try await tools.run(
      "ssh-keygen",
      ["-Y", "verify", "-f", claim.allowedSigners, "-I", claim.principal, "-n", Statement.namespace]
        + ["-s", claim.signature] + more + moment, input: claim.text)
  }

  /// Why the claim does not hold at that time; nil when it does.
  private func problem(
    _ claim: Claim, at time: String?, _ when: String
  ) async throws(SigningError) -> BadSignature? {
    let result = try await verify(claim, at: time)
    guard !result.succeeded else { return nil }
    let complaint = result.complaint
    if complaint.contains("key has expired") { return .expired(key: claim.key, when: when) }
    if complaint.contains("key is not yet valid") { return .notYetValid(key: claim.key, when: when) }
    if complaint.contains("not permitted for use in signature namespace") {
      return .namespaceNotAllowed(key: claim.key)
    }
    if let place = complaint.firstRange(of: "certificate not authorized: ") {
      return .certificate("\(complaint[place.upperBound...].prefix { $0 != ";" }) \(when)")
    }
    let owners = try await tools.run(
      "ssh-keygen", ["-Y", "find-principals", "-f", claim.allowedSigners, "-s", claim.signature])
    let names = owners.output.split(whereSeparator: \.isNewline).joined(separator: ", ")
    guard owners.succeeded, !names.isEmpty else { return .unknownKey(claim.key, file: claim.allowedSigners) }
    return .otherPrincipal(key: claim.key, owners: names, claimed: claim.principal)
  }
}
