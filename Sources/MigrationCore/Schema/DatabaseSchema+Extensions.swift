extension DatabaseSchema {
  /// Objects of extensions, by extension, then by kind and name.
  package var extensionObjects: [UnmanagedObject] {
    var objects: [UnmanagedObject] = []
    func add(_ extensionName: Identifier?, _ name: String) {
      guard let extensionName else { return }
      objects.append(UnmanagedObject(kind: "of extension \(extensionName.text)", name: name))
    }
    for table in tables { add(table.extensionName, "table \(table.name)") }
    for view in views {
      add(view.extensionName, "\(view.materialization == nil ? "view" : "materialized view") \(view.name)")
    }
    for routine in routines {
      add(routine.extensionName, "\(routine.objectKind.rawValue) \(routine.name)(\(routine.identityArguments))")
    }
    for aggregate in aggregates {
      add(aggregate.extensionName, "aggregate \(aggregate.name)(\(aggregate.identityArguments))")
    }
    for sequence in sequences { add(sequence.extensionName, "sequence \(sequence.name)") }
    for type in enumTypes { add(type.extensionName, "type \(type.name)") }
    for type in compositeTypes { add(type.extensionName, "type \(type.name)") }
    for domain in domains { add(domain.extensionName, "domain \(domain.name)") }
    for object in definedObjects { add(object.extensionName, "\(object.kind.rawValue) \(object.name)") }
    return objects.sorted()
  }
}

extension [UnmanagedObject] {
  /// How many there are of each kind, in the order in which the kinds come first.
  package var countsByKind: [(kind: String, count: Int)] {
    reduce(into: []) { counts, object in
      if let place = counts.firstIndex(where: { $0.kind.utf8.elementsEqual(object.kind.utf8) }) {
        counts[place].count += 1
      } else {
        counts.append((object.kind, 1))
      }
    }
  }
}
