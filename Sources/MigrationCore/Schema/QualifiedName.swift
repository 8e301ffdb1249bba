/// An object's schema and name.
package struct QualifiedName: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var schema: Identifier
  package var name: Identifier

  package init(_ schema: Identifier, _ name: Identifier) {
    self.schema = schema
    self.name = name
  }

  /// `schema.name` without quotes, for showing.
  package var description: String { "\(schema.text).\(name.text)" }

  /// By schema, then by name, in byte order.
  package static func < (left: Self, right: Self) -> Bool {
    left.schema == right.schema ? left.name < right.name : left.schema < right.schema
  }
}
