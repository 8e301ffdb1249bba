internal import Glibc

/// A folder for one call, which nobody else can read; whoever makes it removes it.
struct TemporaryFolder {
  private let path: String

  init() throws(SigningError) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/countersign-signing-\(getpid())-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .refused("no temporary folder in \(parent): \(FileError.reason(errno))")
    }
    path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() {
    for name in ["key.pub", "signature", "text"] { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// Returns where the file is.
  func write(_ text: String, to name: String) throws(SigningError) -> String {
    do {
      try File.create("\(path)/\(name)", Array(text.utf8), mode: 0o600, isLasting: false)
    } catch { throw .refused(error.message) }
    return "\(path)/\(name)"
  }
}
