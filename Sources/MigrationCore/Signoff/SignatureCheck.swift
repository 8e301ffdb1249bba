/// What `ssh-keygen` found out about a signature.
package enum SignatureCheck: Hashable, Sendable {
  /// It is the principal's, says the `allowed_signers` file, with this key (`SHA256:…`).
  case good(key: String)
  /// Somebody with this key made it; no `allowed_signers` file says who that is.
  case goodFromUnknownSigner(key: String)
  /// It is not a signature of this text by this principal.
  case bad(BadSignature)
  /// It could not be checked, and why.
  case notChecked(String)
}

/// What is wrong with a signature.
package enum BadSignature: Hashable, Sendable {
  /// The text or the signature was changed after it was made, or the one does not belong to the other.
  case forged
  /// It was made for something else than this program.
  case otherNamespace(String)
  /// No line of the `allowed_signers` file has the key.
  case unknownKey(String, file: String)
  /// The key is somebody else's.
  case otherPrincipal(key: String, owners: String, claimed: String)
  /// The `allowed_signers` file gives the key other namespaces.
  case namespaceNotAllowed(key: String)
  /// The key was no longer valid, when it signed or now, as `when` says.
  case expired(key: String, when: String)
  case notYetValid(key: String, when: String)
  case revoked(key: String)
  /// A certificate that does not hold, in OpenSSH's words.
  case certificate(String)
  /// Where the ledger has it: the statement is about another plan, environment or decision than the row is.
  case ofSomethingElse(String)
  /// Where the ledger has it: after what it was to allow.
  case signedLater(at: String)
  /// Where the ledger names a key with which somebody signed, and has no such signature.
  case missing

  /// A sentence without its full stop.
  package var explanation: String {
    switch self {
    case .forged: "it is no signature of this text: forged, or the text was changed"
    case .otherNamespace(let name): "the signature was made for \(name), not for \(Statement.namespace)"
    case .unknownKey(let key, let file): "the key \(key) is not in \(file)"
    case .otherPrincipal(let key, let owners, let claimed): "the key \(key) is not \(claimed)'s; it is \(owners)'s"
    case .namespaceNotAllowed(let key): "the key \(key) may not sign for \(Statement.namespace)"
    case .expired(let key, let when): "the key \(key) had expired \(when)"
    case .notYetValid(let key, let when): "the key \(key) was not yet valid \(when)"
    case .revoked(let key): "the key \(key) is revoked"
    case .certificate(let problem): "the certificate does not hold: \(problem)"
    case .ofSomethingElse(let what): "what was signed is about \(what)"
    case .signedLater(let time): "it says that it was signed at \(time), which is after what it is to allow"
    case .missing: "the ledger names the key and has no signature with it"
    }
  }
}
