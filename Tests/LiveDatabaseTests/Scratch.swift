import Glibc
import LiveDatabase
import Testing

/// A folder for one test; it goes, with what is in it, with the value.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/countersign-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { shell("chmod -R u+w '\(path)'; rm -rf '\(path)'") }
}

/// Runs a shell command and returns what it printed.
@discardableResult func shell(_ command: String) -> String {
  guard let pipe = popen(command, "r") else { return "" }
  defer { pclose(pipe) }
  var text: [UInt8] = []
  while case let byte = fgetc(pipe), byte >= 0 { text.append(UInt8(byte)) }
  return String(decoding: text, as: UTF8.self)
}
