internal import Glibc

/// Whole files, read and written.
package enum File {
  /// All bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the file; a pipe will do.
  ///   - limit: how many bytes are too many.
  /// - Returns: what it holds.
  /// - Throws: ``FileError``; also for a folder.
  package static func read(_ path: String, limit: Int = 64 << 20) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT ? .notFound(path) : .notReadable(path, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .notReadable(path, errno) }
      bytes += chunk.prefix(count)
      guard bytes.count <= limit else { throw .tooLarge(path, limit: limit) }
    }
  }

  /// Makes a new file; one that is there is an error.
  ///
  /// With `isLasting` it is on the disk when this returns.
  ///
  /// - Throws: ``FileError``.
  package static func create(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o666, isLasting: Bool = true)
    throws(FileError)
  {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw .notWritable(path, errno) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path, isLasting: isLasting)
  }

  /// Writes all of it where the file stands, and with `isLasting` waits until it is on the disk.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String, isLasting: Bool = true
  ) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .notWritable(path, errno) }
      rest = rest.dropFirst(count)
    }
    guard isLasting else { return }
    // Pipes and devices have no disk to wait for.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .notWritable(path, errno) }
  }

  /// Puts a file in place whole or not at all: a temporary file beside it, fsync, rename, fsync of the folder.
  ///
  /// A file that is there keeps its mode; a symbolic link stays and what it leads to is replaced. A pipe or a device,
  /// `/dev/null` say, is written to as it stands.
  ///
  /// - Throws: ``FileError``; the old file is then as it was.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let target = resolved(path)
    var status = stat()
    let isThere = stat(target, &status) == 0
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
      let descriptor = open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .notWritable(path, errno) }
      defer { close(descriptor) }
      return try write(bytes, to: descriptor, path)
    }
    let folder = folder(of: target)
    let temporary = "\(folder)/.\(target.split(separator: "/").last ?? "file").\(getpid()).new"
    unlink(temporary)
    do throws(FileError) {
      try create(temporary, bytes, mode: 0o666)
      if isThere { chmod(temporary, status.st_mode & 0o7777) }
      guard rename(temporary, target) == 0 else { throw FileError.notWritable(path, errno) }
    } catch {
      unlink(temporary)
      throw FileError(code: error.code, message: error.message.replacing(temporary, with: path), hint: error.hint)
    }
    synchronizeFolder(folder)
  }

  /// Waits until the folder's list of files is on the disk, where it can.
  static func synchronizeFolder(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The names in a folder, sorted by their bytes; none when it cannot be read.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes a folder in one that is there; one that is there already is fine.
  ///
  /// - Throws: ``FileError``.
  package static func makeFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .notWritable(path, errno) }
  }

  /// The folder of `path`, `.` for a bare name.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
