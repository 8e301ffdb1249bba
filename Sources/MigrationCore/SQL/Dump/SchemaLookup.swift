/// What a dump looks up in its schema once for every column, index or table, by name.
///
/// A class, because every table keeps it for when it must be pulled apart.
final class SchemaLookup: Sendable {
  private let schema: DatabaseSchema
  private let tables: [Identifier: Int]
  private let sequences: [Identifier: Int]
  private let ownedSequences: [QualifiedName: [Int]]
  private let partitions: [QualifiedName: [Identifier]]
  /// Indexes of partitioned tables that take each part only when told to.
  private let toldIndexes: Set<Identifier>
  let validity: InheritedValidity

  init(_ schema: DatabaseSchema) {
    self.schema = schema
    validity = InheritedValidity([schema])
    var tables: [Identifier: Int] = [:]
    var partitions: [QualifiedName: [Identifier]] = [:]
    var toldIndexes: Set<Identifier> = []
    var parentIndexes: [Identifier: Identifier] = [:]
    for (place, table) in schema.tables.enumerated() {
      tables[table.name] = place
      if let parent = table.partition?.parent { partitions[parent, default: []].append(table.name) }
      toldIndexes.formUnion(table.indexes.filter { !$0.isValid }.map(\.name))
      for index in table.indexes { parentIndexes[index.name] = index.parent?.name }
      if table.partitioning != nil || table.partition != nil { toldIndexes.formUnion(table.indexesWithTwins) }
    }
    var sequences: [Identifier: Int] = [:]
    var ownedSequences: [QualifiedName: [Int]] = [:]
    for (place, sequence) in schema.sequences.enumerated() {
      sequences[sequence.name] = place
      if let owner = sequence.ownedBy { ownedSequences[owner.table, default: []].append(place) }
    }
    // What takes a part that is not complete must be told, too.
    var open = Array(toldIndexes)
    while let index = open.popLast() {
      if let parent = parentIndexes[index], toldIndexes.insert(parent).inserted { open.append(parent) }
    }
    self.tables = tables
    self.partitions = partitions
    self.toldIndexes = toldIndexes
    self.sequences = sequences
    self.ownedSequences = ownedSequences
  }

  var name: Identifier { schema.name }

  /// The table of that name; nil for one of another schema.
  func table(_ table: QualifiedName) -> Table? {
    guard table.schema == schema.name else { return nil }
    return tables[table.name].map { schema.tables[$0] }
  }

  func sequence(_ name: Identifier) -> SequenceGenerator? { sequences[name].map { schema.sequences[$0] } }

  /// The sequences that go with a column of the table, by name.
  func sequences(ownedBy table: QualifiedName) -> [SequenceGenerator] {
    (ownedSequences[table] ?? []).map { schema.sequences[$0] }.sorted { $0.name < $1.name }
  }

  func partitions(of table: QualifiedName) -> [Identifier] { partitions[table] ?? [] }

  func partitionTables(of table: QualifiedName) -> [Table] {
    partitions(of: table).compactMap { self.table(QualifiedName(name, $0)) }
  }

  /// Whether a partitioned table's index is made when the partitions are there, and then told which parts it has.
  ///
  /// So it is when some partitions lack it, which would get it otherwise, and when PostgreSQL could take another part.
  func isTold(_ index: QualifiedName) -> Bool { index.schema == schema.name && toldIndexes.contains(index.name) }
}

extension Table {
  /// What PostgreSQL takes one index for another by, when a partition is attached.
  private struct IndexLikeness: Hashable {
    let method: Identifier
    let keys: [CatalogSQL]
    let predicate: CatalogSQL?

    init(_ index: Index) {
      method = index.method
      keys = index.keys.map(\.definition)
      predicate = index.predicate
    }
  }

  /// Of the indexes that are like another one of the table: their names, and those of what they are parts of.
  fileprivate var indexesWithTwins: [Identifier] {
    let all = indexes + constraints.compactMap(\.index)
    guard all.count > 1 else { return [] }
    return Dictionary(grouping: all, by: IndexLikeness.init).values.filter { $0.count > 1 }.flatMap { $0 }
      .flatMap { [$0.name] + ($0.parent.map { [$0.name] } ?? []) }
  }
}
