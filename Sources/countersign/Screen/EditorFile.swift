import Glibc
import LiveDatabase
import ReviewerUI

/// A text in a temporary file that only its owner can read, for as long as an editor has it open.
struct EditorFile {
  private let text: EditorText

  init(_ text: EditorText) { self.text = text }

  /// Lets `edit` open the file; removes it afterwards.
  ///
  /// - Parameter edit: opens the file at a path and says whether the editor ended well.
  /// - Returns: the event that answers `Effect.openEditor`; nil for a text that was only to be looked at.
  func edit<Event: ScreenEvent>(_ edit: (String) -> Bool) -> Event? {
    let folder = Output.environment("TMPDIR") ?? "/tmp"
    var template = "\(folder)/countersign-XXXXXX.\(text.fileExtension)".utf8CString.map { $0 }
    let descriptor = mkstemps(&template, Int32(text.fileExtension.utf8.count + 1))
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      return .message("no temporary file in \(folder): \(String(cString: strerror(errno)))")
    }
    defer { unlink(path) }
    let bytes = Array(text.text.utf8)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if !text.isWritable { fchmod(descriptor, 0o400) }
    close(descriptor)
    guard written == bytes.count else { return .message("cannot write \(path): \(String(cString: strerror(errno)))") }
    let endedWell = edit(path)
    guard text.isWritable else { return nil }
    guard endedWell, let changed = try? File.read(path, limit: 1 << 20) else { return .editorReturned(nil) }
    return .editorReturned(String(decoding: changed, as: UTF8.self))
  }
}
