package import TerminalKit

extension Key {
  /// How the key is written on the screen and in the key table: `j`, `C-d`, `Enter`.
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(Character(scalar))
    case .control(let scalar): "C-\(Character(scalar))"
    case .alt(let scalar): "M-\(Character(scalar))"
    case .function(let number): "F\(number)"
    case .up, .down, .left, .right, .shiftUp, .shiftDown, .pageUp, .pageDown, .home, .end, .enter, .tab, .backTab,
      .escape, .backspace, .delete, .insert:
      Self.named.first { $0.key == self }?.label ?? ""
    }
  }

  private static let named: [(label: String, key: Key)] = [
    ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("S-Up", .shiftUp), ("S-Down", .shiftDown),
    ("PgUp", .pageUp), ("PgDn", .pageDown), ("Home", .home), ("End", .end), ("Enter", .enter), ("Tab", .tab),
    ("S-Tab", .backTab), ("Esc", .escape), ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert),
    ("Space", .character(" ")),
  ]

  /// Reads a label; nil for what is none.
  package init?(label: String) {
    if let named = Self.named.first(where: { $0.label == label }) {
      self = named.key
      return
    }
    let scalars = Array(label.unicodeScalars)
    switch (scalars.first, scalars.count) {
    case (let scalar?, 1): self = .character(scalar)
    case ("C", 3) where scalars[1] == "-": self = .control(scalars[2])
    case ("M", 3) where scalars[1] == "-": self = .alt(scalars[2])
    case ("F", 2...3):
      guard let number = Int(label.dropFirst()) else { return nil }
      self = .function(number)
    default: return nil
    }
  }
}
