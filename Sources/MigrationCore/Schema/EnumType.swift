/// An enumerated type.
package struct EnumType: Hashable, Sendable {
  package var name: Identifier
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  /// In `enumsortorder`.
  package var labels: [StoredText] = []

  package init(name: Identifier, labels: [StoredText] = []) {
    self.name = name
    self.labels = labels
  }
}
