import Glibc
import LiveDatabase
import MigrationCore
import ReviewerUI
import TerminalKit

/// What an apply from the screen did, a line at a time in a file, for whoever loses the screen while it runs.
///
/// The file is the person's own; an apply does not wait for it, nor fail where it cannot be written.
final class ApplyLog: Sendable {
  let path: String
  private let descriptor: Int32
  private let plan: Plan

  /// Begins a file of its own for an apply; nil where there can be none.
  init?(of document: PlanDocument) {
    guard let folder = StateFolder.path else { return nil }
    StateFolder.make()
    let started = SystemClock.timestamp
    path = "\(folder)/apply-\(started.filter { $0.isNumber })-\(document.file.hash.prefix(8)).log"
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    plan = document.file.plan
    guard descriptor >= 0 else { return nil }
    write("apply of \(document.name), SHA-256 \(document.file.hash)")
  }

  deinit { close(descriptor) }

  /// Takes a piece of progress.
  func take(_ progress: ApplyProgress) {
    guard let text = ApplyLines.line(progress, plan) else { return }
    for line in text.split(separator: "\n") { write(String(line)) }
  }

  /// Takes how it ended.
  func end(_ report: ApplyReport) {
    if let refusal = report.refusal { return write("not begun: \(refusal)") }
    switch report.outcome.ending {
    case .applied: write("applied: every group is committed")
    case .failed(let step, let message): write("failed at step \(step): \(message)")
    case .cancelled(let step): write("stopped\(step.map { " at step \($0)" } ?? "")")
    }
    for line in report.next { write(line) }
  }

  private func write(_ text: String) {
    let line = "\(SystemClock.timestamp) \(Sanitizer.plainText(text).replacing("\n", with: " "))\n"
    _ = Array(line.utf8).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}
