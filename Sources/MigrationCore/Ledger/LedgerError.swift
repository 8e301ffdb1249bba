/// Why the ledger could not be read or written.
package struct LedgerError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// A row is not what this program writes.
    case unreadable
    /// The ledger is of a later version of this program.
    case newer
    /// It is there, but this role or user may not use it.
    case notAllowed = "not-allowed"
    /// It could not be reached or made.
    case notAvailable = "not-available"
    /// Nothing with this number or name is in it.
    case notFound = "not-found"
  }

  package let code: Code
  package let message: String
  package let hint: String

  package init(code: Code, message: String, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  static func unreadable(_ id: Int, _ error: JSONError) -> Self {
    Self(
      code: .unreadable, message: "row \(id) of the ledger cannot be read: \(error.message)",
      hint: "see whether it was changed: countersign history verify")
  }

  static func withoutBeginning(_ id: Int, change: Int) -> Self {
    Self(
      code: .unreadable, message: "row \(id) of the ledger is about change \(change), which is not in it",
      hint: "see whether a row was removed: countersign history verify")
  }
}
