/// The queries that make a whole `DatabaseSchema`, and how their answers become one.
///
/// Entry points: `statements(for:)` says what to ask, `answers` takes what comes back; `relations(from:)`, then
/// `schema(from:with:)` and `dependencies(from:)` say what it means, each as soon as the answers of its part are there.
/// With the answers of ``Part/itself`` alone it is a schema with nothing in it.
/// All statements must run in one snapshot, with `search_path` set to `pg_catalog` alone and the session's settings pinned.
package enum SchemaCatalog {
  /// What is asked together, in the order in which it is asked.
  ///
  /// What has many rows comes first, and is put together while the server is busy with the others; the dependencies come
  /// last, because nothing but the order of objects needs them.
  package enum Part: CaseIterable, Hashable, Sendable {
    /// Whose it is, and all rights.
    case itself
    /// Its tables, and what tables and views are made of.
    case relations
    case others
    case dependencies

    fileprivate var queries: [any CatalogQuery.Type] {
      switch self {
      case .itself: [SchemaQuery.self, PrivilegeQuery.self, ColumnPrivilegeQuery.self, DefaultPrivilegeQuery.self]
      case .relations:
        [
          ColumnQuery.self, ConstraintQuery.self, IndexQuery.self, SequenceQuery.self,
          TableQuery.self, TriggerQuery.self, RowSecurityPolicyQuery.self,
        ]
      case .others:
        [
          ViewQuery.self, RoutineQuery.self, AggregateQuery.self, EnumTypeQuery.self, CompositeTypeQuery.self,
          CompositeAttributeQuery.self, DomainQuery.self, DomainConstraintQuery.self, RangeTypeQuery.self,
          BaseTypeQuery.self, CollationQuery.self, RuleQuery.self, StatisticsQuery.self, OperatorQuery.self,
          OperatorFamilyQuery.self, OperatorClassQuery.self, CastQuery.self, ConversionQuery.self,
          TextSearchParserQuery.self, TextSearchTemplateQuery.self, TextSearchDictionaryQuery.self,
          TextSearchConfigurationQuery.self, UnmanagedObjectQuery.self,
        ]
      case .dependencies: [DependencyQuery.self]
      }
    }
  }

  /// The SQL of every query with its part; each takes the schema's name as `$1`.
  ///
  /// - Parameters:
  ///   - server: where it runs.
  ///   - detail: how much of everything.
  ///   - part: nil for all of them.
  /// - Returns: the statements, a part after the other.
  package static func statements(
    for server: ServerVersion, _ detail: CatalogDetail = .whole, only part: Part? = nil
  ) -> [(part: Part, sql: String)] {
    (part.map { [$0] } ?? Part.allCases).flatMap { part in
      part.queries.map { (part, $0.sql(on: server, for: detail)) }
    }
  }

  /// What takes the answers, in the order of the statements.
  package static var answers: CatalogAnswers { CatalogAnswers(to: Part.allCases.flatMap(\.queries)) }

  /// Puts the schema's tables together.
  ///
  /// - Parameter answers: at least those of ``Part/relations``.
  /// - Returns: the tables, and what views are made of.
  /// - Throws: ``CatalogError`` for a value that PostgreSQL does not document.
  package static func relations(from answers: CatalogAnswers) throws(CatalogError) -> Relations {
    try Relations(answers)
  }

  /// The schema's dependencies, which are the last answer.
  package static func dependencies(from answers: CatalogAnswers) throws(CatalogError) -> [Dependency] {
    try answers.all(DependencyQuery.self).sorted().withoutRepetition
  }

  /// Makes the schema of the answers, without its dependencies.
  ///
  /// - Parameters:
  ///   - answers: all but the last.
  ///   - relations: those of the same answers.
  /// - Returns: nil when the schema does not exist.
  /// - Throws: ``CatalogError`` for a value that PostgreSQL does not document.
  package static func schema(
    from answers: CatalogAnswers, with relations: Relations
  ) throws(CatalogError) -> DatabaseSchema? {
    guard var schema = try answers.all(SchemaQuery.self).first else { return nil }
    schema.tables = relations.tables
    schema.views = try answers.all(ViewQuery.self).map(relations.complete).sorted { $0.name < $1.name }
    schema.sequences = try answers.all(SequenceQuery.self).sorted { $0.name < $1.name }
    schema.routines = try answers.all(RoutineQuery.self)
      .sorted { ($0.name, $0.identityArguments) < ($1.name, $1.identityArguments) }
    schema.aggregates = try answers.all(AggregateQuery.self)
      .sorted { ($0.name, $0.identityArguments) < ($1.name, $1.identityArguments) }
    schema.enumTypes = try answers.all(EnumTypeQuery.self).sorted { $0.name < $1.name }
    schema.compositeTypes = try compositeTypes(answers)
    schema.domains = try domains(answers)
    schema.definedObjects = try definedObjects(answers, in: schema.name)
    schema.privileges = try privileges(answers, in: schema.name)
    schema.columnPrivileges = try columnPrivileges(answers, in: schema.name)
    schema.defaultPrivileges = try defaultPrivileges(answers)
    schema.notManaged = try answers.all(UnmanagedObjectQuery.self).sorted()
    return schema
  }

  private static func compositeTypes(_ answers: CatalogAnswers) throws(CatalogError) -> [CompositeType] {
    let attributes = Dictionary(grouping: try answers.all(CompositeAttributeQuery.self), by: \.type)
    return try answers.all(CompositeTypeQuery.self).map { type in
      var type = type
      type.attributes = (attributes[type.name] ?? []).map(\.attribute)
      return type
    }
    .sorted { $0.name < $1.name }
  }

  private static func domains(_ answers: CatalogAnswers) throws(CatalogError) -> [Domain] {
    let constraints = Dictionary(grouping: try answers.all(DomainConstraintQuery.self), by: \.domain)
    return try answers.all(DomainQuery.self).map { domain in
      var domain = domain
      domain.constraints = (constraints[domain.name] ?? []).map(\.constraint).sorted { $0.name < $1.name }
      return domain
    }
    .sorted { $0.name < $1.name }
  }

  private static func definedObjects(
    _ answers: CatalogAnswers, in schema: Identifier
  ) throws(CatalogError) -> [DefinedObject] {
    func all<Query: DefinedObjectQuery>(_ query: Query.Type) throws(CatalogError) -> [DefinedObject] {
      try answers.all(query).sorted { $0.id(in: schema) < $1.id(in: schema) }
    }
    var objects = try all(RangeTypeQuery.self) + all(BaseTypeQuery.self) + all(CollationQuery.self)
    objects += try all(RuleQuery.self) + all(StatisticsQuery.self) + all(OperatorQuery.self)
    objects += try all(OperatorFamilyQuery.self) + all(OperatorClassQuery.self) + all(CastQuery.self)
    objects += try all(ConversionQuery.self) + all(TextSearchParserQuery.self) + all(TextSearchTemplateQuery.self)
    return try objects + all(TextSearchDictionaryQuery.self) + all(TextSearchConfigurationQuery.self)
  }

  private static func privileges(
    _ answers: CatalogAnswers, in schema: Identifier
  ) throws(CatalogError) -> [Privilege] {
    var privileges: [ObjectID: Privilege] = [:]
    for row in try answers.all(PrivilegeQuery.self) {
      let id = ObjectID(row.kind, schema, row.name, arguments: row.arguments)
      privileges[id, default: Privilege(object: id, owner: row.owner, grants: [])].grants +=
        row.grant.map { [$0] } ?? []
    }
    return privileges.values.map { privilege in
      var privilege = privilege
      privilege.grants.sort()
      return privilege
    }
    .sorted { $0.object < $1.object }
  }

  private static func columnPrivileges(
    _ answers: CatalogAnswers, in schema: Identifier
  ) throws(CatalogError) -> [ColumnPrivilege] {
    var grants: [ObjectID: [Grant]] = [:]
    var relations: [ObjectID: ObjectID] = [:]
    for row in try answers.all(ColumnPrivilegeQuery.self) {
      let column = ObjectID(.column, schema, row.relation, member: row.column)
      relations[column] = ObjectID(row.kind, schema, row.relation)
      grants[column, default: []] += row.grant.map { [$0] } ?? []
    }
    return grants.sorted { $0.key < $1.key }.compactMap { column, grants in
      guard let relation = relations[column], let name = column.member else { return nil }
      return ColumnPrivilege(relation: relation, column: name, grants: grants.sorted())
    }
  }

  private static func defaultPrivileges(_ answers: CatalogAnswers) throws(CatalogError) -> [DefaultPrivilege] {
    var privileges: [DefaultPrivilege] = []
    for row in try answers.all(DefaultPrivilegeQuery.self) {
      let grants = row.grant.map { [$0] } ?? []
      if let same = privileges.firstIndex(where: { $0.role == row.role && $0.objects == row.objects }) {
        privileges[same].grants += grants
      } else {
        privileges.append(DefaultPrivilege(role: row.role, objects: row.objects, grants: grants))
      }
    }
    for index in privileges.indices { privileges[index].grants.sort() }
    return privileges.sorted { ($0.role, $0.objects.rawValue) < ($1.role, $1.objects.rawValue) }
  }
}

extension [Dependency] {
  /// Each once; the array is sorted.
  fileprivate var withoutRepetition: [Dependency] {
    var once: [Dependency] = []
    once.reserveCapacity(count)
    for dependency in self where dependency != once.last { once.append(dependency) }
    return once
  }
}
