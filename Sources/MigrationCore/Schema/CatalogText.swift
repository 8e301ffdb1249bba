/// Text from the catalogs, compared as bytes: Swift's own `String ==` would take `é` and `e` + accent for the same.
package protocol CatalogText: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible
where StringLiteralType == String {
  var text: String { get }
  init(_ text: String)
}

extension CatalogText {
  package init(stringLiteral value: String) { self.init(value) }
  package var description: String { text }
  package static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
  /// Byte order.
  package static func < (left: Self, right: Self) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }
  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// SQL that PostgreSQL itself printed (`pg_get_expr`, `format_type`, …): the only text that may go into SQL unquoted.
///
/// Printed with `search_path` set to `pg_catalog`, so every name of a user's object is qualified.
package struct CatalogSQL: CatalogText {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// A value that is stored as it stands: a comment, an enum label, a setting.
///
/// In SQL it becomes a quoted literal.
package struct StoredText: CatalogText {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// One `name=value` of `reloptions`, `attoptions` or `proconfig`.
package struct StorageOption: Hashable, Sendable {
  package var name: Identifier
  package var value: StoredText

  package init(name: Identifier, value: StoredText) {
    self.name = name
    self.value = value
  }

  /// Splits at the first `=`, as PostgreSQL stores it; without one the value is empty.
  package init(stored: String) {
    let end = stored.utf8.firstIndex(of: UInt8(ascii: "=")) ?? stored.endIndex
    name = Identifier(bytes: stored.utf8[..<end])
    value = StoredText(String(stored[end...].dropFirst()))
  }
}
