import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import TerminalKit

/// `countersign verify`: what the sign-offs of a plan are worth, and which gates are open.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "What a plan's sign-offs are worth and which gates are open; status 4 when one is closed.")

  @Argument(help: "The plan.")
  var plan: String
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var signing: SignerOptions
  @Option(help: "text or json.")
  var format = ReportFormat.text
  @Flag(help: "Ask no database: gates that need one are shown as not checked and close nothing.")
  var offline = false

  func run() throws {
    do {
      let session = try session()
      let offline = offline
      let facts = try Background.wait { try await Self.facts(session, offline: offline) }
      // Without an environment it is the screen that asks for most.
      let gates = Policy.gates(facts, isOnScreen: session.environment == nil)
      let isHeld = gates.contains { gate in
        switch gate.state {
        case .open: false
        case .closed: true
        // Whether a key is at hand is a question to whoever runs the plan.
        case .notChecked: !offline && gate.kind != .executor && !(gate.kind == .fingerprint && session.target == nil)
        }
      }
      write(session, facts, gates, holds: !isHeld)
      if isHeld { throw EndedWith(status: ExitStatus.policy.rawValue) }
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  private func session() throws -> ReviewSession {
    let configuration = try connection.environment.file.read()
    let environment = try connection.environment.environment(in: configuration)
    if environment == nil, !configuration.environments.isEmpty {
      throw PolicyError.noEnvironment(configuration.environments.map(\.name))
    }
    let connection = try connection.resolved()
    let document = try PlanDocument(path: plan)
    return try ReviewSession(
      atItsGates: document, offline ? nil : connection.parameters(applicationName: "countersign"),
      connection.schemas(of: document.file.plan), configuration, environment, signing)
  }

  private static func facts(_ session: ReviewSession, offline: Bool) async throws -> PolicyFacts {
    let review = try session.storedReview()
    guard offline else { return try await session.policyFacts(review) }
    let statuses = await session.signer.statuses(of: review, planHash: session.plan.file.hash)
    return PolicyFacts(
      planHash: session.plan.file.hash, in: session.environment, review: review, signoffs: statuses,
      findings: RuleBook.findings(in: session.context(nil)))
  }

  private func write(_ session: ReviewSession, _ facts: PolicyFacts, _ gates: [Gate], holds: Bool) {
    switch format {
    case .text:
      let place = session.environment.map { " for \($0.name)" } ?? ""
      let target = session.target.map { ", \($0.description)" } ?? ""
      var lines = ["\(session.plan.name)\(place)\(target)", "sha256 \(facts.planHash)", "", "Sign-offs:"]
      lines += GateText.lines(facts.signoffs) + ["", "Gates:"] + GateText.lines(gates)
      lines += ["", holds ? "Every gate is open." : "It may not run as things are."]
      Output.write(lines.joined(separator: "\n") + "\n")
    case .json:
      let document = JSONValue.object([
        JSONMember("format", .integer(1)), JSONMember("plan", .string(facts.planHash)),
        JSONMember("environment", session.environment.map { .string($0.name) } ?? .null),
        JSONMember("holds", .bool(holds)), JSONMember("signoffs", GateText.json(facts.signoffs)),
        JSONMember("gates", GateText.json(gates)),
      ])
      Output.write(String(decoding: JSONWriter.indented(document), as: UTF8.self))
    }
  }
}
