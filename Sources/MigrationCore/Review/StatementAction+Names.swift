/// A name that a statement gives to something.
struct GivenName: Hashable, Sendable {
  enum Kind: String, Hashable, Sendable {
    case schema, table, column, index, constraint, view, sequence, type, domain, function, role, trigger, policy
  }
  var kind: Kind
  var name: Identifier

  /// `column "Note"`.
  var words: String { "\(kind.rawValue) \"\(name)\"" }
}

extension StatementAction {
  /// The names that come into being, in the order of the text, without those that PostgreSQL or a variable of psql chooses.
  var givenNames: [GivenName] {
    func names(_ kind: GivenName.Kind, _ names: [Identifier]) -> [GivenName] {
      names.filter { !$0.text.hasPrefix(":") }.map { GivenName(kind: kind, name: $0) }
    }
    switch self {
    case .createSchema(let name): return names(.schema, [name])
    case .createTable(let table):
      return names(.table, [table.name.name]) + names(.column, table.columns.map(\.name))
        + names(.constraint, table.allConstraints.compactMap(\.name))
    case .alterTable(_, .addColumn(let column)):
      return names(.column, [column.name]) + names(.constraint, column.constraints.compactMap(\.name))
    case .alterTable(_, .addConstraint(let constraint)): return names(.constraint, constraint.name.map { [$0] } ?? [])
    case .alterTable(_, .rename(let name)): return names(.table, [name])
    case .alterTable(_, .renameColumn(_, let name)): return names(.column, [name])
    case .alterTable(_, .renameConstraint(_, let name)): return names(.constraint, [name])
    case .createIndex(let index): return names(.index, index.name.map { [$0.name] } ?? [])
    case .createView(let view): return names(.view, [view.name.name]) + names(.column, view.columns)
    case .createMaterializedView(let name, _, _): return names(.view, [name.name])
    case .createSequence(let name): return names(.sequence, [name.name])
    case .createEnum(let name, _), .createType(let name): return names(.type, [name.name])
    case .createDomain(let domain): return names(.domain, [domain.name.name])
    case .createRoutine(let routine): return names(.function, [routine.name.name])
    case .createTrigger(let trigger): return names(.trigger, [trigger.name])
    case .createPolicy(let policy): return names(.policy, [policy.name])
    case .changeRole(let role): return role.isNew ? names(.role, [role.name]) : []
    case .alterTable, .alterIndex, .attachIndex, .reindex, .drop, .refreshMaterializedView, .alterView, .alterRoutine,
      .renameTrigger, .alterPolicy, .createRule, .createStatistics, .alterSequence, .setSequenceValue, .alterType,
      .addEnumValue, .renameEnumValue, .alterDomain, .comment, .changePrivileges, .changeDefaultPrivileges,
      .changeMembership, .changeOwner, .createDatabase, .createExtension, .updateExtension, .changePublication,
      .accessRemote, .alterOther, .truncate, .insert, .update, .delete, .merge, .copy, .select, .vacuum, .analyze,
      .cluster, .lockTable, .transactionControl, .changeSetting, .runCode, .call, .changeOwned, .other:
      return []
    }
  }
}
