/// Why a picture of a schema could not be made.
package struct CatalogError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case noSuchSchema = "no-such-schema"
    case systemSchema = "system-schema"
    case serverTooOld = "server-too-old"
    case unexpectedValue = "unexpected-value"
  }

  package let code: Code
  package let message: String
  package let hint: String

  package static func noSuchSchema(_ schema: Identifier, database: String) -> Self {
    Self(
      code: .noSuchSchema, message: "schema \"\(schema.text)\" does not exist in database \"\(database)\"",
      hint: "name an existing schema with --schema, or another database")
  }

  package static func systemSchema(_ schema: Identifier) -> Self {
    Self(
      code: .systemSchema, message: "schema \"\(schema.text)\" belongs to PostgreSQL itself",
      hint: "name a schema of your own with --schema")
  }

  /// What this program keeps for itself is no schema to plan, dump or compare.
  package static func ledgerSchema(_ schema: Identifier) -> Self {
    Self(
      code: .systemSchema,
      message: "schema \"\(schema.text)\" holds the ledger, which is part of no dump, plan or fingerprint",
      hint: "name a schema of your own with --schema; what the ledger holds is told by: countersign history")
  }

  package static func serverTooOld(_ version: ServerVersion) -> Self {
    Self(
      code: .serverTooOld, message: "the server is PostgreSQL \(version), older than \(ServerVersion.oldest.major)",
      hint: "use a server of version \(ServerVersion.oldest.major) or later")
  }

  /// A catalog answered with something that PostgreSQL does not document.
  static func unexpectedValue(_ value: String, in column: Int, of query: String) -> Self {
    Self(
      code: .unexpectedValue, message: "column \(column + 1) of the \(query) in the catalog is \(value)",
      hint: "this server may be newer than this program knows; please report it")
  }
}
