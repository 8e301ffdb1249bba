extension Privilege {
  /// What GRANT calls the object, `TABLE public.users`; nil for what has no privileges of its own.
  ///
  var target: SQLText? {
    let name = QualifiedName(object.schema, object.name)
    let arguments = CatalogSQL(object.arguments ?? "")
    switch object.kind {
    case .schema: return "SCHEMA \(object.schema)"
    case .table, .view, .materializedView: return "TABLE \(name)"
    case .sequence: return "SEQUENCE \(name)"
    case .function: return "FUNCTION \(name)(\(catalog: arguments))"
    case .procedure: return "PROCEDURE \(name)(\(catalog: arguments))"
    // GRANT knows aggregates as functions, and no ORDER BY among their arguments.
    case .aggregate: return "FUNCTION \(name)(\(catalog: arguments.withoutOrderBy))"
    case .enumType, .compositeType, .rangeType, .baseType: return "TYPE \(name)"
    case .domain: return "DOMAIN \(name)"
    case .column, .constraint, .index, .trigger, .policy, .privilege, .defaultPrivilege, .collation, .rule,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      return nil
    }
  }

  /// The statements that leave exactly these rights, whatever held before.
  package var statements: [SQLText] {
    guard let target else { return [] }
    return ["REVOKE ALL ON \(target) FROM PUBLIC", "REVOKE ALL ON \(target) FROM \(owner)"]
      + grants.inOrder(owner: owner).flatMap { $0.statements(on: target, columns: "", owner: owner) }
  }

  /// What one role may, as GRANT statements; `REVOKE` for PUBLIC where it has not even what PostgreSQL gives it.
  package func statements(for grantee: Grantee) -> [SQLText] {
    guard let target else { return [] }
    let own = grants.filter { $0.grantee == grantee }
    guard !own.isEmpty else { return ["REVOKE ALL ON \(target) FROM \(grantee)"] }
    return own.inOrder(owner: owner).flatMap { $0.statements(on: target, columns: "", owner: owner) }
  }
}

extension ColumnPrivilege {
  /// The statements that add these rights.
  ///
  /// `owner` is the relation's owner, in whose name a superuser grants; nil when it is not known.
  package func statements(owner: Identifier?) -> [SQLText] {
    let table: SQLText = "TABLE \(QualifiedName(relation.schema, relation.name))"
    let owner = owner ?? grants.first?.grantor ?? ""
    return grants.inOrder(owner: owner).flatMap { $0.statements(on: table, columns: " (\(column))", owner: owner) }
  }
}

extension DefaultPrivilege {
  /// The statements that add these rights to what the role's later objects in `schema` get.
  package func statements(in schema: Identifier) -> [SQLText] {
    Rights.gathered(grants).map { rights in
      let option: SQLText = rights.isGrantable ? " WITH GRANT OPTION" : ""
      return """
        ALTER DEFAULT PRIVILEGES FOR ROLE \(role) IN SCHEMA \(schema)
            GRANT \(rights.list(columns: "")) ON \(objects.keyword) TO \(rights.grantee)\(option)
        """
    }
  }
}

extension DefaultPrivilege.ObjectClass {
  var keyword: SQLText {
    switch self {
    case .tables: "TABLES"
    case .sequences: "SEQUENCES"
    case .functions: "FUNCTIONS"
    case .types: "TYPES"
    case .schemas: "SCHEMAS"
    case .largeObjects: "LARGE OBJECTS"
    }
  }
}

/// The rights of one grantee from one grantor that are alike in being grantable: one GRANT.
struct Rights {
  var grantee: Grantee
  var grantor: Identifier
  var isGrantable: Bool
  var rights: [String]

  /// In the order of their first right.
  static func gathered(_ grants: [Grant]) -> [Rights] {
    var all: [Rights] = []
    for grant in grants {
      let same = all.firstIndex {
        $0.grantee == grant.grantee && $0.grantor == grant.grantor && $0.isGrantable == grant.isGrantable
      }
      if let same {
        all[same].rights.append(grant.right)
      } else {
        all.append(
          Rights(
            grantee: grant.grantee, grantor: grant.grantor, isGrantable: grant.isGrantable, rights: [grant.right]))
      }
    }
    return all
  }

  /// The rights' keywords are `aclexplode`'s.
  func list(columns: SQLText) -> SQLText {
    let words: [SQLText] = rights.map { "\(catalog: CatalogSQL($0))\(columns)" }
    return "\(words, separator: ", ")"
  }

  func statements(on target: SQLText, columns: SQLText, owner: Identifier) -> [SQLText] {
    let option: SQLText = isGrantable ? " WITH GRANT OPTION" : ""
    let grant: SQLText = "GRANT \(list(columns: columns)) ON \(target) TO \(grantee)\(option)"
    guard grantor != owner, !grantor.bytes.isEmpty else { return [grant] }
    return ["SET SESSION AUTHORIZATION \(grantor)", grant, "RESET SESSION AUTHORIZATION"]
  }
}

extension [Grant] {
  /// Whoever passes a right on comes after who gave it to them; the owner begins.
  func inOrder(owner: Identifier) -> [Rights] {
    var rest = Rights.gathered(self)
    var ordered: [Rights] = []
    var mayGrant: Set<Identifier> = [owner]
    while !rest.isEmpty {
      let ready = rest.filter { mayGrant.contains($0.grantor) }
      // A grantor without a right of its own in the list: as good an order as any.
      guard !ready.isEmpty else { return ordered + rest }
      rest.removeAll { mayGrant.contains($0.grantor) }
      ordered += ready
      for case .role(let name) in ready.filter(\.isGrantable).map(\.grantee) { mayGrant.insert(name) }
    }
    return ordered
  }
}

extension CatalogSQL {
  /// An ordered-set aggregate's arguments as a plain list.
  fileprivate var withoutOrderBy: CatalogSQL {
    let orderBy = Array("ORDER BY ".utf8)
    let bytes = Array(text.utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: orderBy) }) else { return self }
    var before = Array(bytes[..<start])
    while before.last == UInt8(ascii: " ") { before.removeLast() }
    let separator = before.isEmpty ? [] : Array(", ".utf8)
    return CatalogSQL(String(decoding: before + separator + bytes[(start + orderBy.count)...], as: UTF8.self))
  }
}
