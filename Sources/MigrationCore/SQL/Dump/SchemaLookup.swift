/// What a dump looks up in its schema once for every column, index or table, by name.
struct SchemaLookup {
  private let schema: DatabaseSchema
  private let tables: [Identifier: Int]
  private let sequences: [Identifier: Int]
  private let ownedSequences: [QualifiedName: [Int]]
  private let partitions: [QualifiedName: [Identifier]]
  /// Indexes of partitioned tables that some partitions lack.
  private let incompleteIndexes: Set<Identifier>

  init(_ schema: DatabaseSchema) {
    self.schema = schema
    var tables: [Identifier: Int] = [:]
    var partitions: [QualifiedName: [Identifier]] = [:]
    var incompleteIndexes: Set<Identifier> = []
    for (place, table) in schema.tables.enumerated() {
      tables[table.name] = place
      if let parent = table.partition?.parent { partitions[parent, default: []].append(table.name) }
      for index in table.indexes where !index.isValid { incompleteIndexes.insert(index.name) }
    }
    var sequences: [Identifier: Int] = [:]
    var ownedSequences: [QualifiedName: [Int]] = [:]
    for (place, sequence) in schema.sequences.enumerated() {
      sequences[sequence.name] = place
      if let owner = sequence.ownedBy { ownedSequences[owner.table, default: []].append(place) }
    }
    self.tables = tables
    self.partitions = partitions
    self.incompleteIndexes = incompleteIndexes
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

  /// Whether some partitions lack the index.
  func isIncomplete(_ index: QualifiedName) -> Bool {
    index.schema == schema.name && incompleteIndexes.contains(index.name)
  }
}
