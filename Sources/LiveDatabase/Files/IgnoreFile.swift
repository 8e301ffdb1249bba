package import MigrationCore
import TOMLKit

/// `.pgschemaignore`, TOML, in the folder that the command is run in.
package enum IgnoreFile {
  package static let name = ".pgschemaignore"

  /// What the file says; nothing is ignored when there is none.
  ///
  /// - Parameter path: the file.
  /// - Returns: its rules.
  /// - Throws: ``FileError`` when it is there and cannot be read, is not TOML, or says what nobody would heed: a typing
  ///   error would otherwise ignore nothing without a word.
  package static func read(_ path: String = name) throws(FileError) -> IgnoreRules {
    let bytes: [UInt8]
    do { bytes = try File.read(path) } catch {
      if error.code == .notFound { return IgnoreRules() }
      throw error
    }
    let root: TOMLTable
    do { root = try TOMLTable(string: String(decoding: bytes, as: UTF8.self)) } catch let error as TOMLParseError {
      throw .invalid(
        path, message: "line \(error.source.begin.line): \(error.description)", hint: "see its manual page")
    } catch { throw .invalid(path, message: "\(error)", hint: "it has to be TOML") }
    var patterns: [IgnoreRules.Section: [String]] = [:]
    for key in root.keys.sorted() {
      guard let section = IgnoreRules.Section(rawValue: key) else {
        let known = IgnoreRules.Section.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalid(path, message: "there is no section [\(key)]", hint: "the sections are \(known)")
      }
      guard let table = root[key]?.table else {
        throw .invalid(path, message: "\(key) is no table", hint: "write [\(key)] and beneath it patterns = [\"…\"]")
      }
      for entry in table.keys.sorted() where entry != "patterns" {
        throw .invalid(path, message: "[\(key)] has no key \(entry)", hint: "its only key is patterns")
      }
      guard let list = table["patterns"]?.array else {
        throw .invalid(path, message: "[\(key)] has no list of patterns", hint: "write patterns = [\"temp_*\"]")
      }
      patterns[section] = []
      for element in list {
        guard let pattern = element.string else {
          throw .invalid(path, message: "a pattern of [\(key)] is no text", hint: "put it in quotes")
        }
        patterns[section]?.append(pattern)
      }
    }
    return IgnoreRules(patterns)
  }
}
