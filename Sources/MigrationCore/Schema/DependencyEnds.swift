/// The dependencies of a schema by either end, for whoever asks of one object after the other.
package struct DependencyEnds: Sendable {
  private var byDependent: [ObjectID: [Dependency]] = [:]
  private var byReferenced: [ObjectID: [Dependency]] = [:]

  package init(_ dependencies: [Dependency]) {
    for dependency in dependencies {
      byDependent[dependency.dependent, default: []].append(dependency)
      byReferenced[dependency.referenced, default: []].append(dependency)
    }
  }

  /// What the object needs, in the order in which it was given.
  package func needs(of object: ObjectID) -> [Dependency] { byDependent[object] ?? [] }

  /// Who needs the object, in the order in which it was given.
  package func users(of object: ObjectID) -> [Dependency] { byReferenced[object] ?? [] }
}
