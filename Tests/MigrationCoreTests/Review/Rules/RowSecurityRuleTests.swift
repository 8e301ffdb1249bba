import MigrationCore
import Testing

@Suite struct RowSecurityRuleTests {
  /// Tables with row-level security, with policies that wait for it, without it, and with partitions.
  static let shop: DatabaseSchema = {
    var schema = DatabaseSchema(name: "shop")
    var (mine, fence) = (RowSecurityPolicy(name: "mine"), RowSecurityPolicy(name: "fence"))
    mine.roles = [.everyone]
    (fence.roles, fence.isPermissive) = ([.everyone], false)
    var (open, secured, prepared) = (RowSecurityPolicy(name: "open"), Table(name: "secured"), Table(name: "prepared"))
    open.roles = [.everyone]
    (secured.hasRowSecurity, secured.policies) = (true, [fence, mine])
    prepared.policies = [open]
    var part = Table(name: "part_1")
    part.owner = "app"
    schema.tables = [Table(name: "parts"), part, Table(name: "plain"), prepared, secured]
    let grant = Grant(grantee: .role("reader"), grantor: "app", right: "SELECT", isGrantable: false)
    schema.privileges = [Privilege(object: ObjectID(.table, "shop", "part_1"), owner: "app", grants: [grant])]
    return schema
  }()

