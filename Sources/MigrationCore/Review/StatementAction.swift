/// One thing that a statement does; names without a schema are resolved to the plan's schema.
package enum StatementAction: Hashable, Sendable {
  case createTable(CreatedTable)
  /// One subcommand of `ALTER TABLE`, whatever kind of relation it names.
  case alterTable(QualifiedName, TableAction)
  case createIndex(CreatedIndex)
  /// `ALTER INDEX` of any form that only touches the catalog (`RENAME`, `SET`).
  case alterIndex(QualifiedName)
  /// `ALTER INDEX … ATTACH PARTITION`: a partition's index becomes part of the parent's.
  case attachIndex(QualifiedName, to: QualifiedName)
  case reindex(ReindexTarget, isConcurrent: Bool)
  case drop(DroppedObject)

  case createView(CreatedView)
  /// `isFilled` is false for `WITH NO DATA`.
  case createMaterializedView(QualifiedName, reads: [QualifiedName], isFilled: Bool)
  case refreshMaterializedView(QualifiedName, isConcurrent: Bool, isFilled: Bool)
  /// `ALTER VIEW` and `ALTER MATERIALIZED VIEW`, renaming included.
  case alterView(QualifiedName)

  case createRoutine(CreatedRoutine)
  case alterRoutine(RoutineChange)
  case createTrigger(CreatedTrigger)
  case renameTrigger(Identifier, on: QualifiedName)
  case createPolicy(CreatedPolicy)
  case alterPolicy(PolicyChange)
  case createRule(Identifier, on: QualifiedName)

  /// Extended statistics, with the table that they are of.
  case createStatistics(on: QualifiedName)
  case createSequence(QualifiedName)
  /// With the options that it changes, in lower case: `restart`, `increment`, `owned_by`; none for a renaming.
  case alterSequence(QualifiedName, options: [String])
  /// `SELECT setval(…)`.
  case setSequenceValue

  case createEnum(QualifiedName, labels: [String])
  /// A composite, range or base type.
  case createType(QualifiedName)
  case alterType(QualifiedName)
  case addEnumValue(QualifiedName, String, EnumPosition)
  case renameEnumValue(QualifiedName, from: String, to: String)
  case createDomain(CreatedDomain)
  case alterDomain(QualifiedName, DomainAction)

  /// With the relation that is locked meanwhile, if any.
  /// The text is nil when `IS NULL` takes the comment away.
  case comment(on: CommentTarget, text: String?)
  case changePrivileges(GrantChange)
  case changeDefaultPrivileges(GrantChange)
  case changeMembership(MembershipChange)
  case changeRole(RoleChange)
  /// `OWNER TO`, of anything but a table.
  case changeOwner(OwnerChange)
  case createSchema(Identifier)
  case createDatabase(CreatedDatabase)
  case createExtension(CreatedExtension)
  /// `ALTER EXTENSION … UPDATE`, without a version to the server's default one.
  case updateExtension(Identifier, version: String?)
  case changePublication(PublicationChange)
  /// `CREATE SERVER | USER MAPPING | SUBSCRIPTION`, `IMPORT FOREIGN SCHEMA`.
  case accessRemote(RemoteAccess)
  /// Renaming and schema changes of what has no case of its own; the words are PostgreSQL's tag.
  case alterOther(String)

  case truncate([QualifiedName], isCascading: Bool)
  /// Data changes inside `WITH` and `EXPLAIN ANALYZE` as well.
  case insert(InsertedRows)
  case update(ChangedRows)
  case delete(ChangedRows)
  case merge(ChangedRows)
  case copy(CopyAction)
  case select(reads: [QualifiedName], locksRows: Bool)

  case vacuum([QualifiedName], isFull: Bool)
  case analyze([QualifiedName])
  case cluster(QualifiedName?)
  case lockTable([QualifiedName], LockMode, isNoWait: Bool)
  /// `BEGIN`, `COMMIT`, `SAVEPOINT` …
  case transactionControl(String)
  /// `SET`, `RESET`, `SELECT set_config(…)`, and the same for a role or database.
  case changeSetting(SettingChange)
  /// `DO`: what it does is known only when it runs.
  case runCode(ProceduralCode)
  case call(QualifiedName)
  /// `DROP OWNED BY`, or `REASSIGN OWNED BY` when they stay.
  case changeOwned(by: [Identifier], isDropped: Bool, isCascading: Bool)
  /// Understood by the parser, without facts of its own: the command's tag.
  case other(String, refusesTransactions: Bool)
}

package enum ReindexTarget: Hashable, Sendable {
  case index(QualifiedName)
  case table(QualifiedName)
  case schema(Identifier)
  case database, systemCatalogs

  /// What holds the indexes of which PostgreSQL builds each in a transaction of its own, in its words.
  fileprivate var many: String? {
    switch self {
    case .index, .table: nil
    case .schema: "SCHEMA"
    case .database: "DATABASE"
    case .systemCatalogs: "SYSTEM"
    }
  }
}

package enum CommentTarget: Hashable, Sendable {
  /// A table, view or index: SHARE UPDATE EXCLUSIVE on it.
  case relation(QualifiedName)
  /// The same lock, on the column's relation.
  case column(Identifier, of: QualifiedName)
  /// A constraint, trigger, policy or rule of this relation.
  case member(of: QualifiedName)
  case other
}

