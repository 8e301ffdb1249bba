import LiveDatabase
import ReviewerUI

extension InterfaceWishes {
  /// The key table with what `[keys]` changes in it.
  ///
  /// - Throws: `CommandFailure` with status 2 that names file and line.
  func keymap() throws(CommandFailure) -> Keymap {
    do {
      return try Keymap.standard.rebound(keys.map { KeyWish(action: $0.action, keys: $0.keys, line: $0.line) })
    } catch {
      throw CommandFailure(.usage, "\(file): line \(error.line): \(error.message)", hint: error.hint)
    }
  }
}
