import Glibc
import MigrationCore
import ReviewerUI

/// Where a reviewer was in a plan, kept per plan under `$XDG_STATE_HOME/countersign`: a convenience, so a file that
/// cannot be read or written costs nothing but the convenience.
struct SessionState {
  private let path: String?

  /// - Parameter planHash: SHA-256 of the plan's bytes; another plan has another state.
  init(planHash: String) {
    let home = Output.environment("XDG_STATE_HOME") ?? Output.environment("HOME").map { $0 + "/.local/state" }
    path = home.map { "\($0)/countersign/\(planHash).review" }
  }

  /// What was kept; nothing seen when there is none.
  func load() -> ReviewProgress {
    var progress = ReviewProgress()
    guard let path, let file = fopen(path, "r") else { return progress }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let words = text.split(whereSeparator: \.isWhitespace)
      guard words.count == 2, let step = StepID(String(words[1])) else { continue }
      switch words[0] {
      case "seen": progress.seen.insert(step)
      case "reviewed": progress.reviewed.insert(step)
      default: continue
      }
    }
    return progress
  }

  /// Replaces what is kept, whole or not at all.
  func store(_ progress: ReviewProgress) {
    guard let path, let folderEnd = path.lastIndex(of: "/") else { return }
    let folder = String(path[..<folderEnd])
    for end in folder.indices where folder[end] == "/" && end != folder.startIndex { mkdir(String(folder[..<end]), 0o700) }
    mkdir(folder, 0o700)
    let temporary = "\(path).\(getpid())"
    guard let file = fopen(temporary, "w") else { return }
    let lines = progress.seen.sorted().map { "seen \($0)\n" } + progress.reviewed.sorted().map { "reviewed \($0)\n" }
    let wrote = lines.allSatisfy { fputs($0, file) >= 0 }
    guard fclose(file) == 0, wrote else {
      unlink(temporary)
      return
    }
    rename(temporary, path)
  }
}
