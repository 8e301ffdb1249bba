/// `GRANT` or `REVOKE` on objects, and the same of default privileges.
package struct GrantChange: Hashable, Sendable {
  package var isGrant: Bool
  /// PostgreSQL's keywords, `SELECT`; empty for ALL.
  package var rights: [String] = []
  /// The kind of the objects in PostgreSQL's words: `TABLE`, `FUNCTION`, `SCHEMA`.
  package var objects: String
  /// Of tables, views and sequences; empty for `ALL … IN SCHEMA`.
  package var relations: [QualifiedName] = []
  /// Other objects; a schema has its own name twice.
  package var others: [QualifiedName] = []
  /// `ALL … IN SCHEMA`, and the schemas of default privileges.
  package var schemas: [Identifier] = []
  package var grantees: [Grantee] = []
  /// `WITH GRANT OPTION`, `GRANT OPTION FOR`.
  package var isGrantable = false
  package var isCascading = false

  package init(isGrant: Bool, on objects: String) {
    self.isGrant = isGrant
    self.objects = objects
  }

  /// `SELECT, INSERT` or `ALL`.
  package var rightWords: String { rights.isEmpty ? "ALL" : rights.joined(separator: ", ") }

  /// What it is on: `table shop.orders`, `all tables in schema shop`.
  package var objectWords: String {
    let kind = objects.lowercased()
    let names = relations.map(\.description) + others.map { objects == "SCHEMA" ? $0.name.text : $0.description }
    guard names.isEmpty else { return "\(kind) \(names.joined(separator: ", "))" }
    return "all \(kind)s\(schemas.isEmpty ? "" : " in schema \(schemas.map(\.text).joined(separator: ", "))")"
  }

  package var granteeWords: String { grantees.map(\.words).joined(separator: ", ") }
}

/// `GRANT role TO role` and `REVOKE role FROM role`.
package struct MembershipChange: Hashable, Sendable {
  package var isGrant: Bool
  package var roles: [Identifier]
  package var members: [Grantee]
  /// `WITH ADMIN OPTION`, `ADMIN OPTION FOR`.
  package var isAdministrable = false

  package init(isGrant: Bool, of roles: [Identifier], members: [Grantee]) {
    self.isGrant = isGrant
    self.roles = roles
    self.members = members
  }
}

/// `CREATE ROLE | USER | GROUP` and `ALTER ROLE`.
package struct RoleChange: Hashable, Sendable {
  /// How a password is given; the password itself is never kept.
  package enum Password: Hashable, Sendable { case clearText, md5, scramVerifier, removed }
  package var name: Identifier
  package var isNew: Bool
  /// The attributes that it switches on, as in `CREATE ROLE`: `SUPERUSER`, `BYPASSRLS`.
  package var attributes: [String] = []
  package var password: Password?

  package init(_ name: Identifier, isNew: Bool) {
    self.name = name
    self.isNew = isNew
  }
}

/// `OWNER TO`, of anything but a table.
package struct OwnerChange: Hashable, Sendable {
  package var kind: DroppedObject.Kind
  /// A schema has its own name twice; nil for an object whose name is no name, a cast or an operator say.
  package var name: QualifiedName?
  package var owner: Identifier

  package init(_ kind: DroppedObject.Kind, _ name: QualifiedName?, to owner: Identifier) {
    self.kind = kind
    self.name = name
    self.owner = owner
  }
}

extension Grantee {
  package var words: String {
    switch self {
    case .everyone: "PUBLIC"
    case .role(let name): name.text
    }
  }
}
