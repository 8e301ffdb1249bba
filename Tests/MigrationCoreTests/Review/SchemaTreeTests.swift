import MigrationCore
import Testing

@Suite struct SchemaTreeTests {
  @Test func showsObjectsByKindWithTheirMembers() {
    #expect(
      Self.lines(ObjectTree(schema: Self.schema, source: .liveDatabase)) == """
        public | schema
          tables
            orders | row security
              id | bigint, not null, identity
              User | integer, not null, default 0
              note | character varying(20)
              total | numeric(10,2), generated stored
              late | check, not valid
              orders_pkey | primary key
              by_user | index
          functions
            f(a integer) | text
          types
            mood | enum, 2 labels
          privileges
            function f(a integer) → PUBLIC | nothing (revoked)
            table orders → app | SELECT
          default privileges
            tables of shop → app | SELECT
          not managed
            rule | 1
              r on public.orders | rule
            of extension pgcrypto | 1
              function crypt(text, text) | of extension pgcrypto
        """)
  }

  @Test func aGrantStepFindsItsRow() {
    let tree = ObjectTree(schema: Self.schema, source: .liveDatabase)
    let aligned = AlignedTree(current: tree, desired: tree)
    let step = Step(sql: "", type: "privilege", operation: "drop", path: "privileges.TABLE.orders.app")
    #expect(StepRows(aligned).row(for: step).map { aligned.rows[$0].title } == "table orders → app")
  }

  static func lines(_ tree: ObjectTree) -> String {
    func lines(_ nodes: [ObjectNode], _ depth: Int) -> [String] {
      nodes.flatMap { node -> [String] in
        let detail = node.detail.isEmpty ? "" : " | \(node.detail)"
        return ["\(String(repeating: "  ", count: depth))\(node.title)\(detail)"] + lines(node.children, depth + 1)
      }
    }
    return lines(tree.roots, 0).joined(separator: "\n")
  }

  static var schema: DatabaseSchema {
    var schema = DatabaseSchema(name: "public")
    var orders = TableSQLTests.orders
    orders.persistence = .permanent
    schema.tables = [orders]
    schema.enumTypes = [ObjectSQLTests.enumType]
    var crypt = Routine(
      name: "crypt", kind: .function, identityArguments: "text, text", definition: "", arguments: "text, text",
      language: "c")
    crypt.extensionName = "pgcrypto"
    var function = Routine(
      name: "f", kind: .function, identityArguments: "a integer", definition: "CREATE FUNCTION …",
      arguments: "a integer", language: "sql")
    function.result = "text"
    schema.routines = [crypt, function]
    schema.privileges = [
      Privilege(
        object: ObjectID(.function, "public", "f", arguments: "a integer"), owner: "shop",
        grants: [Grant(grantee: .role("shop"), grantor: "shop", right: "EXECUTE", isGrantable: false)]),
      Privilege(
        object: ObjectID(.table, "public", "orders"), owner: "shop",
        grants: [Grant(grantee: .role("app"), grantor: "shop", right: "SELECT", isGrantable: false)]),
    ]
    schema.defaultPrivileges = [
      DefaultPrivilege(
        role: "shop", objects: .tables,
        grants: [Grant(grantee: .role("app"), grantor: "shop", right: "SELECT", isGrantable: false)])
    ]
    schema.notManaged = [UnmanagedObject(kind: "rule", name: "r on public.orders")]
    return schema
  }
}
