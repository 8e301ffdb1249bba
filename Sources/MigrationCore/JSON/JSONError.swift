/// Why a text is not the JSON document that it should be.
package struct JSONError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// Not JSON at all, or JSON that two readers could read in two ways.
    case malformed
    /// JSON, but not of the shape that the document has.
    case wrongShape = "wrong-shape"
    case tooLarge = "too-large"
  }

  package let code: Code
  package let message: String
  /// Zero-based, of the first byte that is wrong; nil where the shape is.
  package let offset: Int?
  /// Where the shape is wrong, `$.groups[2].steps[0].sql`; nil where the text is.
  package let path: String?

  /// The text breaks JSON's grammar, or a rule that keeps it unambiguous.
  static func malformed(_ problem: String, at offset: Int, of bytes: [UInt8]) -> Self {
    let before = bytes.prefix(offset)
    let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Self(
      code: .malformed, message: "\(problem) at byte \(offset) (line \(line), column \(offset - lineStart + 1))",
      offset: offset, path: nil)
  }

  static func tooLarge(bytes: Int, limit: Int) -> Self {
    Self(code: .tooLarge, message: "\(bytes) bytes are more than the \(limit) that are read", offset: nil, path: nil)
  }

  /// A value is there, but not what `expected` says.
  package static func wrongType(at path: String, expected: String, found: JSONValue) -> Self {
    wrongShape("\(path) is \(found.kind), not \(expected)", at: path)
  }

  package static func missing(at path: String) -> Self { wrongShape("\(path) is missing", at: path) }

  package static func unknownKey(at path: String) -> Self {
    wrongShape("\(path) is not a key of this format", at: path)
  }

  /// The type is right, but not the value; `problem` reads on from the path: `must be …`.
  package static func wrongValue(at path: String, _ problem: String) -> Self {
    wrongShape("\(path) \(problem)", at: path)
  }

  private static func wrongShape(_ message: String, at path: String) -> Self {
    Self(code: .wrongShape, message: message, offset: nil, path: path)
  }
}
