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
    func needs(of id: ObjectID) -> [ObjectID] { diff.dependenciesAfter.needs(of: id).map(\.referenced) }
    func isNew(_ id: ObjectID) -> Bool { diff.created[id] != nil && !diff.isRemade(id) }
    func callsNewRoutine(_ id: ObjectID) -> Bool {
      needs(of: id).contains { [.function, .procedure, .aggregate].contains($0.kind) && isNew($0) }
    }
    func batch(of table: Table) -> Int {
      let object = ObjectID(.table, diff.desired.name, table.name)
      let columns = table.columns.map { object.member(.column, $0.name) }
      let domains = columns.flatMap(needs).filter { $0.kind == .domain && isNew($0) }
      if domains.contains(where: { needs(of: $0).contains { $0.kind == .table && isNew($0) } }) { return 2 }
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
    let tables = tables.sorted { $0.name < $1.name }
    let numbers = Dictionary(tables.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var missing = Array(repeating: 0, count: tables.count)
    var users: [[Int]] = Array(repeating: [], count: tables.count)
    for (number, table) in tables.enumerated() {
      var needed: Set<Int> = []
      for constraint in table.constraints {
        guard case .foreignKey(let key) = constraint.kind, key.referencedTable.schema == schema else { continue }
        if let other = numbers[key.referencedTable.name] { needed.insert(other) }
      }
      if let parent = table.partition?.parent, parent.schema == schema, let other = numbers[parent.name] {
        needed.insert(other)
      }
      needed.remove(number)
      missing[number] = needed.count
      for other in needed { users[other].append(number) }
    }
    var sorted: [Table] = []
    var isDone = Array(repeating: false, count: tables.count)
    var ready = SmallestFirst(tables.indices.filter { missing[$0] == 0 })
    var first = 0
    while sorted.count < tables.count {
      while first < tables.count, isDone[first] { first += 1 }
      let next = ready.pop() ?? first
      guard !isDone[next] else { continue }
      isDone[next] = true
      sorted.append(tables[next])
      for user in users[next] {
        missing[user] -= 1
        if missing[user] == 0 { ready.push(user) }
      }
    }
    return sorted
  }
}
