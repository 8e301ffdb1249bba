import MigrationCore
import Testing

/// What a browser knows of an object beside its definition.
@Suite struct BrowsingFactsTests {
  private static let users = ObjectID(.table, "shop", "users")
  private static let email = users.member(.column, "email")
  private static let primaryKey = users.member(.constraint, "users_pkey")
  private static let view = ObjectID(.view, "shop", "contacts")
  private static let foreignKey = ObjectID(.constraint, "shop", "orders", member: "buyer")
  private static let trigger = users.member(.trigger, "touched")
  private static let function = ObjectID(.function, "shop", "touch", arguments: "")
  private static let rule = users.member(.rule, "keep")

  private static var schema: DatabaseSchema {
    var table = Table(name: "users")
    var key = Constraint(name: "users_pkey", kind: .primaryKey, definition: "PRIMARY KEY (id)")
    key.index = Index(name: "users_pkey", definition: "", method: "btree")
    table.constraints = [key, Constraint(name: "named", kind: .check("true"), definition: "CHECK (true)")]
    table.indexes = [Index(name: "users_email", definition: "", method: "btree")]
    var schema = DatabaseSchema(name: "shop")
    schema.tables = [table]
    schema.dependencies = [
      Dependency(dependent: view, referenced: email, strength: .normal),
      Dependency(dependent: users.member(.index, "users_email"), referenced: email, strength: .automatic),
      Dependency(dependent: foreignKey, referenced: users.member(.index, "users_pkey"), strength: .normal),
      Dependency(dependent: primaryKey, referenced: users.member(.column, "id"), strength: .automatic),
      Dependency(dependent: trigger, referenced: function, strength: .normal),
      Dependency(dependent: trigger, referenced: users, strength: .automatic),
      Dependency(dependent: rule, referenced: users, strength: .automatic),
      Dependency(
        dependent: ObjectID(.sequence, "shop", "users_id_seq"), referenced: users.member(.column, "id"),
        strength: .internal),
    ]
    return schema
  }

  @Test(arguments: [
    (users, [foreignKey, view, rule], [function]),
    (email, [view, users.member(.index, "users_email")], []),
    (primaryKey, [foreignKey], [users.member(.column, "id")]),
    (view, [], [email]),
    (trigger, [], [function]),
    (function, [trigger], []),
  ])
  func knowsWhoNeedsWhom(_ object: ObjectID, _ users: [ObjectID], _ needs: [ObjectID]) {
    let map = DependencyMap(of: Self.schema)
    #expect(map.users(of: object) == users.sorted())
    #expect(map.needs(of: object) == needs.sorted())
  }

  @Test func onlyWhatTakesRoomHasASize() {
    func relation(_ kind: LiveRelation.Kind, _ bytes: Int64) -> LiveRelation {
      LiveRelation(kind, size: RelationSize(rows: 1, totalBytes: bytes, analyzedAt: nil))
    }
    let facts = LiveFacts(
      serverVersion: 160_002,
      relations: [
        QualifiedName("shop", "users"): relation(.table, 1), QualifiedName("shop", "users_pkey"): relation(.index, 2),
        QualifiedName("shop", "users_email"): relation(.partitionedIndex, 0),
        // Another table's index may be called what a check of ours is.
        QualifiedName("shop", "named"): relation(.index, 3),
      ])
    let sizes = facts.sizes(in: Self.schema).mapValues(\.totalBytes)
    #expect(sizes == [Self.users: 1, Self.primaryKey: 2])
  }

  @Test func rightsStandAtTheEndOfTheDefinition() throws {
    let schema = SchemaTreeTests.schema
    let tree = ObjectTree(schema: schema, source: .liveDatabase).withRights(of: schema)
    let aligned = AlignedTree(current: nil, desired: tree)
    func definition(_ object: ObjectID) throws -> String {
      try #require(aligned.rows.first { $0.id == object }?.desired?.definition)
    }
    #expect(
      try definition(ObjectID(.table, "public", "orders")).hasSuffix("\n\nGRANT SELECT ON TABLE public.orders TO app;"))
    let function = ObjectID(.function, "public", "f", arguments: "a integer")
    #expect(try definition(function).hasSuffix("\n\nREVOKE ALL ON FUNCTION public.f(a integer) FROM PUBLIC;"))
  }
}