package enum DomainAction: Hashable, Sendable {
  /// A CHECK, or since PostgreSQL 17 a named NOT NULL.
  case addConstraint(AddedConstraint)
  case validateConstraint(Identifier)
  case dropConstraint
  case setNotNull, dropNotNull, changeDefault
  case other
}

/// One object of a `DROP`.
package struct DroppedObject: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case table, view, index, sequence, function, procedure, aggregate, type, domain, schema, trigger, policy, rule
    case materializedView = "materialized view"
    case foreignTable = "foreign table"
    case `extension`, publication, statistics, cast, `operator`, collation, database
    case other = "object"
  }
  package var kind: Kind
  /// The object, or for a trigger, policy or rule the relation that it belongs to; a schema and a database have their
  /// own name twice.
  package var name: QualifiedName
  /// The trigger, policy or rule.
  package var member: Identifier?
  package var isCascading: Bool
  package var isConcurrent: Bool
  /// `IF EXISTS`.
  package var hasGuard = false

  package init(
    _ kind: Kind, _ name: QualifiedName, member: Identifier? = nil, isCascading: Bool = false,
    isConcurrent: Bool = false
  ) {
    self.kind = kind
    self.name = name
    self.member = member
    self.isCascading = isCascading
    self.isConcurrent = isConcurrent
  }

  /// `table shop.orders`, `schema shop`.
  var words: String {
    kind == .schema || kind == .database ? "\(kind.rawValue) \(name.name)" : "\(kind.rawValue) \(name)"
  }
}

extension StatementAction {
  /// The form, in PostgreSQL's words, if PostgreSQL refuses it inside a transaction block.
  ///
  /// Measured on 15, 16 and 18; source for the rest: the commands' manual pages, "Notes".
  package var nonTransactionalForm: String? {
    switch self {
    case .createIndex(let index): index.isConcurrent ? "CREATE INDEX CONCURRENTLY" : nil
    case .drop(let object):
      object.kind == .database
        ? "DROP DATABASE" : object.kind == .index && object.isConcurrent ? "DROP INDEX CONCURRENTLY" : nil
    case .reindex(let target, let isConcurrent):
      isConcurrent ? "REINDEX CONCURRENTLY" : target.many.map { "REINDEX \($0)" }
    case .alterTable(_, .detachPartition(_, isConcurrent: true)): "DETACH PARTITION CONCURRENTLY"
    case .vacuum: "VACUUM"
    case .cluster(let table): table == nil ? "CLUSTER without a table" : nil
    case .changeSetting(let change): change.scope == .server ? "ALTER SYSTEM" : nil
    case .createDatabase: "CREATE DATABASE"
    case .accessRemote(let access): access.refusesTransactions ? access.kind.rawValue : nil
    case .other(let tag, let refusesTransactions): refusesTransactions ? tag : nil
    case .createTable, .alterTable, .alterIndex, .attachIndex, .createView, .createMaterializedView,
      .refreshMaterializedView,
      .alterView, .createRoutine, .alterRoutine, .createTrigger, .renameTrigger, .createPolicy, .alterPolicy,
      .createRule, .createStatistics, .createSequence, .alterSequence, .setSequenceValue, .createEnum, .createType,
      .alterType, .addEnumValue, .renameEnumValue, .createDomain, .alterDomain, .comment, .changePrivileges,
      .changeDefaultPrivileges, .changeMembership, .changeRole, .changeOwner, .createSchema, .createExtension,
      .updateExtension,
      .changePublication, .alterOther, .truncate, .insert, .update, .delete, .merge, .copy, .select, .analyze,
      .lockTable,
      .transactionControl, .runCode, .call, .changeOwned:
      nil
    }
  }

  /// The relation that comes into being.
  package var createdRelation: QualifiedName? {
    switch self {
    case .createTable(let table): table.name
    case .createIndex(let index): index.name
    case .createView(let view): view.isReplacing ? nil : view.name
    case .createMaterializedView(let name, _, _), .createSequence(let name): name
    case .alterTable, .alterIndex, .attachIndex, .reindex, .drop, .refreshMaterializedView, .alterView, .createRoutine,
      .alterRoutine, .createTrigger, .renameTrigger, .createPolicy, .alterPolicy, .createRule, .createStatistics,
      .alterSequence,
      .setSequenceValue, .createEnum, .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain,
      .alterDomain, .comment, .changePrivileges, .changeDefaultPrivileges, .changeMembership, .changeRole,
      .changeOwner, .createSchema, .createDatabase, .createExtension, .updateExtension, .changePublication,
      .accessRemote, .alterOther,
      .truncate, .insert, .update, .delete, .merge, .copy, .select, .vacuum, .analyze, .cluster, .lockTable,
      .transactionControl,
      .changeSetting, .runCode, .call, .changeOwned, .other:
      nil
    }
  }
}

extension StatementAction {
  /// The relation that comes into being, or may: `CREATE OR REPLACE VIEW` makes what is not there.
  var newRelation: QualifiedName? {
    if case .createView(let view) = self { return view.name }
    return createdRelation
  }

  /// The relation, type or routine that comes into being or is replaced.
  var madeObject: QualifiedName? {
    if case .createView(let view) = self { return view.name }
    if case .createRoutine(let routine) = self { return routine.name }
    return createdRelation ?? createdType
  }

  /// The type that comes into being.
  package var createdType: QualifiedName? {
    if case .createEnum(let name, _) = self { return name }
    if case .createType(let name) = self { return name }
    if case .createDomain(let domain) = self { return domain.name }
    return nil
  }
}
