import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import TestServer

/// A shop with two databases, people with keys, and a `countersign.toml` that says who may what.
final class GatedShop {
  let workshop: Workshop
  /// Like the workshop's own, which is staging.
  let production: ConnectionParameters
  var folder: String { workshop.folder }

  init(_ groups: [[Step]] = Workshop.change, people: [String] = ["amy", "bob", "cy"]) async throws {
    workshop = try await Workshop(groups)
    production = try await TestServer.database()
    try Connection(production).execute(Workshop.shop)
    var allowed = ""
    for person in people {
      try makeKey(person)
      allowed += "\(person) namespaces=\"countersign\" \(try publicKey(person))\n"
    }
    try write(allowed, to: "allowed_signers")
    try write("", to: "revoked_keys")
  }

  static let teams = """
    [teams]
    dba = ["amy", "bob", "cy"]
    [signers]
    allowed = "allowed_signers"
    revoked = "revoked_keys"

    """

  func dsn(_ database: ConnectionParameters) -> String {
    "host=\(database.host ?? "") port=5432 user=\(database.user ?? "") dbname=\(database.database ?? "")"
  }

  /// Writes `countersign.toml`: staging, and production with `rules`.
  func configure(_ rules: String, acknowledge: String = "off", staging: String = "", ledger: String = "") throws {
    try write(
      """
      \(Self.teams)\(ledger)
      [environments.staging]
      dsn = "\(dsn(workshop.database))"
      acknowledge = "off"
      \(staging)
      [environments.production]
      dsn = "\(dsn(production))"
      acknowledge = "\(acknowledge)"
      \(rules)
      """, to: "countersign.toml")
  }

  func write(_ text: String, to name: String) throws { try workshop.write(Array(text.utf8), to: "\(folder)/\(name)") }
  func read(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

  func makeKey(_ name: String) throws {
    _ = try workshop.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", "\(folder)/\(name)"])
  }

  func publicKey(_ name: String) throws -> String {
    try read("\(name).pub").split(separator: " ").prefix(2).joined(separator: " ")
  }

  func command(_ arguments: String..., input: String = "") throws -> Workshop.Outcome {
    try workshop.command(arguments, input: input)
  }

  /// Signs the plan with somebody's key.
  @discardableResult
  func sign(_ person: String, _ flags: String...) throws -> Workshop.Outcome {
    try workshop.command(["sign", "plan.json", "--key", person] + flags)
  }

  func apply(_ flags: String..., environment: String = "production") throws -> Workshop.Outcome {
    try workshop.command(["apply", "--plan", "plan.json", "--env", environment, "--auto-approve"] + flags)
  }

  func verify(_ flags: String..., environment: String = "production") throws -> Workshop.Outcome {
    try workshop.command(["verify", "plan.json", "--env", environment] + flags)
  }

  /// Whether the plan ran in production.
  func isApplied() throws -> Bool {
    let rows = try Connection(production).query(
      "SELECT 1 FROM pg_attribute WHERE attname = 'email' AND NOT attisdropped")
    return rows.first != nil
  }
}
