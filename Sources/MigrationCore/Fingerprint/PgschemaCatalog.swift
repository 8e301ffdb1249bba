/// The queries that pgschema's fingerprint is made of, and how their answers become one.
///
/// All statements must run in one snapshot, each under its own `search_path` and with the session's other settings
/// as they came: pgschema does not change them.
package enum PgschemaCatalog {
  /// One statement with its surroundings; it takes the schema's name as `$1`.
  package struct Statement: Hashable, Sendable {
    package let searchPath: SearchPath
    package let sql: String
  }

  /// Sorted by `search_path`, the session's own first, so that it changes as seldom as possible.
  private static var queries: [any PgschemaQuery.Type] {
    [
      PgschemaTableQuery.self, PgschemaRoutineQuery.self, PgschemaRoutineDependencyQuery.self,
      PgschemaAggregateQuery.self, PgschemaTypeQuery.self, PgschemaPrivilegeQuery.self,
      PgschemaRevokedDefaultQuery.self, PgschemaColumnPrivilegeQuery.self, PgschemaDefaultPrivilegeQuery.self,
      PgschemaColumnQuery.self, PgschemaSequenceQuery.self,
      PgschemaIndexQuery.self,
      PgschemaConstraintQuery.self, PgschemaTriggerQuery.self, PgschemaPolicyQuery.self,
      PgschemaViewQuery.self,
    ]
  }

  package static func statements(for server: ServerVersion) -> [Statement] {
    queries.map { Statement(searchPath: $0.searchPath, sql: $0.sql(on: server)) }
  }

  /// Makes the fingerprint of the answers.
  ///
  /// - Parameters:
  ///   - schema: the name of the schema that was asked for.
  ///   - answers: one for each statement, in the same order.
  ///   - ignored: what a `.pgschemaignore` leaves out.
  /// - Returns: the fingerprint, of an empty schema when there is none.
  /// - Throws: ``CatalogError`` for a value that PostgreSQL does not document.
  package static func fingerprint(
    of schema: Identifier, from answers: [CatalogRows], ignoring ignored: IgnoreRules = IgnoreRules()
  ) throws(CatalogError) -> PgschemaFingerprint {
    PgschemaFingerprint(
      try PgschemaSchema(name: schema, CatalogAnswers(answers, of: queries), ignoring: ignored))
  }
}
