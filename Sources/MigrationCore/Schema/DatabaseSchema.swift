/// One schema with everything in it that we manage: the picture that dump, plan, review and the hashes start from.
///
/// Every array is sorted by name (routines and aggregates also by identity arguments) in byte order; columns, enum
/// labels and composite attributes keep their own order. Objects of extensions are in it, marked by `extensionName`,
/// and no plan touches them.
package struct DatabaseSchema: Hashable, Sendable {
  package var name: Identifier
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  package var tables: [Table] = []
  /// Plain and materialized views.
  package var views: [View] = []
  /// Without those of identity columns, which are part of their column.
  package var sequences: [SequenceGenerator] = []
  /// Functions, window functions and procedures.
  package var routines: [Routine] = []
  package var aggregates: [Aggregate] = []
  package var enumTypes: [EnumType] = []
  package var compositeTypes: [CompositeType] = []
  package var domains: [Domain] = []
  /// Rules, extended statistics, operators, collations and others that are known by their statement; by kind, then by id.
  package var definedObjects: [DefinedObject] = []
  /// Objects whose access privileges are not the built-in ones, the schema itself included; by object.
  package var privileges: [Privilege] = []
  /// By relation, then by column.
  package var columnPrivileges: [ColumnPrivilege] = []
  /// By role, then by class of object.
  package var defaultPrivileges: [DefaultPrivilege] = []
  /// Objects of kinds that the model does not cover, by kind, then by name: never silently absent.
  package var notManaged: [UnmanagedObject] = []
  /// Who needs whom, by `pg_depend`; by dependent, then by referenced object.
  package var dependencies: [Dependency] = []

  package init(name: Identifier) { self.name = name }
}

/// An object that exists but is outside the model: seen, named and counted, never planned for.
package struct UnmanagedObject: Hashable, Comparable, Sendable {
  /// PostgreSQL's word for the kind: `rule`, `extended statistics`, `foreign table`.
  package var kind: String
  /// As `pg_identify_object` spells it.
  package var name: String

  package init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.kind == right.kind
      ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
      : left.kind.utf8.lexicographicallyPrecedes(right.kind.utf8)
  }
}
