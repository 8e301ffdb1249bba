/// Defaults of columns and parameters as pgschema makes them comparable (rule N2).
package enum PgschemaDefault {
  package static func normalized(_ expression: String, schema: String) -> String {
    var expression = PgschemaBytes.trimmed(expression)
    if PgschemaBytes.contains(expression, "nextval(") { return PgschemaBytes.rewriting(expression, sequenceCall) }
    if PgschemaBytes.contains(expression, "\(schema).") {
      expression = PgschemaBytes.rewriting(expression) { ownFunction($0, $1, schema: schema) }
    }
    guard PgschemaBytes.contains(expression, "::") else { return expression }
    expression = PgschemaBytes.rewriting(expression, temporarySchema)
    expression = PgschemaBytes.replacing(expression, "::\(schema).", with: "::")
    for rule in [nullCast, numberCast, textCast, wrappedInteger] {
      expression = PgschemaBytes.rewriting(expression, rule)
    }
    return expression
  }

  private typealias Match = (end: Int, replacement: [UInt8])

  /// `nextval('schema.name'::regclass)` loses the schema.
  private static func sequenceCall(_ bytes: [UInt8], _ start: Int) -> Match? {
    let opening = "nextval('"
    guard PgschemaBytes.has(opening, at: start, in: bytes) else { return nil }
    let schema = start + opening.utf8.count
    guard let dot = bytes[schema...].firstIndex(of: UInt8(ascii: ".")), dot > schema,
      let quote = bytes[(dot + 1)...].firstIndex(of: UInt8(ascii: "'")), quote > dot + 1,
      PgschemaBytes.has("'::regclass)", at: quote, in: bytes)
    else { return nil }
    let end = quote + "'::regclass)".utf8.count
    return (end, Array(opening.utf8) + bytes[(dot + 1)..<end])
  }

  /// `schema.function(` loses the schema, in literals as well.
  private static func ownFunction(_ bytes: [UInt8], _ start: Int, schema: String) -> Match? {
    guard PgschemaBytes.has("\(schema).", at: start, in: bytes) else { return nil }
    let name = start + schema.utf8.count + 1
    guard let end = PgschemaBytes.identifierEnd(from: name, in: bytes), end < bytes.count,
      bytes[end] == UInt8(ascii: "(")
    else { return nil }
    return (end + 1, Array(bytes[name...end]))
  }

  /// `::pgschema_tmp_….` loses the schema.
  private static func temporarySchema(_ bytes: [UInt8], _ start: Int) -> Match? {
    let opening = "::pgschema_tmp_"
    guard PgschemaBytes.has(opening, at: start, in: bytes),
      let dot = bytes[(start + opening.utf8.count)...].firstIndex(of: UInt8(ascii: "."))
    else { return nil }
    return (dot + 1, Array("::".utf8))
  }

  /// `NULL::type` becomes NULL.
  private static func nullCast(_ bytes: [UInt8], _ start: Int) -> Match? {
    guard PgschemaBytes.has("NULL::", at: start, in: bytes) else { return nil }
    let type = start + 6
    var end = PgschemaBytes.end(
      of: { PgschemaBytes.isWord($0) || PgschemaBytes.isSpace($0) || $0 == UInt8(ascii: ".") }, from: type, in: bytes)
    guard end > type else { return nil }
    if PgschemaBytes.has("[]", at: end, in: bytes) { end += 2 }
    return (end, Array("NULL".utf8))
  }

  /// `'-1'::integer` becomes `-1`.
  private static func numberCast(_ bytes: [UInt8], _ start: Int) -> Match? {
    guard bytes[start] == UInt8(ascii: "'") else { return nil }
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    let digits = index
    index = PgschemaBytes.end(of: PgschemaBytes.isDigit, from: index, in: bytes)
    guard index > digits else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      let fraction = PgschemaBytes.end(of: PgschemaBytes.isDigit, from: index + 1, in: bytes)
      guard fraction > index + 1 else { return nil }
      index = fraction
    }
    guard PgschemaBytes.has("'::", at: index, in: bytes) else { return nil }
    let type = index + 3
    guard let name = numericTypes.first(where: { PgschemaBytes.has($0, at: type, in: bytes) }) else { return nil }
    return (type + name.utf8.count, Array(bytes[(start + 1)..<index]))
  }

  private static let numericTypes = [
    "integer", "bigint", "smallint", "numeric", "decimal", "real", "double precision", "int2", "int4", "int8",
    "float4", "float8",
  ]

  /// `'x'::text` becomes `'x'`, arrays included.
  private static func textCast(_ bytes: [UInt8], _ start: Int) -> Match? {
    guard let literal = PgschemaBytes.literalEnd(from: start, in: bytes),
      PgschemaBytes.has("::", at: literal, in: bytes),
      let name = textTypes.first(where: { PgschemaBytes.has($0, at: literal + 2, in: bytes) })
    else { return nil }
    var end = literal + 2 + name.utf8.count
    while PgschemaBytes.has("[]", at: end, in: bytes) { end += 2 }
    return (end, Array(bytes[start..<literal]))
  }

  private static let textTypes = ["text", "character varying", "character", "bpchar", "varchar", "jsonb", "json"]

  /// `(5)::bigint` becomes `5::bigint`.
  private static func wrappedInteger(_ bytes: [UInt8], _ start: Int) -> Match? {
    guard bytes[start] == UInt8(ascii: "(") else { return nil }
    let end = PgschemaBytes.end(of: PgschemaBytes.isDigit, from: start + 1, in: bytes)
    guard end > start + 1, PgschemaBytes.has(")::", at: end, in: bytes),
      ["bigint", "integer", "smallint", "numeric", "decimal"].contains(where: {
        PgschemaBytes.has($0, at: end + 3, in: bytes)
      })
    else { return nil }
    return (end + 1, Array(bytes[(start + 1)..<end]))
  }
}
