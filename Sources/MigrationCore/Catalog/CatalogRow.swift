/// What one catalog query answered: cells in PostgreSQL's text format, nil for NULL.
///
/// Made from whatever holds the result, without a copy, so nothing here knows a connection.
package struct CatalogRows: Sendable {
  package let count: Int
  let cell: @Sendable (_ row: Int, _ column: Int) -> ArraySlice<UInt8>?

  package init(count: Int, cell: @escaping @Sendable (_ row: Int, _ column: Int) -> ArraySlice<UInt8>?) {
    self.count = count
    self.cell = cell
  }
}

/// The name that each column of an answer had last: most names come many times, and need to be stored once.
final class LastNames {
  private var names: [Identifier?] = []

  func name(_ bytes: ArraySlice<UInt8>, in column: Int) -> Identifier {
    while names.count <= column { names.append(nil) }
    if let last = names[column], last.bytes.elementsEqual(bytes) { return last }
    let name = Identifier(bytes: bytes)
    names[column] = name
    return name
  }
}

/// One row, read cell by cell in the order of the query's select list.
package struct CatalogRow {
  private let rows: CatalogRows
  private let row: Int
  /// Which query it answers, for errors.
  private let query: String
  private let names: LastNames
  private var column = 0

  init(_ rows: CatalogRows, row: Int, query: String, names: LastNames) {
    self.rows = rows
    self.names = names
    self.row = row
    self.query = query
  }

  private mutating func next() -> ArraySlice<UInt8>? {
    defer { column += 1 }
    return rows.cell(row, column)
  }

  private mutating func required() throws(CatalogError) -> ArraySlice<UInt8> {
    guard let cell = next() else { throw unexpected("NULL") }
    return cell
  }

  /// Complains about the cell that was read last.
  private func unexpected(_ value: String) -> CatalogError {
    .unexpectedValue(value, in: column - 1, of: query)
  }

  mutating func identifier() throws(CatalogError) -> Identifier { names.name(try required(), in: column - 1) }

  mutating func optionalIdentifier() -> Identifier? { next().map { names.name($0, in: column - 1) } }

  mutating func string() throws(CatalogError) -> String { String(decoding: try required(), as: UTF8.self) }

  mutating func optionalString() -> String? { next().map { String(decoding: $0, as: UTF8.self) } }

  mutating func text<Text: CatalogText>(_: Text.Type = Text.self) throws(CatalogError) -> Text { Text(try string()) }

  mutating func optionalText<Text: CatalogText>(_: Text.Type = Text.self) -> Text? { optionalString().map(Text.init) }

  mutating func flag() throws(CatalogError) -> Bool {
    guard let flag = try optionalFlag() else { throw unexpected("NULL") }
    return flag
  }

  mutating func optionalFlag() throws(CatalogError) -> Bool? {
    guard let cell = next() else { return nil }
    switch cell.first {
    case UInt8(ascii: "t") where cell.count == 1: return true
    case UInt8(ascii: "f") where cell.count == 1: return false
    default: throw unexpected(String(decoding: cell, as: UTF8.self))
    }
  }

  mutating func integer<Integer: FixedWidthInteger>(_: Integer.Type = Int.self) throws(CatalogError) -> Integer {
    guard let value = try optionalInteger(Integer.self) else { throw unexpected("NULL") }
    return value
  }

  mutating func optionalInteger<Integer: FixedWidthInteger>(
    _: Integer.Type = Int.self
  ) throws(CatalogError) -> Integer? {
    guard let text = optionalString() else { return nil }
    guard let value = Integer(text) else { throw unexpected(text) }
    return value
  }

  /// A one-letter code of the catalogs.
  mutating func code<Code: RawRepresentable<String>>(_: Code.Type = Code.self) throws(CatalogError) -> Code {
    let text = try string()
    guard let code = Code(rawValue: text) else { throw unexpected(text) }
    return code
  }

  /// A one-letter code; NULL and the empty letter are nil.
  mutating func optionalCode<Code: RawRepresentable<String>>(
    _: Code.Type = Code.self
  ) throws(CatalogError) -> Code? {
    guard let text = optionalString(), !text.isEmpty else { return nil }
    guard let code = Code(rawValue: text) else { throw unexpected(text) }
    return code
  }

  /// Two cells, schema and name; nil when the name is NULL.
  mutating func optionalQualifiedName() -> QualifiedName? {
    let schema = optionalIdentifier()
    guard let name = optionalIdentifier(), let schema else { return nil }
    return QualifiedName(schema, name)
  }

  mutating func qualifiedName() throws(CatalogError) -> QualifiedName {
    guard let name = optionalQualifiedName() else { throw unexpected("NULL") }
    return name
  }

  /// A one-dimensional array; NULL is empty, a NULL element is nil.
  mutating func array() throws(CatalogError) -> [[UInt8]?] {
    guard let cell = next() else { return [] }
    guard let elements = ArrayText.elements(of: cell) else { throw unexpected(String(decoding: cell, as: UTF8.self)) }
    return elements
  }

  mutating func identifiers() throws(CatalogError) -> [Identifier] {
    try array().compactMap { $0.map { Identifier(bytes: $0) } }
  }

  mutating func strings() throws(CatalogError) -> [String] {
    try array().map { String(decoding: $0 ?? [], as: UTF8.self) }
  }

  mutating func integers() throws(CatalogError) -> [Int] {
    guard let cell = next() else { return [] }
    guard let elements = ArrayText.words(of: cell) else { throw unexpected(String(decoding: cell, as: UTF8.self)) }
    return try elements.map { (word) throws(CatalogError) in
      let text = String(decoding: word, as: UTF8.self)
      guard let integer = Int(text) else { throw unexpected(text) }
      return integer
    }
  }

  /// An array of `name=value`.
  mutating func options() throws(CatalogError) -> [StorageOption] {
    try strings().map { StorageOption(stored: $0) }
  }
}
