import TerminalKit

/// Keys that wait for what follows them.
struct PendingKeys: Hashable, Sendable {
  var keys: [Key] = []
  var count: Int?
  /// When a lone number became visible; after a pause it means a pane.
  var since: Int?

  /// What a letter is waited for.
  private(set) var letterFor: Action?

  var isPaneNumber: Bool { keys.isEmpty && count.map { (1...5).contains($0) } == true }

  /// What a key leads to, given those before it.
  enum Outcome: Hashable, Sendable {
    /// More keys are to come, or those before were taken back.
    case nothing
    case action(Action, count: Int?)
    /// A mark's name for an action that takes one.
    case letter(Action, Unicode.Scalar)
    /// The keys mean nothing here; a sentence about it.
    case unknown(String)
  }

  /// Takes one more key.
  mutating func take(_ key: Key, _ keymap: Keymap, in context: KeyContext) -> Outcome {
    if let action = letterFor {
      self = PendingKeys()
      if key == .escape { return .nothing }
      guard case .character(let letter) = key, letter != " " else { return .unknown("a mark is one letter") }
      return .letter(action, letter)
    }
    if let digit = digit(key) {
      count = min(99_999, (count ?? 0) * 10 + digit)
      since = nil
      return .nothing
    }
    keys.append(key)
    switch keymap.match(keys, in: context) {
    case .prefix: return .nothing
    case .action(let action):
      if action.takesLetter {
        letterFor = action
        return .nothing
      }
      let count = count
      self = PendingKeys()
      return .action(action, count: count)
    case .none:
      let (keys, hadPrefix) = (keys, keys.count > 1 || count != nil)
      self = PendingKeys()
      if keys.last == .escape, hadPrefix { return .nothing }
      let help = keymap.label(of: .help, in: context).map { "; \($0) shows the keys" } ?? ""
      return .unknown("\(Keymap.label(keys)) does nothing here\(help)")
    }
  }

  /// A digit of a count; zero only goes on with one.
  private func digit(_ key: Key) -> Int? {
    guard keys.isEmpty, case .character(let scalar) = key, (0x30...0x39).contains(scalar.value) else { return nil }
    let digit = Int(scalar.value) - 0x30
    return digit == 0 && count == nil ? nil : digit
  }
}
