/// SQL that cannot forget to quote: names go in as names.
package struct SQLText: Hashable, Sendable, ExpressibleByStringInterpolation {
  package private(set) var text: String

  package init(stringLiteral sql: String) { text = sql }
  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  package struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var text = ""
    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
    package mutating func appendLiteral(_ sql: String) { text += sql }
    /// Always in double quotes, so no list of keywords has to be right.
    package mutating func appendInterpolation(_ name: Identifier) {
      text += "\"\(name.text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
    package mutating func appendInterpolation(_ name: QualifiedName) {
      appendInterpolation(name.schema)
      text += "."
      appendInterpolation(name.name)
    }
    package mutating func appendInterpolation(_ sql: SQLText) { text += sql.text }
  }
}
