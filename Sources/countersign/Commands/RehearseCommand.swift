import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import TerminalKit

/// `countersign rehearse`: runs a plan on an empty copy of the schema and says what each step did.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Run a plan on an empty copy of the schema: what each step locks and rewrites, and where it leads.")

  @Argument(help: "The plan.")
  var plan: String
  @OptionGroup var connection: ConnectionOptions
  @Option(help: "The plan that leads back (plan --output-reverse); without it the steps' own reversals are tried.")
  var back: String?
  @Option(help: "text or json.")
  var format = ReportFormat.text

  func run() throws {
    do {
      let document = try PlanDocument(path: plan)
      let wayBack = try back.map { try PlanDocument(path: $0).file.plan } ?? Self.reversals(of: document.file.plan)
      let connection = try connection.resolved()
      let target = try connection.requiredParameters(applicationName: "countersign")
      let schemas = try connection.schemas(of: document.file.plan)
      let ignored = try IgnoreFile.read()
      let (original, facts) = try Self.original(schemas, document.file.plan, ignored, of: target)
      let progress = Progress()
      let report = try Background.wait {
        try await Rehearsal.run(document.file.plan, on: original, back: wayBack) { progress.tell($0) }
      }
      progress.end()
      var rehearsed = RehearsedPlan(
        name: document.name, plan: document.file.plan, report: report, schema: schemas.first ?? "public",
        undoneBy: back != nil ? .plan : wayBack != nil ? .reversals : .nothing)
      rehearsed.compareLocks(facts)
      switch format {
      case .text: Output.write(Sanitizer.plainText(rehearsed.text))
      case .json: Output.write(rehearsed.json)
      }
      if let failure = rehearsed.failure { throw CommandFailure(.failed, failure) }
    } catch { throw CommandFailure(explaining: error) }
  }

  private static func original(
    _ names: [Identifier], _ plan: Plan, _ ignored: IgnoreRules, of target: ConnectionParameters
  ) throws -> (Rehearsal.Original, TargetFacts) {
    let connection = try Connection(target)
    let watch = Output.watch(connection, target)
    defer { watch.end() }
    var snapshots: [SchemaSnapshot] = []
    for name in names { snapshots.append(try CatalogReader.read(name, ignoring: ignored, over: connection)) }
    let schemas = snapshots.map(\.schema)
    guard let first = schemas.first else { throw CommandFailure(.failed, "the plan is for no schema") }
    var original = try Rehearsal.original(of: first, Array(schemas.dropFirst()), for: plan, over: connection)
    original.ignored = ignored
    return (original, try TargetFacts(snapshots, of: names, for: plan, over: connection))
  }

  /// The steps' own reversals, the last first, each a group of its own; nil when the plan has none.
  private static func reversals(of plan: Plan) -> Plan? {
    let statements = (plan.countersign?.stepReversals ?? []).compactMap { $0 }.reversed()
    guard !statements.isEmpty else { return nil }
    return Plan(
      formatVersion: plan.formatVersion, pgschemaVersion: plan.pgschemaVersion, createdAt: plan.createdAt,
      sourceFingerprint: nil, groups: statements.map { TransactionGroup(steps: [Step(sql: $0)]) })
  }
}
