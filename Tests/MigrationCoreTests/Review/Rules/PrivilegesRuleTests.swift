import MigrationCore
import Testing

@Suite struct PrivilegesRuleTests {
  /// A schema with a table under row-level security and a SECURITY DEFINER function that is guarded.
  static let guarded: DatabaseSchema = {
    var schema = DatabaseSchema(name: "shop")
    var table = Table(name: "secured")
    (table.owner, table.hasRowSecurity) = ("boss", true)
    schema.tables = [table]
    var routine = Routine(
      name: "guarded", kind: .function, identityArguments: "", definition: "", arguments: "", language: "sql")
    routine.settings = [StorageOption(stored: "search_path=pg_catalog")]
    routine.isSecurityDefiner = true
    schema.routines = [routine]
    let grant = Grant(grantee: .role("app"), grantor: "boss", right: "EXECUTE", isGrantable: false)
    schema.privileges = [
      Privilege(object: ObjectID(.function, "shop", "guarded", arguments: ""), owner: "boss", grants: [grant])
    ]
    return schema
  }()

  /// The fixture, with a plan that runs as a role of few rights.
  static let governed: LiveFacts = {
    var live = ReviewFixture.live
    live.superusers = ["boss"]
    var app = LiveRole("app")
    app.creatableSchemas = ["shop"]
    app.rights = [ReviewFixture.name("users"): ["SELECT"], ReviewFixture.name("small"): ["SELECT", "DELETE"]]
    live.executor = app
    return live
  }()

  /// The same, where the role has those of the owner.
  static let member: LiveFacts = {
    var live = governed
    live.executor?.rightsOf = ["app", "boss"]
    return live
  }()

