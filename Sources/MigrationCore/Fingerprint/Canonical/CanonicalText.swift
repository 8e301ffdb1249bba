/// The canonical text of a schema as it grows: one property a line, strings as JSON, defaults left out.
struct CanonicalText {
  private(set) var json = JSONText(.document)
  private let options: CatalogHash.Options
  private var depth = 0

  init(_ options: CatalogHash.Options) { self.options = options }

  mutating func write(_ object: some CanonicalObject) { object.write(to: &self) }

  /// A line with the kind and the names, and beneath it whatever `properties` writes.
  mutating func object(_ kind: StaticString, _ names: Identifier..., properties: (inout Self) -> Void) {
    begin(kind)
    for name in names {
      json.append(raw: " ")
      json.append(utf8: name.bytes)
    }
    end()
    depth += 1
    properties(&self)
    depth -= 1
  }

  mutating func owner(_ owner: Identifier) {
    if options.contains(.owners) { property("owner", owner) }
  }

  mutating func property(_ key: StaticString, _ text: (some CatalogText)?) {
    if let text { line(key) { $0.append(text.text) } }
  }

  mutating func property(_ key: StaticString, _ word: String?) {
    if let word { line(key) { $0.append(word) } }
  }

  mutating func property(_ key: StaticString, _ name: Identifier?) {
    if let name { line(key) { $0.append(utf8: name.bytes) } }
  }

  mutating func property(_ key: StaticString, _ name: QualifiedName?) {
    guard let name else { return }
    line(key) { json in
      json.append(utf8: name.schema.bytes)
      json.append(raw: " ")
      json.append(utf8: name.name.bytes)
    }
  }

  mutating func property(_ key: StaticString, _ number: (some BinaryInteger)?) {
    if let number { line(key) { $0.append(number) } }
  }

  mutating func property(_ key: StaticString, _ names: [Identifier]) {
    guard !names.isEmpty else { return }
    line(key) { json in
      for (index, name) in names.enumerated() {
        if index > 0 { json.append(raw: " ") }
        json.append(utf8: name.bytes)
      }
    }
  }

  mutating func property(_ key: StaticString, _ options: [StorageOption]) {
    for option in options.sorted(by: { $0.name < $1.name }) {
      line(key) { json in
        json.append(utf8: option.name.bytes)
        json.append(raw: " ")
        json.append(option.value.text)
      }
    }
  }

  /// A line only when the flag is set.
  mutating func flag(_ key: StaticString, _ isSet: Bool) {
    guard isSet else { return }
    begin(key)
    end()
  }

  private mutating func line(_ key: StaticString, _ value: (inout JSONText) -> Void) {
    begin(key)
    json.append(raw: " ")
    value(&json)
    end()
  }

  private mutating func begin(_ key: StaticString) {
    for _ in 0..<depth { json.append(raw: "  ") }
    json.append(raw: key)
  }

  private mutating func end() { json.append(raw: "\n") }
}

/// An object of the model that has a canonical text.
///
/// What PostgreSQL's own definition text says is not said again; what it leaves out is.
protocol CanonicalObject {
  func write(to text: inout CanonicalText)
}
