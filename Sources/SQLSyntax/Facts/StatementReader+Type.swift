internal import MigrationCore

extension StatementReader {
  /// Types, domains, schemas.
  func typeActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "CreateEnumStmt":
      let labels = (node["vals"]?.children ?? []).compactMap { $0["String"]?["sval"]?.string }
      return name(node["typeName"]).map { [.createEnum($0, labels: labels)] }
    case "AlterEnumStmt": return enumChange(node)
    case "CompositeTypeStmt": return relation(node["typevar"]).map { [.createType($0)] }
    case "CreateRangeStmt": return name(node["typeName"]).map { [.createType($0)] }
    case "AlterTypeStmt": return name(node["typeName"]).map { [.alterType($0)] }
    case "CreateDomainStmt": return createdDomain(node).map { [.createDomain($0)] }
    case "AlterDomainStmt": return name(node["typeName"]).map { [.alterDomain($0, domainAction(node))] }
    case "DefineStmt" where node["kind"]?.string != "OBJECT_AGGREGATE":
      guard let defined = name(node["defnames"]) else { return nil }
      switch node["kind"]?.string {
      case "OBJECT_TYPE": return [.createType(defined)]
      case let kind: return [.other("CREATE \(Self.words(of: kind ?? ""))", refusesTransactions: false)]
      }
    case "DoStmt": return code(of: type, node).map { .runCode($0) }
    case "CallStmt": return name(node["funccall"]?["funcname"]).map { [.call($0)] }
    case "CreateSchemaStmt": return [.createSchema(node["schemaname"]?.identifier ?? schema)]
    default: return nil
    }
  }

  private func createdDomain(_ node: ParseNode) -> CreatedDomain? {
    guard let name = name(node["domainname"]), let base = columnType(node["typeName"]) else { return nil }
    var domain = CreatedDomain(name, base: base)
    domain.collation = self.name(node["collClause"]?["collname"])
    for content in (node["constraints"]?.children ?? []).compactMap({ $0["Constraint"] }) {
      if content["contype"]?.string == "CONSTR_NOTNULL" { domain.isNotNull = true }
      if let check = constraint(content) { domain.checks.append(check) }
    }
    return domain
  }

  private func enumChange(_ node: ParseNode) -> [StatementAction]? {
    guard let type = name(node["typeName"]), let label = node["newVal"]?.string else { return nil }
    if let old = node["oldVal"]?.string { return [.renameEnumValue(type, from: old, to: label)] }
    let position: EnumPosition
    if let neighbour = node["newValNeighbor"]?.string {
      position = node["newValIsAfter"]?.isTrue ?? false ? .after(neighbour) : .before(neighbour)
    } else {
      position = .last
    }
    return [.addEnumValue(type, label, position)]
  }

  /// The letters are those of `AlterDomainStmt.subtype`.
  private func domainAction(_ node: ParseNode) -> DomainAction {
    switch node["subtype"]?.string {
    case "C": node["def"]?["Constraint"].flatMap(constraint).map { .addConstraint($0) } ?? .other
    case "V": .validateConstraint(node["name"]?.identifier ?? "")
    case "X": .dropConstraint
    case "O": .setNotNull
    case "N": .dropNotNull
    case "T": .changeDefault
    default: .other
    }
  }

  /// `MATERIALIZED VIEW` from `OBJECT_MATVIEW`.
  static func words(of objectType: String) -> String {
    if objectType == "OBJECT_MATVIEW" { return "MATERIALIZED VIEW" }
    let name = objectType.hasPrefix("OBJECT_") ? objectType.dropFirst(7) : objectType[...]
    return String(name.map { $0 == "_" ? " " : $0 })
  }
}
