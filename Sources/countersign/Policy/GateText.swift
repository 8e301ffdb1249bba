import MigrationCore
import ReviewerUI
import TerminalKit

/// Sign-offs and gates as lines and as JSON.
enum GateText {
  /// A line for each gate, and one beneath for what opens it.
  static func lines(_ gates: [Gate]) -> [String] {
    gates.flatMap { gate -> [String] in
      let mark =
        switch gate.state {
        case .open: "open         "
        case .closed: "CLOSED       "
        case .notChecked: "not checked  "
        }
      let line = "  \(mark)\(gate.kind.title): \(Sanitizer.plainText(gate.words))"
      return gate.opensBy.isEmpty ? [line] : [line, "               \(Sanitizer.plainText(gate.opensBy))"]
    }
  }

  /// Two lines for each sign-off: what it says, and what it is worth.
  static func lines(_ signoffs: [SignoffStatus]) -> [String] {
    guard !signoffs.isEmpty else { return ["  none"] }
    return signoffs.flatMap { status -> [String] in
      let said: String
      if let statement = status.statement {
        let scope = statement.environment == Statement.everyEnvironment ? "every environment" : statement.environment
        let message = statement.message.isEmpty ? "" : ": \(statement.message)"
        said = "\(statement.verdict.rawValue) by \(statement.principal) at \(statement.signedAt) for \(scope)\(message)"
      } else {
        said = "a statement that cannot be read"
      }
      let changed = status.discussionChanged && status.statement != nil
      return ["  \(Sanitizer.plainText(said))", "    \(Sanitizer.plainText(worth(status)))"]
        + (changed ? ["    comments or acknowledgements changed since"] : [])
    }
  }

  private static func worth(_ status: SignoffStatus) -> String {
    switch status.validity {
    case .valid(let key): "valid, by the key \(key)"
    case .validFromUnknownSigner(let key): "valid, but no allowed_signers file says whose the key \(key) is"
    case .void(let reason): "void: \(reason.explanation)"
    case .notChecked(let why): "not checked: \(why)"
    }
  }

  static func json(_ gates: [Gate]) -> JSONValue {
    .array(
      gates.map { gate in
        .object([
          JSONMember("gate", .string(gate.kind.rawValue)), JSONMember("state", .string(gate.state.rawValue)),
          JSONMember("words", .string(gate.words)), JSONMember("opens_by", .string(gate.opensBy)),
        ])
      })
  }

  static func json(_ signoffs: [SignoffStatus]) -> JSONValue {
    .array(
      signoffs.map { status in
        let statement = status.statement
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return .object([
          JSONMember("verdict", text(statement?.verdict.rawValue)), JSONMember("principal", text(statement?.principal)),
          JSONMember("environment", text(statement?.environment)), JSONMember("signed_at", text(statement?.signedAt)),
          JSONMember("message", text(statement?.message)), JSONMember("valid", .bool(status.isValid)),
          JSONMember("worth", .string(worth(status))),
          JSONMember("discussion_changed", .bool(status.discussionChanged)),
        ])
      })
  }
}
