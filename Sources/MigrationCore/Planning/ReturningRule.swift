/// Rules that answer with rows, `RETURNING`.
extension PlanDraft {
  /// PostgreSQL makes no such rule for a table that ever lost a column, or loses one in this plan.
  ///
  /// Of a table that lost its last columns the model does not know it; there the server refuses the step.
  mutating func refuseReturning(_ rule: DefinedObject, _ id: ObjectID) {
    guard rule.kind == .rule, rule.returnsRows, let relation = rule.relation,
      case .table(let table, _)? = diff.kept[self.id(.table, relation)]?.typed
    else { return }
    let positions = table.columns.map(\.position)
    let hasGap = positions.max().map { $0 > positions.count } ?? false
    let loses = table.columns.contains { diff.dropped[self.id(.table, relation).member(.column, $0.name)] != nil }
    guard hasGap || loses else { return }
    refuse(
      id, "PostgreSQL makes no rule with RETURNING for a table that has lost a column",
      "leave RETURNING out, or make the table anew under another name and move the rows")
  }
}

extension DefinedObject {
  /// Whether a rule's action ends with RETURNING: a keyword outside quotes and brackets.
  fileprivate var returnsRows: Bool {
    var outside: [UInt8] = []
    var depth = 0
    var quote: UInt8?
    for byte in definition.text.utf8 {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
      } else if depth == 0 {
        outside.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: outside, as: UTF8.self).firstRange(of: " RETURNING ") != nil
  }
}
