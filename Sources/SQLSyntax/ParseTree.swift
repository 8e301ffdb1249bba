internal import MigrationCore

/// libpg_query's parse tree, read from its JSON into one flat array.
///
/// An expression of 20,000 operands nests 60,000 levels deep, so nothing here recurses, not even a deinitializer: the
/// values stand in the order of the text, and each knows where its contents end.
struct ParseTree: Sendable {
  fileprivate enum Kind { case object, array, string, scalar }

  fileprivate struct Value {
    var kind: Kind
    /// Byte range of the member's name without quotes; empty in arrays.
    var key: Range<Int32>
    /// Byte range of a string without quotes or of a scalar.
    var text: Range<Int32>
    /// Index after the last value inside this one.
    var end: Int32
  }

  fileprivate let bytes: [UInt8]
  fileprivate let values: [Value]

  /// Nil when the text is not one JSON object or array.
  init?(json bytes: [UInt8]) {
    guard bytes.count < Int(Int32.max), let values = Self.read(bytes) else { return nil }
    self.bytes = bytes
    self.values = values
  }

  var root: ParseNode { ParseNode(tree: self, index: 0) }

  private static func read(_ bytes: [UInt8]) -> [Value]? {
    var values: [Value] = []
    var open: [Int] = []
    var key: Range<Int32> = 0..<0
    var position = 0
    while position < bytes.count {
      let start = position
      switch bytes[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open.append(values.count)
        let kind: Kind = bytes[position] == UInt8(ascii: "{") ? .object : .array
        values.append(Value(kind: kind, key: key, text: 0..<0, end: 0))
        key = 0..<0
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard let container = open.popLast() else { return nil }
        values[container].end = Int32(values.count)
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\n"):
        position += 1
      case UInt8(ascii: "\""):
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else { return nil }
        let text = Int32(start + 1)..<Int32(position)
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
          key = text
        } else {
          values.append(Value(kind: .string, key: key, text: text, end: Int32(values.count + 1)))
          key = 0..<0
        }
      default:
        while position < bytes.count, !Self.endsScalar(bytes[position]) { position += 1 }
        guard position > start else { return nil }
        let text = Int32(start)..<Int32(position)
        values.append(Value(kind: .scalar, key: key, text: text, end: Int32(values.count + 1)))
        key = 0..<0
      }
    }
    guard open.isEmpty, let first = values.first, first.kind == .object || first.kind == .array else { return nil }
    return values
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}

/// One value of a parse tree; what is missing reads as nil, false, or empty.
struct ParseNode {
  fileprivate let tree: ParseTree
  fileprivate let index: Int

  private var value: ParseTree.Value { tree.values[index] }

  /// The member of an object.
  subscript(name: String) -> ParseNode? {
    guard value.kind == .object else { return nil }
    return children.first { $0.isNamed(name) }
  }

  /// The elements of an array, or the members of an object.
  var children: [ParseNode] {
    guard value.kind == .object || value.kind == .array else { return [] }
    var nodes: [ParseNode] = []
    var next = index + 1
    while next < Int(value.end) {
      nodes.append(ParseNode(tree: tree, index: next))
      next = Int(tree.values[next].end)
    }
    return nodes
  }

  /// Every object called `name` inside this one, at any depth, in order.
  func descendants(named name: String) -> [ParseNode] {
    (index + 1..<max(index + 1, Int(value.end))).lazy.map { ParseNode(tree: tree, index: $0) }.filter {
      $0.isNamed(name)
    }
  }

  /// Hands the values called by one of `names`, from this one inwards, to `visit`, which says whether to look inside.
  ///
  /// With the name's index in `names`: a large tree has millions of names, too many to make strings of.
  func walk(_ names: [StaticString], _ visit: (_ name: Int, ParseNode) -> Bool) {
    var byLength: [[Int]] = []
    for (index, name) in names.enumerated() {
      while byLength.count <= name.utf8CodeUnitCount { byLength.append([]) }
      byLength[name.utf8CodeUnitCount].append(index)
    }
    var next = index
    while next < Int(value.end) {
      let key = tree.values[next].key
      let length = Int(key.upperBound - key.lowerBound)
      var isEntered = true
      if length > 0, length < byLength.count {
        let start = Int(key.lowerBound)
        for candidate in byLength[length] where matches(names[candidate], at: start) {
          isEntered = visit(candidate, ParseNode(tree: tree, index: next))
          break
        }
      }
      next = isEntered ? next + 1 : Int(tree.values[next].end)
    }
  }

  private func matches(_ name: StaticString, at start: Int) -> Bool {
    for offset in 0..<name.utf8CodeUnitCount where tree.bytes[start + offset] != name.utf8Start[offset] { return false }
    return true
  }

  /// The name and content of a node that is wrapped in its type's name, `{"RangeVar": {…}}`.
  var typed: (type: String, content: ParseNode)? {
    guard value.kind == .object, let content = children.first else { return nil }
    return (String(decoding: tree.bytes[content.keyBytes], as: UTF8.self), content)
  }

  var string: String? { text.map { String(decoding: $0, as: UTF8.self) } }
  var identifier: Identifier? { text.map { Identifier(bytes: $0) } }
  var int: Int? { value.kind == .scalar ? string.flatMap { Int($0) } : nil }
  var isTrue: Bool { value.kind == .scalar && string == "true" }

  private var keyBytes: Range<Int> { Int(value.key.lowerBound)..<Int(value.key.upperBound) }

  private func isNamed(_ name: String) -> Bool { tree.bytes[keyBytes].elementsEqual(name.utf8) }

  /// A string with its escapes resolved, or a scalar as written.
  private var text: [UInt8]? {
    guard value.kind == .string || value.kind == .scalar else { return nil }
    let raw = tree.bytes[Int(value.text.lowerBound)..<Int(value.text.upperBound)]
    guard raw.contains(UInt8(ascii: "\\")) else { return Array(raw) }
    return Self.unescaped(raw)
  }

  private static func unescaped(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var position = raw.startIndex
    while position < raw.endIndex {
      guard raw[position] == UInt8(ascii: "\\"), position + 1 < raw.endIndex else {
        result.append(raw[position])
        position += 1
        continue
      }
      let escape = raw[position + 1]
      position += 2
      switch escape {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "u"):
        let end = min(position + 4, raw.endIndex)
        let code = UInt32(String(decoding: raw[position..<end], as: UTF8.self), radix: 16) ?? 0xFFFD
        result += Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
        position = end
      default: result.append(escape)
      }
    }
    return result
  }
}