  @Test(arguments: [
    RuleCase(
      "rls-enabled-without-policy", ["ALTER TABLE plain ENABLE ROW LEVEL SECURITY"], finds: "1.1 error", current: [shop]
    ),
    RuleCase(
      "rls-enabled-without-policy", ["ALTER TABLE plain ENABLE ROW LEVEL SECURITY"], finds: "1.1 warning", live: nil),
    RuleCase(
      "rls-enabled-without-policy",
      ["ALTER TABLE plain ENABLE ROW LEVEL SECURITY", "CREATE POLICY p ON plain USING (id = 1)"], current: [shop]),
    RuleCase(
      "rls-enabled-without-policy",
      ["CREATE POLICY p ON plain USING (id = 1)", "ALTER TABLE plain ENABLE ROW LEVEL SECURITY"], current: [shop]),
    RuleCase(
      "rls-enabled-without-policy", ["ALTER TABLE plain ENABLE ROW LEVEL SECURITY"],
      ["CREATE POLICY p ON plain USING (id = 1)"], finds: "1.1 error", current: [shop]),
    RuleCase("rls-enabled-without-policy", ["ALTER TABLE prepared ENABLE ROW LEVEL SECURITY"], current: [shop]),
    RuleCase(
      "rls-enabled-without-policy", ["ALTER TABLE prepared ENABLE ROW LEVEL SECURITY", "DROP POLICY open ON prepared"],
      finds: "1.1 error", current: [shop]),
    RuleCase(
      "rls-enabled-without-policy", ["CREATE TABLE t (id int)", "ALTER TABLE t ENABLE ROW LEVEL SECURITY"],
      finds: "1.2 error"),
    RuleCase("rls-disabled", ["ALTER TABLE secured DISABLE ROW LEVEL SECURITY"], finds: "1.1 error", current: [shop]),
    RuleCase("rls-disabled", ["ALTER TABLE orders DISABLE ROW LEVEL SECURITY"], finds: "1.1 error", live: nil),
    RuleCase("rls-disabled", ["ALTER TABLE plain DISABLE ROW LEVEL SECURITY"], current: [shop]),
    RuleCase(
      "rls-force-changed", ["ALTER TABLE secured FORCE ROW LEVEL SECURITY"], finds: "1.1 warning", current: [shop]),
    RuleCase("rls-force-changed", ["ALTER TABLE secured NO FORCE ROW LEVEL SECURITY"], finds: "1.1 warning"),
    RuleCase(
      "rls-force-changed",
      [
        "CREATE TABLE t (id int)", "ALTER TABLE t FORCE ROW LEVEL SECURITY",
        "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
      ]),
    RuleCase(
      "rls-required-on-new-table", ["CREATE TABLE t (id int)"], finds: "1.1 error",
      choice: RuleChoice(options: ["rls-required-on-new-table": ["schemas": .list(["shop"])]])),
    RuleCase(
      "rls-required-on-new-table",
      ["CREATE TABLE t (id int)", "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "CREATE TABLE other.t (id int)"],
      choice: RuleChoice(options: ["rls-required-on-new-table": ["schemas": .list(["shop"])]])),
    RuleCase("rls-required-on-new-table", ["CREATE TABLE t (id int)"]),
    RuleCase("policy-without-rls", ["CREATE POLICY p ON plain USING (id = 1)"], finds: "1.1 error", current: [shop]),
    RuleCase(
      "policy-without-rls", ["CREATE TABLE t (id int)", "CREATE POLICY p ON t USING (id = 1)"], finds: "1.2 error"),
    RuleCase(
      "policy-without-rls", ["CREATE POLICY p ON plain USING (id = 1)"],
      ["ALTER TABLE plain ENABLE ROW LEVEL SECURITY"], current: [shop]),
    RuleCase("policy-without-rls", ["CREATE POLICY p ON secured USING (id = 1)"], current: [shop]),
    RuleCase("policy-without-rls", ["CREATE POLICY p ON plain USING (id = 1)"], live: nil),
    RuleCase(
      "permissive-policy-added", ["CREATE POLICY p ON secured USING (id = 1)"], finds: "1.1 warning", current: [shop]),
    RuleCase("permissive-policy-added", ["CREATE POLICY p ON orders USING (id = 1)"], finds: "1.1 warning", live: nil),
    RuleCase("permissive-policy-added", ["CREATE POLICY p ON secured AS RESTRICTIVE USING (id = 1)"], current: [shop]),
    RuleCase(
      "permissive-policy-added",
      ["CREATE POLICY p ON plain USING (id = 1)", "ALTER TABLE plain ENABLE ROW LEVEL SECURITY"], current: [shop]),
    RuleCase(
      "permissive-policy-added",
      ["CREATE TABLE t (id int)", "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "CREATE POLICY p ON t USING (id = 1)"]),
    RuleCase("permissive-policy-removed", ["DROP POLICY mine ON secured"], finds: "1.1 warning", current: [shop]),
    RuleCase(
      "permissive-policy-removed", ["DROP POLICY mine ON secured", "CREATE POLICY mine ON secured USING (id = 2)"],
      current: [shop]),
    RuleCase(
      "permissive-policy-removed", ["DROP POLICY mine ON secured"], ["CREATE POLICY mine ON secured USING (id = 2)"],
      finds: "1.1 warning", current: [shop]),
    RuleCase(
      "permissive-policy-removed", ["DROP POLICY open ON prepared", "DROP POLICY fence ON secured"], current: [shop]),
    RuleCase(
      "restrictive-policy-added", ["CREATE POLICY p ON secured AS RESTRICTIVE USING (id = 1)"], finds: "1.1 warning",
      current: [shop]),
    RuleCase("restrictive-policy-added", ["CREATE POLICY p ON secured USING (id = 1)"], current: [shop]),
    RuleCase("restrictive-policy-added", ["CREATE POLICY p ON plain AS RESTRICTIVE USING (id = 1)"], current: [shop]),
    RuleCase("restrictive-policy-removed", ["DROP POLICY fence ON secured"], finds: "1.1 error", current: [shop]),
    RuleCase(
      "restrictive-policy-removed",
      ["DROP POLICY fence ON secured", "CREATE POLICY fence2 ON secured AS RESTRICTIVE USING (id = 2)"], current: [shop]
    ),
    RuleCase("restrictive-policy-removed", ["DROP POLICY mine ON secured"], current: [shop]),
    RuleCase(
      "restrictive-policy-removed",
      ["CREATE TABLE t (id int)", "CREATE POLICY p ON t AS RESTRICTIVE USING (true)", "DROP POLICY p ON t"]),
    RuleCase("policy-altered", ["ALTER POLICY mine ON secured USING (id = 2)"], finds: "1.1 warning", current: [shop]),
    RuleCase("policy-altered", ["ALTER POLICY mine ON secured TO app"], finds: "1.1 warning", live: nil),
    RuleCase("policy-altered", ["ALTER POLICY mine ON secured RENAME TO yours"], current: [shop]),
    RuleCase(
      "policy-altered",
      ["CREATE TABLE t (id int)", "CREATE POLICY p ON t USING (id = 1)", "ALTER POLICY p ON t USING (id = 2)"]),
    RuleCase("policy-always-true", ["CREATE POLICY p ON secured USING (true)"], finds: "1.1 error"),
    RuleCase("policy-always-true", ["CREATE POLICY p ON secured FOR INSERT WITH CHECK (1 = 1)"], finds: "1.1 error"),
    RuleCase("policy-always-true", ["ALTER POLICY p ON secured USING (id = 1 OR true)"], finds: "1.1 error"),
    RuleCase(
      "policy-always-true",
      ["CREATE POLICY p ON secured USING (id = 1)", "CREATE POLICY q ON secured TO service_role USING (true)"]),
    RuleCase("policy-always-true", ["CREATE POLICY p ON secured USING (is_open = true)"]),
    RuleCase(
      "parent-only-security-change", ["ALTER TABLE parts ENABLE ROW LEVEL SECURITY"], finds: "1.1 warning",
      current: [shop]),
    RuleCase(
      "parent-only-security-change", ["CREATE POLICY p ON parts USING (true)"], finds: "1.1 warning", current: [shop]),
    RuleCase("parent-only-security-change", ["REVOKE SELECT ON parts FROM app"], finds: "1.1 warning", current: [shop]),
    RuleCase("parent-only-security-change", ["ALTER TABLE parts OWNER TO boss"], finds: "1.1 warning", current: [shop]),
    RuleCase(
      "parent-only-security-change", ["REVOKE SELECT ON parts FROM app", "REVOKE SELECT ON part_1 FROM app"],
      current: [shop]),
    RuleCase(
      "parent-only-security-change",
      ["ALTER TABLE parts ENABLE ROW LEVEL SECURITY", "ALTER TABLE part_1 ENABLE ROW LEVEL SECURITY"], current: [shop]),
    RuleCase(
      "parent-only-security-change", ["GRANT SELECT ON parts TO app", "ALTER TABLE orders ENABLE ROW LEVEL SECURITY"],
      current: [shop]),
    RuleCase("parent-only-security-change", ["ALTER TABLE parts ENABLE ROW LEVEL SECURITY"]),
    RuleCase("parent-only-security-change", ["ALTER TABLE parts ENABLE ROW LEVEL SECURITY"], live: nil),
    RuleCase(
      "policy-command-gaps",
      [
        "CREATE TABLE t (id int)", "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY p ON t FOR SELECT USING (id = 1)",
      ], finds: "1.3 info"),
    RuleCase(
      "policy-command-gaps",
      ["CREATE TABLE t (id int)", "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "CREATE POLICY p ON t USING (id = 1)"]),
    RuleCase("policy-command-gaps", ["CREATE POLICY p ON secured FOR SELECT USING (id = 1)"], current: [shop]),
    RuleCase("policy-command-gaps", ["CREATE POLICY p ON orders FOR SELECT USING (id = 1)"], live: nil),
    RuleCase(
      "multiple-permissive-policies", ["CREATE POLICY p ON secured USING (id = 1)"], finds: "1.1 info", current: [shop]),
    RuleCase(
      "multiple-permissive-policies", ["CREATE POLICY p ON secured AS RESTRICTIVE USING (id = 1)"], current: [shop]),
    RuleCase(
      "multiple-permissive-policies",
      [
        "CREATE TABLE t (id int)", "CREATE POLICY a ON t FOR SELECT USING (id = 1)",
        "CREATE POLICY b ON t FOR INSERT WITH CHECK (id = 1)", "CREATE POLICY c ON t FOR SELECT TO app USING (id = 2)",
      ], finds: "1.4 info"),
    RuleCase(
      "multiple-permissive-policies",
      [
        "CREATE TABLE t (id int)", "CREATE POLICY a ON t FOR SELECT TO x USING (id = 1)",
        "CREATE POLICY c ON t FOR SELECT TO y USING (id = 2)",
      ]),
    RuleCase("policy-per-row-function", ["CREATE POLICY p ON secured USING (id = auth.uid())"], finds: "1.1 info"),
    RuleCase(
      "policy-per-row-function", ["CREATE POLICY p ON secured USING (owner = current_setting('app.user'))"],
      finds: "1.1 info"),
    RuleCase("policy-per-row-function", ["CREATE POLICY p ON secured USING (id = (SELECT auth.uid()))"]),
    RuleCase(
      "policy-per-row-function", ["CREATE POLICY p ON secured USING (owner = current_user AND lower(note) = 'a')"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }
}
