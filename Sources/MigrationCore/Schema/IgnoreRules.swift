/// Which objects are left alone: what a `.pgschemaignore` says.
///
/// Source: pgschema's behaviour, section 10.1.
package struct IgnoreRules: Hashable, Sendable {
  /// The tables of the file.
  package enum Section: String, CaseIterable, Hashable, Sendable {
    case tables, views, functions, procedures, aggregates, types, sequences, indexes, constraints, triggers, privileges
    case defaultPrivileges = "default_privileges"
    case schemas
  }

  private let patterns: [Section: [String]]

  /// `patterns` are globs in the order of the file; those that begin with `!` keep what others ignore.
  package init(_ patterns: [Section: [String]] = [:]) { self.patterns = patterns }

  /// Whether a pattern matches the name and none that begins with `!` does.
  package func ignores(_ section: Section, _ name: Identifier) -> Bool {
    let patterns = patterns[section] ?? []
    let kept = patterns.filter { $0.hasPrefix("!") }
    return patterns.contains { !$0.hasPrefix("!") && Glob.matches($0, name.text) }
      && !kept.contains { Glob.matches(String($0.dropFirst()), name.text) }
  }

  private func ignores(_ section: Section, _ grantee: Grantee) -> Bool {
    switch grantee {
    case .everyone: ignores(section, "PUBLIC")
    case .role(let name): ignores(section, name)
    }
  }

  /// The schema without what is ignored, and without the rights on it.
  package func applied(to schema: DatabaseSchema) -> DatabaseSchema {
    guard patterns.values.contains(where: { !$0.isEmpty }) else { return schema }
    var schema = schema
    schema.tables.removeAll { ignores(.tables, $0.name) }
    schema.views.removeAll { ignores(.views, $0.name) }
    schema.sequences.removeAll { ignores(.sequences, $0.name) }
    schema.routines.removeAll { ignores($0.kind == .procedure ? .procedures : .functions, $0.name) }
    schema.aggregates.removeAll { ignores(.aggregates, $0.name) }
    schema.enumTypes.removeAll { ignores(.types, $0.name) }
    schema.compositeTypes.removeAll { ignores(.types, $0.name) }
    schema.domains.removeAll { ignores(.types, $0.name) }
    for index in schema.tables.indices {
      schema.tables[index].indexes.removeAll { ignores(.indexes, $0.name) }
      schema.tables[index].constraints.removeAll { ignores(.constraints, $0.name) }
      schema.tables[index].triggers.removeAll { ignores(.triggers, $0.name) }
    }
    for index in schema.views.indices {
      schema.views[index].materialization?.indexes.removeAll { ignores(.indexes, $0.name) }
      schema.views[index].triggers.removeAll { ignores(.triggers, $0.name) }
    }
    schema.definedObjects.removeAll { object in
      if object.kind == .rangeType || object.kind == .baseType { return ignores(.types, object.name) }
      return object.relation.map { ignores(.tables, $0) || ignores(.views, $0) } ?? false
    }
    schema.privileges = schema.privileges.filter { !ignores($0.object) }.map { privilege in
      var privilege = privilege
      privilege.grants.removeAll { ignores(.privileges, $0.grantee) }
      return privilege
    }
    schema.columnPrivileges = schema.columnPrivileges.filter { !ignores($0.relation) }.map { privilege in
      var privilege = privilege
      privilege.grants.removeAll { ignores(.privileges, $0.grantee) }
      return privilege
    }
    for index in schema.defaultPrivileges.indices {
      schema.defaultPrivileges[index].grants.removeAll { ignores(.defaultPrivileges, $0.grantee) }
    }
    return schema
  }

  /// What pgschema goes on to manage of ignored tables: their triggers, unless these are ignored themselves.
  package func triggersOfIgnoredTables(in schema: DatabaseSchema) -> [(table: Identifier, trigger: Trigger)] {
    schema.tables.filter { ignores(.tables, $0.name) }.flatMap { table in
      table.triggers.filter { !$0.isPartitionCopy && !ignores(.triggers, $0.name) }.map { (table.name, $0) }
    }
  }

  private func ignores(_ object: ObjectID) -> Bool {
    switch object.kind {
    case .table: ignores(.tables, object.name)
    case .view, .materializedView: ignores(.views, object.name)
    case .sequence: ignores(.sequences, object.name)
    case .function: ignores(.functions, object.name)
    case .procedure: ignores(.procedures, object.name)
    case .aggregate: ignores(.aggregates, object.name)
    case .enumType, .compositeType, .domain, .rangeType, .baseType: ignores(.types, object.name)
    case .schema, .column, .constraint, .index, .trigger, .policy, .privilege, .defaultPrivilege, .collation, .rule,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      false
    }
  }
}

/// Patterns as Go's `filepath.Match` reads them: `*` and `?` match anything but `/`, `[a-z]` and `[^a]` are classes, `\\`
/// takes the next character as it is; the whole name must match.
enum Glob {
  static func matches(_ pattern: String, _ name: String) -> Bool {
    matches(Array(pattern.unicodeScalars)[...], Array(name.unicodeScalars)[...]) ?? (pattern == name)
  }

  /// Nil for a pattern that is no pattern, which matches itself alone.
  private static func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Unicode.Scalar>) -> Bool? {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case "*":
      var tail = name
      while true {
        guard let found = matches(rest, tail) else { return nil }
        if found { return true }
        guard let next = tail.popFirst(), next != "/" else { return false }
      }
    case "?":
      guard let next = name.first, next != "/" else { return false }
      return matches(rest, name.dropFirst())
    case "[":
      guard let end = rest.dropFirst().firstIndex(of: "]") else { return nil }
      guard let next = name.first else { return false }
      var members = rest[..<end]
      let isNegated = members.first == "^"
      if isNegated { members.removeFirst() }
      guard contains(members, next) != isNegated else { return false }
      return matches(rest[(end + 1)...], name.dropFirst())
    case "\\":
      guard let literal = rest.first else { return nil }
      return name.first == literal ? matches(rest.dropFirst(), name.dropFirst()) : false
    default:
      return name.first == first ? matches(rest, name.dropFirst()) : false
    }
  }

  private static func contains(_ members: ArraySlice<Unicode.Scalar>, _ scalar: Unicode.Scalar) -> Bool {
    var members = members
    while let low = members.popFirst() {
      guard members.first == "-", let high = members.dropFirst().first else {
        if low == scalar { return true }
        continue
      }
      members.removeFirst(2)
      if low.value <= scalar.value, scalar.value <= high.value { return true }
    }
    return false
  }
}
