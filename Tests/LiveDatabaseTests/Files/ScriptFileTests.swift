import Glibc
import LiveDatabase
import MigrationCore
import SQLSyntax
import Testing

/// A script's files come from the disk.
@Suite struct ScriptFileTests {
  @Test func filesAndFoldersAreRead() throws {
    let folder = try ScratchFolder()
    try File.makeFolder("\(folder.path)/parts")
    try File.makeFolder("\(folder.path)/parts/inner")
    try File.replace("\(folder.path)/main.sql", with: Array("\\i parts/\n".utf8))
    try File.replace("\(folder.path)/parts/.hidden.sql", with: Array("SELECT 0".utf8))
    try File.replace("\(folder.path)/parts/a.sql", with: Array("SELECT 1".utf8))
    try File.replace("\(folder.path)/parts/inner/b.sql", with: Array("SELECT 2".utf8))
    let script = try SQLScript(paths: ["\(folder.path)/main.sql"], file: ScriptFile.onDisk)
    #expect(script.statements.map(\.sql) == ["SELECT 1", "SELECT 2"])
    #expect(script.statements.map(\.place.file).last == "\(folder.path)/parts/inner/b.sql")
    #expect(ScriptFile.onDisk("\(folder.path)/none") == .missing)
    #expect(ScriptFile.onDisk("\(folder.path)/main.sql/x") == .missing)
  }

  @Test func aFolderThatLeadsBackIntoItselfIsReadOnce() throws {
    let folder = try ScratchFolder()
    #expect(symlink(".", "\(folder.path)/again") == 0)
    try File.replace("\(folder.path)/a.sql", with: Array("SELECT 1".utf8))
    let script = try SQLScript(paths: [folder.path], file: ScriptFile.onDisk)
    #expect(script.statements.map(\.sql) == ["SELECT 1"])
  }
}
