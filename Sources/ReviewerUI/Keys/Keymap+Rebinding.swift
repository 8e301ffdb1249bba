import MigrationCore
import TerminalKit

/// Keys that somebody wants for an action instead of its own.
package struct KeyWish: Hashable, Sendable {
  /// The action's name, which is ``Action``'s raw value.
  package var action: String
  /// Sequences as the key table shows them, keys apart: `n`, `C-n`, `g g`.
  package var keys: [String]
  /// Where the wish stands in its file.
  package var line: Int

  package init(action: String, keys: [String], line: Int) {
    self.action = action
    self.keys = keys
    self.line = line
  }
}

/// Why keys cannot be as somebody wants them.
package struct KeyWishError: Error, Hashable, Sendable {
  package let line: Int
  package let message: String
  package let hint: String

  static func unknownAction(_ wish: KeyWish) -> Self {
    let nearest = NearestName.of(wish.action, among: Action.allCases.map(\.rawValue))
    return Self(
      line: wish.line, message: "there is no action \(wish.action)",
      hint: nearest.map { "did you mean \($0)?" } ?? "the screen lists them all: press : there")
  }

  static func unreadable(_ sequence: String, _ wish: KeyWish) -> Self {
    Self(
      line: wish.line, message: "\(wish.action): “\(sequence)” is no key",
      hint: "write \"n\", \"C-n\", \"M-n\", \"F2\", \"Enter\", \"PgDn\", or several with a blank between them: \"g g\"")
  }

  static func noKeys(_ wish: KeyWish) -> Self {
    Self(line: wish.line, message: "\(wish.action) has no key", hint: "name one, or leave the line out")
  }

  static func taken(_ sequence: String, _ wish: KeyWish, reason: String) -> Self {
    Self(line: wish.line, message: "\(wish.action): “\(sequence)” cannot be used: \(reason)", hint: "name another key")
  }

  static func conflict(_ sequence: String, _ wish: KeyWish, with other: Action, _ keys: String, in context: KeyContext)
    -> Self
  {
    let words =
      sequence == keys
      ? "is a key of" : sequence.hasPrefix(keys) ? "begins with \(keys), a key of" : "begins \(keys), a key of"
    return Self(
      line: wish.line, message: "\(wish.action): “\(sequence)” \(words) \(other.rawValue) (\(context.title))",
      hint: "name another key, or give \(other.rawValue) other keys too")
  }

  static func needed(_ sequence: String, _ wish: KeyWish, by other: Action) -> Self {
    Self(
      line: wish.line, message: "\(wish.action): “\(sequence)” is the only key of \(other.rawValue), which needs one",
      hint: "name another key, or give \(other.rawValue) other keys too")
  }
}

extension Action {
  /// Whether nobody would find the way out, or the name of an action, without a key for it.
  fileprivate var isNeeded: Bool { [.cancel, .interrupt, .back, .quit, .help, .palette].contains(self) }
}

extension KeyContext {
  /// Where keys are text first; what else they do there stays as it is.
  var isTyping: Bool {
    switch self {
    case .palette, .entry, .dialog: true
    case .review, .steps, .warnings, .comments, .signoffs, .history, .definition, .help, .applying, .outcome,
      .quitQuestion, .stopQuestion, .notice, .browse, .object, .dependencies, .present:
      false
    }
  }
}

