/// What a plan leads to, in the words of the schema that it started from.
///
/// PostgreSQL prints some expressions another way after they were loaded from its own text (`varchar IN (…)`), so a copy
/// that was made from text differs where nothing changed.
extension DatabaseSchema {
  /// This schema with everything that the plan did not touch as the original has it.
  ///
  /// - Parameters:
  ///   - original: the schema of the target.
  ///   - copy: the same as it was read from the copy before the plan ran; this schema is the copy afterwards.
  /// - Returns: the schema, differing from `original` only where it differs from `copy`.
  package func worded(like original: DatabaseSchema, unchangedSince copy: DatabaseSchema) -> DatabaseSchema {
    var result = self
    result.tables = restored(tables, copy.tables, original.tables, by: \.name) {
      $0.worded(like: $2, unchangedSince: $1)
    }
    result.views = restored(views, copy.views, original.views, by: \.name) { $0.worded(like: $2, unchangedSince: $1) }
    result.sequences = restored(sequences, copy.sequences, original.sequences, by: \.name)
    result.routines = restored(routines, copy.routines, original.routines) {
      ObjectID($0.objectKind, name, $0.name, arguments: $0.identityArguments.text)
    }
    result.aggregates = restored(aggregates, copy.aggregates, original.aggregates) {
      ObjectID(.aggregate, name, $0.name, arguments: $0.identityArguments.text)
    }
    result.enumTypes = restored(enumTypes, copy.enumTypes, original.enumTypes, by: \.name)
    result.compositeTypes = restored(compositeTypes, copy.compositeTypes, original.compositeTypes, by: \.name)
    result.definedObjects = restored(definedObjects, copy.definedObjects, original.definedObjects) { $0.id(in: name) }
    result.domains = restored(domains, copy.domains, original.domains, by: \.name) {
      var domain = $0
      domain.constraints = restored($0.constraints, $1.constraints, $2.constraints, by: \.name)
      return domain
    }
    // No copy has what is not managed.
    if notManaged == copy.notManaged { result.notManaged = original.notManaged }
    return result
  }
}

extension DatabaseSchema {
  /// The same with everything in the database's own tablespace: a copy elsewhere has no other.
  package var withoutTablespaces: DatabaseSchema {
    func moved(_ indexes: [Index]) -> [Index] {
      indexes.map { index in
        var index = index
        index.tablespace = nil
        return index
      }
    }
    var schema = self
    for place in schema.tables.indices {
      schema.tables[place].tablespace = nil
      schema.tables[place].indexes = moved(schema.tables[place].indexes)
      for constraint in schema.tables[place].constraints.indices {
        schema.tables[place].constraints[constraint].index?.tablespace = nil
      }
    }
    for place in schema.views.indices {
      schema.views[place].materialization?.tablespace = nil
      let indexes = schema.views[place].materialization?.indexes ?? []
      schema.views[place].materialization?.indexes = moved(indexes)
    }
    return schema
  }
}

extension Table {
  fileprivate func worded(like original: Table, unchangedSince copy: Table) -> Table {
    var table = self
    table.columns = inOrder(
      of: original, unchangedSince: copy, restored(columns, copy.columns, original.columns, by: \.name))
    table.constraints = restored(constraints, copy.constraints, original.constraints, by: \.name)
    table.indexes = restored(indexes, copy.indexes, original.indexes, by: \.name)
    table.triggers = restored(triggers, copy.triggers, original.triggers, by: \.name)
    if tablespace == copy.tablespace { table.tablespace = original.tablespace }
    table.policies = restored(policies, copy.policies, original.policies, by: \.name)
    return table
  }

  /// `columns` with those that were there before as they stand in the original: a copy has a parent's columns first.
  private func inOrder(of original: Table, unchangedSince copy: Table, _ columns: [Column]) -> [Column] {
    let before = Dictionary(copy.columns.map { ($0.name, $0.position) }) { first, _ in first }
    let places = Dictionary(original.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    // One that was made anew has another number.
    let kept = Set(self.columns.filter { before[$0.name] == $0.position }.map(\.name))
    let found = columns.map { (column: $0, place: kept.contains($0.name) ? places[$0.name] : nil) }
    return found.filter { $0.place != nil }.sorted { $0.place ?? 0 < $1.place ?? 0 }.map(\.column)
      + found.filter { $0.place == nil }.map(\.column)
  }
}

extension View {
  fileprivate func worded(like original: View, unchangedSince copy: View) -> View {
    var view = self
    view.columns = restored(columns, copy.columns, original.columns, by: \.name)
    view.triggers = restored(triggers, copy.triggers, original.triggers, by: \.name)
    return view
  }
}

/// Each element as the original has it where it is the same now as before; `inside` does the same for the parts of one
/// that is not: it gets the element now, before, and in the original.
private func restored<Element: Hashable, Key: Hashable>(
  _ now: [Element], _ before: [Element], _ original: [Element], by key: (Element) -> Key,
  inside: (Element, Element, Element) -> Element = { now, _, _ in now }
) -> [Element] {
  let before = Dictionary(before.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  let original = Dictionary(original.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  return now.map { element in
    guard let earlier = before[key(element)], let first = original[key(element)] else { return element }
    return element == earlier ? first : inside(element, earlier, first)
  }
}
