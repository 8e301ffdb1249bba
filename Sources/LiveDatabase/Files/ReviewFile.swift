internal import Glibc
package import MigrationCore

/// The review document on disk, `plan.review.json` beside `plan.json`.
package struct ReviewFile: Sendable {
  package let path: String
  /// What the file held when it was last read or written; nil for no file.
  private var known: [UInt8]?

  /// The review file beside the plan at `plan`.
  package init(beside plan: String) {
    let stem = plan.hasSuffix(".json") ? String(plan.dropLast(5)) : plan
    path = stem + ".review.json"
  }

  /// The document; an empty one for the plan with this hash when there is no file.
  ///
  /// - Throws: ``FileError`` when it cannot be read or is no review document.
  package mutating func load(planHash: String) throws(FileError) -> ReviewDocument {
    let bytes = try read()
    var document = ReviewDocument(planHash: planHash)
    if let bytes { document = try decode(bytes) }
    known = bytes
    return document
  }

  /// Writes the document whole or not at all; what another reviewer wrote meanwhile is merged into it.
  ///
  /// - Returns: what the file holds now.
  /// - Throws: ``FileError``; the file is then as it was.
  package mutating func store(_ document: ReviewDocument) throws(FileError) -> ReviewDocument {
    let lock = open(File.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if lock >= 0 { close(lock) } }
    // Two writers on one machine take turns; a folder that cannot be locked (NFS) does without.
    if lock >= 0 { flock(lock, LOCK_EX) }
    var document = document
    if let current = try read(), current != known { document = document.merged(with: try decode(current)) }
    let bytes = ReviewDocumentCodec.encode(document)
    try File.replace(path, with: bytes)
    known = bytes
    return document
  }

  private func read() throws(FileError) -> [UInt8]? {
    do { return try File.read(path) } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }

  private func decode(_ bytes: [UInt8]) throws(FileError) -> ReviewDocument {
    do { return try ReviewDocumentCodec.decode(bytes) } catch {
      throw .invalid(path, message: error.message, hint: error.hint)
    }
  }
}