extension Keymap {
  /// The same table with other keys for some actions, wherever the action is and keys are not text.
  ///
  /// A key that is wished for is taken from the action that has it there by itself; ``unbound`` says which have none left.
  ///
  /// - Throws: ``KeyWishError`` for an action or key that there is not, for a key that two wishes share, and for one that
  ///   begins other keys or that nobody could do without.
  package func rebound(_ wishes: [KeyWish]) throws(KeyWishError) -> Keymap {
    var bindings = bindings
    var lines: [Action: KeyWish] = [:]
    for wish in wishes {
      guard let action = Action(rawValue: wish.action) else { throw .unknownAction(wish) }
      guard !wish.keys.isEmpty else { throw .noKeys(wish) }
      var sequences: [[Key]] = []
      for text in wish.keys { sequences.append(try Self.sequence(text, wish)) }
      lines[action] = wish
      bindings = bindings.flatMap { binding -> [Binding] in
        guard binding.action == action else { return [binding] }
        var (kept, changed) = (binding, binding)
        kept.contexts = binding.contexts.filter(\.isTyping)
        changed.contexts.subtract(kept.contexts)
        changed.sequences = sequences
        return [changed, kept].filter { !$0.contexts.isEmpty }
      }
    }
    for wish in lines.sorted(by: { $0.value.line < $1.value.line }) {
      for wished in bindings where wished.action == wish.key {
        bindings = try Self.taking(wished, from: bindings, lines, wish.value)
      }
    }
    let keymap = Keymap(bindings: bindings)
    try keymap.checkConflicts(lines)
    return keymap
  }

  /// The actions that have no key left on some screen.
  package var unbound: [Action] {
    var actions: [Action] = []
    for binding in bindings where binding.sequences.isEmpty && !actions.contains(binding.action) {
      actions.append(binding.action)
    }
    return actions
  }

  /// The table without the keys of `wished` for actions that nobody wished anything for.
  private static func taking(
    _ wished: Binding, from bindings: [Binding], _ wishes: [Action: KeyWish], _ wish: KeyWish
  ) throws(KeyWishError) -> [Binding] {
    var rest: [Binding] = []
    for binding in bindings {
      let shared = binding.contexts.intersection(wished.contexts.filter { !$0.isTyping })
      let taken = binding.sequences.filter(wished.sequences.contains)
      guard wishes[binding.action] == nil, !shared.isEmpty, let key = taken.first else {
        rest.append(binding)
        continue
      }
      var (kept, changed) = (binding, binding)
      kept.contexts.subtract(shared)
      changed.contexts = shared
      changed.sequences.removeAll(where: taken.contains)
      if changed.sequences.isEmpty, binding.action.isNeeded { throw .needed(spelled(key), wish, by: binding.action) }
      rest += [changed, kept].filter { !$0.contexts.isEmpty }
    }
    return rest
  }

  private static func sequence(_ text: String, _ wish: KeyWish) throws(KeyWishError) -> [Key] {
    let labels = text.split(separator: " ")
    let keys = labels.compactMap { Key(label: String($0)) }
    guard !keys.isEmpty, keys.count == labels.count else { throw .unreadable(text, wish) }
    if case .character(let scalar) = keys[0], (0x30...0x39).contains(scalar.value) {
      throw .taken(text, wish, reason: "a digit begins a count")
    }
    let swallowed = ["s", "q", "j", "m", "i", "h", "["].map { Key.control($0) }
    if keys.contains(where: swallowed.contains) { throw .taken(text, wish, reason: "terminals use it themselves") }
    return keys
  }

  /// Refuses sequences that two actions have on one screen, or of which one begins another.
  private func checkConflicts(_ wishes: [Action: KeyWish]) throws(KeyWishError) {
    for context in KeyContext.allCases {
      let here = bindings.filter { $0.contexts.contains(context) }
      for binding in here {
        guard let wish = wishes[binding.action], !context.isTyping else { continue }
        for sequence in binding.sequences {
          for other in here {
            for taken in other.sequences where taken.starts(with: sequence) || sequence.starts(with: taken) {
              guard other.action != binding.action || taken != sequence else { continue }
              throw .conflict(Self.spelled(sequence), wish, with: other.action, Self.spelled(taken), in: context)
            }
          }
        }
      }
    }
  }

  /// Keys as a person writes them: `g g`.
  private static func spelled(_ keys: [Key]) -> String { keys.map(\.label).joined(separator: " ") }
}
