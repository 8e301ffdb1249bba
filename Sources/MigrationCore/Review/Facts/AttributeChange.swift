/// `ALTER TYPE … DROP ATTRIBUTE`, or `ALTER ATTRIBUTE … TYPE`.
package struct AttributeChange: Hashable, Sendable {
  package var type: QualifiedName
  package var attribute: Identifier
  package var isDropped: Bool

  package init(_ type: QualifiedName, _ attribute: Identifier, isDropped: Bool) {
    self.type = type
    self.attribute = attribute
    self.isDropped = isDropped
  }
}
