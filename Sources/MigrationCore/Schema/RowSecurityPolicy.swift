/// A row-security policy of a table.
package struct RowSecurityPolicy: Hashable, Sendable {
  /// `polcmd`.
  package enum Command: String, Hashable, Sendable, CaseIterable {
    case all = "*"
    case select = "r"
    case insert = "a"
    case update = "w"
    case delete = "d"
  }

  package var name: Identifier
  package var command: Command = .all
  package var isPermissive = true
  /// Sorted by name, PUBLIC first.
  package var roles: [Grantee] = []
  /// Without the outer parentheses of the syntax.
  package var using: CatalogSQL?
  package var withCheck: CatalogSQL?
  package var comment: StoredText?

  package init(name: Identifier) { self.name = name }
}
