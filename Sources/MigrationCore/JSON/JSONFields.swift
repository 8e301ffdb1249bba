/// The members of one object, taken out one by one; what nobody took is refused at the end.
///
/// A decoder reads like the format it reads, and no key is passed over in silence.
package struct JSONFields {
  /// Where the object is, `$.groups[2]`.
  package let path: String
  /// What was not taken yet, in order.
  package private(set) var rest: [JSONMember]

  /// The members of `value`.
  ///
  /// - Throws: ``JSONError`` when it is no object.
  package init(_ value: JSONValue, at path: String = "$") throws(JSONError) {
    guard case .object(let members) = value else {
      throw .wrongType(at: path, expected: "an object", found: value)
    }
    self.path = path
    self.rest = members
  }

  /// Where the member `key` is or would be.
  ///
  /// A key that is no plain word is shown quoted, with everything but printable ASCII escaped.
  package func path(of key: String) -> String {
    let isWord = { (byte: UInt8) in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
    if !key.isEmpty, key.utf8.count <= 64, key.utf8.allSatisfy(isWord) { return "\(path).\(key)" }
    let shown = key.unicodeScalars.prefix(64).map { $0.escaped(asASCII: true) }.joined()
    return "\(path)[\"\(shown)\"]"
  }

  /// Takes a member out; nil when there is none.
  package mutating func take(_ key: String) -> JSONValue? {
    guard let index = rest.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) else { return nil }
    return rest.remove(at: index).value
  }

  /// Takes a member out that has to be there.
  package mutating func require(_ key: String) throws(JSONError) -> JSONValue {
    guard let value = take(key) else { throw .missing(at: path(of: key)) }
    return value
  }

  package mutating func string(_ key: String) throws(JSONError) -> String {
    try string(require(key), key)
  }

  package mutating func optionalString(_ key: String) throws(JSONError) -> String? {
    guard let value = take(key) else { return nil }
    return try string(value, key)
  }

  /// A string that has to be there, or null.
  package mutating func nullableString(_ key: String) throws(JSONError) -> String? {
    let value = try require(key)
    return value == .null ? nil : try string(value, key)
  }

  private func string(_ value: JSONValue, _ key: String) throws(JSONError) -> String {
    guard case .string(let text) = value else {
      throw .wrongType(at: path(of: key), expected: "a string", found: value)
    }
    return text
  }

  package mutating func integer(_ key: String) throws(JSONError) -> Int {
    let value = try require(key)
    guard case .number(let literal) = value, let number = Int(literal) else {
      throw .wrongType(at: path(of: key), expected: "an integer", found: value)
    }
    return number
  }

  package mutating func bool(_ key: String) throws(JSONError) -> Bool {
    let value = try require(key)
    guard case .bool(let flag) = value else { throw .wrongType(at: path(of: key), expected: "a boolean", found: value) }
    return flag
  }

  /// The elements of a member, each read by `read`, which is given its path.
  package mutating func array<Element>(
    _ key: String, _ read: (JSONValue, String) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    let value = try require(key)
    guard case .array(let values) = value else {
      throw .wrongType(at: path(of: key), expected: "an array", found: value)
    }
    var elements: [Element] = []
    for (index, value) in values.enumerated() { elements.append(try read(value, "\(path(of: key))[\(index)]")) }
    return elements
  }

  /// Refuses what was not taken.
  package func finish() throws(JSONError) {
    if let member = rest.first { throw .unknownKey(at: path(of: member.key)) }
  }
}
