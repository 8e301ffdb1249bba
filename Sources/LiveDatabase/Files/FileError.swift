internal import Glibc

/// Why a file could not be read or written.
package struct FileError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notFound = "not-found"
    case notReadable = "not-readable"
    case notWritable = "not-writable"
    case tooLarge = "too-large"
    /// It was read, but does not hold what it should.
    case invalid
  }

  package let code: Code
  package let message: String
  package let hint: String

  static func notFound(_ path: String) -> Self {
    Self(code: .notFound, message: "there is no file \(path)", hint: "check the path")
  }

  static func notReadable(_ path: String, _ error: CInt) -> Self {
    Self(code: .notReadable, message: "\(path) cannot be read: \(reason(error))", hint: "check its permissions")
  }

  static func tooLarge(_ path: String, limit: Int) -> Self {
    Self(code: .tooLarge, message: "\(path) is larger than \(limit) bytes", hint: "check the path")
  }

  /// Nothing was changed.
  static func notWritable(_ path: String, _ error: CInt) -> Self {
    Self(
      code: .notWritable, message: "\(path) cannot be written: \(reason(error)); nothing was changed",
      hint: "make the folder writable, or copy the plan to one that is")
  }

  static func invalid(_ path: String, message: String, hint: String) -> Self {
    Self(code: .invalid, message: "\(path): \(message)", hint: hint)
  }

  static func reason(_ error: CInt) -> String { String(cString: strerror(error)) }
}
