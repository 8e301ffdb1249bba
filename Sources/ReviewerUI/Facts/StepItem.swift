package import MigrationCore

/// A step with everything that its heading says.
package struct StepItem: Hashable, Sendable {
  package var id: StepID
  package var step: Step
  /// From one, across groups.
  package var number: Int
  package var total: Int
  package var group: GroupKind

  /// How a group commits.
  package enum GroupKind: Hashable, Sendable {
    /// Several statements that commit together.
    case transaction
    /// One statement that commits by itself.
    case single
    /// A statement that PostgreSQL refuses inside a transaction.
    case noTransaction
    /// Asks until something is done.
    case wait

    package var words: String {
      switch self {
      case .transaction: "transaction"
      case .single: "own transaction"
      case .noTransaction: "no transaction"
      case .wait: "wait"
      }
    }
  }

  /// `table.column create  public.users.email`, as far as the plan says it; else the first line of the SQL.
  package var title: String {
    let words = step.directive.map { [$0.type] } ?? [step.type, step.operation].filter { !$0.isEmpty }
    let name = [words.joined(separator: " "), step.path].filter { !$0.isEmpty }.joined(separator: "  ")
    return name.isEmpty ? firstLine : name
  }

  /// The first line of the SQL that says something.
  package var firstLine: String {
    let line = Self.firstLine(of: step.sql)
    return line.isEmpty ? "(empty)" : line
  }

  /// The first line of a text that says something, as much of it as any title has room for.
  package static func firstLine(of text: String) -> String {
    var rest = text[...]
    while !rest.isEmpty {
      let line = rest.prefix { !$0.isNewline }
      if !line.allSatisfy(\.isWhitespace) { return String(line.prefix(longestTitle)) }
      rest = rest[line.endIndex...].dropFirst()
    }
    return ""
  }

  private static let longestTitle = 500

  /// `3/14  group 1 (transaction)`.
  package var place: String { "\(number)/\(total)  group \(id.group) (\(group.words))" }

  /// Every step of `plan`; `tokens` tells keywords from names that only look like them.
  package static func all(of plan: Plan, tokens: (String) -> [SyntaxToken]) -> [StepItem] {
    let steps = plan.steps
    return steps.enumerated().map { index, element in
      let isAlone = plan.groups[element.id.group - 1].steps.count == 1
      let kind: GroupKind =
        if element.step.directive != nil, isAlone {
          .wait
        } else if isAlone {
          isConcurrent(element.step.sql, tokens) ? .noTransaction : .single
        } else {
          .transaction
        }
      return StepItem(id: element.id, step: element.step, number: index + 1, total: steps.count, group: kind)
    }
  }

  private static func isConcurrent(_ sql: String, _ tokens: (String) -> [SyntaxToken]) -> Bool {
    let bytes = Array(sql.utf8)
    func isWord(_ range: Range<Int>) -> Bool {
      range.lowerBound >= 0 && range.upperBound <= bytes.count
        && bytes[range].elementsEqual("concurrently".utf8) { $0 | 0x20 == $1 }
    }
    // Long SQL is not scanned where the letters are not in it at all.
    let length = "concurrently".utf8.count
    guard bytes.indices.contains(where: { bytes[$0] | 0x20 == UInt8(ascii: "c") && isWord($0..<$0 + length) }) else {
      return false
    }
    return tokens(sql).contains { $0.role == .keyword && isWord($0.range) }
  }
}
