import ArgumentParser
import Dispatch
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import TerminalKit

/// `countersign status`: how every environment stands to what was recorded of it.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Every environment: its last change, and whether the schema is still what was recorded (status 3 if not)."
  )

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var place: LedgerOptions
  @Flag(help: "Record the schema as right as it is now, with a reason and your signature.")
  var adopt = false
  @Option(help: "Why it is right.")
  var reason: String?
  @OptionGroup var signing: SignerOptions
  @Option(help: "text or json.")
  var format = ReportFormat.text

  func validate() throws {
    if adopt, reason?.allSatisfy(\.isWhitespace) ?? true {
      throw ValidationError("--adopt needs --reason: why the schema is right as it is")
    }
    if !adopt, reason != nil { throw ValidationError("--reason is for --adopt") }
  }

  func run() throws {
    do {
      let configuration = try connection.environment.file.read()
      // Refuses a name that there is not.
      _ = try connection.environment.environment(in: configuration)
      let subjects = try subjects(configuration)
      // The only one need not be named.
      let environment = subjects.count == 1 ? configuration.environment(subjects[0].environment) : nil
      // Whoever has gates has them for every database.
      if adopt, subjects.count == 1, environment == nil, !configuration.environments.isEmpty {
        throw PolicyError.noEnvironment(configuration.environments.map(\.name))
      }
      if adopt, subjects.count > 1 {
        throw CommandFailure(
          .usage, "--adopt is for one environment, and there are \(subjects.count)",
          hint: "name it: --env \(subjects[0].environment)")
      }
      let ignored = try IgnoreFile.read()
      let signer = try signing.signer(configuration, in: environment)
      let statuses = try Self.statuses(of: subjects, ignoring: ignored).map { try $0.checkingSignature(with: signer) }
      show(statuses)
      if adopt, let status = statuses.first {
        let id = try Adopting(reason: reason ?? "", signer: signer, environment: environment).adopt(status)
        Output.writeError("recorded as \(id): \(Sanitizer.plainText(status.subject.name)) is right as it is\n")
        return
      }
      let ending = statuses.exitStatus
      if ending != .done { throw EndedWith(status: ending.rawValue) }
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  private func show(_ statuses: [EnvironmentStatus]) {
    switch format {
    case .text: Output.write(StatusText.text(statuses))
    case .json: Output.write(String(decoding: JSONWriter.indented(StatusJSON.json(statuses)), as: UTF8.self))
    }
  }

  /// The one that is named, or all of the configuration.
  private func subjects(_ configuration: ConfigurationFile) throws -> [StatusSubject] {
    let ledger = place.place(configuration)
    if connection.environment.name == nil,
      connection.dsn != nil || connection.db != nil || configuration.environments.isEmpty
    {
      return [
        StatusSubject(
          environment: "", target: try connection.requiredParameters(applicationName: "countersign"),
          schemas: connection.schemaNames, ledger: ledger, flags: connection.given + place.given)
      ]
    }
    let wanted = configuration.environments.filter { environment in
      connection.environment.name.map { Identifier($0) == Identifier(environment.name) } ?? true
    }
    return wanted.map { environment in
      let named = environment.schemas.isEmpty ? ["public"] : environment.schemas
      return StatusSubject(
        environment: environment.name, target: .named(by: environment.dsn),
        schemas: connection.schemas.isEmpty ? named.map { Identifier($0) } : connection.schemaNames, ledger: ledger,
        flags: connection.given(to: environment.name) + place.given)
    }
  }

  /// Asks all at the same time: one that does not answer keeps nobody else waiting.
  private static func statuses(of subjects: [StatusSubject], ignoring ignored: IgnoreRules) -> [EnvironmentStatus] {
    let found = Mutex<[EnvironmentStatus?]>(subjects.map { _ in nil })
    DispatchQueue.concurrentPerform(iterations: subjects.count) { place in
      let status = subjects[place].status(ignoring: ignored)
      found.withLock { $0[place] = status }
    }
    return found.withLock { $0 }.compactMap { $0 }
  }
}
