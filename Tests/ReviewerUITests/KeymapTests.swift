import ReviewerUI
import TerminalKit
import Testing

@Suite struct KeymapTests {
  static let keymap = Keymap.standard

  @Test(arguments: KeyContext.allCases)
  func noTwoActionsShareASequence(_ context: KeyContext) {
    var owners: [[Key]: Action] = [:]
    for binding in Self.keymap.bindings where binding.contexts.contains(context) {
      for sequence in binding.sequences {
        #expect(
          owners[sequence] == nil,
          "\(Keymap.label(sequence)) is \(binding.action) and \(String(describing: owners[sequence]))")
        owners[sequence] = binding.action
      }
    }
  }

  @Test(arguments: KeyContext.allCases)
  func noSequenceBeginsAnother(_ context: KeyContext) {
    let sequences = Self.keymap.bindings.filter { $0.contexts.contains(context) }.flatMap(\.sequences)
    for sequence in sequences {
      for longer in sequences where longer.count > sequence.count {
        #expect(!longer.starts(with: sequence), "\(Keymap.label(sequence)) hides \(Keymap.label(longer))")
      }
    }
  }

  @Test func everySequenceIsReadable() {
    for binding in Self.keymap.bindings {
      #expect(!binding.sequences.isEmpty)
      for sequence in binding.sequences { #expect(!sequence.isEmpty, "\(binding.action)") }
    }
  }

  @Test func everyActionHasAKeyAndAName() {
    let bound = Set(Self.keymap.bindings.map(\.action))
    for action in Action.allCases {
      #expect(bound.contains(action), "\(action) has no key")
      #expect(!action.summary.isEmpty)
    }
  }

  @Test(arguments: [Action.sign, .reject, .apply, .quit])
  func whatDecidesIsACapital(_ action: Action) {
    for binding in Self.keymap.bindings where binding.action == action {
      for sequence in binding.sequences {
        guard case .character(let scalar)? = sequence.first else { Issue.record("\(action)"); continue }
        #expect(scalar.properties.isUppercase)
      }
    }
  }

  @Test(arguments: [Key.control("s"), .control("q"), .control("j"), .control("m"), .control("i"), .control("h")])
  func noCommandIsOnAKeyThatTerminalsTake(_ key: Key) {
    for binding in Self.keymap.bindings { #expect(!binding.sequences.contains { $0.contains(key) }) }
  }

  @Test func labelsReadBack() {
    for binding in Self.keymap.bindings {
      for key in binding.sequences.flatMap(\.self) { #expect(Key(label: key.label) == key) }
    }
  }
}
