/// What kind of thing an object is, in PostgreSQL's words.
package enum ObjectKind: String, CaseIterable, Hashable, Sendable {
  case schema, table, column, constraint, index, trigger, policy
  case view
  case materializedView = "materialized view"
  case function, procedure, aggregate, sequence
  case enumType = "enum"
  case compositeType = "composite type"
  case domain, privilege
  case rangeType = "range type"
  case baseType = "base type"
  case collation, rule
  case statistics = "extended statistics"
  case `operator`
  case operatorFamily = "operator family"
  case operatorClass = "operator class"
  case cast, conversion
  case textSearchParser = "text search parser"
  case textSearchTemplate = "text search template"
  case textSearchDictionary = "text search dictionary"
  case textSearchConfiguration = "text search configuration"
  case defaultPrivilege = "default privilege"
}

/// Which object is meant, exactly: enough to tell overloaded routines and columns of two tables apart.
package struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var kind: ObjectKind
  package var schema: Identifier
  /// The relation, routine, type or sequence; for a member (column, index, trigger …) the relation it belongs to.
  package var name: Identifier
  /// A routine's identity arguments as `pg_get_function_identity_arguments` prints them; nil for what is no routine.
  package var arguments: String?
  /// The column, constraint, index, trigger or policy of the relation `name`; nil for the relation itself.
  package var member: Identifier?

  package init(
    _ kind: ObjectKind, _ schema: Identifier, _ name: Identifier, arguments: String? = nil, member: Identifier? = nil
  ) {
    self.kind = kind
    self.schema = schema
    self.name = name
    self.arguments = arguments
    self.member = member
  }

  /// A column, constraint, index, trigger or policy of this relation.
  package func member(_ kind: ObjectKind, _ member: Identifier) -> ObjectID {
    ObjectID(kind, schema, name, member: member)
  }

  /// `schema.relation.member` or `schema.routine(arguments)`, unquoted, for showing.
  package var description: String {
    if kind == .schema { return schema.text }
    let base = "\(schema.text).\(name.text)"
    if let arguments { return "\(base)(\(arguments))" }
    if let member { return "\(base).\(member.text)" }
    return base
  }

  /// By schema, name, kind, member, arguments; byte order throughout.
  package static func < (left: Self, right: Self) -> Bool {
    if left.schema != right.schema { return left.schema < right.schema }
    if left.name != right.name { return left.name < right.name }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.member != right.member {
      return (left.member?.bytes ?? []).lexicographicallyPrecedes(right.member?.bytes ?? [])
    }
    return Array((left.arguments ?? "").utf8).lexicographicallyPrecedes(Array((right.arguments ?? "").utf8))
  }
}
