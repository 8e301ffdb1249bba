import ArgumentParser
import LiveDatabase
import MigrationCore
import TerminalKit

/// `countersign history`: what was recorded.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "What the ledger recorded: changes, who signed and ran them, how they ended.",
    subcommands: [List.self, Show.self, Verify.self], defaultSubcommand: List.self)

  /// The changes, the latest first.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The changes that are recorded, the latest first.")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var place: LedgerOptions
    @Option(help: "Only what happened to databases of this name.")
    var database: String?
    @Option(help: "How many, the latest.")
    var limit: Int?
    @Option(help: "text or json.")
    var format = ReportFormat.text

    func validate() throws {
      if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() throws {
      do {
        let ledger = try place.store(connection)
        let events = try ledger.history().events.reversed().filter { event in
          connection.environment.name.map { Identifier($0) == Identifier(event.environment) } ?? true
            && database.map { Identifier($0) == event.target.map { Identifier($0.database) } } ?? true
        }
        let shown = events.prefix(limit ?? events.count)
        switch format {
        case .text:
          Output.write(
            shown.isEmpty
              ? "nothing is recorded in \(Sanitizer.plainText(ledger.name))\n" : HistoryText.table(Array(shown)))
        case .json:
          Output.write(json(.array(shown.map(HistoryJSON.line))))
        }
      } catch { throw CommandFailure(explaining: error) }
    }
  }

  /// Everything about one change.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "One change: what ran, who signed, who executed it, the schema before and after.")

    @Argument(help: "The number of the change, as in the list.")
    var id: Int
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var place: LedgerOptions
    @Flag(help: "Show the SQL of each step.")
    var sql = false
    @Flag(help: "Show what became of each object, with its definition before and after.")
    var diff = false
    @Option(help: "Write the plan that ran to this file, byte for byte; stdout for the standard output.")
    var plan: String?
    @Option(help: "text or json.")
    var format = ReportFormat.text

    func run() throws {
      do {
        let ledger = try place.store(connection)
        let history = try ledger.history()
        guard let event = history.events.first(where: { $0.id == id }) else {
          throw CommandFailure(
            .failed, "the ledger in \(ledger.name) has no change \(id)", hint: "see what is there: countersign history")
        }
        if let plan { return try writePlan(of: event, to: plan, from: ledger) }
        var told = HistoryText.Event(event: event, plan: recordedPlan(of: event, in: ledger), showsSQL: sql)
        told.flags = connection.given + place.given
        let signer = try SSHSigner(checkingBy: connection.environment.file.read())
        told.signatures = try Background.wait { await signer.signatures(of: event) }
        if case .change(let change) = event {
          let standing = history.standing(of: change.beginning.target, before: change.id)
          let difference = try standing.state.flatMap { try ledger.drift(from: $0, to: change.beginning.before) }
          told.handmade = difference.flatMap { $0.isEmpty ? nil : $0 }
          if diff {
            told.difference = try change.end?.after.flatMap { try ledger.drift(from: change.beginning.before, to: $0) }
          }
        }
        switch format {
        case .text: Output.write(Sanitizer.plainText(HistoryText.whole(told)))
        case .json: Output.write(json(HistoryJSON.whole(told)))
        }
      } catch { throw CommandFailure(explaining: error) }
    }

    /// The plan that ran; nil when it is not kept or cannot be read, of which `history verify` speaks.
    private func recordedPlan(of event: RecordedHistory.Event, in ledger: LedgerStore) -> Plan? {
      guard case .change(let change) = event, let bytes = try? ledger.content(change.beginning.planHash) else {
        return nil
      }
      return try? PlanFile(bytes).plan
    }

    private func writePlan(of event: RecordedHistory.Event, to path: String, from ledger: LedgerStore) throws {
      guard case .change(let change) = event else {
        throw CommandFailure(.failed, "\(id) is no change that a plan made", hint: "countersign history show \(id)")
      }
      let bytes = try ledger.content(change.beginning.planHash)
      if path == "stdout" {
        Output.write(String(decoding: bytes, as: UTF8.self))
      } else {
        try File.replace(path, with: bytes)
      }
    }
  }

  /// Whether the ledger is as it was written.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check the chain of rows, every content and every signature; status 1 names what does not hold.",
      discussion: "Status 3: nothing was changed, but a key with which somebody signed is in allowed_signers no more.")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var place: LedgerOptions
    @Option(help: "text or json.")
    var format = ReportFormat.text

    func run() throws {
      do {
        let ledger = try place.store(connection)
        // A place that was misspelt must not pass for a ledger that holds.
        guard try ledger.exists else {
          throw CommandFailure(
            .failed, "there is no ledger in \(ledger.name), so nothing was verified",
            hint: "name its place: --ledger, or [ledger] of countersign.toml")
        }
        let found = try ledger.verify()
        // What a broken row says is signed is not worth asking.
        let history = found.brokenEntry == nil ? try ledger.history() : nil
        let signer = try SSHSigner(checkingBy: connection.environment.file.read())
        let progress = Progress()
        progress.tell("checking signatures")
        let signatures = try Background.wait(isCancelledBySignals: true) {
          guard let history else { return [RecordedSignature]() }
          return await signer.signatures(in: history) { done, all in
            if done.isMultiple(of: 20) { progress.tell("checking signatures, \(done) of \(all)") }
          }
        }
        progress.end()
        switch format {
        case .text: Output.write(Sanitizer.plainText(HistoryText.verification(found, signatures, of: ledger.name)))
        case .json: Output.write(json(HistoryJSON.verification(found, signatures)))
        }
        if let row = found.brokenEntry {
          throw CommandFailure(
            .failed, "row \(row.id) of the ledger does not hold: \(row.problem)",
            hint: "rows from \(row.id) on prove nothing; compare with a backup of the ledger")
        }
        if let content = found.brokenContent {
          throw CommandFailure(
            .failed, "the content \(content.hash) does not hold: \(content.problem)",
            hint: "compare with a backup of the ledger")
        }
        // What was changed comes before what can be checked no more.
        for standing in [RecordedSignature.Standing.broken, .notChecked, .unlisted] {
          guard let signature = signatures.first(where: { $0.standing == standing }) else { continue }
          throw CommandFailure(
            standing == .unlisted ? .findings : .failed,
            "the signature of \(signature.part.rawValue) \(signature.row) (\(signature.principal)) "
              + (signature.failing ?? ""), hint: Self.hint(signature))
        }
      } catch { throw CommandFailure(explaining: error) }
    }

    private static func hint(_ signature: RecordedSignature) -> String {
      switch signature.standing {
      case .unlisted:
        "who has left, or has a new key, keeps the old line in allowed_signers, with valid-before: put it back"
      case .good, .broken, .notChecked: "see what it is about: countersign history show \(signature.row)"
      }
    }
  }
}

private func json(_ value: JSONValue) -> String { String(decoding: JSONWriter.indented(value), as: UTF8.self) }
