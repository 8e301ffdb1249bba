/// A table as it is at a place in the plan: as the target has it, and what the steps before did to it.
struct TableState: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    /// Nil when the text alone does not tell.
    var type: ColumnType?
    var isNotNull = false
  }

  struct Index: Hashable, Sendable {
    /// Nil when PostgreSQL chooses the name.
    var name: Identifier?
    /// Nil for an expression.
    var columns: [Identifier?]
    var accessMethod: Identifier = "btree"
    var isUnique = false
    var isPartial = false
    var isValid = true
    /// Whether its keys have the default order, collation and operator class, so that a constraint can take it over.
    var isPlain = true

    /// Whether it finds rows by these columns, in any order: they are its first ones.
    func leads(with wanted: [Identifier]) -> Bool {
      guard !isPartial, isValid, columns.count >= wanted.count, accessMethod == "btree" || accessMethod == "hash" else {
        return false
      }
      return Set(columns.prefix(wanted.count)) == Set(wanted.map { $0 })
    }
  }

  struct Constraint: Hashable, Sendable {
    var added: AddedConstraint
    var name: Identifier
    var isValidated: Bool { !added.isNotValid && !added.isNotEnforced }
  }

  var columns: [Identifier: Column] = [:]
  var constraints: [Constraint] = []
  var indexes: [Index] = []
  /// Whether nothing is missing: the target told all of it, or the plan makes the table.
  var isComplete = false

  func constraint(_ name: Identifier) -> Constraint? { constraints.last { $0.name == name } }

  func index(_ name: Identifier) -> Index? { indexes.last { $0.name == name } }

  /// The primary key's columns; nil when there is none or it is not known.
  var primaryKey: [Identifier]? { constraints.last { $0.added.kind == .primaryKey }?.added.columns }

  var foreignKeys: [Constraint] { constraints.filter { $0.added.foreignKey != nil } }

  /// The first foreign key over the same columns to a table, else the first that shares some; looks no further than it
  /// has to, as a table may have thousands.
  func foreignKey(
    to table: QualifiedName, sharing columns: Set<Identifier>, besides name: Identifier
  ) -> Constraint? {
    let others = constraints.indices.lazy.filter { place in
      constraints[place].added.referencedTable == table && constraints[place].name != name
        && !columns.isDisjoint(with: constraints[place].added.columns)
    }
    let place = others.first { Set(constraints[$0].added.columns) == columns } ?? others.first
    return place.map { constraints[$0] }
  }
}

extension AddedConstraint {
  /// The name that it gets: its own, or the one that PostgreSQL makes up when that is still free.
  func name(on table: QualifiedName) -> Identifier {
    if let name { return name }
    let suffix =
      switch kind {
      case .check: "check"
      case .foreignKey: "fkey"
      case .unique: "key"
      case .primaryKey: "pkey"
      case .exclusion: "excl"
      case .notNull: "not_null"
      }
    // A CHECK of several columns is called after the table alone, as a primary key always is.
    var isNamedForColumns = kind != .primaryKey
    if case .check = kind { isNamedForColumns = columns.count == 1 }
    let parts = [table.name] + (isNamedForColumns ? columns : [])
    return Identifier((parts.map(\.text) + [suffix]).joined(separator: "_"))
  }
}
