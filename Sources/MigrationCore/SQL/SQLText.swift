/// SQL that cannot have forgotten to quote: literals of our own source, quoted names and values, and what PostgreSQL
/// printed itself.
///
/// Names are quoted by the rule of `quote_ident`, values by that of `quote_literal`. There is no way in for a `String`
/// that is not a literal in the source.
package struct SQLText: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// The SQL without the schemas of qualified names.
  private var sql: String
  private var schemas: [Qualifier]

  /// A schema that belongs before the byte at `offset`.
  fileprivate struct Qualifier: Sendable {
    var offset: Int
    var schema: Identifier
  }

  package init(stringLiteral sql: String) {
    self.sql = sql
    schemas = []
  }

  package init(stringInterpolation: StringInterpolation) {
    sql = stringInterpolation.sql
    schemas = stringInterpolation.schemas
  }

  /// The SQL with every name qualified.
  package var text: String { text(leavingOut: nil) }

  /// The SQL with names of one schema written without it, as one writes them for that schema's `search_path`.
  package func text(leavingOut schema: Identifier?) -> String {
    let written = schemas.filter { $0.schema != schema }
    guard !written.isEmpty else { return sql }
    var text = ""
    var start = sql.utf8.startIndex
    for qualifier in written {
      let end = sql.utf8.index(sql.utf8.startIndex, offsetBy: qualifier.offset)
      text += sql[start..<end]
      text += qualifier.schema.quoted
      text += "."
      start = end
    }
    return text + sql[start...]
  }

  package var description: String { text }

  package var isEmpty: Bool { sql.isEmpty }

  package static func + (left: Self, right: Self) -> Self { "\(left)\(right)" }

  /// Compared as bytes: Swift's own `String ==` would take `é` and `e` + accent for the same.
  package static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  package struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var sql = ""
    fileprivate var schemas: [Qualifier] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      sql.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    private mutating func append(_ sql: String) { self.sql += sql }

    package mutating func appendLiteral(_ sql: String) { append(sql) }

    package mutating func appendInterpolation(_ name: Identifier) { append(name.quoted) }

    package mutating func appendInterpolation(_ names: [Identifier]) {
      append(names.map(\.quoted).joined(separator: ", "))
    }

    package mutating func appendInterpolation(_ name: QualifiedName) {
      schemas.append(Qualifier(offset: sql.utf8.count, schema: name.schema))
      append(name.name.quoted)
    }

    package mutating func appendInterpolation(_ role: Grantee) {
      switch role {
      case .everyone: append("PUBLIC")
      case .role(let name): append(name.quoted)
      }
    }

    package mutating func appendInterpolation(_ number: some FixedWidthInteger) { append(String(number)) }

    package mutating func appendInterpolation(_ sql: SQLText) {
      let start = self.sql.utf8.count
      for qualifier in sql.schemas {
        schemas.append(Qualifier(offset: start + qualifier.offset, schema: qualifier.schema))
      }
      append(sql.sql)
    }

    /// Parts with a separator between them.
    package mutating func appendInterpolation(_ parts: [SQLText], separator: SQLText) {
      for (index, part) in parts.enumerated() {
        if index > 0 { appendInterpolation(separator) }
        appendInterpolation(part)
      }
    }

    /// Text that PostgreSQL itself printed: `pg_get_expr`, `format_type`.
    package mutating func appendInterpolation(catalog sql: CatalogSQL) { append(sql.text) }

    /// A value, as a quoted literal.
    package mutating func appendInterpolation(literal value: StoredText) { append(quoted(literal: value)) }
  }
}

/// The value as a literal, as `quote_literal` does: with a backslash in it, it becomes an escape string.
private func quoted(literal value: StoredText) -> String {
  let body = doubled(value.text, UInt8(ascii: "'"))
  guard body.utf8.contains(UInt8(ascii: "\\")) else { return "'\(body)'" }
  return "E'\(doubled(body, UInt8(ascii: "\\")))'"
}
