import Glibc
import LiveDatabase
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
    guard let path, let bytes = try? File.read(path, limit: 1 << 20) else { return progress }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
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
    for end in folder.indices where folder[end] == "/" && end != folder.startIndex {
      mkdir(String(folder[..<end]), 0o700)
    }
    mkdir(folder, 0o700)
    let lines = progress.seen.sorted().map { "seen \($0)\n" } + progress.reviewed.sorted().map { "reviewed \($0)\n" }
    try? File.replace(path, with: Array(lines.joined().utf8))
  }
}
