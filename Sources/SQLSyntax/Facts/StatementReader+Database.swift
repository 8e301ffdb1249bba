internal import MigrationCore

extension StatementReader {
  /// Extensions, databases, publications, connections to other servers, and `COPY`.
  func databaseActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "CreateExtensionStmt":
      guard let name = node["extname"]?.identifier else { return nil }
      var created = CreatedExtension(name)
      created.schema = option("schema", in: node["options"])?["arg"]?["String"]?["sval"]?.identifier
      created.version = option("new_version", in: node["options"])?["arg"].flatMap(scalar)
      created.isCascading = isOn("cascade", in: node["options"])
      created.hasGuard = node["if_not_exists"]?.isTrue ?? false
      return [.createExtension(created)]
    case "AlterExtensionStmt":
      let version = option("new_version", in: node["options"])?["arg"].flatMap(scalar)
      return node["extname"]?.identifier.map { [.updateExtension($0, version: version)] }
    case "CreatedbStmt":
      guard let name = node["dbname"]?.identifier else { return nil }
      var database = CreatedDatabase(name)
      database.options = storageParameters(node["options"])
      return [.createDatabase(database)]
    case "CreatePublicationStmt", "AlterPublicationStmt":
      return publicationChange(node, isNew: type == "CreatePublicationStmt").map { [.changePublication($0)] }
    case "CopyStmt": return [.copy(copy(node))]
    default: return remoteAccess(of: type, node).map { [.accessRemote($0)] }
    }
  }

  private func publicationChange(_ node: ParseNode, isNew: Bool) -> PublicationChange? {
    guard let name = node["pubname"]?.identifier else { return nil }
    var kind = PublicationChange.Kind.create
    if !isNew {
      let hasObjects = node["pubobjects"] != nil || node["for_all_tables"] != nil
      switch node["action"]?.string {
      case "AP_AddObjects" where hasObjects: kind = .add
      case "AP_SetObjects" where hasObjects: kind = .set
      case "AP_DropObjects": kind = .drop
      default: kind = .other
      }
    }
    var change = PublicationChange(name, kind)
    change.hasAllTables = node["for_all_tables"]?.isTrue ?? false
    for object in (node["pubobjects"]?.children ?? []).compactMap({ $0["PublicationObjSpec"] }) {
      if let table = relation(object["pubtable"]?["relation"]) {
        change.tables.append(table)
      } else if object["pubobjtype"]?.string == "PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA" {
        change.schemas.append(schema)
      } else if let schema = object["name"]?.identifier {
        change.schemas.append(schema)
      }
    }
    if let published = option("publish", in: node["options"])?["arg"].flatMap(scalar) {
      change.publishesChanges = published.contains("update") || published.contains("delete")
    }
    return change
  }

  private func copy(_ node: ParseNode) -> CopyAction {
    let place: CopyAction.Place
    if node["is_program"]?.isTrue ?? false {
      place = .program
    } else {
      place = node["filename"] == nil ? .client : .file
    }
    var copy = CopyAction(relation(node["relation"]), isFrom: node["is_from"]?.isTrue ?? false, place)
    copy.reads = relationsRead(by: node["query"])
    copy.columns = (node["attlist"]?.children ?? []).compactMap { $0["String"]?["sval"]?.identifier }
    return copy
  }

  private func remoteAccess(of type: String, _ node: ParseNode) -> RemoteAccess? {
    let name = node["servername"]?.identifier ?? node["server_name"]?.identifier ?? node["subname"]?.identifier
    guard let name, let kind = Self.remoteKinds[type] else { return nil }
    var access = RemoteAccess(kind, name)
    let connection = node["conninfo"]?.string
    access.hasPassword =
      option("password", in: node["options"])?["arg"] != nil || connection.map(Self.namesPassword) ?? false
    access.refusesTransactions =
      kind == .subscription && isOnUnlessSaid("create_slot", in: node) && isOnUnlessSaid("connect", in: node)
    return access
  }

  private static let remoteKinds: [String: RemoteAccess.Kind] = [
    "CreateForeignServerStmt": .server, "CreateUserMappingStmt": .userMapping,
    "ImportForeignSchemaStmt": .foreignSchema, "CreateSubscriptionStmt": .subscription,
    "AlterForeignServerStmt": .alterServer, "AlterUserMappingStmt": .alterUserMapping,
    "AlterSubscriptionStmt": .alterSubscription,
  ]

  private func isOnUnlessSaid(_ name: String, in node: ParseNode) -> Bool {
    option(name, in: node["options"]) == nil || isOn(name, in: node["options"])
  }

  /// `password=…` among a connection string's keywords, or `user:password@` in its URI.
  private static func namesPassword(_ connection: String) -> Bool {
    if connection.hasPrefix("postgres://") || connection.hasPrefix("postgresql://") {
      let rest = connection.split(separator: "/", maxSplits: 1).last ?? ""
      let authority = rest.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" }
      let user = authority.split(separator: "@", omittingEmptySubsequences: false)
      return user.count > 1 && user[0].contains(":") || connection.contains("password=")
    }
    return connection.filter { $0 != " " }.contains("password=")
  }
}
