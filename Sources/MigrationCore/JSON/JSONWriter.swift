/// Writes JSON the two ways that are asked for, each byte for byte the same every time.
package enum JSONWriter {
  /// As pgschema writes its files: two spaces a level, `": "`, no HTML escapes, one newline at the end.
  package static func indented(_ value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    append(value, level: 0, to: &output)
    output.append(UInt8(ascii: "\n"))
    return output
  }

  private static func append(_ value: JSONValue, level: Int, to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let literal): output.append(contentsOf: literal.utf8)
    case .string(let text): output.append(contentsOf: quoted(text))
    case .array(let elements):
      appendList(elements, "[", "]", level: level, to: &output) { append($0, level: level + 1, to: &$1) }
    case .object(let members):
      appendList(members, "{", "}", level: level, to: &output) { member, output in
        output.append(contentsOf: quoted(member.key))
        output.append(contentsOf: ": ".utf8)
        append(member.value, level: level + 1, to: &output)
      }
    }
  }

  private static func appendList<Item>(
    _ items: [Item], _ open: String, _ close: String, level: Int, to output: inout [UInt8],
    _ appendItem: (Item, inout [UInt8]) -> Void
  ) {
    output.append(contentsOf: open.utf8)
    for (index, item) in items.enumerated() {
      output.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * (level + 1)))
      appendItem(item, &output)
    }
    if !items.isEmpty {
      output.append(UInt8(ascii: "\n"))
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }
    output.append(contentsOf: close.utf8)
  }

  /// RFC 8785, the form that is hashed and signed: no blanks, keys in UTF-16 order, the shortest escapes.
  ///
  /// Numbers stand as they are spelled, which is canonical for integers up to 2^53; ours are nothing else.
  package static func canonical(_ value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    appendCanonical(value, to: &output)
    return output
  }

  private static func appendCanonical(_ value: JSONValue, to output: inout [UInt8]) {
    switch value {
    case .null, .bool, .number: append(value, level: 0, to: &output)
    case .string(let text): output.append(contentsOf: canonical(text))
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        appendCanonical(element, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        output.append(contentsOf: canonical(member.key))
        output.append(UInt8(ascii: ":"))
        appendCanonical(member.value, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var quoted = JSONText(.document)
    quoted.append(text)
    return quoted.bytes
  }

  /// Go's spelling but for U+2028 and U+2029, which RFC 8785 leaves as they are.
  private static func canonical(_ text: String) -> [UInt8] {
    let pieces = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\u{2028}" || $0 == "\u{2029}" }
    var output: [UInt8] = [UInt8(ascii: "\"")]
    for piece in pieces {
      output.append(contentsOf: quoted(String(piece)).dropFirst().dropLast())
      if piece.endIndex < text.endIndex { output.append(contentsOf: text.unicodeScalars[piece.endIndex].utf8) }
    }
    output.append(UInt8(ascii: "\""))
    return output
  }
}
