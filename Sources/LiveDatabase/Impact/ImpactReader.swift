package import MigrationCore
package import Postgres
internal import SQLSyntax

/// Reads from the target what locks, work and loss depend on: sizes, columns, foreign keys, dependents.
package enum ImpactReader {
  /// The facts of all relations in `schemas`.
  ///
  /// - Cost: one round trip; ACCESS SHARE on each relation for a moment, to ask for its size, so it waits behind
  ///   ACCESS EXCLUSIVE: set `lock_timeout` or `statement_timeout` where that must not last.
  /// - A size counts indexes and TOAST; a partitioned table has its partitions' rows and bytes.
  /// - Parameters:
  ///   - schemas: as in `pg_namespace.nspname`; one that does not exist adds nothing.
  ///   - measuresSizes: false asks for no size, waits behind nobody, and leaves all bytes at 0.
  ///   - connection: in no transaction block, or in one that has not failed.
  /// - Returns: one moment's picture; sizes and rows change as the tables are written to.
  /// - Throws: ``PostgresError`` when a query fails or the session is lost.
  package static func facts(
    of schemas: [Identifier], measuresSizes: Bool = true, on connection: borrowing Connection
  ) throws(PostgresError) -> LiveFacts {
    let array = Parameter(bytes: arrayLiteral(schemas))
    let results = try connection.pipeline([
      Query(ImpactQueries.settings), Query(ImpactQueries.relations(measuresSizes: measuresSizes), [array]),
      Query(ImpactQueries.columns, [array]),
      Query(ImpactQueries.constraints, [array]), Query(ImpactQueries.dependents, [array]),
      Query(ImpactQueries.volatileFunctions), Query(ImpactQueries.domains),
    ])
    var facts = LiveFacts(serverVersion: connection.serverVersion)
    facts.isTimeZoneUTC = zonesAtUTC.contains(results[0].first?[0] ?? "")
    readRelations(results[1], into: &facts)
    for row in results[2] {
      let column = LiveColumn(type: ColumnType(formatted: row[3] ?? ""), isNotNull: row.isTrue(4))
      facts.relations[row.name(0, 1)]?.columns[row.identifier(2)] = column
    }
    readConstraints(results[3], into: &facts)
    for row in results[4] {
      guard let kind = row[3].flatMap({ ObjectKind(rawValue: $0) }) else { continue }
      let member = row.bytes(7).map { Identifier(bytes: $0) }
      let user = ObjectID(kind, row.identifier(4), row.identifier(5), arguments: row[6], member: member)
      let dependent = Dependent(user, column: row.bytes(2).map { Identifier(bytes: $0) })
      facts.relations[row.name(0, 1)]?.dependents.append(dependent)
    }
    for name in Array(facts.relations.keys) { facts.relations[name]?.dependents.sort() }
    facts.volatileFunctions = Set(results[5].map { $0.identifier(0) })
    readDomains(results[6], into: &facts)
    return facts
  }

  /// The relations of `schemas` with their sizes and nothing else: ``LiveFacts`` without columns, keys and dependents.
  ///
  /// - Cost: one round trip; waits behind ACCESS EXCLUSIVE, as ``facts(of:on:)`` does.
  /// - Parameters:
  ///   - schemas: as in `pg_namespace.nspname`; one that does not exist adds nothing.
  ///   - connection: in no transaction block, or in one that has not failed.
  /// - Returns: one moment's picture.
  /// - Throws: ``PostgresError`` when the query fails or the session is lost.
  package static func relations(
    of schemas: [Identifier], on connection: borrowing Connection
  ) throws(PostgresError) -> LiveFacts {
    let array = Parameter(bytes: arrayLiteral(schemas))
    let answers = try connection.pipeline([Query(ImpactQueries.relations(measuresSizes: true), [array])])
    var facts = LiveFacts(serverVersion: connection.serverVersion)
    readRelations(answers[0], into: &facts)
    return facts
  }

  /// Zones that PostgreSQL takes for a fixed offset of nothing.
  private static let zonesAtUTC: Set<String> = [
    "UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu", "GMT", "Etc/GMT", "GMT0",
    "Etc/GMT0", "Greenwich", "Etc/Greenwich",
  ]

  private static func readRelations(_ rows: Rows, into facts: inout LiveFacts) {
    for row in rows {
      guard let kind = kind(row[2]) else { continue }
      let name = row.name(0, 1)
      // Before 14 a table that was never analysed says 0.
      let counted = row[3].flatMap { Int64($0) } ?? -1
      let isUnknown = counted < 0 || (counted == 0 && facts.serverVersion < 140_000 && row[5] == nil)
      var relation =
        facts.relations[name]
        ?? LiveRelation(
          kind,
          size: RelationSize(
            rows: isUnknown ? nil : counted, totalBytes: row[4].flatMap { Int64($0) } ?? 0, analyzedAt: row[5],
            indexScans: row.int64(13)))
      if row.bytes(7) != nil { relation.owningTable = row.name(6, 7) }
      if row.bytes(12) != nil { relation.owningColumn = row.identifier(12) }
      if row.isTrue(8), row.bytes(11) != nil { relation.partitionOf = row.name(10, 11) }
      facts.relations[name] = relation
    }
    for row in rows where row.bytes(11) != nil && kind(row[2]) != nil {
      let parent = row.name(10, 11)
      facts.relations[parent]?.partitions.append(row.name(0, 1))
      if row.isTrue(9) { facts.relations[parent]?.defaultPartition = row.name(0, 1) }
    }
    addUpPartitions(&facts)
  }

  private static func addUpPartitions(_ facts: inout LiveFacts) {
    for (name, relation) in facts.relations where relation.kind == .partitionedTable {
      var leaves: [LiveRelation] = []
      var open = relation.partitions
      while let next = open.popLast() {
        guard let partition = facts.relations[next] else { continue }
        open += partition.partitions
        if partition.kind != .partitionedTable { leaves.append(partition) }
      }
      let rows = leaves.map(\.size.rows)
      facts.relations[name]?.size.totalBytes = leaves.reduce(0) { $0 + $1.size.totalBytes }
      facts.relations[name]?.size.rows = rows.contains(nil) ? nil : rows.reduce(0) { $0 + ($1 ?? 0) }
    }
  }

  private static func readConstraints(_ rows: Rows, into facts: inout LiveFacts) {
    let parser = StatementParser(schema: "public")
    let checks = rows.filter { $0[6]?.contains("IS NOT NULL") ?? false }
    let parsed = parser.facts(of: checks.map { "ALTER TABLE t ADD \($0[6] ?? "")" })
    for (row, statement) in zip(checks, parsed) {
      for case .alterTable(_, .addConstraint(let added)) in statement.actions {
        guard case .check(let columns) = added.kind else { continue }
        for column in columns { facts.relations[row.name(0, 1)]?.notNullProofs[column] = row.identifier(2) }
      }
    }
    for row in rows where row[3] == "f" {
      let constraint = ObjectID(.constraint, row.identifier(0), row.identifier(1), member: row.identifier(2))
      let (table, referenced, name) = (row.name(0, 1), row.name(4, 5), row.identifier(2))
      var key =
        facts.relations[table]?.foreignKeys[name]
        ?? LiveForeignKey(references: referenced, columns: [], referencedColumns: [])
      key.isInherited = row.isTrue(9)
      key.columns.append(row.identifier(7))
      key.referencedColumns.append(row.identifier(8))
      facts.relations[table]?.foreignKeys[name] = key
      if table != referenced {
        facts.relations[referenced]?.dependents.append(Dependent(constraint, column: row.identifier(8)))
      }
    }
  }

  private static func readDomains(_ rows: Rows, into facts: inout LiveFacts) {
    for row in rows {
      let name = row.name(0, 1)
      var domain =
        facts.domains[name]
        ?? LiveDomain(base: ColumnType(formatted: row[2] ?? ""), isConstrained: row.isTrue(3))
      if row.bytes(5) != nil { domain.columns.append(LiveDomain.Column(row.name(4, 5), row.identifier(6))) }
      facts.domains[name] = domain
    }
  }

  private static func kind(_ relkind: String?) -> LiveRelation.Kind? {
    switch relkind {
    case "r": .table
    case "p": .partitionedTable
    case "v": .view
    case "m": .materializedView
    case "i": .index
    case "I": .partitionedIndex
    case "S": .sequence
    case "f": .foreignTable
    case "c": .compositeType
    default: nil
    }
  }

  /// `{"a","b"}` with quotes and backslashes escaped.
  ///
  /// Source: PostgreSQL manual, "Array Input and Output Syntax".
  static func arrayLiteral(_ names: [Identifier]) -> [UInt8] {
    var literal: [UInt8] = [UInt8(ascii: "{")]
    for (index, name) in names.enumerated() {
      if index > 0 { literal.append(UInt8(ascii: ",")) }
      literal.append(UInt8(ascii: "\""))
      for byte in name.bytes {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { literal.append(UInt8(ascii: "\\")) }
        literal.append(byte)
      }
      literal.append(UInt8(ascii: "\""))
    }
    return literal + [UInt8(ascii: "}")]
  }
}
