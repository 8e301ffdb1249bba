import MigrationCore
import ReviewerUI

/// The shop's schema as a browser gets it.
extension Shop {
  static let dependencies: DependencyMap = {
    func column(_ table: Identifier, _ name: Identifier) -> ObjectID {
      ObjectID(.column, "public", table, member: name)
    }
    let view = ObjectID(.view, "public", "active_users")
    var schema = DatabaseSchema(name: "public")
    schema.dependencies = [
      Dependency(dependent: view, referenced: column("users", "email"), strength: .normal),
      Dependency(dependent: view, referenced: column("users", "id"), strength: .normal),
      Dependency(
        dependent: ObjectID(.trigger, "public", "users", member: "users_touch"),
        referenced: ObjectID(.function, "public", "touch", arguments: ""), strength: .normal),
      Dependency(
        dependent: ObjectID(.view, "reports", "revenue"), referenced: column("orders", "total"), strength: .normal),
    ]
    return DependencyMap(of: schema)
  }()

  /// What is read first, with something that no plan touches.
  static let browsed: BrowsedSchema = {
    var tree = current
    tree.roots[0].definition = "CREATE SCHEMA public;"
    tree.roots[0].children.append(
      ObjectNode(
        id: nil, title: "not managed",
        children: [
          ObjectNode(
            id: nil, title: "of extension citext", detail: "2",
            children: [
              ObjectNode(id: nil, title: "function citext_eq(citext, citext)"),
              ObjectNode(id: nil, title: "type citext"),
            ])
        ]))
    return BrowsedSchema(server: "16.2", tree: tree, dependencies: dependencies)
  }()

  /// What is read after somebody else has worked on it.
  static let browsedLater: BrowsedSchema = {
    var schema = browsed
    schema.tree.roots[0].children.replaceSubrange(0..<2, with: desired.roots[0].children.prefix(2))
    return schema
  }()

  static let browsedSizes: [ObjectID: RelationSize] = [
    ObjectID(.table, "public", "users"): RelationSize(
      rows: 12_100_000, totalBytes: 3_435_973_836, analyzedAt: "2026-11-20 03:00:00+00"),
    ObjectID(.table, "public", "orders"): RelationSize(rows: nil, totalBytes: 181_403_648, analyzedAt: nil),
  ]

  /// A browser that has not read anything yet.
  static func emptyBrowser(
    columns: Int = 80, rows: Int = 24, usesASCII: Bool = false, against: String? = nil
  ) -> Browser {
    Browser(
      configuration: Browser.Configuration(
        schema: "public", target: "shop @ production", usesASCII: usesASCII, against: against,
        tokens: tokens),
      columns: columns, rows: rows, now: "2026-11-21T09:00:00Z")
  }

  static func browser(columns: Int = 80, rows: Int = 24, usesASCII: Bool = false) -> Browser {
    var browser = emptyBrowser(columns: columns, rows: rows, usesASCII: usesASCII)
    _ = browser.handle(.read(browsed, ComparedTree(browsed.tree, since: nil)))
    _ = browser.handle(.sizes(.loaded(browsedSizes)))
    return browser
  }
}

extension Browser {
  /// Goes to an object by its name, as a person does.
  mutating func go(to name: String) {
    press("/")
    type(name)
    press("Enter Esc")
  }

  /// Reads again, with another answer at another time.
  mutating func refresh(_ schema: BrowsedSchema) {
    press("R")
    now = "2026-11-21T09:05:00Z"
    _ = handle(.read(schema, ComparedTree(schema.tree, since: self.schema?.tree)))
    _ = handle(.sizes(.loaded(Shop.browsedSizes)))
  }
}
