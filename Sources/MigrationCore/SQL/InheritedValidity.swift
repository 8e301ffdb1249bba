/// Where rules that tables inherit are NOT VALID, as far as making the tables does not lead there.
///
/// CREATE TABLE … INHERITS gives a child its parent's checks and NOT NULL validated, whatever they are in the parent;
/// only what the parent gets when the child is there is NOT VALID in both. So such a rule is added last, to the parent
/// and all below it, and then validated where it is.
/// Source: PostgreSQL manual, ALTER TABLE, "ADD table_constraint [ NOT VALID ]"; the rest as seen on 15 to 18.
struct InheritedValidity: Sendable {
  private typealias Child = (name: QualifiedName, table: Table)

  /// By parent; partitions are none: they are made with rules of their own and attached.
  private var children: [QualifiedName: [Child]] = [:]
  /// Partitioned tables with a foreign key that is not validated (PostgreSQL 18).
  private var unvalidatedKeys: [QualifiedName: [Constraint]] = [:]

  init(_ schemas: [DatabaseSchema]) {
    for schema in schemas {
      for table in schema.tables {
        for parent in table.parents {
          children[parent, default: []].append((QualifiedName(schema.name, table.name), table))
        }
        guard table.partitioning != nil else { continue }
        let keys = table.constraints.filter { $0.isForeignKey && !$0.isValidated && $0.isEnforced }
        if !keys.isEmpty { unvalidatedKeys[QualifiedName(schema.name, table.name)] = keys }
      }
    }
  }

  /// Whether the table can only get its check when the tables that inherit it are there.
  func comesLast(_ constraint: Constraint, of table: QualifiedName) -> Bool {
    guard constraint.isCheck, constraint.isLocal, !constraint.isValidated, constraint.isEnforced, !constraint.noInherit
    else { return false }
    return (children[table] ?? []).contains { $0.table.check(named: constraint.name)?.isValidated == false }
  }

  /// The same of a column's NOT NULL, which has a name since PostgreSQL 18.
  func comesLast(_ notNull: Column.NotNull, of column: Identifier, in table: QualifiedName) -> Bool {
    guard notNull.isLocal, !notNull.isValidated, !notNull.noInherit else { return false }
    return (children[table] ?? []).contains { $0.table.notNull(of: column)?.isValidated == false }
  }

  /// What comes last, each with where it is validated.
  ///
  /// `clause`: what follows ADD for a check.
  func additions(
    to table: Table, named name: QualifiedName, clause: (Constraint) -> SQLText = \.clause
  ) -> [SQLText] {
    guard children[name] != nil else { return [] }
    var statements: [SQLText] = []
    for constraint in table.constraints where comesLast(constraint, of: name) {
      statements.append("ALTER TABLE \(name)\nADD \(clause(constraint))")
      statements += validations(below: name) { child in
        child.check(named: constraint.name).map { ($0.name, $0.isValidated) }
      }
    }
    for column in table.columns {
      guard let notNull = column.notNull, let constraint = notNull.name,
        comesLast(notNull, of: column.name, in: name)
      else { continue }
      statements.append("ALTER TABLE \(name)\nADD CONSTRAINT \(constraint) NOT NULL \(column.name) NOT VALID")
      statements += validations(below: name) { child in
        guard let own = child.notNull(of: column.name), let name = own.name else { return nil }
        return (name, own.isValidated)
      }
    }
    return statements
  }

  /// The tables that must be there before ``additions(to:named:clause:)``: all that inherit from the table, where there
  /// are any additions.
  func tablesBefore(additionsTo table: Table, named name: QualifiedName) -> [QualifiedName] {
    guard !additions(to: table, named: name).isEmpty else { return [] }
    var found: [QualifiedName] = []
    var open = [name]
    while let next = open.popLast() {
      for child in children[next] ?? [] where !found.contains(child.name) {
        found.append(child.name)
        open.append(child.name)
      }
    }
    return found
  }

  /// Of a partition the copies of foreign keys that are validated where the parent's are not.
  func validations(of table: Table, named name: QualifiedName) -> [SQLText] {
    guard let parent = table.partition?.parent, let keys = unvalidatedKeys[parent] else { return [] }
    return table.constraints.filter { copy in
      copy.isPartitionCopy && copy.isValidated && keys.contains { $0.kind == copy.kind && $0.columns == copy.columns }
    }.map { "ALTER TABLE \(name) VALIDATE CONSTRAINT \($0.name)" }
  }

  /// A rule that is validated in a table is so in all below it, and `VALIDATE` sees to that.
  private func validations(
    below table: QualifiedName, rule: (Table) -> (name: Identifier, isValidated: Bool)?
  ) -> [SQLText] {
    var statements: [SQLText] = []
    var seen: Set<QualifiedName> = []
    var open = [table]
    while let next = open.popLast() {
      for child in children[next] ?? [] where seen.insert(child.name).inserted {
        guard let rule = rule(child.table) else { continue }
        if rule.isValidated {
          statements.append("ALTER TABLE \(child.name) VALIDATE CONSTRAINT \(rule.name)")
        } else {
          open.append(child.name)
        }
      }
    }
    return statements
  }
}

extension Table {
  fileprivate func check(named name: Identifier) -> Constraint? {
    constraints.first { $0.isCheck && $0.name == name }
  }

  fileprivate func notNull(of column: Identifier) -> Column.NotNull? {
    columns.first { $0.name == column }?.notNull
  }
}
