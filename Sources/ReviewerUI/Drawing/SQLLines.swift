package import MigrationCore
package import TerminalKit

/// SQL as painted lines.
package enum SQLLines {
  /// One text per line of `sql`, coloured by `tokens`; tokens that do not fit the text are left out.
  package static func lines(_ sql: String, tokens: [SyntaxToken]) -> [StyledText] {
    let painted = PaintedSQL(sql, tokens: tokens)
    var lines: [StyledText] = []
    for piece in painted.pieces {
      if piece.isContinued {
        lines[lines.count - 1].append(painted.text(piece))
      } else {
        lines.append(painted.text(piece))
      }
    }
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
