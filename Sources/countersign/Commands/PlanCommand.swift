import ArgumentParser
import LiveDatabase
import MigrationCore
import TerminalKit

/// `countersign plan`: what leads from a live database to desired SQL files, or back to before a recorded change.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "What separates a live schema from SQL files, as a plan.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var planning: PlanningOptions
  @Option(help: "Plan the way back to what was there before this change of the ledger (countersign history).")
  var reverseOf: Int?
  @OptionGroup var ledger: LedgerOptions
  @Option(help: "Write the plan for people to this file, or stdout; without any output it goes there.")
  var outputHuman: String?
  @Option(help: "Write plan.json to this file, or stdout.")
  var outputJson: String?
  @Option(help: "Write the plan's SQL to this file, or stdout.")
  var outputSql: String?
  @Option(help: "Write the plan that leads back to this file, or stdout; it says what it does not bring back.")
  var outputReverse: String?
  @Flag(help: "End with status 3 when there are changes, for scripts.")
  var check = false
  @Flag(help: "Use no colours. (NO_COLOR)")
  var noColor = false
  @Flag(
    help: """
      Add what each change was before it was made into steps to plan.json, as pgschema does; and say how long each part \
      of planning took.
      """)
  var debug = false

  func validate() throws {
    guard planning.isGiven || reverseOf != nil else {
      throw ValidationError("--file is required: the SQL of the desired schema")
    }
    if reverseOf != nil {
      if planning.isGiven { throw ValidationError("--file and --reverse-of cannot be given together") }
      if outputReverse != nil { throw ValidationError("--output-reverse is for plans of --file") }
    } else if ledger.ledger != nil {
      throw ValidationError("--ledger is for --reverse-of")
    }
    let outputs = [outputHuman, outputJson, outputSql, outputReverse].compactMap { $0 }
    guard outputs.filter({ $0 == "stdout" }).count <= 1 else {
      throw ValidationError("only one output format can use stdout")
    }
    guard !outputs.contains("") else { throw ValidationError("an output needs the name of a file, or stdout") }
    guard Set(outputs).count == outputs.count else { throw ValidationError("two outputs cannot go to one file") }
    guard outputReverse == nil || !planning.isSelective else {
      throw ValidationError("--output-reverse needs the whole plan: leave --include, --exclude and --no-drop out")
    }
  }

  func run() throws {
    do {
      var request = try planning.request(connection.resolved())
      request.isReversed = outputReverse != nil
      if let reverseOf {
        let beginning = try RecordedBeginning(
          reverseOf, in: try ledger.store(connection), on: request.target,
          environment: connection.environment.name ?? "", ignoring: try IgnoreFile.read())
        request.goal = .before(beginning)
        request.schemas = beginning.schemas
      }
      let made = try request.makeNow(isTimed: debug)
      try write(made.plan, reversal: made.reversal)
      if check, !made.plan.groups.isEmpty { throw EndedWith(status: ExitStatus.findings.rawValue) }
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  private func write(_ plan: Plan, reversal: Plan?) throws {
    func json(_ plan: Plan) -> String {
      var document = plan
      if !debug { document.sourceDiffs = [] }
      return String(decoding: PlanCodec.encode(document), as: UTF8.self)
    }
    let isColored = !noColor && Output.wantsColor
    func human(colored: Bool) -> String {
      HumanPlan.text(plan, colored: colored, marks: StepMark.all(of: plan)) { Sanitizer.plainText($0) }
    }
    if [outputHuman, outputJson, outputSql, outputReverse].allSatisfy({ $0 == nil }) {
      return Output.write(human(colored: isColored))
    }
    for (path, text) in [
      (outputHuman, human(colored: outputHuman == "stdout" && isColored)),
      (outputJson, json(plan)),
      (outputSql, HumanPlan.sql(plan, numberingGroups: false)),
      (outputReverse, reversal.map(json) ?? ""),
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
