import Glibc
import LiveDatabase
import MigrationCore
import ReviewerUI

/// Where a reviewer was in a plan, kept per plan file under `$XDG_STATE_HOME/countersign`: a convenience, so a file that
/// cannot be read or written costs nothing but the convenience.
struct SessionState: Sendable {
  private let path: String?
  private let plan: Plan

  /// The state that is kept for the file that `document` is in; for a plan in no file, for the plan itself.
  init(_ document: PlanDocument) {
    let name = document.path.map { SHA256.hex(of: Array(Self.absolute($0).utf8)) } ?? document.file.hash
    path = StateFolder.path.map { "\($0)/\(name).review" }
    plan = document.file.plan
  }

  /// How far the reviewer got, and what is another step since; nothing seen when nothing was kept.
  func load() -> ReviewProgress {
    guard let path, let bytes = try? File.read(path, limit: 16 << 20), let earlier = try? LookedAtPlan(json: bytes)
    else { return ReviewProgress() }
    return ReviewProgress(in: plan, since: earlier)
  }

  /// Replaces what is kept, whole or not at all; `plan` is what the file held last.
  func store(_ progress: ReviewProgress, of plan: Plan) {
    guard let path else { return }
    StateFolder.make()
    try? File.replace(path, with: LookedAtPlan(plan, progress).json)
  }

  /// Puts into the store what is noted, while somebody goes on: see ``ProgressKeeper``.
  func keeper(_ progress: ReviewProgress) -> ProgressKeeper { ProgressKeeper(self, beginning: progress) }

  private static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
