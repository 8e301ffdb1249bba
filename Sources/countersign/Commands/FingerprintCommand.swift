import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

/// `countersign fingerprint`: pgschema's fingerprint of a live schema.
struct FingerprintCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "fingerprint", abstract: "pgschema's fingerprint of a live schema.")

  @OptionGroup var connection: ConnectionOptions
  @Option(help: "text or json.")
  var format = Format.text

  func run() throws {
    let parameters = try connection.requiredParameters(applicationName: "countersign")
    do {
      let session = try Connection(parameters)
      let hash = try CatalogReader.read(Identifier(connection.schema), over: session).fingerprint.hash
      switch format {
      case .text: Output.write("\(hash)\n")
      case .json:
        let document = JSONValue.object([
          JSONMember("schema", .string(connection.schema)), JSONMember("source_fingerprint", .string(hash)),
        ])
        Output.write(String(decoding: JSONWriter.indented(document), as: UTF8.self))
      }
    } catch { throw CommandFailure(explaining: error) }
  }
}
