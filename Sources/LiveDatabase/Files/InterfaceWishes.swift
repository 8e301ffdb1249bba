/// `[ui]` and `[keys]` of `countersign.toml`: how somebody wants the screen, not yet compared with what it has.
package struct InterfaceWishes: Hashable, Sendable {
  /// The file they stand in, for messages.
  package var file: String
  /// `theme` of `[ui]`: a name or a file.
  package var theme: String?
  /// `[keys]`, in the order of the file.
  package var keys: [Binding] = []

  /// A line of `[keys]`.
  package struct Binding: Hashable, Sendable {
    package var action: String
    /// Key sequences as they are written.
    package var keys: [String]
    package var line: Int
  }
}
