internal import MigrationCore

extension StatementReader {
  /// `SET`, `RESET`, and the same for a role, a database or the server.
  func settingActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "VariableSetStmt":
      return [.changeSetting(setting(node, node["is_local"]?.isTrue ?? false ? .transaction : .session))]
    case "AlterRoleSetStmt":
      let scope = SettingChange.Scope.role(node["role"].map(role), in: node["database"]?.identifier)
      return node["setstmt"].map { [.changeSetting(setting($0, scope))] }
    case "AlterDatabaseSetStmt":
      guard let database = node["dbname"]?.identifier else { return nil }
      return node["setstmt"].map { [.changeSetting(setting($0, .database(database)))] }
    case "AlterSystemStmt": return node["setstmt"].map { [.changeSetting(setting($0, .server))] }
    default: return nil
    }
  }

  /// `set_config('name', 'value', is_local)` of a query.
  func settingsChanged(byCallsIn query: ParseNode) -> [StatementAction] {
    query.descendants(named: "FuncCall").filter { parts($0["funcname"]).last == "set_config" }.compactMap { call in
      let arguments = (call["args"]?.children ?? []).map(scalar)
      guard arguments.count == 3, let name = arguments[0] else { return nil }
      let scope: SettingChange.Scope = arguments[2] == "true" || arguments[2] == "t" ? .transaction : .session
      return .changeSetting(SettingChange(name.lowercased(), arguments[1].map { [$0] } ?? [], scope))
    }
  }

  func setting(_ node: ParseNode, _ scope: SettingChange.Scope) -> SettingChange {
    let name = node["kind"]?.string == "VAR_RESET_ALL" ? "all" : node["name"]?.string?.lowercased() ?? ""
    return SettingChange(name, (node["args"]?.children ?? []).compactMap(scalar), scope)
  }
}
