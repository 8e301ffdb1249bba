package import MigrationCore
package import TerminalKit

/// SQL as painted lines.
package enum SQLLines {
  /// One text per line of `sql`, coloured by `tokens`; tokens that do not fit the text are left out.
  package static func lines(_ sql: String, tokens: [SyntaxToken]) -> [StyledText] {
    let bytes = Array(sql.utf8)
    var lines = [StyledText()]
    var at = 0
    func add(_ range: Range<Int>, _ paint: Paint) {
      let parts = bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(String(decoding: part, as: UTF8.self), paint)
      }
    }
    for token in tokens {
      let range = token.range
      guard range.lowerBound >= at, range.upperBound <= bytes.count else { continue }
      add(at..<range.lowerBound, Paint())
      add(range, token.role.paint)
      at = range.upperBound
    }
    add(at..<bytes.count, Paint())
    while lines.count > 1, lines[lines.count - 1].width == 0 { lines.removeLast() }
    return lines
  }
}

extension SyntaxRole {
  var paint: Paint {
    switch self {
    case .keyword: Paint(.sqlKeyword)
    case .type: Paint(.sqlType)
    case .name: Paint(.sqlName)
    case .string: Paint(.sqlString)
    case .number: Paint(.sqlNumber)
    case .comment: Paint(.sqlComment)
    case .operator: Paint(.sqlOperator)
    case .parameter: Paint(.sqlParameter)
    }
  }
}
