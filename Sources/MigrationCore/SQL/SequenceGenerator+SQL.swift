extension SequenceGenerator {
  func create(in schema: Identifier) -> SQLText {
    let unlogged: SQLText = persistence == .unlogged ? "UNLOGGED " : ""
    let options = options.sql(naming: true)
    let lines: SQLText = options.isEmpty ? "" : "\n    \(options, separator: "\n    ")"
    return "CREATE \(unlogged)SEQUENCE \(QualifiedName(schema, name))\(lines)"
  }

  func setOwnedBy(in schema: Identifier) -> [SQLText] {
    guard let ownedBy else { return [] }
    return ["ALTER SEQUENCE \(QualifiedName(schema, name)) OWNED BY \(ownedBy.table).\(ownedBy.column)"]
  }

  func attributes(in schema: Identifier) -> [SQLText] {
    let object: SQLText = "SEQUENCE \(QualifiedName(schema, name))"
    // One that a column owns goes with its table's owner and must not be given another.
    let owners = ownedBy == nil ? MigrationCore.owner(of: object, owner) : []
    return owners + MigrationCore.comment(on: object, comment)
  }

  /// Everything that makes the sequence what it is, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] {
    [create(in: schema)] + setOwnedBy(in: schema) + attributes(in: schema)
  }
}

extension SequenceOptions {
  /// The options that differ from what PostgreSQL takes by itself for this type and direction.
  ///
  /// `naming` is whether the type is said; an identity column has it from its own type.
  func sql(naming: Bool) -> [SQLText] {
    var options: [SQLText] = []
    if naming, type != "bigint" { options.append("AS \(catalog: type)") }
    if increment != 1 { options.append("INCREMENT BY \(increment)") }
    let natural = naturalBounds
    if minimum != natural.lowerBound { options.append("MINVALUE \(minimum)") }
    if maximum != natural.upperBound { options.append("MAXVALUE \(maximum)") }
    if start != (increment > 0 ? minimum : maximum) { options.append("START WITH \(start)") }
    if cache != 1 { options.append("CACHE \(cache)") }
    if cycles { options.append("CYCLE") }
    return options
  }

  /// Source: PostgreSQL manual, CREATE SEQUENCE, MINVALUE and MAXVALUE.
  private var naturalBounds: ClosedRange<Int64> {
    let limits: ClosedRange<Int64>
    switch type {
    case "smallint": limits = Int64(Int16.min)...Int64(Int16.max)
    case "integer": limits = Int64(Int32.min)...Int64(Int32.max)
    default: limits = Int64.min...Int64.max
    }
    return increment > 0 ? 1...limits.upperBound : limits.lowerBound...(-1)
  }
}