  @Test(arguments: [
    RuleCase("replication-role-replica", ["SET session_replication_role = replica"], finds: "1.1 error"),
    RuleCase(
      "replication-role-replica", ["SELECT set_config('session_replication_role', 'replica', false)"],
      finds: "1.1 error"),
    RuleCase(
      "replication-role-replica", ["ALTER ROLE loader SET session_replication_role = 'replica'"], finds: "1.1 error"),
    RuleCase("replication-role-replica", ["SET session_replication_role = origin", "RESET session_replication_role"]),
    RuleCase(
      "security-definer-without-search-path",
      ["CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"], finds: "1.1 error"),
    RuleCase(
      "security-definer-without-search-path",
      [
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1'"
      ]),
    RuleCase(
      "security-definer-without-search-path",
      ["CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1'"]),
    RuleCase(
      "security-definer-without-search-path",
      [
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "ALTER FUNCTION f() SET search_path = pg_catalog",
      ]),
    RuleCase("security-definer-without-search-path", ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"]),
    RuleCase("security-definer-without-search-path", ["ALTER FUNCTION f() SECURITY DEFINER"], finds: "1.1 error"),
    RuleCase("security-definer-without-search-path", ["ALTER FUNCTION guarded() SECURITY DEFINER"], current: [guarded]),
    RuleCase(
      "security-definer-without-search-path", ["ALTER FUNCTION guarded() RESET search_path"], finds: "1.1 error",
      current: [guarded]),
    RuleCase(
      "security-definer-without-search-path",
      ["CREATE PROCEDURE p() LANGUAGE plpgsql SECURITY DEFINER SET work_mem = '1GB' AS 'BEGIN END'"], finds: "1.1 error"
    ),
    RuleCase(
      "security-definer-public-execute",
      [
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA shop FROM PUBLIC",
      ]),
    RuleCase(
      "security-definer-public-execute",
      ["CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"], finds: "1.1 error"),
    RuleCase(
      "security-definer-public-execute",
      [
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "REVOKE ALL ON FUNCTION f() FROM PUBLIC",
      ]),
    RuleCase(
      "security-definer-public-execute",
      ["CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"],
      ["REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC"], finds: "1.1 warning"),
    RuleCase(
      "security-definer-public-execute", ["ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"],
      ["CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"]),
    RuleCase(
      "security-definer-public-execute",
      ["ALTER DEFAULT PRIVILEGES IN SCHEMA shop REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"],
      ["CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"], finds: "2.1 error"),
    RuleCase(
      "security-definer-public-execute",
      [
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END'",
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      ]),
    RuleCase(
      "security-definer-public-execute",
      ["CREATE OR REPLACE FUNCTION guarded() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"],
      current: [guarded]),
    RuleCase("grant-widening", ["GRANT SELECT ON orders TO PUBLIC"], finds: "1.1 error"),
    RuleCase("grant-widening", ["GRANT ALL ON orders TO app"], finds: "1.1 error"),
    RuleCase("grant-widening", ["GRANT ALL ON secured TO app"], finds: "1.1 error", current: [guarded]),
    RuleCase(
      "grant-widening", ["GRANT ALL ON secured TO boss", "GRANT ALL ON PROCEDURE p() TO app"], current: [guarded]),
    RuleCase("grant-widening", ["GRANT SELECT ON orders TO app WITH GRANT OPTION"], finds: "1.1 error"),
    RuleCase("grant-widening", ["GRANT UPDATE ON ALL TABLES IN SCHEMA shop TO app"], finds: "1.1 error"),
    RuleCase("grant-widening", ["GRANT pg_execute_server_program TO app"], finds: "1.1 error"),
    RuleCase("grant-widening", ["GRANT boss TO app"], finds: "1.1 error", live: governed),
    RuleCase("grant-widening", ["GRANT reader TO app WITH ADMIN OPTION"], finds: "1.1 error"),
    RuleCase(
      "grant-widening", ["ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO PUBLIC"], finds: "1.1 error"
    ),
    RuleCase(
      "grant-widening",
      ["GRANT SELECT, INSERT ON orders TO app", "GRANT EXECUTE ON FUNCTION f(int) TO PUBLIC", "GRANT reader TO app"]),
    RuleCase(
      "grant-widening", ["REVOKE ALL ON orders FROM PUBLIC", "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO reader"]),
    RuleCase("privilege-change", ["GRANT SELECT ON orders TO app"], finds: "1.1 warning"),
    RuleCase("privilege-change", ["REVOKE SELECT ON orders FROM app CASCADE"], finds: "1.1 warning"),
    RuleCase("privilege-change", ["GRANT a TO b"], finds: "1.1 warning"),
    RuleCase(
      "privilege-change", ["ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO r"], finds: "1.1 warning"),
    RuleCase("privilege-change", ["CREATE TABLE t (id bigint)", "GRANT SELECT ON t TO app"]),
    RuleCase(
      "privilege-change",
      ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC"]),
    RuleCase(
      "privilege-change",
      [
        "CREATE OR REPLACE FUNCTION guarded() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "GRANT EXECUTE ON FUNCTION guarded() TO app",
      ], finds: "1.2 warning", current: [guarded]),
    RuleCase(
      "privilege-change",
      [
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "GRANT EXECUTE ON FUNCTION f() TO app",
      ], current: [guarded]),
    RuleCase("ownership-change", ["ALTER TABLE orders OWNER TO app"], finds: "1.1 warning"),
    RuleCase("ownership-change", ["ALTER SCHEMA shop OWNER TO app"], finds: "1.1 warning"),
    RuleCase("ownership-change", ["ALTER FUNCTION f(int) OWNER TO app"], finds: "1.1 warning"),
    RuleCase("ownership-change", ["CREATE TABLE t (id bigint)", "ALTER TABLE t OWNER TO app"]),
    RuleCase(
      "ownership-change",
      [
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "ALTER FUNCTION f() OWNER TO app",
        "CREATE VIEW v AS SELECT 1", "ALTER VIEW v OWNER TO app",
      ]),
    RuleCase(
      "view-bypasses-rls", ["ALTER TABLE orders ENABLE ROW LEVEL SECURITY", "CREATE VIEW v AS SELECT * FROM orders"],
      finds: "1.2 warning"),
    RuleCase(
      "view-bypasses-rls",
      ["ALTER TABLE orders ENABLE ROW LEVEL SECURITY", "CREATE VIEW v WITH (security_invoker) AS SELECT * FROM orders"]),
    RuleCase("view-bypasses-rls", ["CREATE VIEW v AS SELECT * FROM orders"]),
    RuleCase("view-bypasses-rls", ["CREATE VIEW v AS SELECT * FROM secured"], finds: "1.1 warning", current: [guarded]),
    RuleCase(
      "view-bypasses-rls", ["CREATE MATERIALIZED VIEW v AS SELECT * FROM secured"], finds: "1.1 warning",
      current: [guarded]),
    RuleCase(
      "role-not-set", ["CREATE TABLE t (id bigint PRIMARY KEY)"], finds: "1.1 warning",
      choice: RuleChoice(overrides: ["role-not-set": .warning]), isScript: true),
    RuleCase(
      "role-not-set", ["BEGIN", "SET lock_timeout = '1s'", "SET ROLE app", "CREATE TABLE t (id bigint PRIMARY KEY)"],
      choice: RuleChoice(overrides: ["role-not-set": .warning]), isScript: true),
    RuleCase(
      "role-not-set", ["CREATE TABLE t (id bigint PRIMARY KEY)"],
      choice: RuleChoice(overrides: ["role-not-set": .warning])),
    RuleCase(
      "object-owner-mismatch", ["ALTER TABLE secured ADD a int"], finds: "1.1 error", live: governed, current: [guarded]
    ),
    RuleCase(
      "object-owner-mismatch", ["DROP TABLE secured", "CREATE INDEX i ON secured (id)"], finds: "1.1 error",
      "1.2 error", live: governed, current: [guarded]),
    RuleCase(
      "object-owner-mismatch",
      ["CREATE TABLE t (id int)", "ALTER TABLE t ADD a int", "INSERT INTO secured VALUES (1)"], live: governed,
      current: [guarded]),
    RuleCase("object-owner-mismatch", ["ALTER TABLE secured ADD a int"], current: [guarded]),
    RuleCase("object-owner-mismatch", ["ALTER TABLE secured ADD a int"], live: member, current: [guarded]),
    RuleCase("insufficient-privilege", ["CREATE TABLE other.t (id int)"], finds: "1.1 error", live: governed),
    RuleCase("insufficient-privilege", ["CREATE SCHEMA other", "CREATE TABLE other.t (id int)"], live: governed),
    RuleCase("insufficient-privilege", ["CREATE TABLE t (u int REFERENCES users)"], finds: "1.1 error", live: governed),
    RuleCase("insufficient-privilege", ["INSERT INTO users VALUES (1)"], finds: "1.1 error", live: governed),
    RuleCase(
      "insufficient-privilege",
      ["SELECT 1 FROM users", "CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)", "DELETE FROM small"], live: governed
    ),
    RuleCase("insufficient-privilege", ["INSERT INTO users VALUES (1)"]),
    RuleCase("superuser-operation", ["ALTER SYSTEM SET work_mem = '64MB'"], finds: "1.1 error"),
    RuleCase("superuser-operation", ["COPY orders FROM PROGRAM 'curl x'"], finds: "1.1 error"),
    RuleCase("superuser-operation", ["COPY orders TO '/tmp/x'"], finds: "1.1 error"),
    RuleCase("superuser-operation", ["LOAD 'auto_explain'"], finds: "1.1 error"),
    RuleCase(
      "superuser-operation", ["CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION f()"], finds: "1.1 error"),
    RuleCase("superuser-operation", ["CREATE ROLE boss SUPERUSER"], finds: "1.1 error"),
    RuleCase("superuser-operation", ["ALTER ROLE app BYPASSRLS"], finds: "1.1 error"),
    RuleCase(
      "superuser-operation", ["CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'"], finds: "1.1 error"),
    RuleCase(
      "superuser-operation",
      [
        "COPY orders FROM STDIN", "CREATE ROLE app LOGIN NOSUPERUSER",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN END'",
      ]),
    RuleCase("superuser-operation", ["SET work_mem = '64MB'"]),
    RuleCase("password-literal", ["CREATE ROLE app LOGIN PASSWORD 'secret'"], finds: "1.1 error"),
    RuleCase("password-literal", ["ALTER ROLE app PASSWORD 'md50123456789abcdef0123456789abcdef'"], finds: "1.1 error"),
    RuleCase(
      "password-literal", ["CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'x', password 'y')"], finds: "1.1 error"),
    RuleCase(
      "password-literal", ["CREATE SUBSCRIPTION s CONNECTION 'host=x password=y' PUBLICATION p"], finds: "1.1 error"),
    RuleCase(
      "password-literal",
      ["ALTER ROLE app PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'", "ALTER ROLE app PASSWORD NULL"]),
    RuleCase("password-literal", ["CREATE SUBSCRIPTION s CONNECTION 'host=x passfile=/etc/pass' PUBLICATION p"]),
    RuleCase("public-schema-create", ["GRANT CREATE ON SCHEMA public TO PUBLIC"], finds: "1.1 warning"),
    RuleCase("public-schema-create", ["GRANT ALL ON SCHEMA public TO app"], finds: "1.1 warning"),
    RuleCase(
      "public-schema-create",
      [
        "GRANT USAGE ON SCHEMA public TO app", "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT CREATE ON SCHEMA app TO app",
      ]),
    RuleCase("extension-in-public", ["CREATE EXTENSION hstore"], finds: "1.1 info"),
    RuleCase("extension-in-public", ["CREATE EXTENSION hstore SCHEMA public"], finds: "1.1 info"),
    RuleCase(
      "extension-in-public", ["CREATE EXTENSION hstore SCHEMA extensions", "CREATE EXTENSION IF NOT EXISTS plpgsql"]),
    RuleCase("foreign-server-or-dblink", ["CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw"], finds: "1.1 warning"),
    RuleCase("foreign-server-or-dblink", ["CREATE FOREIGN TABLE f (a int) SERVER s"], finds: "1.1 warning"),
    RuleCase(
      "foreign-server-or-dblink", ["CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p"], finds: "1.1 warning"),
    RuleCase("foreign-server-or-dblink", ["CREATE EXTENSION dblink"], finds: "1.1 warning"),
    RuleCase(
      "foreign-server-or-dblink",
      ["CREATE TABLE f (a int)", "CREATE PUBLICATION p FOR TABLE f", "CREATE EXTENSION hstore"]),
    RuleCase("sensitive-column-added", ["ALTER TABLE users ADD email text"], finds: "1.1 info"),
    RuleCase("sensitive-column-added", ["CREATE TABLE t (id bigint, api_token text)"], finds: "1.1 info"),
    RuleCase("sensitive-column-added", ["ALTER TABLE users ADD email_confirmed boolean, ADD emails_sent int"]),
    RuleCase("sensitive-column-added", ["ALTER TABLE users ALTER email TYPE text"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }
}
