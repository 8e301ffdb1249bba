/// The access privileges of one object, where they are not the built-in ones.
///
/// Built-in ones are the owner's all, and for routines and types PUBLIC's EXECUTE and USAGE; `grants` says
/// everything that holds, so a missing PUBLIC entry of a routine means that it was revoked.
package struct Privilege: Hashable, Sendable {
  package var object: ObjectID
  package var owner: Identifier
  /// Sorted by grantee, then grantor, then right.
  package var grants: [Grant]

  package init(object: ObjectID, owner: Identifier, grants: [Grant]) {
    self.object = object
    self.owner = owner
    self.grants = grants
  }
}

/// Rights on one column, `attacl`.
package struct ColumnPrivilege: Hashable, Sendable {
  /// A table or view.
  package var relation: ObjectID
  package var column: Identifier
  package var grants: [Grant]

  package init(relation: ObjectID, column: Identifier, grants: [Grant]) {
    self.relation = relation
    self.column = column
    self.grants = grants
  }
}

/// What a role's later objects of one class will be granted, `ALTER DEFAULT PRIVILEGES … IN SCHEMA`.
package struct DefaultPrivilege: Hashable, Sendable {
  /// `defaclobjtype`.
  package enum ObjectClass: String, Hashable, Sendable, CaseIterable {
    case tables = "r"
    case sequences = "S"
    case functions = "f"
    case types = "T"
    case schemas = "n"
    case largeObjects = "L"
  }

  package var role: Identifier
  package var objects: ObjectClass
  package var grants: [Grant]

  package init(role: Identifier, objects: ObjectClass, grants: [Grant]) {
    self.role = role
    self.objects = objects
    self.grants = grants
  }
}

/// One right of one grantee.
package struct Grant: Hashable, Comparable, Sendable {
  package var grantee: Grantee
  package var grantor: Identifier
  /// PostgreSQL's keyword: `SELECT`, `MAINTAIN`.
  package var right: String
  /// WITH GRANT OPTION.
  package var isGrantable: Bool

  package init(grantee: Grantee, grantor: Identifier, right: String, isGrantable: Bool) {
    self.grantee = grantee
    self.grantor = grantor
    self.right = right
    self.isGrantable = isGrantable
  }

  package static func < (left: Self, right: Self) -> Bool {
    if left.grantee != right.grantee { return left.grantee < right.grantee }
    if left.grantor != right.grantor { return left.grantor < right.grantor }
    if left.right != right.right { return left.right.utf8.lexicographicallyPrecedes(right.right.utf8) }
    return !left.isGrantable && right.isGrantable
  }
}

/// A role, or everybody.
package enum Grantee: Hashable, Comparable, Sendable {
  /// Sorts before every role.
  case everyone
  case role(Identifier)
}
