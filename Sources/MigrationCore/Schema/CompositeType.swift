/// A composite type that is an object of its own, not the row type of a table.
package struct CompositeType: Hashable, Sendable {
  package struct Attribute: Hashable, Sendable {
    package var name: Identifier
    /// `format_type` with its modifier.
    package var type: CatalogSQL
    /// Only when it is not the type's own.
    package var collation: QualifiedName?
    package var comment: StoredText?

    package init(name: Identifier, type: CatalogSQL) {
      self.name = name
      self.type = type
    }
  }

  package var name: Identifier
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  /// In `attnum` order.
  package var attributes: [Attribute] = []

  package init(name: Identifier, attributes: [Attribute] = []) {
    self.name = name
    self.attributes = attributes
  }
}
