import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import TerminalKit

/// `countersign plan`: desired SQL files against a live database, made into a plan.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "What separates a live schema from SQL files, as a plan.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var planServer: PlanServerOptions
  @Option(help: "The desired schema: a file, which may include others, or a folder; more than once for several.")
  var file: [String] = []
  @Option(help: "Write the plan for people to this file, or stdout.")
  var outputHuman: String?
  @Option(help: "Write plan.json to this file, or stdout.")
  var outputJson: String?
  @Option(help: "Write the plan's SQL to this file, or stdout.")
  var outputSql: String?
  @Option(help: "online: steps beside which others read and write. atomic: as few transactions as PostgreSQL allows.")
  var strategy = PlanOptions.Strategy.online
  @Flag(help: "Only say whether there are changes: status 3 when there are.")
  var check = false
  @Flag(help: "No colours.")
  var noColor = false
  @Flag(help: "Add what each change was before it was made into steps to plan.json, as pgschema does.")
  var debug = false

  func validate() throws {
    if file.isEmpty { throw ValidationError("--file is required: the SQL of the desired schema") }
    for path in file where path.hasSuffix(".json") {
      throw ValidationError("--file expects a SQL schema file, but got a JSON file (\(path))")
    }
    let standard = [outputHuman, outputJson, outputSql].filter { $0 == "stdout" }
    if standard.count > 1 { throw ValidationError("only one output can go to stdout") }
  }

  func run() throws {
    let parameters = try connection.requiredParameters(applicationName: "countersign")
    do {
      let place = try planServer.place()
      let (files, schema, strategy) = (file, Identifier(connection.schema), strategy)
      let made = try Background.wait(isCancelledBySignals: true) {
        try await PlanMaking.make(
          files: files, schema: schema, parameters: parameters, place: place, strategy: strategy)
      }
      for note in made.notes { Output.writeError("note: \(Sanitizer.plainText(note))\n") }
      try write(made.plan)
      if check, !made.plan.groups.isEmpty { throw EndedWith(status: ExitStatus.findings.rawValue) }
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  private func write(_ plan: Plan) throws {
    var document = plan
    if !debug { document.sourceDiffs = [] }
    let json = String(decoding: PlanCodec.encode(document), as: UTF8.self)
    let isColored = !noColor && Output.wantsColor
    func human(colored: Bool) -> String {
      HumanPlan.text(plan, colored: colored, sanitize: { Sanitizer.plainText($0) })
    }
    if outputHuman == nil, outputJson == nil, outputSql == nil { return Output.write(human(colored: isColored)) }
    for (path, text) in [
      (outputHuman, human(colored: outputHuman == "stdout" && isColored)), (outputJson, json),
      (outputSql, HumanPlan.sql(plan, numberingGroups: false)),
    ] {
      guard let path else { continue }
      if path == "stdout" {
        Output.write(text)
      } else {
        try File.replace(path, with: Array(text.utf8))
      }
    }
  }
}

extension PlanOptions.Strategy: ExpressibleByArgument {}
