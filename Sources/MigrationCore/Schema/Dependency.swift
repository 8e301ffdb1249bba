/// One row of `pg_depend`, between two objects that the model names.
///
/// Views and rules depend through their rewrite rule in the catalogs; here the view itself is the dependent.
/// Columns stand for themselves; a reference to a whole relation names the relation.
package struct Dependency: Hashable, Comparable, Sendable {
  /// `pg_depend.deptype`.
  package enum Strength: String, Hashable, Sendable, CaseIterable {
    /// The referenced object cannot be dropped without CASCADE.
    case normal = "n"
    /// Goes silently with the referenced object.
    case automatic = "a"
    /// Part of the referenced object's implementation.
    case `internal` = "i"
    /// A partition's part that goes with either of two objects.
    case partitionPrimary = "P"
    case partitionSecondary = "S"
  }

  package var dependent: ObjectID
  package var referenced: ObjectID
  package var strength: Strength

  package init(dependent: ObjectID, referenced: ObjectID, strength: Strength) {
    self.dependent = dependent
    self.referenced = referenced
    self.strength = strength
  }

  package static func < (left: Self, right: Self) -> Bool {
    if left.dependent != right.dependent { return left.dependent < right.dependent }
    if left.referenced != right.referenced { return left.referenced < right.referenced }
    return left.strength.rawValue < right.strength.rawValue
  }
}
