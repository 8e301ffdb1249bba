/// A five-character SQLSTATE code: what happened, in a form that no translation changes.
///
/// Source: PostgreSQL manual, appendix "PostgreSQL Error Codes". Only the codes that somebody decides by have a name.
package struct SQLState: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package var description: String { rawValue }

  /// The first two characters, the class: `08` connection, `23` integrity, `42` syntax or access.
  package var errorClass: String { String(rawValue.prefix(2)) }

  package static let activeSQLTransaction = Self(rawValue: "25001")
  package static let adminShutdown = Self(rawValue: "57P01")
  package static let cannotConnectNow = Self(rawValue: "57P03")
  package static let checkViolation = Self(rawValue: "23514")
  package static let crashShutdown = Self(rawValue: "57P02")
  package static let deadlockDetected = Self(rawValue: "40P01")
  package static let dependentObjectsStillExist = Self(rawValue: "2BP01")
  package static let duplicateColumn = Self(rawValue: "42701")
  package static let duplicateDatabase = Self(rawValue: "42P04")
  package static let duplicateFunction = Self(rawValue: "42723")
  package static let duplicateObject = Self(rawValue: "42710")
  package static let duplicateSchema = Self(rawValue: "42P06")
  package static let duplicateTable = Self(rawValue: "42P07")
  package static let featureNotSupported = Self(rawValue: "0A000")
  package static let foreignKeyViolation = Self(rawValue: "23503")
  package static let inFailedSQLTransaction = Self(rawValue: "25P02")
  package static let insufficientPrivilege = Self(rawValue: "42501")
  package static let invalidAuthorizationSpecification = Self(rawValue: "28000")
  package static let invalidCatalogName = Self(rawValue: "3D000")
  package static let invalidParameterValue = Self(rawValue: "22023")
  package static let invalidPassword = Self(rawValue: "28P01")
  package static let invalidSchemaName = Self(rawValue: "3F000")
  package static let lockNotAvailable = Self(rawValue: "55P03")
  package static let notNullViolation = Self(rawValue: "23502")
  package static let objectInUse = Self(rawValue: "55006")
  package static let queryCanceled = Self(rawValue: "57014")
  package static let raiseException = Self(rawValue: "P0001")
  package static let readOnlySQLTransaction = Self(rawValue: "25006")
  package static let serializationFailure = Self(rawValue: "40001")
  package static let syntaxError = Self(rawValue: "42601")
  package static let tooManyConnections = Self(rawValue: "53300")
  package static let undefinedColumn = Self(rawValue: "42703")
  package static let undefinedFunction = Self(rawValue: "42883")
  package static let undefinedObject = Self(rawValue: "42704")
  package static let undefinedTable = Self(rawValue: "42P01")
  package static let uniqueViolation = Self(rawValue: "23505")
}
