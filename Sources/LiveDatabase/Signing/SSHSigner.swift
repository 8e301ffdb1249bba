internal import Glibc
internal import MigrationCore

/// Where the key is that a reviewer signs with.
package enum SigningKey: Hashable, Sendable {
  /// The agent's first key; without an agent the first of `~/.ssh/id_ed25519`, `id_ecdsa`, `id_rsa`.
  case automatic
  /// A private key, or the public half of a key that the agent holds.
  case file(String)
  /// The agent's first key.
  case agent
}

/// A key that can sign, and whose it is.
package struct SigningIdentity: Hashable, Sendable {
  /// As the `allowed_signers` file names the key's owner, else the key's comment, else the login name.
  package let principal: String
  /// `ssh-ed25519 AAAA… comment`.
  package let publicKey: String
  /// Where the private key is; nil when the agent has it.
  let keyFile: String?
}

/// Signs statements and checks signatures with OpenSSH's `ssh-keygen -Y`, as git does.
package struct SSHSigner: Sendable {
  private let key: SigningKey
  let allowedSigners: String?
  let revokedKeys: String?
  let tools: OpenSSH

  /// A signer.
  ///
  /// - Parameters:
  ///   - key: what to sign with.
  ///   - allowedSigners: the file that says whose keys are whose; nil when there is none.
  ///   - revokedKeys: the keys that nobody may use any more, or a key revocation list; nil for none.
  ///   - agentSocket: where the agent listens, instead of `SSH_AUTH_SOCK`.
  package init(
    key: SigningKey = .automatic, allowedSigners: String? = nil, revokedKeys: String? = nil, agentSocket: String? = nil
  ) {
    self.key = key
    self.allowedSigners = allowedSigners
    self.revokedKeys = revokedKeys
    tools = OpenSSH(agentSocket: agentSocket)
  }

  /// The key that ``sign(_:with:)`` will use, and the principal to put into the statement.
  ///
  /// - Throws: ``SigningError`` when there is none, or its public half cannot be read.
  package func identity() async throws(SigningError) -> SigningIdentity {
    switch key {
    case .file(let path): return try await identity(ofFile: path)
    case .agent: return identity(publicKey: try await firstKeyInAgent(), keyFile: nil)
    case .automatic:
      do throws(SigningError) {
        return identity(publicKey: try await firstKeyInAgent(), keyFile: nil)
      } catch {
        let folder = home + "/.ssh/"
        let names = ["id_ed25519", "id_ecdsa", "id_rsa"]
        guard let file = names.map({ folder + $0 }).first(where: { access($0, R_OK) == 0 }) else {
          throw error.code == .toolMissing ? error : .noKeyAnywhere
        }
        return try await identity(ofFile: file)
      }
    }
  }

  /// Signs `text` for the namespace `countersign`.
  ///
  /// - Parameters:
  ///   - text: a statement, exactly as it will be stored.
  ///   - identity: what ``identity()`` returned.
  /// - Returns: the armoured signature, `-----BEGIN SSH SIGNATURE-----` and so on.
  /// - Throws: ``SigningError``; a key with a passphrase that no agent holds is one, as nothing is ever asked.
  package func sign(_ text: String, with identity: SigningIdentity) async throws(SigningError) -> String {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var keyFile = identity.keyFile ?? ""
    if identity.keyFile == nil { keyFile = try folder.write(identity.publicKey + "\n", to: "key.pub") }
    let arguments = ["-Y", "sign", "-f", keyFile, "-n", Statement.namespace]
    let result = try await tools.run("ssh-keygen", arguments, input: folder.write(text, to: "text"))
    guard result.succeeded, result.output.hasPrefix("-----BEGIN SSH SIGNATURE-----") else {
      if result.complaint.contains("passphrase") { throw .passphraseNeeded(keyFile) }
      throw .refused(result.complaint)
    }
    return result.output
  }
}

extension SSHSigner {
  private func firstKeyInAgent() async throws(SigningError) -> String {
    let result = try await tools.run("ssh-add", ["-L"])
    guard result.succeeded, let line = result.output.split(whereSeparator: \.isNewline).first else {
      throw .noKeyInAgent(result.complaint.isEmpty ? "it has none" : result.complaint)
    }
    return String(line)
  }

  private func identity(ofFile path: String) async throws(SigningError) -> SigningIdentity {
    guard access(path, R_OK) == 0 else { throw .keyNotFound(path) }
    let publicFile = path.hasSuffix(".pub") ? path : path + ".pub"
    if let line = text(ofFile: publicFile)?.split(whereSeparator: \.isNewline).first {
      return identity(publicKey: String(line), keyFile: path)
    }
    let result = try await tools.run("ssh-keygen", ["-y", "-f", path])
    guard result.succeeded else {
      if result.complaint.contains("passphrase") { throw .passphraseNeeded(path) }
      throw .refused(result.complaint)
    }
    return identity(publicKey: String(result.output.prefix { !$0.isNewline }), keyFile: path)
  }

  private func identity(publicKey: String, keyFile: String?) -> SigningIdentity {
    let fields = publicKey.split(separator: " ", maxSplits: 2).map(String.init)
    let owner = allowedSigners.flatMap(text(ofFile:)).flatMap { file in
      fields.count > 1 ? AllowedSigners(file).principal(ofKey: fields[1]) : nil
    }
    let principal = owner ?? (fields.count > 2 ? fields[2] : login)
    return SigningIdentity(principal: principal, publicKey: publicKey, keyFile: keyFile)
  }

  private var home: String { getenv("HOME").map { String(cString: $0) } ?? "" }

  private var login: String {
    guard let entry = getpwuid(geteuid()) else { return "uid \(geteuid())" }
    return String(cString: entry.pointee.pw_name)
  }

  private func text(ofFile path: String) -> String? {
    (try? File.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }
}
