/// A name as PostgreSQL stores it: bytes, compared as bytes.
///
/// Swift's `String` compares by canonical equivalence, so two tables that PostgreSQL keeps apart (`é` composed and
/// decomposed) would become one. Source: PostgreSQL manual, "Lexical Structure", type `name`.
package struct Identifier: Hashable, Comparable, Sendable {
  /// UTF-8 as the server sent it, at most 63 bytes in practice.
  package let bytes: [UInt8]

  /// The name with exactly these bytes.
  package init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The name spelled by `text`, byte for byte.
  package init(_ text: String) { self.bytes = Array(text.utf8) }

  /// The name as text, for showing, never for comparing; bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    // Where one name ends and the next begins.
    hasher.combine(bytes.count)
  }

  /// Byte order, the order of every list that we write.
  package static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}

extension Identifier: ExpressibleByStringLiteral, CustomStringConvertible {
  package init(stringLiteral value: String) { self.init(value) }
  package var description: String { text }
}
