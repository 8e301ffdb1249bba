/// What a plan leaves of the schema itself, as against the objects in it.
extension DatabaseSchema {
  /// What PostgreSQL says of the schema `public` that it makes.
  static let standardComment: StoredText = "standard public schema"

  /// The same as a plan from `current` leads to it: the schema keeps its owner and its rights, and without a comment of
  /// its own its comment.
  ///
  /// SQL files describe what is in a schema; what they do not say of the schema itself, no plan takes away.
  package func keepingSchema(of current: DatabaseSchema) -> DatabaseSchema {
    var copy = self
    copy.owner = current.owner
    if comment == nil || comment == Self.standardComment { copy.comment = current.comment }
    let schema = { (privilege: Privilege) in privilege.object.kind == .schema }
    if let kept = current.privileges.first(where: schema) {
      let own = copy.privileges.firstIndex(where: schema)
      let grants = Set(kept.grants + (own.map { copy.privileges[$0].grants } ?? []))
      // A right that may be passed on is also the right without that.
      let merged = grants.filter { grant in
        var grantable = grant
        grantable.isGrantable = true
        return grant.isGrantable || !grants.contains(grantable)
      }
      let privilege = Privilege(object: kept.object, owner: kept.owner, grants: merged.sorted())
      if let own { copy.privileges.remove(at: own) }
      copy.privileges.append(privilege)
      copy.privileges.sort { $0.object < $1.object }
    }
    return copy
  }
}
