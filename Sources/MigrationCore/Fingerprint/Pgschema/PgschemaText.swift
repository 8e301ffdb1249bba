/// The text that pgschema hashes, as it grows: compact JSON as Go's `encoding/json` writes a struct.
///
/// "Omitted" is Go's `omitempty`: a member is left out when it is empty, zero or false; a value that may be absent
/// (Go's pointer) is left out only when it is absent.
struct PgschemaText {
  private(set) var json = JSONText(.fingerprint)
  private var needsComma = false

  mutating func object(_ members: (inout Self) -> Void) {
    json.append(raw: "{")
    needsComma = false
    members(&self)
    json.append(raw: "}")
    needsComma = true
  }

  mutating func value(_ part: some PgschemaPart) {
    separate()
    object(part.write)
  }

  mutating func value(_ text: String) {
    separate()
    json.append(text)
  }

  mutating func member(_ key: String, _ text: String) {
    self.key(key)
    json.append(text)
  }

  mutating func member(_ key: String, _ number: some BinaryInteger) {
    self.key(key)
    json.append(number)
  }

  mutating func member(_ key: String, _ flag: Bool) {
    self.key(key)
    json.append(flag)
  }

  mutating func member(_ key: String, _ texts: [String]) { list(key, texts) { $0.value($1) } }

  mutating func member(_ key: String, _ parts: [some PgschemaPart]) { list(key, parts) { $0.value($1) } }

  mutating func member(_ key: String, _ part: some PgschemaPart) {
    self.key(key)
    object(part.write)
  }

  /// An object whose keys are sorted by their bytes; of several parts with one key the last counts.
  mutating func member<Part: PgschemaPart>(_ key: String, byKey parts: [(key: String, part: Part)]) {
    self.key(key)
    var sorted: [Identifier: Part] = [:]
    for (key, part) in parts { sorted[Identifier(key)] = part }
    object { text in
      for (key, part) in sorted.sorted(by: { $0.key < $1.key }) { text.member(key.text, part) }
    }
  }

  mutating func null(_ key: String) {
    self.key(key)
    json.append(raw: "null")
  }

  /// Left out when absent or empty.
  mutating func omittable(_ key: String, _ text: String?) {
    if let text, !text.isEmpty { member(key, text) }
  }

  mutating func omittable(_ key: String, _ number: Int) {
    if number != 0 { member(key, number) }
  }

  mutating func omittable(_ key: String, _ flag: Bool) {
    if flag { member(key, flag) }
  }

  mutating func omittable(_ key: String, _ texts: [String]) {
    if !texts.isEmpty { member(key, texts) }
  }

  mutating func omittable(_ key: String, _ parts: [some PgschemaPart]) {
    if !parts.isEmpty { member(key, parts) }
  }

  /// Left out only when absent.
  mutating func present(_ key: String, _ text: String?) {
    if let text { member(key, text) }
  }

  mutating func present(_ key: String, _ number: (some BinaryInteger)?) {
    if let number { member(key, number) }
  }

  private mutating func list<Element>(_ key: String, _ elements: [Element], _ write: (inout Self, Element) -> Void) {
    self.key(key)
    json.append(raw: "[")
    needsComma = false
    for element in elements { write(&self, element) }
    json.append(raw: "]")
    needsComma = true
  }

  private mutating func key(_ key: String) {
    separate()
    json.append(key)
    json.append(raw: ":")
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { json.append(raw: ",") }
    needsComma = true
  }
}

/// A struct of pgschema's model: its members in pgschema's order.
protocol PgschemaPart {
  func write(to text: inout PgschemaText)
}
