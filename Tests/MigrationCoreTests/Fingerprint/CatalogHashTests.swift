import MigrationCore
import Testing

@Suite struct CatalogHashTests {
  private var shop: DatabaseSchema {
    var schema = DatabaseSchema(name: "shop")
    schema.owner = "app"
    var table = Table(name: "orders")
    table.columns = [Column(name: "id", position: 1, type: "bigint"), Column(name: "note", position: 2, type: "text")]
    schema.tables = [table]
    schema.enumTypes = [EnumType(name: "state", labels: ["new", "paid"])]
    return schema
  }

  @Test func whatIsEqualHashesTheSame() {
    #expect(CatalogHash(of: shop).hex == CatalogHash(of: shop).hex)
    #expect(CatalogHash(of: shop).hex.count == 64)
  }

  @Test func aGapInColumnNumbersDoesNotCount() {
    var other = shop
    other.tables[0].columns[1].position = 7
    #expect(CatalogHash(of: other) == CatalogHash(of: shop))
  }

  static let changes: [@Sendable (inout DatabaseSchema) -> Void] = [
    { $0.owner = "someone" },
    { $0.comment = "text" },
    { $0.tables[0].columns.swapAt(0, 1) },
    { $0.tables[0].columns[0].type = "integer" },
    { $0.tables[0].columns[0].notNull = Column.NotNull() },
    { $0.tables[0].columns[0].comment = "" },
    { $0.tables[0].columns[1].generated = Column.Generated(kind: .virtual, expression: "1") },
    { $0.tables[0].hasRowSecurity = true },
    { $0.tables[0].options = [StorageOption(stored: "fillfactor=70")] },
    { $0.tables[0].replicaIdentity = .full },
    { $0.enumTypes[0].labels = ["paid", "new"] },
    { $0.enumTypes[0].labels = ["new\" label \"paid"] },
    {
      $0.privileges = [
        Privilege(object: ObjectID(.table, "shop", "orders"), owner: "app", grants: [])
      ]
    },
  ]

  @Test func everyChangeHasAHashOfItsOwn() {
    var hashes: Set = [CatalogHash(of: shop).hex]
    for change in Self.changes {
      var other = shop
      change(&other)
      hashes.insert(CatalogHash(of: other).hex)
    }
    #expect(hashes.count == Self.changes.count + 1)
  }

  @Test func ownersAndPrivilegesCanBeLeftOut() {
    var other = shop
    other.owner = "someone"
    other.privileges = [Privilege(object: ObjectID(.table, "shop", "orders"), owner: "someone", grants: [])]
    #expect(CatalogHash(of: other, including: []) == CatalogHash(of: shop, including: []))
  }

  @Test func whatNoPlanTouchesIsLeftOut() {
    var other = shop
    other.notManaged = [UnmanagedObject(kind: "publication relation", name: "shop.orders in publication p")]
    #expect(CatalogHash(of: other) == CatalogHash(of: shop))
  }

  @Test func whatIsIgnoredIsLeftOut() {
    var other = shop
    other.tables.append(Table(name: "temp_a"))
    other.tables[0].indexes = [Index(name: "temp_i", definition: "CREATE INDEX temp_i ON orders (id)", method: "btree")]
    other.privileges = [Privilege(object: ObjectID(.table, "shop", "temp_a"), owner: "app", grants: [])]
    let ignored = IgnoreRules([.tables: ["temp_*"], .indexes: ["temp_*"]])
    #expect(CatalogHash(of: other) != CatalogHash(of: shop))
    #expect(CatalogHash(of: ignored.applied(to: other)) == CatalogHash(of: ignored.applied(to: shop)))
  }

  @Test func objectsOfExtensionsAreLeftOut() {
    var other = shop
    other.enumTypes[0].extensionName = "some"
    var without = shop
    without.enumTypes = []
    #expect(CatalogHash(of: other) == CatalogHash(of: without))
  }
}
