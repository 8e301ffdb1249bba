extension DatabaseSchema {
  /// The schema with owners where nobody said who owns an object.
  ///
  /// SQL that makes an object rarely says whose it is: then it belongs to whom it belongs in the database, and what is
  /// new to the role that will make it.
  ///
  /// - Parameters:
  ///   - unsaid: the role that made everything; it stands for "nobody said".
  ///   - said: names of objects of which somebody did say.
  ///   - current: the schema in the database.
  ///   - maker: the role that will make what is new.
  ///   - renames: what has another name in `current`.
  /// - Returns: the schema as it is meant.
  package func replacingOwner(
    _ unsaid: Identifier, but said: Set<Identifier> = [], byThoseOf current: DatabaseSchema, orBy maker: Identifier,
    renames: [RenameHint] = []
  ) -> DatabaseSchema {
    var owners = current.owners
    for rename in renames where owners[rename.object] == nil && rename.oldSchema ?? name == name {
      var old = rename.object
      old.name = rename.oldName
      if old.member == nil { owners[rename.object] = owners[old] }
    }
    var schema = self
    func settle(_ owner: inout Identifier, _ object: ObjectID) {
      guard owner == unsaid, !said.contains(object.name) else { return }
      let found = owners[object] ?? maker
      owner = found.bytes.isEmpty ? maker : found
    }
    settle(&schema.owner, ObjectID(.schema, name, name))
    for index in schema.tables.indices {
      settle(&schema.tables[index].owner, ObjectID(.table, name, schema.tables[index].name))
      for place in schema.tables[index].policies.indices {
        schema.tables[index].policies[place].roles = schema.tables[index].policies[place].roles
          .map { $0 == .role(unsaid) ? .role(maker) : $0 }.sorted()
      }
    }
    for index in schema.views.indices {
      let view = schema.views[index]
      settle(&schema.views[index].owner, ObjectID(view.objectKind, name, view.name))
    }
    for index in schema.sequences.indices {
      settle(&schema.sequences[index].owner, ObjectID(.sequence, name, schema.sequences[index].name))
    }
    for index in schema.routines.indices {
      settle(&schema.routines[index].owner, schema.routines[index].id(in: name))
    }
    for index in schema.aggregates.indices {
      settle(&schema.aggregates[index].owner, schema.aggregates[index].id(in: name))
    }
    for index in schema.enumTypes.indices {
      settle(&schema.enumTypes[index].owner, ObjectID(.enumType, name, schema.enumTypes[index].name))
    }
    for index in schema.compositeTypes.indices {
      settle(&schema.compositeTypes[index].owner, ObjectID(.compositeType, name, schema.compositeTypes[index].name))
    }
    for index in schema.domains.indices {
      settle(&schema.domains[index].owner, ObjectID(.domain, name, schema.domains[index].name))
    }
    for index in schema.definedObjects.indices {
      guard var owner = schema.definedObjects[index].owner else { continue }
      settle(&owner, schema.definedObjects[index].id(in: name))
      schema.definedObjects[index].owner = owner
    }
    schema.replaceGrantor(unsaid, owners: schema.owners, maker: maker)
    return schema
  }

  /// Rights that the maker of an object has or gave are its owner's.
  private mutating func replaceGrantor(_ unsaid: Identifier, owners: [ObjectID: Identifier], maker: Identifier) {
    func replaced(_ grants: [Grant], _ owner: Identifier) -> [Grant] {
      grants.map { grant in
        var grant = grant
        if grant.grantor == unsaid { grant.grantor = owner }
        if grant.grantee == .role(unsaid) { grant.grantee = .role(owner) }
        return grant
      }
      .sorted()
    }
    for index in privileges.indices {
      let owner = owners[privileges[index].object] ?? maker
      if privileges[index].owner == unsaid { privileges[index].owner = owner }
      privileges[index].grants = replaced(privileges[index].grants, owner)
    }
    for index in columnPrivileges.indices {
      let owner = owners[columnPrivileges[index].relation] ?? maker
      columnPrivileges[index].grants = replaced(columnPrivileges[index].grants, owner)
    }
    for index in defaultPrivileges.indices {
      if defaultPrivileges[index].role == unsaid { defaultPrivileges[index].role = maker }
      defaultPrivileges[index].grants = replaced(defaultPrivileges[index].grants, defaultPrivileges[index].role)
    }
    defaultPrivileges.sort { ($0.role, $0.objects.rawValue) < ($1.role, $1.objects.rawValue) }
  }

  /// Who owns what; the schema itself is there, too.
  package var owners: [ObjectID: Identifier] {
    var owners = [ObjectID(.schema, name, name): owner]
    for table in tables {
      owners[ObjectID(.table, name, table.name)] = table.owner
      for case let identity? in table.columns.map(\.identity) {
        owners[ObjectID(.sequence, name, identity.sequence.name)] = table.owner
      }
    }
    for view in views { owners[ObjectID(view.objectKind, name, view.name)] = view.owner }
    for sequence in sequences { owners[ObjectID(.sequence, name, sequence.name)] = sequence.owner }
    for routine in routines { owners[routine.id(in: name)] = routine.owner }
    for aggregate in aggregates { owners[aggregate.id(in: name)] = aggregate.owner }
    for type in enumTypes { owners[ObjectID(.enumType, name, type.name)] = type.owner }
    for type in compositeTypes { owners[ObjectID(.compositeType, name, type.name)] = type.owner }
    for domain in domains { owners[ObjectID(.domain, name, domain.name)] = domain.owner }
    for object in definedObjects { owners[object.id(in: name)] = object.owner }
    return owners
  }
}
