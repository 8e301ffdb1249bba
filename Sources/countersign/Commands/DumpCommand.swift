import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import TerminalKit

/// `countersign dump`: a live schema as SQL.
struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump", abstract: "A live schema as SQL that psql runs as it stands.")

  @OptionGroup var connection: ConnectionOptions
  @Flag(help: "One file per object beside a main file that includes them; needs --file.")
  var multiFile = false
  @Option(help: "Write to this file instead of to the standard output.")
  var file: String?
  @Flag(help: "Leave out the header over each object.")
  var noComments = false
  @Flag(help: "Write the schema before its objects' names.")
  var qualifySchema = false

  func validate() throws { try connection.validateOneSchema() }

  func run() throws {
    let connection = try connection.resolved()
    let parameters = try connection.requiredParameters(applicationName: "countersign")
    do {
      let ignored = try IgnoreFile.read()
      let session = try Connection(parameters)
      let watch = Output.watch(session, parameters)
      defer { watch.end() }
      let (dump, server) = try CatalogReader.dump(Identifier(connection.schema), ignoring: ignored, over: session)
      let text = DumpText(dump, qualifies: qualifySchema, hasHeaders: !noComments)
      try write(text, server: server.split(separator: " ").first.map(String.init) ?? "")
      Output.note(dump.notManaged, "not managed and not dumped")
      for (kind, count) in dump.extensionObjects.countsByKind {
        Output.writeError("note: \(count) objects \(Sanitizer.plainText(kind)) are not dumped: load it first\n")
      }
    } catch { throw CommandFailure(explaining: error) }
  }

  private func write(_ text: DumpText, server: String) throws {
    if multiFile, file == nil {
      Output.writeError("warning: --multi-file needs --file; writing one file to the standard output\n")
    }
    guard let file else {
      Output.write(text.whole(server: server, version: Countersign.version))
      return
    }
    guard multiFile else {
      try File.replace(file, with: Array(text.whole(server: server, version: Countersign.version).utf8))
      return
    }
    let (main, parts) = text.files(server: server, version: Countersign.version)
    let folder = File.folder(of: file)
    // The main file comes last: it includes nothing that is not there.
    for (path, part) in parts {
      try File.makeFolder(File.folder(of: "\(folder)/\(path)"))
      try File.replace("\(folder)/\(path)", with: Array(part.utf8))
    }
    try File.replace(file, with: Array(main.utf8))
  }
}
