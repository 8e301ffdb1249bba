/// Bodies and results of functions as pgschema makes them comparable (rules N12 and N13).
package enum PgschemaRoutineText {
  /// Without white space at the ends of lines.
  package static func body(_ body: String) -> String {
    body.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(PgschemaBytes.trimmedAtEnd($0)) }.joined(separator: "\n")
  }

  package static func result(_ result: String, schema: String) -> String {
    let bytes = Array(result.utf8)
    if bytes.starts(with: "TABLE(".utf8), bytes.last == UInt8(ascii: ")") {
      let columns = pieces(of: Array(bytes.dropFirst(6).dropLast())).map { column($0, schema: schema) }
      return "TABLE(\(columns.joined(separator: ", ")))"
    }
    let type = PgschemaTypeName.normalized(result)
    guard type.hasPrefix("SETOF ") else { return withoutOwnSchema(type, schema) }
    return "SETOF " + withoutOwnSchema(String(type.dropFirst(6)), schema)
  }

  static func withoutOwnSchema(_ type: String, _ schema: String) -> String {
    for own in ["\(schema).", "\"\(schema)\"."] where type.utf8.starts(with: own.utf8) {
      return PgschemaBytes.text(type.utf8.dropFirst(own.utf8.count))
    }
    return type
  }

  /// Splits at commas outside parentheses and double quotes.
  private static func pieces(of bytes: [UInt8]) -> [String] {
    var pieces: [[UInt8]] = [[]]
    var depth = 0
    var isQuoted = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: depth += 1
      case UInt8(ascii: ")") where !isQuoted: depth -= 1
      default: break
      }
      if byte == UInt8(ascii: ","), depth == 0, !isQuoted {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
    }
    return pieces.map { PgschemaBytes.trimmed(PgschemaBytes.text($0)) }
  }

  private static func column(_ piece: String, schema: String) -> String {
    let bytes = Array(piece.utf8)
    let nameEnd =
      bytes.first == UInt8(ascii: "\"")
      ? bytes.dropFirst().firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 }
      : bytes.firstIndex(of: UInt8(ascii: " "))
    guard let nameEnd, nameEnd < bytes.count else { return piece }
    let type = PgschemaTypeName.normalized(PgschemaBytes.trimmed(PgschemaBytes.text(bytes[nameEnd...])))
    return PgschemaBytes.text(bytes[..<nameEnd]) + " " + withoutOwnSchema(type, schema)
  }
}

/// A parameter of a routine, taken out of `pg_get_function_arguments` as pgschema does: words split at spaces.
package struct PgschemaParameter: PgschemaPart, Hashable, Sendable {
  package var name: String
  /// Before normalisation.
  package var type: String
  package var mode: String
  package var position: Int
  package var defaultValue: String?

  func write(to text: inout PgschemaText) {
    text.member("name", name)
    text.member("data_type", PgschemaTypeName.normalized(type))
    text.member("mode", mode)
    text.member("position", position)
    text.present("default_value", defaultValue)
  }

  package static func parse(_ arguments: String, schema: String) -> [Self] {
    pieces(of: arguments).enumerated().map { parameter($0.element, position: $0.offset + 1, schema: schema) }
  }

  private static func parameter(_ piece: String, position: Int, schema: String) -> Self {
    let bytes = Array(piece.utf8)
    let isMarker = { (start: Int) in
      bytes[start...].prefix(9).elementsEqual(" DEFAULT ".utf8) {
        $0 == $1 || $0 & 0xDF == $1 && PgschemaBytes.isLetter($0)
      }
    }
    let marker = bytes.indices.first { bytes.count - $0 >= 9 && isMarker($0) }
    let defaultValue = marker.map {
      PgschemaDefault.normalized(PgschemaBytes.trimmed(PgschemaBytes.text(bytes[($0 + 9)...])), schema: schema)
    }
    var words = (marker.map { bytes[..<$0] } ?? bytes[...]).split(whereSeparator: PgschemaBytes.isSpace)
      .map(PgschemaBytes.text)
    var mode = "IN"
    if let first = words.first, ["IN", "OUT", "INOUT", "VARIADIC", "TABLE"].contains(first.uppercased()) {
      mode = first.uppercased()
      words.removeFirst()
    }
    let name = words.count >= 2 ? words.removeFirst() : ""
    return Self(
      name: name, type: PgschemaRoutineText.withoutOwnSchema(words.joined(separator: " "), schema), mode: mode,
      position: position, defaultValue: defaultValue)
  }

  /// Splits at commas outside literals, parentheses, brackets and braces; double quotes are not understood.
  private static func pieces(of arguments: String) -> [String] {
    guard !arguments.isEmpty else { return [] }
    var pieces: [[UInt8]] = [[]]
    var depth = 0
    var isQuoted = false
    for byte in arguments.utf8 {
      switch byte {
      case UInt8(ascii: "'"): isQuoted.toggle()
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += isQuoted ? 0 : 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isQuoted ? 0 : 1
      default: break
      }
      if byte == UInt8(ascii: ","), depth == 0, !isQuoted {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
    }
    return pieces.map { PgschemaBytes.trimmed(PgschemaBytes.text($0)) }.filter { !$0.isEmpty }
  }
}
