extension SchemaDiff {
  /// Views that could be replaced in place and stand between what goes and what comes.
  ///
  /// As they are they need something that is made again, by way of others that go; as they shall be they need it by way
  /// of others that come. So they can be replaced neither before it goes nor after it has come.
  var viewsBetween: Set<ObjectID> {
    let changed = kept.perhapsChanged.filter { $0.key.kind == .view && $0.value.old != $0.value.new }.keys
    guard !changed.isEmpty, dropped.keys.contains(where: isRemade) else { return [] }
    // Nothing else is gone through on the way.
    let views = Set(changed.map(\.name))
    let before = Needs(current.dependencies, of: views.union(dropped.keys.map(\.name)))
    let after = Needs(desired.dependencies, of: views.union(created.keys.map(\.name)))
    return Set(
      changed.filter { view in
        let going = before.all(of: view) { dropped[$0] != nil }
        return !going.isEmpty && !going.isDisjoint(with: after.all(of: view) { created[$0] != nil })
      })
  }

  /// What objects need, a relation for each of its columns.
  private struct Needs {
    private var referenced: [ObjectID: [ObjectID]] = [:]

    /// What objects of these names need.
    init(_ dependencies: [Dependency], of names: Set<Identifier>) {
      for dependency in dependencies where names.contains(dependency.dependent.name) {
        for dependent in Self.wholes(dependency.dependent) {
          referenced[dependent, default: []] += Self.wholes(dependency.referenced)
        }
      }
    }

    private static func wholes(_ object: ObjectID) -> [ObjectID] {
      guard object.kind == .column else { return [object] }
      return [.table, .view, .materializedView].map { ObjectID($0, object.schema, object.name) }
    }

    /// What an object needs, and what that needs in turn, as far as it is of those.
    func all(of object: ObjectID, where isOfThose: (ObjectID) -> Bool) -> Set<ObjectID> {
      var found: Set<ObjectID> = []
      var open = [object]
      while let next = open.popLast() {
        for need in referenced[next] ?? [] where isOfThose(need) && found.insert(need).inserted { open.append(need) }
      }
      return found
    }
  }
}
