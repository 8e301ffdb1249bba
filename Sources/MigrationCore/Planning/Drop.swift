extension SchemaPart {
  /// The statement that drops it; nothing for what goes with its table.
  func drop(_ id: ObjectID) -> SQLText {
    let name = QualifiedName(id.schema, id.name)
    switch self {
    case .table(let table): return "DROP \(table.keyword) IF EXISTS \(name)"
    case .column(let column, of: let table):
      return "ALTER \(table.keyword) \(name) DROP COLUMN IF EXISTS \(column.name)"
    case .constraint(let constraint, of: let table):
      return "ALTER \(table.keyword) \(name) DROP CONSTRAINT IF EXISTS \(constraint.name)"
    case .index(let index, on: _): return "DROP INDEX IF EXISTS \(QualifiedName(id.schema, index.name))"
    case .trigger(let trigger, on: _): return "DROP TRIGGER IF EXISTS \(trigger.name) ON \(name)"
    case .policy(let policy, on: _): return "DROP POLICY IF EXISTS \(policy.name) ON \(name)"
    case .view(let view): return "DROP \(view.keyword) IF EXISTS \(name)"
    case .sequence: return "DROP SEQUENCE IF EXISTS \(name)"
    case .routine(let routine): return "DROP \(routine.reference(in: id.schema))"
    case .aggregate(let aggregate): return "DROP \(aggregate.reference(in: id.schema))"
    case .enumType, .compositeType: return "DROP TYPE IF EXISTS \(name)"
    case .domain: return "DROP DOMAIN IF EXISTS \(name)"
    case .defined(let object): return "DROP \(catalog: object.reference.ifExists)"
    }
  }
}

extension Routine {
  fileprivate func reference(in schema: Identifier) -> SQLText {
    let keyword: SQLText = kind == .procedure ? "PROCEDURE" : "FUNCTION"
    return "\(keyword) IF EXISTS \(QualifiedName(schema, name))(\(catalog: identityArguments))"
  }
}

extension Aggregate {
  fileprivate func reference(in schema: Identifier) -> SQLText {
    let arguments: SQLText = identityArguments.text.isEmpty ? "*" : "\(catalog: identityArguments)"
    return "AGGREGATE IF EXISTS \(QualifiedName(schema, name))(\(arguments))"
  }
}

extension CatalogSQL {
  /// `TEXT SEARCH PARSER name` with IF EXISTS before the name; the kind is in capitals.
  fileprivate var ifExists: CatalogSQL {
    var words: [Substring] = []
    var rest = text[...]
    while let end = rest.firstIndex(of: " "), rest[..<end].utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
      words.append(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    return CatalogSQL((words + ["IF EXISTS", rest]).joined(separator: " "))
  }
}
