/// The statements that make schemas anew in an empty database, without data.
///
/// What others can need comes in the order of `pg_depend`; then what nothing needs: foreign keys, triggers, policies,
/// owners, comments, rights. Functions' bodies are text to the server (`check_function_bodies = off`), so they need
/// nothing.
package struct SchemaScript: Sendable {
  /// In order; each stands alone and can be run outside a transaction.
  package let statements: [SQLText]
  /// Roles that own something, hold a right or are named by a policy; in byte order.
  package let roles: [Identifier]
  /// Foreign servers that its foreign tables are on; in byte order.
  package let foreignServers: [Identifier]

  /// The script of everything in `schemas` that belongs to no extension.
  package init(_ schemas: [DatabaseSchema]) {
    let own = schemas.map(\.withoutExtensionMembers).leavingExpressionsToParents
    let validity = InheritedValidity(own)
    let pieces = Self.inOrder(own, validity)
    statements =
      own.map { $0.create() } + pieces.flatMap(\.statements) + own.flatMap { Self.dependents($0, validity) }
      + own.flatMap(Self.attributes) + own.flatMap(Self.rights) + Self.refresh(own, inOrderOf: pieces)
    foreignServers = Set(own.flatMap { $0.tables.compactMap(\.foreign?.server) }).sorted()
    roles = Set(schemas.flatMap(Self.roles)).sorted()
  }

  private static func inOrder(_ schemas: [DatabaseSchema], _ validity: InheritedValidity) -> [ScriptOrder.Piece] {
    var order = ScriptOrder(schemas.flatMap { $0.pieces(validity) })
    var children: [QualifiedName: [ObjectID]] = [:]
    for schema in schemas {
      schema.putInOrder(&order)
      for table in schema.tables {
        for parent in table.parents + [table.partition?.parent].compactMap({ $0 }) {
          children[parent, default: []].append(ObjectID(.table, schema.name, table.name))
        }
      }
    }
    for schema in schemas {
      for table in schema.tables {
        let below = children[QualifiedName(schema.name, table.name)] ?? []
        table.putInOrder(&order, in: schema.name, children: below)
      }
    }
    return order.sorted()
  }

  /// What needs others and is needed by none.
  private static func dependents(_ schema: DatabaseSchema, _ validity: InheritedValidity) -> [SQLText] {
    let name = schema.name
    var script: [SQLText] = []
    for table in schema.tables {
      let qualified = QualifiedName(name, table.name)
      script += (table.constraints.compactMap(\.index) + table.indexes).flatMap { $0.attach(on: qualified) }
    }
    script += schema.tables.flatMap { validity.additions(to: $0, named: QualifiedName(name, $0.name)) }
    for table in schema.tables {
      for constraint in table.constraints where constraint.isForeignKey && !constraint.comes(withParentOf: table) {
        script.append(constraint.add(to: table, in: name))
      }
    }
    script += schema.namesOfForeignKeyCopies
    script += schema.tables.flatMap { validity.validations(of: $0, named: QualifiedName(name, $0.name)) }
    script += schema.tables.flatMap { $0.triggers.flatMap { $0.create() } }
    script += schema.views.flatMap { $0.triggers.flatMap { $0.create() } }
    for table in schema.tables {
      script += table.policies.map { $0.create(on: QualifiedName(name, table.name)) } + table.rowSecurity(in: name)
      script += table.setReplicaIdentity(in: name)
    }
    return script + schema.sequences.flatMap { $0.setOwnedBy(in: name) }
  }

  /// Fills the materialized views that are filled, each after those that it reads; their owners have their rights by then.
  private static func refresh(_ schemas: [DatabaseSchema], inOrderOf pieces: [ScriptOrder.Piece]) -> [SQLText] {
    var statements: [ObjectID: [SQLText]] = [:]
    for schema in schemas {
      for view in schema.views {
        statements[ObjectID(view.objectKind, schema.name, view.name)] = view.refresh(in: schema.name)
      }
    }
    return pieces.filter { $0.key.stage == .view }.flatMap { statements.removeValue(forKey: $0.key.object) ?? [] }
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
    script += schema.sequences.flatMap { $0.attributes(in: name) }
    return script + schema.definedObjects.flatMap { $0.attributes() }
  }

  private static func rights(_ schema: DatabaseSchema) -> [SQLText] {
    let owners = schema.relationOwners
    return schema.privileges.flatMap(\.statements)
      + schema.columnPrivileges.flatMap { $0.statements(owner: owners[$0.relation.name]) }
      + schema.defaultPrivileges.flatMap { $0.statements(in: schema.name) }
  }

  private static func roles(_ schema: DatabaseSchema) -> Set<Identifier> {
    var roles: Set<Identifier> = [schema.owner]
    roles.formUnion(schema.tables.map(\.owner) + schema.views.map(\.owner) + schema.sequences.map(\.owner))
    roles.formUnion(schema.routines.map(\.owner) + schema.aggregates.map(\.owner) + schema.domains.map(\.owner))
    roles.formUnion(schema.definedObjects.compactMap(\.owner))
    roles.formUnion(schema.enumTypes.map(\.owner) + schema.compositeTypes.map(\.owner))
    roles.formUnion(schema.privileges.map(\.owner) + schema.defaultPrivileges.map(\.role))
    let grants =
      schema.privileges.flatMap(\.grants) + schema.columnPrivileges.flatMap(\.grants)
      + schema.defaultPrivileges.flatMap(\.grants)
    roles.formUnion(grants.map(\.grantor))
    let named = grants.map(\.grantee) + schema.tables.flatMap { $0.policies.flatMap(\.roles) }
    for case .role(let role) in named { roles.insert(role) }
    return roles.filter { !$0.bytes.isEmpty && !$0.bytes.starts(with: Array("pg_".utf8)) }
  }
}

