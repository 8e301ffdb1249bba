import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax

/// `countersign lint`: the review rules over a plan or over SQL files, for scripts and CI.
struct LintCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github }
  enum FailOn: String, ExpressibleByArgument, CaseIterable { case error, warning, info, never }

  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "What the review rules say of a plan or of SQL files, with or without a database.")

  @Argument(
    help: "A plan.json, or SQL files and folders in the order in which they are run; - for standard input, of either.")
  var files: [String]
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var rules: RuleOptions
  @Option(help: "text, json, sarif (2.1.0) or github (annotations).")
  var format = Format.text
  @Option(help: "End with status 3 when something is at least that grave: error, warning, info; or never.")
  var failOn = FailOn.error
  @OptionGroup var probes: ProbeOptions
  @Flag(help: "Whoever runs the SQL files puts them into one transaction.")
  var singleTransaction = false

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("a plan.json or SQL files must be named") }
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("standard input is read once: name - once")
    }
    if probes.probe, !connection.namesDatabase { throw ValidationError("--probe asks a database: name one with --db") }
  }

  func run() throws {
    do {
      let choice = try rules.choice(connection.environment)
      let connection = try connection.resolved()
      let input = LintInput(files)
      let subject: LintSubject
      let schemas: [Identifier]
      if let document = try input.plan() {
        guard !singleTransaction else { throw CommandFailure(.usage, "--single-transaction is for SQL files") }
        schemas = try connection.schemas(of: document.file.plan)
        subject = LintSubject(document, schema: schemas.first ?? "public")
      } else {
        schemas = connection.schemaNames
        subject = try LintSubject(
          input, schema: schemas.first ?? "public", isOneTransaction: singleTransaction)
      }
      let report = LintReport(subject, in: try context(of: subject, schemas, choice, connection))
      switch format {
      case .text: Output.write(LintText.text(report))
      case .json: Output.write(LintJSON.text(report))
      case .sarif: Output.write(LintSARIF.text(report))
      case .github: Output.write(LintGitHub.text(report))
      }
      if format != .text { Output.writeError(LintText.summary(report) + "\n") }
      guard let limit = failOn.severity, report.reaches(limit) else { return }
      throw EndedWith(status: ExitStatus.findings.rawValue)
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  private func context(
    of subject: LintSubject, _ schemas: [Identifier], _ choice: RuleChoice, _ connection: ConnectionOptions
  ) throws -> ReviewContext {
    guard let parameters = connection.parameters(applicationName: "countersign") else {
      return subject.context(nil, choice: choice)
    }
    let session = try Connection(parameters)
    let watch = Output.watch(session, parameters)
    defer { watch.end() }
    let ignored = try IgnoreFile.read()
    let configuration = try connection.environment.file.read()
    var target = try TargetFacts(of: schemas, ignoring: ignored, for: subject.plan, over: session)
    target.readLedger(
      configuration, of: parameters, for: subject.document?.file,
      in: try connection.environment.environment(in: configuration), ignoring: ignored, over: session)
    let check = subject.document.map { FingerprintCheck($0.file.plan, schemas: schemas, ignoring: ignored) }
    var context = subject.context(target, choice: choice)
    if probes.probe {
      try probes.add(to: &target.live, of: context, in: schemas.first ?? "public", over: session)
      context = subject.context(target, choice: choice)
    }
    if let check, check.hasExpectation { context.isStale = check.difference(target.snapshots) != nil }
    return context
  }
}

extension LintCommand.FailOn {
  var severity: MigrationCore.Severity? {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .info
    case .never: nil
    }
  }
}
