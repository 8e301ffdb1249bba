import LiveDatabase
import Postgres

extension Output {
  /// Says on standard error whom a session waits for, until it is told to end.
  static func watch(_ session: borrowing Connection, _ target: ConnectionParameters) -> ApplyWatch {
    ApplyWatch(target, of: session) { writeError(ApplyLines.waiting($0) + "\n") }
  }
}
