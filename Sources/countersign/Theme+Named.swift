import LiveDatabase
import TerminalKit
import Themes

extension Theme {
  /// The theme of that name, or in the file at that path.
  ///
  /// - Throws: `CommandFailure` with status 2 when there is neither, or the file is wrong.
  static func named(_ name: String) throws(CommandFailure) -> Theme {
    do {
      if let embedded = EmbeddedThemes.all.first(where: { $0.name == name }) {
        return try Theme(toml: embedded.toml, file: "\(name).toml")
      }
      guard name.hasSuffix(".toml") else {
        let names = EmbeddedThemes.all.map(\.name).joined(separator: ", ")
        throw CommandFailure(.usage, "no theme is called \(name)", hint: "there are \(names), or name a TOML file")
      }
      return try Theme(toml: try File.read(name), file: name)
    } catch let error as FileError {
      throw CommandFailure(.usage, error.message, hint: error.hint)
    } catch let error as CommandFailure {
      throw error
    } catch { throw CommandFailure(.usage, "\(error)") }
  }
}
