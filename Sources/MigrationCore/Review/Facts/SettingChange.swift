/// A configuration parameter that is set.
package struct SettingChange: Hashable, Sendable {
  package enum Scope: Hashable, Sendable {
    case session
    /// `SET LOCAL`, `set_config(…, true)`: until the transaction ends.
    case transaction
    /// A routine's `SET` clause: while it runs.
    case routine
    /// `ALTER ROLE … SET`: for its sessions from the next one; nil for all roles, and in all databases.
    case role(Identifier?, in: Identifier?)
    /// `ALTER DATABASE … SET`.
    case database(Identifier)
    /// `ALTER SYSTEM`.
    case server
  }
  /// In lower case; `all` for `RESET ALL`.
  package var name: String
  /// The values as written, without quotes; empty for `RESET` and `DEFAULT`.
  package var values: [String]
  package var scope: Scope

  package init(_ name: String, _ values: [String], _ scope: Scope) {
    self.name = name
    self.values = values
    self.scope = scope
  }

  /// Whether it holds for the statements that follow; what a role or a database gets, its next sessions have.
  package var isOfThisSession: Bool { scope == .session || scope == .transaction }

  /// The value in milliseconds, of a parameter that is a time: `5s`, `500`, `1min`; nil when it is none.
  ///
  /// Source: PostgreSQL manual, "Setting Parameters": without a unit, timeouts are milliseconds.
  package var milliseconds: Double? {
    guard values.count == 1 else { return nil }
    let text = values[0].filter { $0 != " " }
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "-" }
    guard let number = Double(digits) else { return nil }
    switch text.dropFirst(digits.count) {
    case "", "ms": return number
    case "us": return number / 1_000
    case "s": return number * 1_000
    case "min": return number * 60_000
    case "h": return number * 3_600_000
    case "d": return number * 86_400_000
    default: return nil
    }
  }
}
