internal import MigrationCore

extension StatementReader {
  /// Privileges, roles and policies.
  func rightsActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "GrantStmt": return [.changePrivileges(grantChange(node))]
    case "AlterDefaultPrivilegesStmt":
      guard let action = node["action"] else { return nil }
      var change = grantChange(action)
      change.schemas = parts(option("schemas", in: node["options"])?["arg"]?["List"]?["items"])
      return [.changeDefaultPrivileges(change)]
    case "GrantRoleStmt":
      let roles = (node["granted_roles"]?.children ?? []).compactMap { $0["AccessPriv"]?["priv_name"]?.identifier }
      var change = MembershipChange(
        isGrant: node["is_grant"]?.isTrue ?? false, of: roles, members: grantees(node["grantee_roles"]))
      change.isAdministrable = node["admin_opt"]?.isTrue ?? isOn("admin", in: node["opt"])
      return [.changeMembership(change)]
    case "CreateRoleStmt": return node["role"]?.identifier.map { [.changeRole(roleChange($0, isNew: true, node))] }
    case "AlterRoleStmt":
      return node["role"].flatMap(grantee).map { [.changeRole(roleChange(Identifier($0.words), isNew: false, node))] }
    case "CreatePolicyStmt":
      guard let table = relation(node["table"]), let name = node["policy_name"]?.identifier else { return nil }
      var policy = CreatedPolicy(name, on: table)
      policy.isPermissive = node["permissive"]?.isTrue ?? false
      policy.command = command(node["cmd_name"]?.string)
      policy.roles = grantees(node["roles"])
      policy.using = node["qual"].map(condition)
      policy.check = node["with_check"].map(condition)
      return [.createPolicy(policy)]
    case "AlterPolicyStmt":
      guard let table = relation(node["table"]), let name = node["policy_name"]?.identifier else { return nil }
      var change = PolicyChange(name, on: table)
      change.roles = node["roles"].map(grantees)
      change.using = node["qual"].map(condition)
      change.check = node["with_check"].map(condition)
      return [.alterPolicy(change)]
    default: return nil
    }
  }

  private func grantChange(_ node: ParseNode) -> GrantChange {
    let kind = node["objtype"]?.string ?? ""
    var change = GrantChange(isGrant: node["is_grant"]?.isTrue ?? false, on: Self.words(of: kind))
    change.rights = (node["privileges"]?.children ?? []).compactMap {
      $0["AccessPriv"]?["priv_name"]?.string?.uppercased()
    }
    change.grantees = grantees(node["grantees"])
    change.isGrantable = node["grant_option"]?.isTrue ?? false
    change.isCascading = node["behavior"]?.string == "DROP_CASCADE"
    switch node["targtype"]?.string {
    case "ACL_TARGET_ALL_IN_SCHEMA": change.schemas = parts(node["objects"])
    case "ACL_TARGET_DEFAULTS": break
    default:
      change.relations = relations(node["objects"])
      if change.relations.isEmpty {
        change.others = (node["objects"]?.children ?? []).compactMap { object in
          let name = objectName(object)
          return kind == "OBJECT_SCHEMA" ? name.last.map { QualifiedName($0, $0) } : self.name(name)
        }
      }
    }
    return change
  }

  private func roleChange(_ name: Identifier, isNew: Bool, _ node: ParseNode) -> RoleChange {
    var change = RoleChange(name, isNew: isNew)
    for element in (node["options"]?.children ?? []).compactMap({ $0["DefElem"] }) {
      let option = element["defname"]?.string ?? ""
      if option == "password" {
        change.password = password(element["arg"]?["String"]?["sval"]?.string)
      } else if element["arg"]?["Boolean"]?["boolval"]?.isTrue ?? false {
        change.attributes.append(Self.attributes[option] ?? option.uppercased())
      }
    }
    return change
  }

  /// The grammar's names of attributes that are called otherwise in SQL.
  private static let attributes = ["canlogin": "LOGIN", "isreplication": "REPLICATION"]

  /// Source: `get_password_type` in PostgreSQL's crypt.c.
  private func password(_ text: String?) -> RoleChange.Password {
    guard let text else { return .removed }
    if text.hasPrefix("SCRAM-SHA-256$"), text.split(separator: "$").count == 3 { return .scramVerifier }
    let isHash = text.utf8.count == 35 && text.hasPrefix("md5")
    return isHash && text.dropFirst(3).allSatisfy { $0.isHexDigit } ? .md5 : .clearText
  }

  /// The roles of a list of `RoleSpec`s.
  private func grantees(_ list: ParseNode?) -> [Grantee] {
    (list?.children ?? []).compactMap { $0["RoleSpec"].flatMap(grantee) }
  }

  func grantee(_ node: ParseNode) -> Grantee? {
    switch node["roletype"]?.string {
    case "ROLESPEC_PUBLIC": .everyone
    case "ROLESPEC_CSTRING": node["rolename"]?.identifier.map { .role($0) }
    case let kind: kind.map { .role(Identifier(String($0.dropFirst(9)))) }
    }
  }

  private func command(_ name: String?) -> RowSecurityPolicy.Command {
    switch name {
    case "select": .select
    case "insert": .insert
    case "update": .update
    case "delete": .delete
    default: .all
    }
  }

  private func condition(_ expression: ParseNode) -> PolicyCondition {
    PolicyCondition(isAlwaysTrue: isAlwaysTrue(expression), rowFunctions: functionsOutsideQueries(in: expression))
  }

  private func isAlwaysTrue(_ expression: ParseNode) -> Bool {
    var alternatives = [expression]
    while let node = alternatives.popLast() {
      if node["A_Const"]?["boolval"]?["boolval"]?.isTrue ?? false { return true }
      if let both = node["BoolExpr"], both["boolop"]?.string == "OR_EXPR" {
        alternatives += both["args"]?.children ?? []
      }
      if let comparison = node["A_Expr"], parts(comparison["name"]) == ["="],
        let left = comparison["lexpr"]?["A_Const"].flatMap(scalar),
        let right = comparison["rexpr"]?["A_Const"].flatMap(scalar), left == right
      {
        return true
      }
    }
    return false
  }

  /// Functions that are called with nothing of the row, sub-selects left out.
  private func functionsOutsideQueries(in expression: ParseNode) -> [Identifier] {
    var names: [Identifier] = []
    var nodes = [expression]
    while let node = nodes.popLast() {
      if let (type, content) = node.typed {
        if type == "SubLink" { continue }
        if type == "FuncCall", content.descendants(named: "ColumnRef").isEmpty,
          let name = parts(content["funcname"]).last, !names.contains(name)
        {
          names.append(name)
        }
      }
      nodes += node.children.reversed()
    }
    return names
  }
}
