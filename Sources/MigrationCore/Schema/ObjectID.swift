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
///
/// Tens of thousands of them are compared, hashed and passed on; so one is a reference, and knows its hash.
package struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
  private final class Parts: Sendable {
    let kind: ObjectKind
    let schema: Identifier
    let name: Identifier
    let arguments: String?
    let member: Identifier?
    let hash: Int

    init(_ kind: ObjectKind, _ schema: Identifier, _ name: Identifier, _ arguments: String?, _ member: Identifier?) {
      self.kind = kind
      self.schema = schema
      self.name = name
      self.arguments = arguments
      self.member = member
      var hasher = Hasher()
      hasher.combine(kind)
      hasher.combine(schema)
      hasher.combine(name)
      hasher.combine(arguments)
      hasher.combine(member)
      hash = hasher.finalize()
    }
  }

  private let parts: Parts

  package var kind: ObjectKind { parts.kind }
  package var schema: Identifier { parts.schema }
  /// The relation, routine, type or sequence; for a member (column, index, trigger …) the relation it belongs to.
  package var name: Identifier {
    get { parts.name }
    set { self = ObjectID(kind, schema, newValue, arguments: arguments, member: member) }
  }
  /// A routine's identity arguments as `pg_get_function_identity_arguments` prints them; nil for what is no routine.
  package var arguments: String? {
    get { parts.arguments }
    set { self = ObjectID(kind, schema, name, arguments: newValue, member: member) }
  }
  /// The column, constraint, index, trigger or policy of the relation `name`; nil for the relation itself.
  package var member: Identifier? {
    get { parts.member }
    set { self = ObjectID(kind, schema, name, arguments: arguments, member: newValue) }
  }

  package init(
    _ kind: ObjectKind, _ schema: Identifier, _ name: Identifier, arguments: String? = nil, member: Identifier? = nil
  ) {
    parts = Parts(kind, schema, name, arguments, member)
  }

  package static func == (left: Self, right: Self) -> Bool {
    if left.parts === right.parts { return true }
    return left.parts.hash == right.parts.hash && left.kind == right.kind && left.name == right.name
      && left.member == right.member && left.schema == right.schema && left.arguments == right.arguments
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(parts.hash) }

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
