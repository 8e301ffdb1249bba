/// The statements that make a schema anew in an empty database, without data.
///
/// The order is the one in which most of it works: types, tables without what refers to others, routines, the rest of
/// the tables, views, foreign keys, rights. Where objects need one another across these, whoever runs the script runs
/// what failed once more after the rest; order by dependency is the planner's business.
package struct SchemaScript: Sendable {
  /// In order; each stands alone and can be run outside a transaction.
  package let statements: [SQLText]
  /// Roles that own something, hold a right or are named by a policy; in byte order.
  package let roles: [Identifier]

  /// The script of everything in `schema` that belongs to no extension.
  package init(_ schema: DatabaseSchema) {
    statements = Self.statements(schema.withoutExtensionMembers)
    roles = Self.roles(schema)
  }

  private static func statements(_ schema: DatabaseSchema) -> [SQLText] {
    let name = schema.name
    func table(_ table: Table) -> QualifiedName { QualifiedName(name, table.name) }
    func view(_ view: View) -> QualifiedName { QualifiedName(name, view.name) }
    let tables = schema.tables
    let constraints = tables.flatMap { table in
      table.constraints.filter { !$0.comes(withParentOf: table) }.map { (table: table, constraint: $0) }
    }
    var script = [schema.create()]
    script += schema.enumTypes.map { $0.create(in: name) } + schema.compositeTypes.map { $0.create(in: name) }
    script += schema.domains.map { $0.create(in: name, withChecks: true) }
    script += schema.sequences.map { $0.create(in: name) }
    script += tables.map { $0.create(in: name, .bare) }
    script += schema.routines.map { $0.create() } + schema.aggregates.map { $0.create(in: name) }
    script += schema.domains.flatMap { domain in
      domain.constraints.filter { !$0.isInline }.map { domain.add($0, in: name) }
    }
    script += tables.flatMap { each in
      each.columns.flatMap {
        $0.setDefault(of: table(each), "TABLE ONLY") + $0.addUnvalidatedNotNull(of: table(each))
      } + each.inheritedColumnRules(in: name)
    }
    script += schema.views.map { $0.create(in: name) }
    script += constraints.filter { !$0.constraint.isForeignKey }.map { $0.constraint.add(to: $0.table, in: name) }
    script += tables.flatMap { $0.indexes.map { $0.create() } }
    script += schema.views.flatMap { ($0.materialization?.indexes ?? []).map { $0.create() } }
    script += tables.flatMap { $0.attach(in: name) }
    script += constraints.flatMap { $0.constraint.index?.attach(on: table($0.table)) ?? [] }
    script += tables.flatMap { each in each.indexes.flatMap { $0.attach(on: table(each)) } }
    script += constraints.filter(\.constraint.isForeignKey).map { $0.constraint.add(to: $0.table, in: name) }
    script += tables.flatMap { each in each.triggers.map { $0.create() } }
    script += schema.views.flatMap { $0.triggers.map { $0.create() } }
    script += tables.flatMap { each in
      each.policies.map { $0.create(on: table(each)) } + each.rowSecurity(in: name) + each.setReplicaIdentity(in: name)
    }
    script += schema.views.flatMap { $0.refresh(in: name) }
    script += schema.sequences.flatMap { $0.setOwnedBy(in: name) }
    return script + attributes(schema) + rights(schema)
  }

  /// Owners, comments and settings of what is there by now.
  private static func attributes(_ schema: DatabaseSchema) -> [SQLText] {
    let name = schema.name
    var script = schema.attributes()
    script += schema.enumTypes.flatMap { $0.attributes(in: name) }
    script += schema.compositeTypes.flatMap { $0.attributes(in: name) }
    script += schema.domains.flatMap { $0.attributes(in: name) }
    script += schema.routines.flatMap { $0.attributes(in: name) }
    script += schema.aggregates.flatMap { $0.attributes(in: name) }
    for table in schema.tables {
      let qualified = QualifiedName(name, table.name)
      script += table.attributes(in: name)
      script += table.constraints.flatMap { $0.attributes(on: qualified) }
      script += table.indexes.flatMap { $0.attributes(on: qualified, "TABLE") }
      script += table.triggers.flatMap { $0.attributes(on: qualified) }
      script += table.policies.flatMap { $0.attributes(on: qualified) }
    }
    for view in schema.views {
      let qualified = QualifiedName(name, view.name)
      script += view.attributes(in: name)
      script += (view.materialization?.indexes ?? []).flatMap { $0.attributes(on: qualified, view.keyword) }
      script += view.triggers.flatMap { $0.attributes(on: qualified) }
    }
    return script + schema.sequences.flatMap { $0.attributes(in: name) }
  }

  private static func rights(_ schema: DatabaseSchema) -> [SQLText] {
    schema.privileges.flatMap(\.statements)
      + schema.columnPrivileges.flatMap { column in
        column.statements(owner: schema.owner(of: column.relation))
      }
      + schema.defaultPrivileges.flatMap { $0.statements(in: schema.name) }
  }

  private static func roles(_ schema: DatabaseSchema) -> [Identifier] {
    var roles: Set<Identifier> = [schema.owner]
    roles.formUnion(schema.tables.map(\.owner) + schema.views.map(\.owner) + schema.sequences.map(\.owner))
    roles.formUnion(schema.routines.map(\.owner) + schema.aggregates.map(\.owner) + schema.domains.map(\.owner))
    roles.formUnion(schema.enumTypes.map(\.owner) + schema.compositeTypes.map(\.owner))
    roles.formUnion(schema.privileges.map(\.owner) + schema.defaultPrivileges.map(\.role))
    let grants =
      schema.privileges.flatMap(\.grants) + schema.columnPrivileges.flatMap(\.grants)
      + schema.defaultPrivileges.flatMap(\.grants)
    roles.formUnion(grants.map(\.grantor))
    let named = grants.map(\.grantee) + schema.tables.flatMap { $0.policies.flatMap(\.roles) }
    for case .role(let role) in named { roles.insert(role) }
    return roles.filter { !$0.bytes.isEmpty && !$0.bytes.starts(with: Array("pg_".utf8)) }.sorted()
  }
}

extension Constraint {
  fileprivate var isForeignKey: Bool {
    switch kind {
    case .foreignKey: true
    case .primaryKey, .unique, .exclusion, .check: false
    }
  }
}

extension DatabaseSchema {
  /// The owner of a table or view; nil when there is none of that name.
  fileprivate func owner(of relation: ObjectID) -> Identifier? {
    tables.first { $0.name == relation.name }?.owner ?? views.first { $0.name == relation.name }?.owner
  }

  /// The same without what comes with CREATE EXTENSION.
  fileprivate var withoutExtensionMembers: DatabaseSchema {
    var copy = self
    copy.tables.removeAll { $0.extensionName != nil }
    copy.views.removeAll { $0.extensionName != nil }
    copy.sequences.removeAll { $0.extensionName != nil }
    copy.routines.removeAll { $0.extensionName != nil }
    copy.aggregates.removeAll { $0.extensionName != nil }
    copy.enumTypes.removeAll { $0.extensionName != nil }
    copy.compositeTypes.removeAll { $0.extensionName != nil }
    copy.domains.removeAll { $0.extensionName != nil }
    return copy
  }
}
