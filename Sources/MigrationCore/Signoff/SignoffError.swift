/// Why a review document, or a signed statement in it, cannot be read.
package struct SignoffError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case malformed
    case wrongShape = "wrong-shape"
    case tooLarge = "too-large"
  }

  package let code: Code
  package let message: String
  package let hint: String

  static func unreadableDocument(_ error: JSONError) -> Self {
    Self(
      code: code(error), message: "the review file is not valid: \(error.message)",
      hint: "restore it from version control, or move it away to start a new review; sign-offs in it are lost then")
  }

  static func unreadableStatement(_ error: JSONError) -> Self {
    Self(
      code: code(error), message: "the signed statement is not valid: \(error.message)", hint: "have it signed again")
  }

  /// The text says what it should, but spelled otherwise than it is signed.
  static let notCanonical = Self(
    code: .wrongShape, message: "the signed statement is not canonical JSON", hint: "have it signed again")

  private static func code(_ error: JSONError) -> Code {
    switch error.code {
    case .malformed: .malformed
    case .wrongShape: .wrongShape
    case .tooLarge: .tooLarge
    }
  }
}
