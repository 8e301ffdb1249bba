extension RowSecurityPolicy {
  func create(on table: QualifiedName) -> SQLText {
    var lines: [SQLText] = []
    if !isPermissive { lines.append("AS RESTRICTIVE") }
    if command != .all { lines.append("FOR \(command.keyword)") }
    if !roles.isEmpty, roles != [.everyone] {
      let roles: [SQLText] = roles.map { "\($0)" }
      lines.append("TO \(roles, separator: ", ")")
    }
    if let using { lines.append("USING (\(catalog: using))") }
    if let withCheck { lines.append("WITH CHECK (\(catalog: withCheck))") }
    let clauses: SQLText = lines.isEmpty ? "" : "\n    \(lines, separator: "\n    ")"
    return "CREATE POLICY \(name) ON \(table)\(clauses)"
  }

  func attributes(on table: QualifiedName) -> [SQLText] {
    MigrationCore.comment(on: "POLICY \(name) ON \(table)", comment)
  }

  /// Everything that makes the policy what it is.
  package func definition(on table: QualifiedName) -> [SQLText] { [create(on: table)] + attributes(on: table) }
}

extension RowSecurityPolicy.Command {
  var keyword: SQLText {
    switch self {
    case .all: "ALL"
    case .select: "SELECT"
    case .insert: "INSERT"
    case .update: "UPDATE"
    case .delete: "DELETE"
    }
  }
}
