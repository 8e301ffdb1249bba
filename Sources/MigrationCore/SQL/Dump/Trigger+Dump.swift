extension Trigger {
  /// The statement in pgschema's layout; PostgreSQL's own for constraint triggers, which can say FROM.
  func dump(on relation: QualifiedName, in schema: Identifier) -> SQLText {
    guard !isConstraint else { return "\(catalog: definition)" }
    let timing: SQLText
    switch self.timing {
    case .before: timing = "BEFORE"
    case .after: timing = "AFTER"
    case .insteadOf: timing = "INSTEAD OF"
    }
    let events: [SQLText] = events.map { event in
      switch event {
      case .insert: "INSERT"
      case .update: updateColumns.isEmpty ? "UPDATE" : "UPDATE OF \(updateColumns)"
      case .delete: "DELETE"
      case .truncate: "TRUNCATE"
      }
    }
    guard let call = definition.text.ranges(of: " EXECUTE FUNCTION ").last else { return "\(catalog: definition)" }
    var lines: [SQLText] = ["\(timing) \(events, separator: " OR ") ON \(relation)"]
    let old: [SQLText] = oldTable.map { ["OLD TABLE AS \($0)"] } ?? []
    let new: [SQLText] = newTable.map { ["NEW TABLE AS \($0)"] } ?? []
    if !(old + new).isEmpty { lines.append("REFERENCING \(old + new, separator: " ")") }
    lines.append(level == .row ? "FOR EACH ROW" : "FOR EACH STATEMENT")
    if let when = definition.text.firstRange(of: " WHEN ("), when.lowerBound < call.lowerBound {
      let condition = String(definition.text[definition.text.index(when.lowerBound, offsetBy: 6)..<call.lowerBound])
      lines.append("WHEN \(catalog: CatalogSQL(condition))")
    }
    lines.append("EXECUTE FUNCTION \(catalog: CatalogSQL(String(definition.text[call.upperBound...])))")
    return "CREATE OR REPLACE TRIGGER \(name)\n    \(lines, separator: "\n    ")"
  }
}

extension RowSecurityPolicy {
  /// The statement in pgschema's layout: one line, the roles always said.
  func dump(on table: QualifiedName) -> SQLText {
    var parts: [SQLText] = ["CREATE POLICY \(name) ON \(table)"]
    if !isPermissive { parts.append("AS RESTRICTIVE") }
    if command != .all { parts.append("FOR \(command.keyword)") }
    let roles: [SQLText] = (self.roles.isEmpty ? [.everyone] : self.roles).map { "\($0)" }
    parts.append("TO \(roles, separator: ", ")")
    if let using { parts.append("USING \(using.inParentheses)") }
    if let withCheck { parts.append("WITH CHECK \(withCheck.inParentheses)") }
    return "\(parts, separator: " ")"
  }
}

extension CatalogSQL {
  /// In parentheses, once: PostgreSQL prints an operator's expression with its own.
  var inParentheses: SQLText {
    let text = PgschemaPolicyExpression.withoutTextCasts(self.text)
    var depth = 0
    var closesAt: Int?
    var isQuoted = false
    for (index, byte) in text.utf8.enumerated() {
      if byte == UInt8(ascii: "'") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0, closesAt == nil { closesAt = index }
      }
    }
    let isWrapped = text.hasPrefix("(") && closesAt == text.utf8.count - 1
    return isWrapped ? "\(catalog: CatalogSQL(text))" : "(\(catalog: CatalogSQL(text)))"
  }
}
