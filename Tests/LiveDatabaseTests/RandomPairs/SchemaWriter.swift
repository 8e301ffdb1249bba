/// Writes a random schema as SQL, element after element.
struct SchemaWriter {
  let elements: [RandomSchema.Element]
  private(set) var statements: [String] = []
  var facets: [Int: Facet] = [:]

  init(_ schema: RandomSchema) {
    elements = schema.elements
    for place in elements.indices where elements[place].isThere {
      let element = elements[place]
      switch element.kind {
      case .enumType: addEnum(place)
      case .composite: addComposite(place)
      case .domain: addDomain(place)
      case .range: addRange(place)
      case .sequence: addSequence(place)
      case .function: addFunction(place)
      case .procedure: addProcedure(place)
      case .aggregate: addAggregate(place)
      case .table: addTable(place)
      case .column: continue
      case .partition: addPartition(place)
      case .view, .materializedView: addView(place)
      case .key: addKey(place)
      case .foreignKey: addForeignKey(place)
      case .check: addCheck(place)
      case .index: addIndex(place)
      case .trigger: addTrigger(place)
      case .policy: addPolicy(place)
      case .rule: addRule(place)
      case .statistics: addStatistics(place)
      case .lateDefault: addLateDefault(place)
      case .sequenceOwner: addSequenceOwner(place)
      case .grant: addGrant(place)
      case .owner: addOwner(place)
      }
    }
  }

  var sql: String { statements.map { "\($0);\n" }.joined() }

  mutating func add(_ statement: String) { statements.append(statement) }

  /// One of the `count` first numbers, for good when `place` is 0.
  func choice(_ element: Int, _ place: Int, _ count: Int) -> Int { Int(elements[element].choices[place]) % count }

  func choose<Value>(_ element: Int, _ place: Int, _ values: [Value]) -> Value {
    values[choice(element, place, values.count)]
  }

  /// `e3`, or `e3_new`.
  func name(_ element: Int, _ prefix: String) -> String {
    "\(prefix)\(element)\(elements[element].choices.last == 0 ? "" : "_new")"
  }

  /// The element before `limit` (before itself without it) of the kinds that `place` prefers, if that one is there.
  func reference(
    _ element: Int, _ place: Int, _ kinds: Set<RandomSchema.Element.Kind>, before limit: Int? = nil
  ) -> (place: Int, facet: Facet)? {
    let candidates = elements.indices.prefix(limit ?? element).filter { kinds.contains(elements[$0].kind) }
    guard !candidates.isEmpty else { return nil }
    let found = candidates[choice(element, place, candidates.count)]
    return facets[found].map { (found, $0) }
  }

  /// A function of one of the flavors.
  func function(
    _ element: Int, _ place: Int, _ flavors: Set<Facet.Function.Flavor>, before limit: Int? = nil
  ) -> (facet: Facet, function: Facet.Function)? {
    let candidates = elements.indices.prefix(limit ?? element).filter {
      elements[$0].kind == .function && flavors.contains(elements[$0].flavor)
    }
    guard !candidates.isEmpty, let facet = facets[candidates[choice(element, place, candidates.count)]],
      let function = facet.function
    else { return nil }
    return (facet, function)
  }

  static let relations: Set<RandomSchema.Element.Kind> = [.table, .partition, .view, .materializedView]
  static let tables: Set<RandomSchema.Element.Kind> = [.table]

  mutating func addComment(_ element: Int, _ place: Int, on object: String) {
    let comment = choice(element, place, 6)
    if comment == 1 || comment == 2 { add("COMMENT ON \(object) IS 'comment \(comment)'") }
  }

  // MARK: - Values

  /// The call with one value, or with a column of the argument's family.
  func call(_ facet: Facet, _ function: Facet.Function, on column: Facet.Column? = nil, isImmutable: Bool = false)
    -> String?
  {
    guard let argument = function.arguments.first else { return "\(facet.name)()" }
    guard let column else {
      return argument.value.map { "\(facet.name)(\($0)::\(argument.sql))" }
    }
    guard column.type.family == argument.family else { return nil }
    if column.type.sql == argument.sql { return "\(facet.name)(\(column.name))" }
    guard !isImmutable || argument.family == .number && column.isBase else { return nil }
    return "\(facet.name)(\(column.name)::\(argument.sql))"
  }
}

extension RandomSchema.Element {
  var flavor: Facet.Function.Flavor {
    let weighted: [Facet.Function.Flavor] = [
      .number, .label, .trigger, .predicate, .set, .row, .count, .transition, .number, .trigger, .predicate, .count,
    ]
    return weighted[Int(choices[0]) % weighted.count]
  }
}
