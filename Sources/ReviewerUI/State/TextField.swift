package import TerminalKit

package struct TextField: Hashable, Sendable {
  package var text = ""
  package init(_ text: String = "") { self.text = text }
  package mutating func insert(_ string: String) { text += string }
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let c): text.unicodeScalars.append(c); return true
    case .backspace: if !text.isEmpty { text.removeLast() }; return true
    default: return false
    }
  }
}
