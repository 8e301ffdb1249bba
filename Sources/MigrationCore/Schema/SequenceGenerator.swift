/// A sequence that is an object of its own; PostgreSQL's manual calls it a sequence generator.
package struct SequenceGenerator: Hashable, Sendable {
  /// The column that it goes with, `OWNED BY`.
  package struct Owner: Hashable, Sendable {
    package var table: QualifiedName
    package var column: Identifier

    package init(table: QualifiedName, column: Identifier) {
      self.table = table
      self.column = column
    }
  }

  package var name: Identifier
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  package var persistence: Table.Persistence = .permanent
  package var options: SequenceOptions
  package var ownedBy: Owner?

  package init(name: Identifier, options: SequenceOptions) {
    self.name = name
    self.options = options
  }
}

/// `pg_sequence`: all options, as stored, of a sequence or of an identity column.
package struct SequenceOptions: Hashable, Sendable {
  /// `smallint`, `integer` or `bigint`.
  package var type: CatalogSQL = "bigint"
  package var start: Int64 = 1
  package var increment: Int64 = 1
  package var minimum: Int64 = 1
  package var maximum: Int64 = .max
  package var cache: Int64 = 1
  package var cycles = false

  package init() {}
}
