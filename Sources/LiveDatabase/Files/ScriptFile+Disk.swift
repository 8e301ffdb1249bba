internal import Glibc
package import SQLSyntax

extension ScriptFile {
  /// What is at a path on disk; links are followed, but a folder's listing has no linked folders, which may lead back.
  package static func onDisk(_ path: String) -> ScriptFile {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(FileError.reason(errno))
    }
    if status.st_mode & S_IFMT == S_IFDIR { return folder(path) }
    do { return .text(try File.read(path)) } catch {
      return error.code == .notFound ? .missing : .unreadable(error.message)
    }
  }

  private static func folder(_ path: String) -> ScriptFile {
    guard let folder = opendir(path) else { return .unreadable(FileError.reason(errno)) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      // Hidden ones are not the schema's: an editor's copies, a version control's own.
      guard !name.hasPrefix(".") else { continue }
      var status = stat()
      let isFolder = lstat("\(path)/\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(isFolder ? "\(name)/" : name)
    }
    return .folder(names)
  }
}
