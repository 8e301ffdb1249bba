/// What later elements may know of one that is written.
struct Facet {
  /// Types between which every value that is written here can be cast.
  enum Family: CaseIterable {
    case number, label, truth, time, json, composite, range, numbers, labels
    /// Refers to a key, and is NULL, for what it refers to may be empty.
    case reference
  }

  struct ValueType {
    var family: Family
    var sql: String
    /// A literal that every type of the family takes.
    var value: String?
    /// The same as a default: another one for some types.
    var defaultValue: String?
  }

  struct Column {
    var name: String
    /// Unique in the schema.
    var number: Int
    var type: ValueType
    /// What CREATE TABLE says after its name, to be said again of a table that shall be like it.
    var definition = ""
    var isGenerated = false
    var isIdentity = false
    var hasDefault = false

    var isInteger: Bool { ["bigint", "integer", "smallint"].contains(type.sql) }
    var isText: Bool { type.sql == "text" || type.sql.hasPrefix("varchar") }
    var isBase: Bool { isInteger || isText || ["numeric(10)", "double precision"].contains(type.sql) }
    var isIndexable: Bool { [.number, .label, .truth, .time, .numbers, .labels, .reference].contains(type.family) }
  }

  enum What {
    case type(ValueType)
    case sequence
    case table(isPartitioned: Bool, isUnlogged: Bool)
    case partition(isAttached: Bool)
    case view(isMaterialized: Bool)
    case function(Function)
    case aggregate(argument: ValueType)
    case procedure(signature: String)
    case key(table: Int, columns: [Column], isPrimary: Bool)
  }

  struct Function {
    enum Flavor: Int, CaseIterable { case number, label, trigger, predicate, set, row, count, transition }

    var flavor: Flavor
    var arguments: [ValueType]
    var signature: String
    var result: ValueType?
    /// The relation whose row it takes.
    var relation: Int?
    var isStrict = false
  }

  var name: String
  var what: What
  /// Of relations and of functions that return rows.
  var columns: [Column] = []

  var isRelation: Bool {
    switch what {
    case .table, .partition, .view: true
    case .type, .sequence, .function, .aggregate, .procedure, .key: false
    }
  }

  var function: Function? { if case .function(let function) = what { function } else { nil } }
  var valueType: ValueType? { if case .type(let type) = what { type } else { nil } }

  var isTable: Bool {
    switch what {
    case .table, .partition: true
    case .view, .type, .sequence, .function, .aggregate, .procedure, .key: false
    }
  }

  /// The column that `choice` prefers; others that come and go do not change that.
  func column(_ choice: Int, where isWanted: (Column) -> Bool) -> Column? {
    columns.filter(isWanted).min { ($0.number &* 37 ^ choice) & 0xFF < ($1.number &* 37 ^ choice) & 0xFF }
  }
}
