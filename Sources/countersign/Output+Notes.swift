import MigrationCore
import TerminalKit

extension Output {
  /// Tells on standard error how many objects are `what`, and names them, a line each; nothing when there are none.
  static func note(_ objects: [UnmanagedObject], _ what: String) {
    guard !objects.isEmpty else { return }
    let shown = objects.prefix(20).map { "  \(Sanitizer.plainText("\($0.kind) \($0.name)"))\n" }.joined()
    let rest = objects.count > 20 ? "  and \(objects.count - 20) more\n" : ""
    let number = objects.count == 1 ? "1 object is" : "\(objects.count) objects are"
    writeError("note: \(number) \(what)\n\(shown)\(rest)")
  }
}
