internal import Glibc
import MigrationCore

/// A ledger in a file: a row a line, its contents in a folder beside it, each a file called by its hash.
///
/// A row is there when its line ends: what a crash left of a line without an end is no row, and the next row takes its
/// place. The clock is this machine's.
final class FileLedger: LedgerPlace {
  private let path: String

  init(_ path: String) { self.path = path }

  var name: String { "file \(path)" }

  private var folder: String { (path.hasSuffix(".jsonl") ? String(path.dropLast(6)) : path) + ".content" }

  func prepare() throws(LedgerError) {
    let descriptor = try open(O_RDWR | O_CREAT, lock: LOCK_EX)
    close(descriptor)
    do throws(FileError) { try File.makeFolder(folder) } catch { throw LedgerError(error, in: name) }
    File.synchronizeFolder(File.folder(of: path))
  }

  func exists() throws(LedgerError) -> Bool { access(path, F_OK) == 0 }

  func now() throws(LedgerError) -> String { Self.now }

  func append(_ record: LedgerRecord, change: Int?) throws(LedgerError) -> LedgerEntry {
    if access(path, F_OK) != 0 { try prepare() }
    let descriptor = try open(O_RDWR, lock: LOCK_EX)
    defer { close(descriptor) }
    let tail = try tail(descriptor)
    let id = (tail.entry?.id ?? 0) + 1
    if let change, change >= id || change < 1 { throw .noChange(change, in: name) }
    let entry = LedgerEntry(
      id: id, writtenAt: Self.now, change: record.kind == .change ? id : change, record: record,
      previous: tail.entry?.hash ?? LedgerEntry.firstPrevious)
    guard ftruncate(descriptor, tail.end) == 0, lseek(descriptor, tail.end, SEEK_SET) == tail.end else {
      throw failure(errno)
    }
    let line = (tail.lacksNewline ? "\n" : "") + entry.line + "\n"
    do throws(FileError) { try File.write(Array(line.utf8), to: descriptor, path) } catch {
      // A row that is not whole is none.
      ftruncate(descriptor, tail.end)
      throw LedgerError(error, in: name)
    }
    return entry
  }

  func entries(_ selection: LedgerSelection) throws(LedgerError) -> [LedgerEntry] {
    guard access(path, F_OK) == 0 else { return [] }
    let descriptor = try open(O_RDONLY, lock: LOCK_SH)
    defer { close(descriptor) }
    let bytes: [UInt8]
    do throws(FileError) { bytes = try File.read(path, limit: 1 << 32) } catch {
      throw LedgerError(error, in: name)
    }
    var entries: [LedgerEntry] = []
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let unfinished = lines.popLast() ?? []
    for (place, line) in lines.enumerated() {
      do throws(JSONError) { entries.append(try LedgerEntry(line: line)) } catch {
        throw .unreadableLine(place + 1, in: name, error.message)
      }
    }
    if let entry = whole(unfinished, after: entries.last) { entries.append(entry) }
    return switch selection {
    case .all: entries
    case .change(let change): entries.filter { $0.change == change }
    case .after(let id): entries.filter { $0.id > id }
    case .last(let count): entries.suffix(count)
    }
  }

  func store(_ bytes: [UInt8], hash: String) throws(LedgerError) {
    try prepare()
    let file = "\(folder)/\(hash)"
    guard access(file, F_OK) != 0 else { return }
    do throws(FileError) { try File.replace(file, with: bytes) } catch { throw LedgerError(error, in: name) }
  }

  func content(_ hash: String) throws(LedgerError) -> [UInt8]? {
    do throws(FileError) { return try File.read("\(folder)/\(hash)", limit: 1 << 32) } catch {
      if error.code == .notFound { return nil }
      throw LedgerError(error, in: name)
    }
  }

  func contentHashes() throws(LedgerError) -> [String] {
    File.names(in: folder).filter { !$0.hasPrefix(".") }
  }

  func brokenContent() throws(LedgerError) -> BrokenContent? {
    for hash in try contentHashes() {
      guard let bytes = try content(hash) else { continue }
      if SHA256.hex(of: bytes) != hash {
        return BrokenContent(hash: hash, problem: "it was changed after it was stored")
      }
    }
    return nil
  }
}

// MARK: - Lines

extension FileLedger {
  /// How the file ends.
  private struct Tail {
    var entry: LedgerEntry?
    /// Where the last row ends.
    var end: off_t
    /// How much there is behind it, which is no row.
    var unfinished = 0
    /// The last row has everything but the end of its line.
    var lacksNewline = false
  }

  private func tail(_ descriptor: Int32) throws(LedgerError) -> Tail {
    let size = lseek(descriptor, 0, SEEK_END)
    var length: off_t = 1 << 16
    while true {
      let start = max(0, size - length)
      var bytes = [UInt8](repeating: 0, count: Int(size - start))
      guard pread(descriptor, &bytes, bytes.count, start) == bytes.count else { throw failure(errno) }
      var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      // The first of them may have begun before.
      guard start == 0 || lines.count > 2 else {
        length *= 4
        continue
      }
      let rest = lines.popLast() ?? []
      var entry: LedgerEntry?
      if let line = lines.last {
        do throws(JSONError) { entry = try LedgerEntry(line: line) } catch {
          throw .notAvailable(name, "its last row cannot be read: \(error.message)")
        }
      }
      if let last = whole(rest, after: entry) { return Tail(entry: last, end: size, lacksNewline: true) }
      return Tail(entry: entry, end: size - off_t(rest.count), unfinished: rest.count)
    }
  }

  /// A last line that lacks nothing but its end, an editor's doing: it is the row after `last` if it says so itself.
  private func whole(_ line: ArraySlice<UInt8>, after last: LedgerEntry?) -> LedgerEntry? {
    guard !line.isEmpty, let entry = try? LedgerEntry(line: line), entry.hash == entry.expectedHash,
      entry.previous == last?.hash ?? LedgerEntry.firstPrevious
    else { return nil }
    return entry
  }

  func unfinishedBytes() throws(LedgerError) -> Int {
    guard access(path, F_OK) == 0 else { return 0 }
    let descriptor = try open(O_RDONLY, lock: LOCK_SH)
    defer { close(descriptor) }
    return try tail(descriptor).unfinished
  }

  private func open(_ flags: Int32, lock: Int32) throws(LedgerError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(errno) }
    while flock(descriptor, lock) != 0 {
      let error = errno
      if error == EINTR { continue }
      close(descriptor)
      throw failure(error)
    }
    return descriptor
  }

  private func failure(_ error: Int32) -> LedgerError { .notAvailable(name, FileError.reason(error)) }

  /// `2026-01-02T03:04:05.000006Z`.
  private static var now: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    gmtime_r(&time.tv_sec, &parts)
    func padded(_ number: some BinaryInteger, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    let clock = "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
    return "\(date)T\(clock).\(padded(time.tv_nsec / 1000, 6))Z"
  }
}
