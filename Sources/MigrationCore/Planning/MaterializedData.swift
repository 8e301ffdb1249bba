/// What materialized views hold.
extension DatabaseSchema {
  /// The same with the data that materialized views have in `current`.
  ///
  /// `WITH NO DATA` says how a view begins, and no plan empties one that is filled: `pg_dump` says it of every one. Only
  /// what reads a view without data cannot have any.
  package func keepingData(of current: DatabaseSchema) -> DatabaseSchema {
    let filled = Set(current.views.filter(\.hasData).map(\.name))
    var open = views.indices.filter { !views[$0].hasData && filled.contains(views[$0].name) }
    guard open.contains(where: { views[$0].materialization != nil }) else { return self }
    let sources = materializedSources
    var copy = self
    var empty = Set(views.filter { !$0.hasData }.map(\.name))
    while let place = open.firstIndex(where: { empty.isDisjoint(with: sources[views[$0].name] ?? []) }) {
      let view = open.remove(at: place)
      copy.views[view].materialization?.isPopulated = true
      empty.remove(views[view].name)
    }
    return copy
  }

  /// For each materialized view those whose data its query reads, by way of plain views, too.
  var materializedSources: [Identifier: Set<Identifier>] {
    guard views.contains(where: { $0.materialization != nil }) else { return [:] }
    let kinds = Dictionary(views.map { ($0.name, $0.objectKind) }) { first, _ in first }
    var read: [Identifier: Set<Identifier>] = [:]
    for dependency in dependencies where dependency.referenced.schema == name && dependency.dependent.schema == name {
      let (reader, source) = (dependency.dependent.name, dependency.referenced.name)
      if kinds[reader] != nil, kinds[source] != nil, reader != source { read[reader, default: []].insert(source) }
    }
    var found: [Identifier: Set<Identifier>] = [:]
    for view in views where view.materialization != nil {
      var open = Array(read[view.name] ?? [])
      var seen = Set(open)
      while let next = open.popLast() {
        if kinds[next] == .materializedView {
          found[view.name, default: []].insert(next)
        } else {
          open += (read[next] ?? []).filter { seen.insert($0).inserted }
        }
      }
    }
    return found
  }
}

extension View {
  /// Whether it can be read: a plain view always can.
  fileprivate var hasData: Bool { materialization?.isPopulated ?? true }
}
