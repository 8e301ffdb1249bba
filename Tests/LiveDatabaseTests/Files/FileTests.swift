import Glibc
import LiveDatabase
import Testing

@Suite struct FileTests {
  @Test func aPipeIsWrittenToAndStaysOne() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    // With a reader there, opening it for writing does not wait.
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    try File.replace(path, with: Array("a plan".utf8))
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(reader, &bytes, bytes.count)
    #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "a plan")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func aFolderIsNotReplacedByAFile() throws {
    let folder = try ScratchFolder()
    #expect(throws: FileError.self) { try File.replace(folder.path, with: [1]) }
    #expect(File.names(in: folder.path) == [".", ".."])
  }
}
