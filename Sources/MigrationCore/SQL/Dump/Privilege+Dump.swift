/// Rights as a dump has them: what differs from what PostgreSQL gives by itself, in pgschema's words.
extension DumpDraft {
  mutating func addPrivileges() {
    for privilege in schema.defaultPrivileges { add(privilege) }
    for privilege in schema.privileges { add(privilege) }
    let owners = schema.relationOwners
    for privilege in schema.columnPrivileges { add(privilege, owner: owners[privilege.relation.name]) }
  }

  private mutating func add(_ privilege: DefaultPrivilege) {
    let object = ObjectID(.defaultPrivilege, name, privilege.role, member: Identifier(privilege.objects.rawValue))
    let word = privilege.objects.keyword.text
    let entries = Rights.gathered(privilege.grants).map { rights in
      let option: SQLText = rights.isGrantable ? " WITH GRANT OPTION" : ""
      var entry = DumpEntry(
        "\(privilege.role):\(word):\(rights.grantee.plainText)", "DEFAULT_PRIVILEGE", in: .defaultPrivileges,
        file: word.lowercased(),
        """
        ALTER DEFAULT PRIVILEGES FOR ROLE \(privilege.role) IN SCHEMA \(name) GRANT \(rights.sorted.list(columns: "")) \
        ON \(privilege.objects.keyword) TO \(rights.grantee)\(option)
        """)
      entry.scope = "default_privileges"
      return entry
    }
    add(Key(stage: .attributes, object: object), .defaultPrivilege, entries)
  }

  private mutating func add(_ privilege: Privilege) {
    guard let target = privilege.target else { return }
    let isSchema = privilege.object.kind == .schema
    let natural = privilege.natural(schema: name, on: server)
    var statements: [(SQLText, String)] = []
    let everyone = privilege.grants.filter {
      $0.grantee == .everyone && $0.grantor == privilege.owner && !$0.isGrantable
    }
    let lost = natural.everyone.subtracting(everyone.map(\.right)).sorted()
    if !lost.isEmpty {
      statements.append(("REVOKE \(Self.list(lost)) ON \(target) FROM PUBLIC", "REVOKED_DEFAULT_PRIVILEGE"))
    }
    let own = privilege.grants.filter { $0.grantee == .role(privilege.owner) }
    let missing = natural.owner.subtracting(own.map(\.right)).sorted()
    if !missing.isEmpty {
      statements.append(("REVOKE \(Self.list(missing)) ON \(target) FROM \(privilege.owner)", "PRIVILEGE"))
    }
    let rest = privilege.grants.filter { grant in
      if grant.grantee == .everyone, grant.grantor == privilege.owner, !grant.isGrantable {
        return !natural.everyone.contains(grant.right)
      }
      // The owner may pass on what it has all the same; only where that was granted it is said.
      return grant.grantee != .role(privilege.owner) || grant.isGrantable
    }
    for rights in rest.inOrder(owner: privilege.owner) {
      statements += rights.sorted.statements(on: target, columns: "", owner: privilege.owner).map { ($0, "PRIVILEGE") }
    }
    let entries = statements.map { statement, type in
      var entry = DumpEntry(
        privilege.title, type, in: isSchema ? .schema : .privileges, file: privilege.object.kind.rawValue, statement)
      entry.scope = type == "PRIVILEGE" ? "privileges" : "revoked_default"
      return entry
    }
    let key = Key(
      stage: .attributes, object: privilege.object.member(.privilege, Identifier("\u{7F}\(privilege.title)")))
    add(key, .privilege, part: .comment, as: privilege.object, entries)
  }

  private mutating func add(_ privilege: ColumnPrivilege, owner: Identifier?) {
    let table: SQLText = "TABLE \(QualifiedName(name, privilege.relation.name))"
    let owner = owner ?? privilege.grants.first?.grantor ?? ""
    let statements = privilege.grants.inOrder(owner: owner).flatMap {
      $0.sorted.statements(on: table, columns: " (\(privilege.column))", owner: owner)
    }
    let entries = statements.map { statement in
      var entry = DumpEntry(
        privilege.relation.name.text, "COLUMN_PRIVILEGE", in: .privileges, file: "table", statement)
      entry.scope = "column_privileges"
      return entry
    }
    let key = Key(
      stage: .attributes, object: privilege.relation.member(.column, Identifier("\u{7F}\(privilege.column)")))
    add(key, .privilege, part: .columnComment, as: privilege.relation, entries)
  }

  private static func list(_ rights: [String]) -> SQLText {
    let words: [SQLText] = rights.map { "\(catalog: CatalogSQL($0))" }
    return "\(words, separator: ", ")"
  }
}

extension Rights {
  /// With the rights in the order of their keywords.
  fileprivate var sorted: Rights {
    var copy = self
    copy.rights.sort()
    return copy
  }
}

extension Grantee {
  fileprivate var plainText: String {
    switch self {
    case .everyone: "PUBLIC"
    case .role(let name): name.text
    }
  }
}

extension Privilege {
  var title: String { object.arguments.map { "\(object.name)(\($0))" } ?? object.name.text }

  /// What PostgreSQL gives by itself.
  ///
  /// Source: PostgreSQL manual, "Privileges", table 5.2.
  func natural(schema: Identifier, on server: ServerVersion) -> (owner: Set<String>, everyone: Set<String>) {
    switch object.kind {
    case .schema: (["USAGE", "CREATE"], schema == "public" ? ["USAGE"] : [])
    case .table, .view, .materializedView:
      (
        Set(["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"])
          .union(server >= .major(17) ? ["MAINTAIN"] : []), []
      )
    case .sequence: (["USAGE", "SELECT", "UPDATE"], [])
    case .function, .procedure, .aggregate: (["EXECUTE"], ["EXECUTE"])
    case .enumType, .compositeType, .domain, .rangeType, .baseType: (["USAGE"], ["USAGE"])
    case .column, .constraint, .index, .trigger, .policy, .privilege, .defaultPrivilege, .collation, .rule, .statistics,
      .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration:
      ([], [])
    }
  }
}
