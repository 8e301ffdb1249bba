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
    let lines = step.sql.split(whereSeparator: \.isNewline)
    return lines.first { !$0.allSatisfy(\.isWhitespace) }.map(String.init) ?? "(empty)"
  }

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
          isConcurrent(element.step.sql, tokens(element.step.sql)) ? .noTransaction : .single
        } else {
          .transaction
        }
      return StepItem(id: element.id, step: element.step, number: index + 1, total: steps.count, group: kind)
    }
  }

  private static func isConcurrent(_ sql: String, _ tokens: [SyntaxToken]) -> Bool {
    let bytes = Array(sql.utf8)
    return tokens.contains { token in
      guard token.role == .keyword, token.range.lowerBound >= 0, token.range.upperBound <= bytes.count else {
        return false
      }
      return bytes[token.range].elementsEqual("concurrently".utf8) { $0 | 0x20 == $1 }
    }
  }
}
