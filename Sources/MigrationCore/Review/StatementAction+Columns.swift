/// A column whose type a statement chooses.
struct TypedColumn: Hashable, Sendable {
  var name: Identifier
  var type: ColumnType
  /// Nil when a column gets another type.
  var added: AddedColumn?

  /// Whether it is one of these built-in types, arrays included; the names are `pg_type.typname`.
  func isOne(of names: Set<Identifier>) -> Bool { type.schema == nil && names.contains(type.name) }
}

extension StatementAction {
  /// The columns that `CREATE TABLE` and `ADD COLUMN` define, with their table.
  var addedColumns: (table: QualifiedName, columns: [AddedColumn])? {
    if case .createTable(let table) = self { return (table.name, table.columns) }
    if case .alterTable(let table, .addColumn(let column)) = self { return (table, [column]) }
    return nil
  }

  /// The columns whose type is chosen here, `ALTER COLUMN … TYPE` included.
  var typedColumns: (table: QualifiedName, columns: [TypedColumn])? {
    if case .alterTable(let table, .alterColumnType(let column, let type, _)) = self {
      return (table, [TypedColumn(name: column, type: type)])
    }
    return addedColumns.map { added in
      (added.table, added.columns.map { TypedColumn(name: $0.name, type: $0.type, added: $0) })
    }
  }

  /// `shop.orders.note, remark`: the columns with a type that fits; nil when there are none.
  func columnWords(_ fits: (TypedColumn) -> Bool) -> String? {
    guard let (table, columns) = typedColumns else { return nil }
    let names = columns.filter(fits).map(\.name)
    return names.isEmpty ? nil : "\(table).\(names.words)"
  }
}

extension [Identifier] {
  /// `a, b, c`.
  var words: String { map(\.text).joined(separator: ", ") }
}

extension AddedConstraint.Kind {
  /// What it is, in PostgreSQL's words.
  var words: String {
    switch self {
    case .check: "CHECK"
    case .foreignKey: "FOREIGN KEY"
    case .unique: "UNIQUE"
    case .primaryKey: "PRIMARY KEY"
    case .exclusion: "EXCLUDE"
    case .notNull: "NOT NULL"
    }
  }
}

extension AddedColumn {
  /// The type that is stored: of a serial column the integer.
  var plainType: ColumnType {
    switch type.name.text {
    case "smallserial", "serial2": ColumnType("int2")
    case "serial", "serial4": ColumnType("int4")
    case "bigserial", "serial8": ColumnType("int8")
    default: type
    }
  }
}
