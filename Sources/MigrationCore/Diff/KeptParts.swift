/// The parts of a schema that stay, before and after.
///
/// In most plans most tables are the same before and after. The parts of such a table are put together only for whoever
/// asks for one of them, as long as nothing happens to any.
package struct KeptParts: Sendable {
  /// All but those of ``same``.
  private var pairs: [ObjectID: SchemaDiff.Pair] = [:]
  /// Tables of which no part was disturbed as yet.
  private var same: [Identifier: Table] = [:]
  private let schema: Identifier

  init(_ schema: Identifier, same: [Table]) {
    self.schema = schema
    self.same = Dictionary(same.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Every part of which anything may be different, or happens while it is the same.
  var perhapsChanged: [ObjectID: SchemaDiff.Pair] { pairs }

  package subscript(id: ObjectID) -> SchemaDiff.Pair? { pairs[id] ?? sameTable(of: id).flatMap { $0.pair(id) } }

  mutating func keep(_ id: ObjectID, _ pair: SchemaDiff.Pair) { pairs[id] = pair }

  /// Lets a part be among those that may have changed, and with it all of its table.
  mutating func disturb(_ id: ObjectID) {
    guard let table = sameTable(of: id) else { return }
    same[table.name] = nil
    for id in table.partIDs(in: schema) { pairs[id] = table.pair(id) }
  }

  /// Takes a part out.
  mutating func remove(_ id: ObjectID) -> SchemaDiff.Pair? {
    disturb(id)
    return pairs.removeValue(forKey: id)
  }

  private func sameTable(of id: ObjectID) -> Table? { id.schema == schema ? same[id.name] : nil }
}

extension Table {
  /// Whether it has nothing to do with tables above or below it, as far as it says so itself.
  var standsAlone: Bool { above.isEmpty && partitioning == nil && ofType == nil && extensionName == nil }

  fileprivate func partIDs(in schema: Identifier) -> [ObjectID] {
    let id = ObjectID(.table, schema, name)
    return [id] + columns.map { id.member(.column, $0.name) } + constraints.map { id.member(.constraint, $0.name) }
      + indexes.map { id.member(.index, $0.name) } + triggers.map { id.member(.trigger, $0.name) }
      + policies.map { id.member(.policy, $0.name) }
  }

  /// One of its parts, which is the same before and after; nil when it has no such part.
  fileprivate func pair(_ id: ObjectID) -> SchemaDiff.Pair? {
    guard let part = part(id), let typed = PartPair(part, part) else { return nil }
    return SchemaDiff.Pair(old: part, new: part, typed: typed)
  }

  private func part(_ id: ObjectID) -> SchemaPart? {
    switch id.kind {
    case .table: .table(self)
    case .column: columns.first { $0.name == id.member }.map { .column($0, of: self) }
    case .constraint: constraints.first { $0.name == id.member }.map { .constraint($0, of: self) }
    case .index: indexes.first { $0.name == id.member }.map { .index($0, on: .table(self)) }
    case .trigger: triggers.first { $0.name == id.member }.map { .trigger($0, on: .table(self)) }
    case .policy: policies.first { $0.name == id.member }.map { .policy($0, on: self) }
    case .schema, .view, .materializedView, .function, .procedure, .aggregate, .sequence, .enumType, .compositeType,
      .domain, .privilege, .rangeType, .baseType, .collation, .rule, .statistics, .operator, .operatorFamily,
      .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate, .textSearchDictionary,
      .textSearchConfiguration, .defaultPrivilege:
      nil
    }
  }
}

extension DatabaseSchema {
  /// The tables that the other schema has exactly so, and that have nothing to do with tables above or below them.
  func tablesAlone(alsoIn other: DatabaseSchema) -> [Table] {
    let (others, parents) = (other.tablesByName, parentNames.union(other.parentNames))
    return tables.filter { $0.standsAlone && !parents.contains($0.name) && others[$0.name] == $0 }
  }

  /// Names of the tables that others inherit from, whatever their schema is.
  private var parentNames: Set<Identifier> { Set(tables.flatMap(\.above).map(\.name)) }
}
