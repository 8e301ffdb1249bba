/// A column of a table, view or materialized view.
package struct Column: Hashable, Sendable {
  /// A value that PostgreSQL computes, `GENERATED ALWAYS AS (…)`.
  package struct Generated: Hashable, Sendable {
    /// `pg_attribute.attgenerated`; virtual since PostgreSQL 18.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case stored = "s"
      case virtual = "v"
    }

    package var kind: Kind
    /// Without the outer parentheses of the syntax.
    package var expression: CatalogSQL

    package init(kind: Kind, expression: CatalogSQL) {
      self.kind = kind
      self.expression = expression
    }
  }

  /// `GENERATED … AS IDENTITY` with the sequence behind it.
  package struct Identity: Hashable, Sendable {
    /// `pg_attribute.attidentity`.
    package enum Generation: String, Hashable, Sendable, CaseIterable {
      case always = "a"
      case byDefault = "d"
    }

    package var generation: Generation
    package var sequence: QualifiedName
    package var options: SequenceOptions
    /// Of the sequence.
    package var comment: StoredText?
    /// Of the sequence, where it is not the table's.
    package var persistence: Table.Persistence?

    package init(generation: Generation, sequence: QualifiedName, options: SequenceOptions) {
      self.generation = generation
      self.sequence = sequence
      self.options = options
    }
  }

  /// The constraint behind NOT NULL, which has a name and flags since PostgreSQL 18.
  package struct NotNull: Hashable, Sendable {
    /// Nil before PostgreSQL 18, where it has no name.
    package var name: Identifier?
    package var isValidated = true
    package var noInherit = false
    /// Declared here, not only inherited.
    package var isLocal = true
    package var comment: StoredText?

    package init(name: Identifier? = nil) { self.name = name }
  }

  /// `pg_attribute.attstorage`.
  package enum Storage: String, Hashable, Sendable, CaseIterable {
    case plain = "p"
    case external = "e"
    case main = "m"
    case extended = "x"
  }

  /// `pg_attribute.attcompression`.
  package enum Compression: String, Hashable, Sendable, CaseIterable {
    case pglz = "p"
    case lz4 = "l"
  }

  package var name: Identifier
  /// `attnum`: counted from one, with gaps where columns were dropped.
  package var position: Int
  /// `format_type` with its modifier: `timestamp(3) with time zone`, `character varying(50)`.
  package var type: CatalogSQL
  /// Only when it is not the type's own.
  package var collation: QualifiedName?
  /// Nil when the column takes NULL.
  package var notNull: NotNull?
  package var defaultExpression: CatalogSQL?
  package var generated: Generated?
  package var identity: Identity?
  /// Only when it is not the type's own.
  package var storage: Storage?
  /// Only when one is set.
  package var compression: Compression?
  /// Only when one is set.
  package var statisticsTarget: Int?
  /// `attoptions` as stored.
  package var options: [StorageOption] = []
  /// `attfdwoptions` of a foreign table's column, as stored.
  package var foreignOptions: [StorageOption] = []
  /// Declared in this table, not only inherited.
  package var isLocal = true
  /// From how many parents it is inherited.
  package var inheritanceCount = 0
  package var comment: StoredText?

  package init(name: Identifier, position: Int, type: CatalogSQL) {
    self.name = name
    self.position = position
    self.type = type
  }
}
