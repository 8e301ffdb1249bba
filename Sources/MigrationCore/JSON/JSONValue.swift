/// A JSON value, its members in the order of the document and its numbers as they were spelled.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The literal, so that nothing is rounded and `1.0` stays apart from `1`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The number spelled in plain decimal.
  package static func integer(_ value: Int) -> Self { .number(String(value)) }

  /// What kind of value this is, with its article, for messages.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// One `"key": value` of an object.
package struct JSONMember: Hashable, Sendable {
  package var key: String
  package var value: JSONValue

  package init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}
