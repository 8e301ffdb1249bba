/// An object that is known by the statement that makes it: a rule, extended statistics, an operator, a collation ….
///
/// What such an object is made of is in its statements, all of it, as PostgreSQL or our own catalog query spells it; so
/// two of them are the same when their statements are. Source: PostgreSQL manual, the kind's `CREATE` page.
package struct DefinedObject: Hashable, Sendable {
  /// One of ``kinds``.
  package var kind: ObjectKind
  package var name: Identifier
  /// The table or view of a rule.
  package var relation: Identifier?
  /// What tells objects of one name apart: an operator's operand types, the access method of an operator class.
  package var arguments: String?
  /// Nil for kinds that have none.
  package var owner: Identifier?
  package var comment: StoredText?
  package var extensionName: Identifier?
  /// How `COMMENT ON` and `ALTER … OWNER` name it: `OPERATOR shop.=== (integer, text)`.
  package var reference: CatalogSQL
  /// The statement that makes it, without its semicolon.
  package var definition: CatalogSQL
  /// What the statement cannot say, each a statement: a rule's enable state, a configuration's mappings.
  package var further: [CatalogSQL] = []

  package init(kind: ObjectKind, name: Identifier, reference: CatalogSQL, definition: CatalogSQL) {
    self.kind = kind
    self.name = name
    self.reference = reference
    self.definition = definition
  }

  /// Which object it is.
  package func id(in schema: Identifier) -> ObjectID {
    if let relation { return ObjectID(kind, schema, relation, member: name) }
    return ObjectID(kind, schema, name, arguments: arguments)
  }

  /// The kinds that are modelled so, in the order of the screens.
  package static let kinds: [ObjectKind] = [
    .rangeType, .baseType, .collation, .rule, .statistics, .operator, .operatorFamily, .operatorClass, .cast,
    .conversion, .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration,
  ]
}
