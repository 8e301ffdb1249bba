extension [SQLText] {
  /// The statements as one text to read or to run, each with its semicolon; a blank line after one of several lines.
  package var script: String {
    var text = ""
    for (index, statement) in enumerated() {
      text += statement.text + ";"
      if index < count - 1 { text += statement.text.utf8.contains(UInt8(ascii: "\n")) ? "\n\n" : "\n" }
    }
    return text
  }
}

/// `COMMENT ON object IS 'text'`, or nothing without a comment.
func comment(on object: @autoclosure () -> SQLText, _ comment: StoredText?) -> [SQLText] {
  comment.map { ["COMMENT ON \(object()) IS \(literal: $0)"] } ?? []
}

/// `ALTER object OWNER TO role`, or nothing when the owner is not known.
func owner(of object: SQLText, _ owner: Identifier) -> [SQLText] {
  owner.bytes.isEmpty ? [] : ["ALTER \(object) OWNER TO \(owner)"]
}

/// Lines in parentheses, one a line; `()` without any.
func block(_ lines: [SQLText]) -> SQLText {
  lines.isEmpty ? "()" : "(\n    \(lines, separator: ",\n    ")\n)"
}

extension [StorageOption] {
  /// `name='value', …` as `WITH (…)` and `SET (…)` take it.
  ///
  /// `prefix` is `toast.` for the options of a TOAST table.
  func sql(prefix: SQLText = "") -> SQLText {
    let options: [SQLText] = map { option in
      let isNumber = !option.value.text.isEmpty && option.value.text.utf8.allSatisfy(isDigit)
      let value: SQLText = isNumber ? "\(catalog: CatalogSQL(option.value.text))" : "\(literal: option.value)"
      return "\(prefix)\(option.name)=\(value)"
    }
    return "\(options, separator: ", ")"
  }
}

extension [StorageOption] {
  /// `name 'value', …` as `OPTIONS (…)` of foreign objects takes it.
  var foreign: SQLText {
    let options: [SQLText] = map { "\($0.name) \(literal: $0.value)" }
    return "\(options, separator: ", ")"
  }
}

extension CatalogSQL {
  /// Without white space at the end, which `pg_get_functiondef` and `pg_get_viewdef` leave.
  var trimmed: CatalogSQL {
    var bytes = Array(text.utf8)[...]
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: " ") { bytes.removeLast() }
    return CatalogSQL(String(decoding: bytes, as: UTF8.self))
  }
}
