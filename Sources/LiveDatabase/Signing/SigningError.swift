/// Why nothing was signed.
package struct SigningError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case toolMissing = "tool-missing"
    case keyNotFound = "key-not-found"
    case noKey = "no-key"
    case passphraseNeeded = "passphrase-needed"
    case refused
  }

  package let code: Code
  package let message: String
  package let hint: String

  static func toolMissing(_ tool: String) -> Self {
    Self(
      code: .toolMissing, message: "the program \(tool) is not installed, or not in a folder of PATH",
      hint: "install OpenSSH's client: apt-get install openssh-client; or put its folder into PATH")
  }

  static func keyNotFound(_ path: String) -> Self {
    Self(
      code: .keyNotFound, message: "there is no readable key at \(path)",
      hint: "name another key file, or make one: ssh-keygen -t ed25519 -f \(path)")
  }

  /// The agent was asked for, and has no key or is not running.
  static func noKeyInAgent(_ problem: String) -> Self {
    Self(
      code: .noKey, message: "no key in the SSH agent: \(problem)",
      hint: "start one and add a key: eval $(ssh-agent); ssh-add, or name a key file")
  }

  /// Neither agent nor the usual files have a key.
  static let noKeyAnywhere = Self(
    code: .noKey, message: "there is no SSH key to sign with: none in the agent, none in ~/.ssh",
    hint: "make one: ssh-keygen -t ed25519, or name a key file")

  static func passphraseNeeded(_ path: String) -> Self {
    Self(
      code: .passphraseNeeded, message: "the key \(path) has a passphrase, which is not asked for here",
      hint: "let the agent hold the key: eval $(ssh-agent); ssh-add \(path)")
  }

  static func refused(_ problem: String) -> Self {
    Self(code: .refused, message: "ssh-keygen did not sign: \(problem)", hint: "try it by hand: ssh-keygen -Y sign")
  }
}
