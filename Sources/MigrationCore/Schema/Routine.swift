/// A function, a window function or a procedure.
package struct Routine: Hashable, Sendable {
  /// `prokind`; aggregates are a type of their own.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case function = "f"
    case window = "w"
    case procedure = "p"
  }

  /// `provolatile`.
  package enum Volatility: String, Hashable, Sendable, CaseIterable {
    case immutable = "i"
    case stable = "s"
    case volatile = "v"
  }

  /// `proparallel`.
  package enum Parallel: String, Hashable, Sendable, CaseIterable {
    case safe = "s"
    case restricted = "r"
    case unsafe = "u"
  }

  package var objectKind: ObjectKind { kind == .procedure ? .procedure : .function }

  package var name: Identifier
  package var kind: Kind
  /// `pg_get_function_identity_arguments`: with the name, this says which overload.
  package var identityArguments: CatalogSQL
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  /// `pg_get_functiondef`: the whole CREATE OR REPLACE statement.
  package var definition: CatalogSQL
  /// `pg_get_function_arguments`: with defaults.
  package var arguments: CatalogSQL
  /// `pg_get_function_result`; nil for a procedure.
  package var result: CatalogSQL?
  package var language: Identifier
  package var volatility: Volatility = .volatile
  package var parallel: Parallel = .unsafe
  package var isStrict = false
  package var isSecurityDefiner = false
  package var isLeakproof = false
  /// `prosrc`, or nil for a body in SQL-standard form, which is in `definition`.
  package var source: StoredText?
  /// `proconfig` as stored.
  package var settings: [StorageOption] = []
  /// `procost` and `prorows` where they are not what PostgreSQL takes by itself.
  package var cost: CatalogSQL?
  package var rows: CatalogSQL?
  /// `prosupport`, a function's name.
  package var support: CatalogSQL?
  /// The types of `TRANSFORM FOR TYPE`.
  package var transforms: [CatalogSQL] = []
  /// False when the body is a symbol of a library.
  package var isInDatabase = true
  /// `pg_get_function_sqlbody`: `RETURN …` or `BEGIN ATOMIC …`; nil for a body that is text.
  package var standardBody: CatalogSQL?

  package init(
    name: Identifier, kind: Kind, identityArguments: CatalogSQL, definition: CatalogSQL, arguments: CatalogSQL,
    language: Identifier
  ) {
    self.name = name
    self.kind = kind
    self.identityArguments = identityArguments
    self.definition = definition
    self.arguments = arguments
    self.language = language
  }
}

extension Routine {
  /// Which object it is.
  package func id(in schema: Identifier) -> ObjectID {
    ObjectID(objectKind, schema, name, arguments: identityArguments.text)
  }
}
