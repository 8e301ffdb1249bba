extension DatabaseSchema {
  /// The same with routines called what they are called in `current` where only parameters' names tell them apart.
  ///
  /// PostgreSQL knows a routine by its input types: another name for a parameter, or another result, does not make
  /// another routine, but one that must be made again with all that depends on it.
  func namingRoutines(as current: DatabaseSchema) -> DatabaseSchema {
    let known = Set(current.routines.map { $0.id(in: name) })
    let wanted = Set(routines.map { $0.id(in: name) })
    let rest = current.routines.filter { !wanted.contains($0.id(in: name)) }
    var copy = self
    var names: [ObjectID: ObjectID] = [:]
    for place in routines.indices where !known.contains(routines[place].id(in: name)) {
      guard let old = rest.first(where: { $0.takesTheSame(as: routines[place]) }) else { continue }
      names[routines[place].id(in: name)] = old.id(in: name)
      copy.routines[place].identityArguments = old.identityArguments
    }
    guard !names.isEmpty else { return self }
    for place in copy.dependencies.indices {
      if let id = names[dependencies[place].dependent] { copy.dependencies[place].dependent = id }
      if let id = names[dependencies[place].referenced] { copy.dependencies[place].referenced = id }
    }
    for place in copy.privileges.indices {
      if let id = names[privileges[place].object] { copy.privileges[place].object = id }
    }
    return copy
  }
}

extension Routine {
  fileprivate func takesTheSame(as other: Routine) -> Bool {
    guard name == other.name, objectKind == other.objectKind else { return false }
    let (own, others) = (inputs, other.inputs)
    return own.count == others.count && zip(own, others).allSatisfy { !$0.isDisjoint(with: $1) }
  }

  /// For each input what its type can be: all its words, or all but the first, which may be its name.
  private var inputs: [Set<String>] {
    SQLList.split(identityArguments.text).compactMap { text in
      if text.hasPrefix("OUT ") { return nil }
      var words = text
      for mode in ["INOUT ", "VARIADIC ", "IN "] where words.hasPrefix(mode) { words.removeFirst(mode.count) }
      return [words, Self.withoutFirst(words)]
    }
  }

  private static func withoutFirst(_ words: String) -> String {
    var isQuoted = false
    for (place, character) in zip(words.indices, words) {
      if character == "\"" { isQuoted.toggle() }
      guard character == " ", !isQuoted else { continue }
      return String(words[words.index(after: place)...])
    }
    return words
  }
}
