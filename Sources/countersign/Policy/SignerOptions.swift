import ArgumentParser
import LiveDatabase
import MigrationCore

/// Whose key signs, and who says whose keys are whose.
struct SignerOptions: ParsableArguments {
  @Option(help: "SSH key to sign with: a private key, or the public half of one that the agent has.")
  var key: String?
  @Flag(help: "Sign with the agent's first key.")
  var agent = false
  @Option(help: "OpenSSH allowed_signers file that says whose keys are whose. (default: [signers] of countersign.toml)")
  var allowedSigners: String?

  func validate() throws {
    if key != nil, agent { throw ValidationError("--key and --agent exclude each other") }
  }

  /// - Throws: `CommandFailure` with status 2 when the command line wants other signers than the environment has.
  func signer(
    _ configuration: ConfigurationFile, in environment: TargetEnvironment? = nil
  ) throws(CommandFailure) -> SSHSigner {
    if allowedSigners != nil, configuration.allowedSigners != nil, let environment {
      throw CommandFailure(
        .usage, "whose keys count in \(environment.name) is what countersign.toml says",
        hint: "leave --allowed-signers out")
    }
    return SSHSigner(
      key: key.map { .file($0) } ?? (agent ? .agent : .automatic),
      allowedSigners: allowedSigners ?? configuration.allowedSigners, revokedKeys: configuration.revokedKeys)
  }
}

extension SSHSigner {
  /// One that only checks, by what `countersign.toml` says of whose keys are whose.
  init(checkingBy configuration: ConfigurationFile) {
    self.init(allowedSigners: configuration.allowedSigners, revokedKeys: configuration.revokedKeys)
  }
}
