/// Where columns stand once a plan has run: PostgreSQL adds them at the end only.
extension DatabaseSchema {
  /// The same with columns in the order in which the plan leaves them.
  ///
  /// Where they stand in SQL files makes no difference to a plan, but to whoever compares what it led to.
  ///
  /// - Parameters:
  ///   - current: the schema before, after the renames.
  ///   - changes: the plan.
  /// - Returns: what stays as it stands, and after it what is added, in the order in which it is.
  package func keepingColumnOrder(of current: DatabaseSchema, after changes: [PlannedChange]) -> DatabaseSchema {
    var copy = self
    let before = Dictionary(current.tables.map { ($0.name, $0) }) { first, _ in first }
    let places = Dictionary(tables.indices.map { (tables[$0].name, $0) }) { first, _ in first }
    let steps = ColumnSteps(changes, in: name)
    let lookup = SchemaLookup(self)
    var settled: Set<Identifier> = []
    func settle(_ place: Int) {
      let table = tables[place]
      guard settled.insert(table.name).inserted else { return }
      let order: [Identifier]
      if let old = before[table.name], !steps.made.contains(table.name) {
        let family = family(of: table) { places[$0].map { tables[$0] } }
        let dropped = steps.dropped(from: family)
        let kept = old.columns.map(\.name).filter { !dropped.contains($0) }
        order = kept + steps.added(to: family).filter { !kept.contains($0) }
      } else if table.isMadeOnItsOwn(in: lookup) {
        order = []
      } else {
        // A new table has the columns of those that it inherits from as they are then, and first.
        let parents = table.origins.filter { $0.schema == name }.compactMap { places[$0.name] }
        for parent in parents { settle(parent) }
        order = parents.flatMap { copy.tables[$0].columns.map(\.name) }
      }
      guard order != table.columns.map(\.name) else { return }
      copy.tables[place].columns = table.columns.ordered(as: order, by: \.name)
    }
    for place in tables.indices { settle(place) }
    return copy
  }

  /// The table, and all from which it has columns.
  private func family(of table: Table, named: (Identifier) -> Table?) -> Set<Identifier> {
    var family: Set = [table.name]
    var open = [table]
    while let next = open.popLast() {
      for parent in next.origins where parent.schema == name && family.insert(parent.name).inserted {
        if let above = named(parent.name) { open.append(above) }
      }
    }
    return family
  }
}

extension Table {
  /// The tables that it has columns from.
  fileprivate var origins: [QualifiedName] { parents + [partition?.parent].compactMap { $0 } }
}

/// What a plan does to columns.
private struct ColumnSteps {
  /// Tables that it makes, anew perhaps.
  private(set) var made: Set<Identifier> = []
  /// By relation, each with its place among all.
  private var additions: [Identifier: [(place: Int, column: Identifier)]] = [:]
  private var drops: [Identifier: Set<Identifier>] = [:]

  init(_ changes: [PlannedChange], in schema: Identifier) {
    for (place, label) in changes.map(\.label).enumerated() {
      guard let object = label.object, object.schema == schema else { continue }
      if object.kind == .column, let column = object.member {
        switch label.operation {
        case .create: additions[object.name, default: []].append((place, column))
        case .drop: drops[object.name, default: []].insert(column)
        case .recreate:
          additions[object.name, default: []].append((place, column))
          drops[object.name, default: []].insert(column)
        case .alter: break
        }
      } else if object.kind == .table, object.member == nil, label.type == object.planType(of: .table) {
        switch label.operation {
        case .create, .recreate: made.insert(object.name)
        case .alter, .drop: break
        }
      }
    }
  }

  func added(to family: Set<Identifier>) -> [Identifier] {
    family.flatMap { additions[$0] ?? [] }.sorted { $0.place < $1.place }.map(\.column)
  }

  func dropped(from family: Set<Identifier>) -> Set<Identifier> {
    family.reduce(into: []) { $0.formUnion(drops[$1] ?? []) }
  }
}

extension Array {
  /// Those whose names are in `order` in that order, then the others as they stand.
  fileprivate func ordered(as order: [Identifier], by name: KeyPath<Element, Identifier>) -> [Element] {
    let places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    return enumerated().sorted { left, right in
      let (first, second) = (places[left.element[keyPath: name]], places[right.element[keyPath: name]])
      return (first ?? .max, left.offset) < (second ?? .max, right.offset)
    }.map(\.element)
  }
}
