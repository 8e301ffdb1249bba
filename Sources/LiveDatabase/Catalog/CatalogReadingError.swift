package import MigrationCore
import Postgres

/// Why a schema could not be read from a database.
package struct CatalogReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    /// What the catalogs say, or do not.
    case catalog(CatalogError.Code)
    case notPermitted
    case inTransaction
    /// The server refused, or the connection is lost.
    case server
  }

  package let code: Code
  package let message: String
  package let hint: String

  package var description: String { message }

  init(_ error: CatalogError) {
    code = .catalog(error.code)
    message = error.message
    hint = error.hint
  }

  init(_ error: PostgresError, reading schema: Identifier) {
    let isDenied = error.sqlState == .insufficientPrivilege
    code = isDenied ? .notPermitted : .server
    message = "cannot read schema \"\(schema.text)\": \(error.message)"
    hint =
      isDenied
      ? "the role needs SELECT on the catalogs in pg_catalog and EXECUTE on their functions, which PUBLIC normally has"
      : error.hint ?? "see the server's log"
  }

  /// The connection has a transaction open, whose snapshot may be old.
  static var inTransaction: Self {
    Self(
      code: .inTransaction, message: "cannot read a schema inside a transaction block",
      hint: "end the transaction first, or use a connection of its own")
  }

  private init(code: Code, message: String, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
