extension Constraint.Kind {
  /// pgschema's order of constraints in a table.
  var order: Int {
    switch self {
    case .primaryKey: 0
    case .unique: 1
    case .foreignKey: 2
    case .check: 3
    case .exclusion: 4
    }
  }
}

extension Constraint {
  var isPrimaryKey: Bool {
    switch kind {
    case .primaryKey: true
    case .unique, .exclusion, .check, .foreignKey: false
    }
  }

  /// Whether it stands before `other` where a table's constraints are written: pgschema's order, but for keys that are to
  /// become parts of a parent's alike ones.
  func isWritten(before other: Constraint) -> Bool {
    let (own, others) = (index?.rankAmongAlike ?? 0, other.index?.rankAmongAlike ?? 0)
    return (own, kind.order, name) < (others, other.kind.order, other.name)
  }

  /// What it says after `PRIMARY KEY` or `UNIQUE`.
  var keyTerms: Substring {
    for word in ["PRIMARY KEY ", "UNIQUE "] where definition.text.hasPrefix(word) {
      return definition.text.dropFirst(word.count)
    }
    return definition.text[...]
  }

  /// PostgreSQL refuses ONLY for a partitioned table's foreign key: its partitions have it too.
  var isForAll: Bool {
    switch kind {
    case .foreignKey: true
    case .primaryKey, .unique, .exclusion, .check: false
    }
  }

  /// CREATE TABLE takes NOT VALID for a check and makes it valid all the same; for other kinds it takes none.
  var canBeInline: Bool { isValidated || !isEnforced }

  /// Whether pgschema's wording (`IN`, `LIKE`) says the same: it says less of a LIKE that something follows.
  private var isRewordable: Bool {
    let text = definition.text
    let bytes = Array(text.utf8)
    func has(_ part: String) -> Bool { PgschemaBytes.first(part, in: bytes) != nil }
    if has("= ANY (ARRAY[") { return !has(" ~~ ") }
    return has(" ~~ ")
      && text.wholeMatch(of: #/CHECK \(\(?("[^"]+"|[a-z_0-9]+)(::text)? ~~ '([^']|'')*'::text\)?\)/#) != nil
  }

  func dumpClause(in schema: Identifier) -> SQLText {
    switch kind {
    case .primaryKey, .unique, .exclusion: return clause
    case .check:
      let text = isRewordable && isValidated && !noInherit ? PgschemaCheck.normalized(definition.text) : definition.text
      return "CONSTRAINT \(name) \(catalog: CatalogSQL(text))"
    case .foreignKey(let key): return "CONSTRAINT \(name) \(key.dumpClause(of: self))"
    }
  }
}

extension ForeignKey {
  fileprivate func dumpClause(of constraint: Constraint) -> SQLText {
    let period: SQLText = constraint.hasPeriod ? "PERIOD " : ""
    func list(_ columns: [Identifier]) -> SQLText {
      guard let last = columns.last else { return "" }
      let first: SQLText = columns.count > 1 ? "\(columns.dropLast().map(\.asColumn), separator: ", "), " : ""
      return "(\(first)\(period)\(last.asColumn))"
    }
    var parts: [SQLText] = [
      "FOREIGN KEY \(list(constraint.columns)) REFERENCES \(referencedTable) \(list(referencedColumns))"
    ]
    if match == .full { parts.append("MATCH FULL") }
    if onUpdate != .noAction { parts.append("ON UPDATE \(onUpdate.keyword)") }
    if onDelete != .noAction {
      let columns: SQLText = onDeleteColumns.isEmpty ? "" : " (\(onDeleteColumns))"
      parts.append("ON DELETE \(onDelete.keyword)\(columns)")
    }
    if constraint.isDeferrable {
      parts.append(constraint.isInitiallyDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE")
    }
    if !constraint.isEnforced {
      parts.append("NOT ENFORCED")
    } else if !constraint.isValidated {
      parts.append("NOT VALID")
    }
    return "\(parts, separator: " ")"
  }
}

extension ForeignKey.Action {
  fileprivate var keyword: SQLText {
    switch self {
    case .noAction: "NO ACTION"
    case .restrict: "RESTRICT"
    case .cascade: "CASCADE"
    case .setNull: "SET NULL"
    case .setDefault: "SET DEFAULT"
    }
  }
}
