extension Privilege {
  /// A node for each role with rights that PostgreSQL does not give it by itself, and for PUBLIC where it lost those.
  func nodes(in schema: Identifier) -> [ObjectNode] {
    guard let word = objectWord else { return [] }
    let object = object.kind == .schema ? object.schema.text : object.routineTitle
    return grantees.map { grantee in
      let own = grants.filter { $0.grantee == grantee }
      return .privilege(
        .privilege, schema, "\(word).\(object).\(grantee.title)",
        title: "\(word.lowercased()) \(object) → \(grantee.title)", detail: own.words,
        definition: statements(for: grantee))
    }
  }

  private var grantees: [Grantee] {
    var all: [Grantee] = []
    for grant in grants where !all.contains(grant.grantee) { all.append(grant.grantee) }
    if !naturalRightsOfEveryone.isEmpty, !all.contains(.everyone) { all.insert(.everyone, at: 0) }
    return all.filter { grantee in
      let own = grants.filter { $0.grantee == grantee }
      let natural = grantee == .everyone ? naturalRightsOfEveryone : naturalRightsOfOwner
      guard grantee == .everyone || grantee == .role(owner) else { return true }
      let isNatural = own.allSatisfy { $0.grantor == owner && !$0.isGrantable }
      // MAINTAIN came with PostgreSQL 17; before that the owner has all without it.
      return !isNatural || Set(own.map(\.right)).subtracting(["MAINTAIN"]) != natural
    }
  }

  /// pgschema's word for the kind of object in a step's path.
  private var objectWord: String? {
    switch object.kind {
    case .schema: "SCHEMA"
    case .table, .view, .materializedView: "TABLE"
    case .sequence: "SEQUENCE"
    case .function, .aggregate: "FUNCTION"
    case .procedure: "PROCEDURE"
    case .enumType, .compositeType, .domain, .rangeType, .baseType: "TYPE"
    case .column, .constraint, .index, .trigger, .policy, .privilege, .defaultPrivilege, .collation, .rule,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      nil
    }
  }

  /// Source: PostgreSQL manual, "Privileges", table 5.2.
  private var naturalRightsOfOwner: Set<String> {
    switch object.kind {
    case .schema: ["USAGE", "CREATE"]
    case .table, .view, .materializedView:
      ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    case .sequence: ["USAGE", "SELECT", "UPDATE"]
    case .function, .procedure, .aggregate: ["EXECUTE"]
    case .enumType, .compositeType, .domain, .rangeType, .baseType: ["USAGE"]
    case .column, .constraint, .index, .trigger, .policy, .privilege, .defaultPrivilege, .collation, .rule,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      []
    }
  }

  private var naturalRightsOfEveryone: Set<String> {
    switch object.kind {
    case .function, .procedure, .aggregate: ["EXECUTE"]
    case .enumType, .compositeType, .domain, .rangeType, .baseType: ["USAGE"]
    case .schema, .table, .view, .materializedView, .sequence, .column, .constraint, .index, .trigger, .policy,
      .privilege, .defaultPrivilege, .collation, .rule,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      []
    }
  }
}

extension ColumnPrivilege {
  func nodes(in schema: Identifier, owner: Identifier?) -> [ObjectNode] {
    grants.grantees.map { grantee in
      var part = self
      part.grants = grants.filter { $0.grantee == grantee }
      return .privilege(
        .privilege, schema, "TABLE.\(relation.name).\(column).\(grantee.title)",
        title: "column \(relation.name).\(column) → \(grantee.title)", detail: part.grants.words,
        definition: part.statements(owner: owner))
    }
  }
}

extension DefaultPrivilege {
  func nodes(in schema: Identifier) -> [ObjectNode] {
    grants.grantees.map { grantee in
      var part = self
      part.grants = grants.filter { $0.grantee == grantee }
      return .privilege(
        .defaultPrivilege, schema, "\(role).\(objects.keyword).\(grantee.title)",
        title: "\(objects.keyword.text.lowercased()) of \(role) → \(grantee.title)", detail: part.grants.words,
        definition: part.statements(in: schema))
    }
  }
}

extension ObjectNode {
  fileprivate static func privilege(
    _ kind: ObjectKind, _ schema: Identifier, _ name: String, title: String, detail: String, definition: [SQLText]
  ) -> ObjectNode {
    ObjectNode(
      id: ObjectID(kind, schema, Identifier(name)), title: title, detail: detail, definition: definition.script)
  }
}

extension ObjectID {
  /// The name, a routine's with its arguments.
  fileprivate var routineTitle: String { arguments.map { "\(name)(\($0))" } ?? name.text }
}

extension Grantee {
  fileprivate var title: String {
    switch self {
    case .everyone: "PUBLIC"
    case .role(let name): name.text
    }
  }
}

extension [Grant] {
  fileprivate var grantees: [Grantee] {
    var all: [Grantee] = []
    for grant in self where !all.contains(grant.grantee) { all.append(grant.grantee) }
    return all
  }

  /// `SELECT, INSERT with grant option`; `nothing` without any.
  fileprivate var words: String {
    guard !isEmpty else { return "nothing (revoked)" }
    return map { $0.isGrantable ? "\($0.right) with grant option" : $0.right }.joined(separator: ", ")
  }
}
