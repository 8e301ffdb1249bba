import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

/// `countersign fingerprint`: both hashes of a live schema.
struct FingerprintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fingerprint",
    abstract: "Both hashes of a live schema: pgschema's fingerprint, and one of everything that PostgreSQL stores.")

  @OptionGroup var connection: ConnectionOptions
  @Option(help: "text or json.")
  var format = ReportFormat.text

  func validate() throws { try connection.validateOneSchema() }

  func run() throws {
    let connection = try connection.resolved()
    let parameters = try connection.requiredParameters(applicationName: "countersign")
    do {
      let ignored = try IgnoreFile.read()
      let session = try Connection(parameters)
      let watch = Output.watch(session, parameters)
      defer { watch.end() }
      let snapshot = try CatalogReader.read(Identifier(connection.schema), ignoring: ignored, over: session)
      let (hash, whole) = (snapshot.fingerprint.hash, CatalogHash(of: ignored.applied(to: snapshot.schema)).hex)
      let notManaged = snapshot.schema.notManaged
      Output.note(notManaged, "not managed and in neither hash")
      switch format {
      case .text: Output.write("source_fingerprint \(hash)\ncatalog_hash \(whole)\n")
      case .json:
        let document = JSONValue.object([
          JSONMember("schema", .string(connection.schema)), JSONMember("source_fingerprint", .string(hash)),
          JSONMember("catalog_hash", .string(whole)),
          JSONMember("not_managed", .array(notManaged.map { .string("\($0.kind) \($0.name)") })),
        ])
        Output.write(String(decoding: JSONWriter.indented(document), as: UTF8.self))
      }
    } catch { throw CommandFailure(explaining: error) }
  }
}
