/// A schema as SQL: what `countersign dump` writes, in an order in which psql can run it as it stands.
///
/// The text is pgschema's where pgschema has one (its behaviour, sections 5 and 9); what pgschema leaves out is added in
/// PostgreSQL's own words, so that nothing of the schema is lost. The schema must have been read with relative names.
package struct SchemaDump: Sendable {
  /// In an order in which each has what it needs.
  package let entries: [DumpEntry]
  package let schema: Identifier
  /// Whether function bodies refer to what comes later or nowhere, so that they must not be checked on loading.
  package let hasUncheckedBodies: Bool
  /// Objects of extensions: loading the extension makes them, so they are not dumped.
  package let extensionObjects: [UnmanagedObject]
  /// Objects of kinds that are not dumped.
  package let notManaged: [UnmanagedObject]

  /// The dump of everything in `schema` that belongs to no extension.
  ///
  /// `owner` is the role whose objects need no OWNER: the database's owner; `server` is where the schema was read.
  /// Of an ignored table the triggers are dumped, as pgschema does.
  package init(
    _ schema: DatabaseSchema, ignoring ignored: IgnoreRules = IgnoreRules(), owner: Identifier,
    on server: ServerVersion
  ) {
    let unordered = UnorderedDump(schema, ignoring: ignored, owner: owner, on: server)
    self = unordered.dump(inOrderOf: schema.dependencies)
  }

  fileprivate init(_ unordered: UnorderedDump, _ entries: [DumpEntry]) {
    self.entries = entries
    schema = unordered.draft.name
    notManaged = unordered.notManaged
    extensionObjects = unordered.extensionObjects
    hasUncheckedBodies = unordered.draft.schema.routines.contains { $0.standardBody == nil && $0.language == "sql" }
  }
}

/// What a dump says, before it is known in which order: all but that can be done without the dependencies.
package struct UnorderedDump: Sendable {
  fileprivate let draft: DumpDraft
  fileprivate let notManaged: [UnmanagedObject]
  fileprivate let extensionObjects: [UnmanagedObject]
  private let order: ScriptOrder

  /// `schema` needs no dependencies yet; for the rest see ``SchemaDump``.
  package init(
    _ schema: DatabaseSchema, ignoring ignored: IgnoreRules, owner: Identifier, on server: ServerVersion
  ) {
    let all = schema.withoutExtensionMembers
    var draft = DumpDraft(schema: ignored.applied(to: all), owner: owner, server: server)
    draft.add()
    for (table, trigger) in ignored.triggersOfIgnoredTables(in: all) {
      draft.add(trigger, on: QualifiedName(schema.name, table), in: .tables)
    }
    notManaged = schema.notManaged
    extensionObjects = schema.extensionObjects
    order = draft.order()
    self.draft = draft
  }

  /// The dump in an order that heeds these dependencies of its schema.
  package func dump(inOrderOf dependencies: [Dependency]) -> SchemaDump {
    var order = order
    draft.schema.putInOrder(&order, by: dependencies)
    return SchemaDump(self, order.sorted().flatMap(draft.entries))
  }
}

/// The pieces of a dump as they are gathered.
struct DumpDraft: Sendable {
  typealias Key = ScriptOrder.Key
  typealias Place = ScriptOrder.Place
  /// What a piece begins with when it is pulled apart, and what it has in place of its first entry then.
  typealias StandIn = @Sendable () -> (first: SQLText, then: [DumpEntry])

  /// Where a piece stands among others; pgschema's order as far as it has one.
  ///
  /// Default privileges come last: they must not take part in what objects of the dump get.
  enum Rank: Int {
    case schema, collation, type, sequence, table, function, procedure, `operator`, operatorFamily, operatorClass
    case aggregate, trigger, view, rule, statistics, privilege, defaultPrivilege
  }

  /// Parts of a table or view, in the order in which they follow it.
  enum Part: Int { case whole, comment, columnComment, index, rowSecurity, policy, trigger, rest }

