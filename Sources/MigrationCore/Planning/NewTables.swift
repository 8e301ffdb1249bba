/// In which order pgschema makes new tables, which says what foreign keys it makes apart from them.
///
/// Source: pgschema's behaviour, sections 5.2 and 5.3: three batches with new functions and domains between them, each
/// in the order of foreign keys and partitions.
struct NewTables {
  private struct Place {
    var batch: Int
    var number: Int
  }

  private var places: [Identifier: Place] = [:]

  init(_ diff: SchemaDiff) {
    var needs: [ObjectID: [ObjectID]] = [:]
    for dependency in diff.desired.dependencies {
      needs[dependency.dependent, default: []].append(dependency.referenced)
    }
    func isNew(_ id: ObjectID) -> Bool { diff.created[id] != nil && !diff.isRemade(id) }
    func callsNewRoutine(_ id: ObjectID) -> Bool {
      (needs[id] ?? []).contains { [.function, .procedure, .aggregate].contains($0.kind) && isNew($0) }
    }
    func batch(of table: Table) -> Int {
      let object = ObjectID(.table, diff.desired.name, table.name)
      let columns = table.columns.map { object.member(.column, $0.name) }
      let domains = columns.flatMap { needs[$0] ?? [] }.filter { $0.kind == .domain && isNew($0) }
      if domains.contains(where: { (needs[$0] ?? []).contains { $0.kind == .table && isNew($0) } }) { return 2 }
      let checks = table.constraints.map { object.member(.constraint, $0.name) }
      return (columns + checks + domains).contains(where: callsNewRoutine) ? 1 : 0
    }
    let tables = diff.desired.tables.filter { isNew(ObjectID(.table, diff.desired.name, $0.name)) }
    for (number, table) in Self.inOrder(tables, schema: diff.desired.name).enumerated() {
      places[table.name] = Place(batch: batch(of: table), number: number)
    }
  }

  /// Whether `other` is there when `table` is made, in the same batch.
  func isBefore(_ other: Identifier, _ table: Identifier) -> Bool {
    guard let other = places[other], let table = places[table] else { return false }
    return other.batch == table.batch && other.number < table.number
  }

  /// By name as far as foreign keys and partitions leave it free; of a circle the first name begins.
  private static func inOrder(_ tables: [Table], schema: Identifier) -> [Table] {
    let names = Set(tables.map(\.name))
    var rest = tables.sorted { $0.name < $1.name }
    var open: [Identifier: Set<Identifier>] = [:]
    for table in rest {
      var needed: Set<Identifier> = []
      for constraint in table.constraints {
        guard case .foreignKey(let key) = constraint.kind, key.referencedTable.schema == schema else { continue }
        needed.insert(key.referencedTable.name)
      }
      if let parent = table.partition?.parent, parent.schema == schema { needed.insert(parent.name) }
      open[table.name] = needed.intersection(names).subtracting([table.name])
    }
    var sorted: [Table] = []
    while !rest.isEmpty {
      let next = rest.firstIndex { open[$0.name]?.isEmpty ?? true } ?? 0
      let table = rest.remove(at: next)
      sorted.append(table)
      for name in open.keys { open[name]?.remove(table.name) }
    }
    return sorted
  }
}
