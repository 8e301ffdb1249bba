/// Something that has to hold before a plan may run.
package struct Gate: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Whether the plan, its file and its review belong together and can be run at all.
    case file
    /// Whether the target is the schema that the plan was made for.
    case fingerprint
    /// Whether the target is the environment that it is called.
    case environment
    /// Whether the clocks can be believed.
    case clock
    case rejection
    case approvals
    case acknowledgements
    case executor
    case window
    /// Whether the plan has run in the environment before.
    case order
    /// Whether it has been there for long enough.
    case soak
  }

  package enum State: String, Hashable, Sendable, CaseIterable {
    case open, closed
    case notChecked = "not-checked"
  }

  package var kind: Kind
  package var state: State
  /// What was found, a phrase.
  package var words: String
  /// What opens it, an imperative; empty where it is open.
  package var opensBy: String

  package init(_ kind: Kind, _ state: State, _ words: String, opensBy: String = "") {
    self.kind = kind
    self.state = state
    self.words = words
    self.opensBy = opensBy
  }
}