  let schema: DatabaseSchema
  let lookup: SchemaLookup
  let owner: Identifier
  let server: ServerVersion
  private(set) var pieces: [ScriptOrder.Piece] = []
  /// What each piece says.
  private var contents: [(entries: [DumpEntry], standIn: StandIn?)] = []
  /// What must come after what, beyond what `pg_depend` says.
  private(set) var orders: [(Key, Key)] = []

  init(schema: DatabaseSchema, owner: Identifier, server: ServerVersion) {
    self.schema = schema
    lookup = SchemaLookup(schema)
    self.owner = owner
    self.server = server
  }

  var name: Identifier { schema.name }

  func id(_ kind: ObjectKind, _ object: Identifier) -> ObjectID { ObjectID(kind, name, object) }

  /// Adds statements that come together, after those of `other`; without any it is nothing.
  mutating func add(
    _ key: Key, _ rank: Rank, part: Part = .whole, as object: ObjectID? = nil,
    otherKeys: [Key] = [], standIn: StandIn? = nil, after other: Key? = nil, _ entries: [DumpEntry]
  ) {
    guard !entries.isEmpty else { return }
    if let other { put(key, after: other) }
    var piece = ScriptOrder.Piece(
      key: key, statements: entries.map(\.statement),
      place: Place(rank: rank.rawValue, object: object ?? key.object, part: part.rawValue))
    piece.otherKeys = otherKeys
    if let standIn {
      piece.standIn = {
        let (first, then) = standIn()
        return (first, then.map(\.statement))
      }
    }
    piece.number = contents.count
    pieces.append(piece)
    contents.append((entries, standIn))
  }

  mutating func put(_ key: Key, after other: Key) { orders.append((key, other)) }

  mutating func add() {
    addSchema()
    for type in schema.enumTypes { add(type) }
    for type in schema.compositeTypes { add(type) }
    for domain in schema.domains { add(domain) }
    for sequence in schema.sequences { add(sequence) }
    for table in schema.tables { add(table) }
    for routine in schema.routines { add(routine) }
    for aggregate in schema.aggregates { add(aggregate) }
    for view in schema.views { add(view) }
    for object in schema.definedObjects { add(object) }
    addPrivileges()
  }

  /// The pieces and what of their order is known from what they are.
  func order() -> ScriptOrder {
    var order = ScriptOrder(pieces)
    for (key, other) in orders { order.put(key, after: other) }
    return order
  }

  /// What a piece of the order says, whole or pulled apart.
  func entries(of piece: ScriptOrder.Piece) -> [DumpEntry] {
    let (entries, standIn) = contents[piece.number]
    switch piece.form {
    case .whole: return entries
    case .remainder: return (standIn?().then ?? []) + entries.dropFirst()
    case .standIn:
      return entries.prefix(1).map { entry in
        var entry = entry
        if let statement = piece.statements.first { entry.statement = statement }
        return entry
      }
    }
  }

  /// `ALTER … OWNER TO`, when the owner is not the one that needs no saying.
  func ownerStatements(of object: SQLText, _ owner: Identifier) -> [SQLText] {
    owner == self.owner ? [] : MigrationCore.owner(of: object, owner)
  }

  private mutating func addSchema() {
    let isPublic = name == "public"
    let usualOwners: Set<Identifier> = isPublic ? [owner, "pg_database_owner", "postgres"] : [owner]
    var statements: [SQLText] = []
    if !usualOwners.contains(schema.owner) { statements += MigrationCore.owner(of: "SCHEMA \(name)", schema.owner) }
    if !isPublic || schema.comment != "standard public schema" {
      statements += MigrationCore.comment(on: "SCHEMA \(name)", schema.comment)
    }
    add(
      Key(stage: .attributes, object: id(.schema, name)), .schema,
      statements.map { DumpEntry(name.text, "SCHEMA", in: .schema, $0) })
  }
}