extension [DatabaseSchema] {
  /// The same with the expressions of generated columns left to the tables that they are inherited from.
  fileprivate var leavingExpressionsToParents: [DatabaseSchema] {
    var parents: [QualifiedName: Table] = [:]
    for schema in self {
      for table in schema.tables { parents[QualifiedName(schema.name, table.name)] = table }
    }
    return map { schema in
      var copy = schema
      for place in copy.tables.indices where !copy.tables[place].parents.isEmpty {
        let above = copy.tables[place].parents.compactMap { parents[$0] }
        copy.tables[place].columns = copy.tables[place].columns.map { $0.leavingExpression(to: above) }
      }
      return copy
    }
  }
}

extension DatabaseSchema {
  /// Gives partitions' copies of foreign keys the names that they have: PostgreSQL makes them under the parent's name,
  /// but keeps another one of a table that is attached.
  fileprivate var namesOfForeignKeyCopies: [SQLText] {
    let byName = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
    var statements: [SQLText] = []
    for table in tables where table.constraints.contains(where: { $0.isForeignKey && $0.isPartitionCopy }) {
      var originals: [Constraint] = []
      var above = table.partition?.parent
      while let parent = above, parent.schema == name, let next = byName[parent.name] {
        originals += next.constraints.filter { $0.isForeignKey && !$0.isPartitionCopy }
        above = next.partition?.parent
      }
      var names = Set(table.constraints.map(\.name))
      for copy in table.constraints where copy.isForeignKey && copy.isPartitionCopy {
        let isNamedAsMade = originals.contains { $0.name == copy.name }
        let original = originals.first {
          !names.contains($0.name) && $0.kind == copy.kind && $0.columns == copy.columns
        }
        guard !isNamedAsMade, let original else { continue }
        names.insert(original.name)
        statements.append(
          "ALTER TABLE \(QualifiedName(name, table.name)) RENAME CONSTRAINT \(original.name) TO \(copy.name)")
      }
    }
    return statements
  }

  /// The owners of tables and views by their names.
  var relationOwners: [Identifier: Identifier] {
    Dictionary(tables.map { ($0.name, $0.owner) } + views.map { ($0.name, $0.owner) }) { first, _ in first }
  }
}
