import MigrationCore
import Testing

@Suite struct DesignRuleTests {
  /// The fixture with the primary key of its large table.
  static let keyed: LiveFacts = {
    var live = ReviewFixture.live
    var key = LiveRelation(.index, size: RelationSize(rows: 0, totalBytes: 8192, analyzedAt: nil))
    key.owningTable = ReviewFixture.name("orders")
    var index = LiveIndex()
    (index.isUnique, index.isPrimary, index.columns, index.constraint) = (true, true, ["id"], "orders_pkey")
    key.index = index
    live.relations[ReviewFixture.name("orders_pkey")] = key
    return live
  }()

  /// The fixture with a server that compresses with pglz.
  static let pglz: LiveFacts = {
    var live = ReviewFixture.live
    live.settings["default_toast_compression"] = "pglz"
    return live
  }()

  @Test(arguments: [
    RuleCase("domain-with-constraint", ["CREATE DOMAIN positive AS int CHECK (VALUE > 0)"], finds: "1.1 warning"),
    RuleCase("domain-with-constraint", ["CREATE DOMAIN name AS text NOT NULL"], finds: "1.1 warning"),
    RuleCase("domain-with-constraint", ["CREATE DOMAIN name AS text"]),
    RuleCase(
      "exclusion-constraint-on-new-table", ["CREATE TABLE t (during tsrange, EXCLUDE USING gist (during WITH &&))"],
      finds: "1.1 info"),
    RuleCase("exclusion-constraint-on-new-table", ["CREATE TABLE t (during tsrange)"]),
    RuleCase("exclusion-constraint-on-new-table", ["ALTER TABLE orders ADD EXCLUDE USING gist (id WITH =)"]),
    RuleCase("json-type-used", ["ALTER TABLE orders ADD a json"], finds: "1.1 warning"),
    RuleCase("json-type-used", ["CREATE TABLE t (a json, b json[])"], finds: "1.1 warning"),
    RuleCase("json-type-used", ["ALTER TABLE orders ALTER note TYPE json USING note::json"], finds: "1.1 warning"),
    RuleCase("json-type-used", ["ALTER TABLE orders ADD a jsonb"]),
    RuleCase("json-type-used", ["ALTER TABLE orders ADD json text"]),
    RuleCase("json-type-used", ["ALTER TABLE orders ADD a json"], finds: "1.1 warning", live: nil),
    RuleCase("require-primary-key", ["CREATE TABLE t (id bigint)"], finds: "1.1 error"),
    RuleCase(
      "require-primary-key",
      ["CREATE TABLE t (id bigint PRIMARY KEY)", "CREATE TABLE u (id bigint, CONSTRAINT u_pkey PRIMARY KEY (id))"]),
    RuleCase(
      "require-primary-key", ["CREATE TABLE t (id bigint)"], ["ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id)"]),
    RuleCase("require-primary-key", ["CREATE TABLE t (a int)", "ALTER TABLE t ADD id bigint PRIMARY KEY"]),
    RuleCase("require-primary-key", ["CREATE TABLE t (id bigint)", "ALTER TABLE t RENAME TO u", "DROP TABLE u"]),
    RuleCase(
      "require-primary-key", ["CREATE TEMP TABLE t (id bigint)", "CREATE TABLE p PARTITION OF parts FOR VALUES IN (1)"]),
    RuleCase(
      "require-primary-key",
      ["CREATE TABLE t (a int)", "ALTER TABLE t SET SCHEMA x", "ALTER TABLE x.t ADD PRIMARY KEY (a)"]),
    RuleCase("require-primary-key", ["CREATE TABLE t (LIKE orders INCLUDING ALL)"]),
    RuleCase("require-primary-key", ["CREATE TABLE t (LIKE orders)"], finds: "1.1 error"),
    RuleCase("require-primary-key", ["CREATE TABLE t AS SELECT 1 AS a"], finds: "1.1 error"),
    RuleCase("require-primary-key", ["CREATE TABLE IF NOT EXISTS orders (id bigint)"]),
    RuleCase(
      "require-primary-key", ["ALTER TABLE orders DROP CONSTRAINT orders_pkey"], finds: "1.1 error", live: keyed),
    RuleCase(
      "require-primary-key", ["ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (id)"], live: keyed),
    RuleCase("require-primary-key", ["ALTER TABLE orders DROP CONSTRAINT orders_note_check"], live: keyed),
    RuleCase("require-primary-key", ["CREATE TABLE t (id bigint)"], finds: "1.1 error", live: nil),
    RuleCase("unique-not-null-instead-of-pk", ["CREATE TABLE t (a bigint NOT NULL UNIQUE)"], finds: "1.1 info"),
    RuleCase(
      "unique-not-null-instead-of-pk", ["CREATE TABLE t (a bigint NOT NULL, b int NOT NULL, UNIQUE (a, b))"],
      finds: "1.1 info"),
    RuleCase(
      "unique-not-null-instead-of-pk",
      ["CREATE TABLE t (a bigint UNIQUE)", "CREATE TABLE u (a bigint PRIMARY KEY, b int NOT NULL UNIQUE)"]),
    RuleCase(
      "unique-not-null-instead-of-pk",
      ["CREATE TABLE t (a bigint NOT NULL UNIQUE)", "ALTER TABLE t ADD PRIMARY KEY (a)"]),
    RuleCase("primary-key-type-allowlist", ["CREATE TABLE t (code text PRIMARY KEY)"], finds: "1.1 warning"),
    RuleCase("primary-key-type-allowlist", ["ALTER TABLE orders ADD code text PRIMARY KEY"], finds: "1.1 warning"),
    RuleCase(
      "primary-key-type-allowlist", ["ALTER TABLE orders ADD code text", "ALTER TABLE orders ADD UNIQUE (code)"]),
    RuleCase(
      "primary-key-type-allowlist", ["CREATE TABLE t (a bigint, code varchar(3), PRIMARY KEY (a, code))"],
      finds: "1.1 warning"),
    RuleCase(
      "primary-key-type-allowlist",
      ["CREATE TABLE t (id bigserial PRIMARY KEY)", "CREATE TABLE u (id uuid PRIMARY KEY)"]),
    RuleCase("primary-key-type-allowlist", ["CREATE TABLE t (code text PRIMARY KEY REFERENCES users)"]),
    RuleCase(
      "primary-key-type-allowlist", ["CREATE TABLE t (id uuid PRIMARY KEY)"], finds: "1.1 warning",
      choice: RuleChoice(options: ["primary-key-type-allowlist": ["types": .list(["bigint"])]])),
    RuleCase("prefer-bigint-key", ["CREATE TABLE t (id int PRIMARY KEY)"], finds: "1.1 warning"),
    RuleCase("prefer-bigint-key", ["CREATE TABLE t (id serial, PRIMARY KEY (id))"], finds: "1.1 warning"),
    RuleCase(
      "prefer-bigint-key",
      ["CREATE TABLE t (id bigserial PRIMARY KEY, n int)", "CREATE TABLE u (t bigint, n int, PRIMARY KEY (t, n))"]),
    RuleCase("prefer-bigint-key", ["ALTER TABLE orders ADD u int REFERENCES users (id)"], finds: "1.1 warning"),
    RuleCase("prefer-bigint-key", ["ALTER TABLE small ADD o int REFERENCES orders (id)"]),
    RuleCase(
      "prefer-bigint-key", ["ALTER TABLE small ADD o int REFERENCES orders (id)"], finds: "1.1 warning", live: nil),
    RuleCase("prefer-identity", ["CREATE TABLE t (id bigserial PRIMARY KEY)"], finds: "1.1 info"),
    RuleCase("prefer-identity", ["ALTER TABLE orders ADD n serial"], finds: "1.1 info"),
    RuleCase("prefer-identity", ["CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)"]),
    RuleCase("prefer-text-over-varchar", ["ALTER TABLE orders ADD a varchar(20)"], finds: "1.1 info"),
    RuleCase("prefer-text-over-varchar", ["ALTER TABLE orders ADD a varchar, ADD b text"]),
    RuleCase("prefer-timestamptz", ["ALTER TABLE orders ADD a timestamp"], finds: "1.1 warning"),
    RuleCase("prefer-timestamptz", ["CREATE TABLE t (a time with time zone)"], finds: "1.1 warning"),
    RuleCase("prefer-timestamptz", ["ALTER TABLE orders ALTER at TYPE timestamp(3)"], finds: "1.1 warning"),
    RuleCase("prefer-timestamptz", ["ALTER TABLE orders ADD a timestamptz, ADD b date, ADD c time"]),
    RuleCase("timestamp-precision-zero", ["ALTER TABLE orders ADD a timestamptz(0)"], finds: "1.1 info"),
    RuleCase("timestamp-precision-zero", ["ALTER TABLE orders ADD a timestamptz(3), ADD b timestamptz"]),
    RuleCase("ban-char-type", ["ALTER TABLE orders ADD a char(3)"], finds: "1.1 warning"),
    RuleCase("ban-char-type", ["CREATE TABLE t (a char)"], finds: "1.1 warning"),
    RuleCase("ban-char-type", ["CREATE TABLE t (a \"char\", b varchar(300))"]),
    RuleCase(
      "ban-char-type", ["CREATE TABLE t (a varchar(300))"], finds: "1.1 warning",
      choice: RuleChoice(options: ["ban-char-type": ["max_length": .number(255)]])),
    RuleCase("ban-money-type", ["ALTER TABLE orders ADD a money"], finds: "1.1 warning"),
    RuleCase("ban-money-type", ["ALTER TABLE orders ADD money numeric(12,2)"]),
    RuleCase("ban-float-for-exact", ["ALTER TABLE orders ADD total_price double precision"], finds: "1.1 info"),
    RuleCase("ban-float-for-exact", ["ALTER TABLE orders ADD latitude double precision, ADD price numeric"]),
    RuleCase(
      "ban-float-for-exact", ["ALTER TABLE orders ADD latitude real"], finds: "1.1 info",
      choice: RuleChoice(options: ["ban-float-for-exact": ["words": .list([])]])),
    RuleCase(
      "forbidden-column-type", ["ALTER TABLE orders ADD a bytea"], finds: "1.1 warning",
      choice: RuleChoice(options: ["forbidden-column-type": ["types": .list(["bytea", "character varying"])]])),
    RuleCase(
      "forbidden-column-type", ["CREATE TABLE t (a varchar(3))"], finds: "1.1 warning",
      choice: RuleChoice(options: ["forbidden-column-type": ["types": .list(["bytea", "character varying"])]])),
    RuleCase(
      "forbidden-column-type", ["ALTER TABLE orders ADD a text"],
      choice: RuleChoice(options: ["forbidden-column-type": ["types": .list(["bytea"])]])),
    RuleCase("forbidden-column-type", ["ALTER TABLE orders ADD a bytea"]),
    RuleCase("reg-type-column", ["ALTER TABLE orders ADD a regprocedure"], finds: "1.1 warning"),
    RuleCase("reg-type-column", ["ALTER TABLE orders ADD a regclass, ADD b oid"]),
    RuleCase("enum-type-created", ["CREATE TYPE mood2 AS ENUM ('sad', 'happy')"], finds: "1.1 info"),
    RuleCase("enum-type-created", ["CREATE TYPE pair AS (a int, b int)"]),
    RuleCase("enum-value-without-position", ["ALTER TYPE mood ADD VALUE 'fine'"], finds: "1.1 info"),
    RuleCase("enum-value-without-position", ["ALTER TYPE mood ADD VALUE 'fine' AFTER 'sad'"]),
    RuleCase(
      "required-columns-missing", ["CREATE TABLE t (id bigint)"], finds: "1.1 info",
      choice: RuleChoice(options: ["required-columns-missing": ["columns": .list(["id", "created_at"])]])),
    RuleCase(
      "required-columns-missing",
      ["CREATE TABLE t (id bigint, created_at timestamptz)", "CREATE TABLE p PARTITION OF parts FOR VALUES IN (1)"],
      choice: RuleChoice(options: ["required-columns-missing": ["columns": .list(["id", "created_at"])]])),
    RuleCase("required-columns-missing", ["CREATE TABLE t (a int)"]),
    RuleCase("columns-must-be-not-null", ["CREATE TABLE t (id bigint PRIMARY KEY, a int)"], finds: "1.1 info"),
    RuleCase(
      "columns-must-be-not-null",
      ["CREATE TABLE t (id bigint PRIMARY KEY, a int NOT NULL, b int CHECK (b IS NOT NULL))"]),
    RuleCase("columns-must-be-not-null", ["ALTER TABLE orders ADD a int"], finds: "1.1 info"),
    RuleCase(
      "columns-must-be-not-null", ["ALTER TABLE orders ADD a int"], ["UPDATE orders SET a = 1 WHERE id > 0"],
      ["ALTER TABLE orders ALTER a SET NOT NULL"]),
    RuleCase(
      "column-requires-default", ["ALTER TABLE orders ADD a int"], finds: "1.1 warning",
      choice: RuleChoice(overrides: ["column-requires-default": .warning])),
    RuleCase(
      "column-requires-default", ["ALTER TABLE orders ADD a int GENERATED ALWAYS AS (id + 1) VIRTUAL"],
      choice: RuleChoice(overrides: ["column-requires-default": .warning])),
    RuleCase(
      "column-requires-default",
      ["ALTER TABLE orders ADD a int DEFAULT 0", "CREATE TABLE t (id bigint PRIMARY KEY, n serial)"],
      choice: RuleChoice(overrides: ["column-requires-default": .warning])),
    RuleCase("column-alignment-padding", ["CREATE TABLE t (a bool, b bigint, c bool, d bigint)"], finds: "1.1 info"),
    RuleCase("column-alignment-padding", ["CREATE TABLE t (b bigint, d bigint, a bool, c bool, e text)"]),
    RuleCase("column-alignment-padding", ["CREATE TABLE t (a int, b bigint)"]),
    RuleCase(
      "column-alignment-padding", ["CREATE TABLE t (a int, b bigint)"], finds: "1.1 info",
      choice: RuleChoice(options: ["column-alignment-padding": ["min_bytes": .number(4)]])),
    RuleCase("toast-compression-pglz", ["CREATE TABLE t (a text COMPRESSION pglz)"], finds: "1.1 info", live: nil),
    RuleCase("toast-compression-pglz", ["CREATE TABLE t (a jsonb)"], finds: "1.1 info", live: pglz),
    RuleCase("toast-compression-pglz", ["CREATE TABLE t (a jsonb COMPRESSION lz4, b int)"], live: pglz),
    RuleCase("toast-compression-pglz", ["CREATE TABLE t (a jsonb)"]),
    RuleCase("charset-allowlist", ["CREATE DATABASE d ENCODING 'LATIN1'"], finds: "1.1 info"),
    RuleCase("charset-allowlist", ["CREATE DATABASE d ENCODING 'utf-8'"], ["CREATE DATABASE d"]),
    RuleCase(
      "charset-allowlist", ["CREATE DATABASE d ENCODING 'UTF8'"],
      choice: RuleChoice(options: ["charset-allowlist": ["encodings": .list(["utf8mb4"])]])),
    RuleCase(
      "charset-allowlist", ["CREATE DATABASE d ENCODING 'LATIN1'"],
      choice: RuleChoice(options: ["charset-allowlist": ["encodings": .list(["LATIN1", "UTF8"])]])),
    RuleCase(
      "collation-allowlist", ["ALTER TABLE orders ADD a text COLLATE \"de_DE\""], finds: "1.1 info",
      choice: RuleChoice(options: ["collation-allowlist": ["collations": .list(["C"])]])),
    RuleCase(
      "collation-allowlist",
      ["ALTER TABLE orders ADD a text COLLATE \"C\"", "CREATE INDEX CONCURRENTLY i ON orders (note COLLATE \"C\")"],
      choice: RuleChoice(options: ["collation-allowlist": ["collations": .list(["C"])]])),
    RuleCase("collation-allowlist", ["ALTER TABLE orders ADD a text COLLATE \"de_DE\""]),
    RuleCase(
      "partitioning-forbidden", ["CREATE TABLE t (a int) PARTITION BY LIST (a)"], finds: "1.1 warning",
      choice: RuleChoice(overrides: ["partitioning-forbidden": .warning])),
    RuleCase(
      "partitioning-forbidden", ["CREATE TABLE t (a int)"],
      choice: RuleChoice(overrides: ["partitioning-forbidden": .warning])),
    RuleCase("partitioning-forbidden", ["CREATE TABLE t (a int) PARTITION BY LIST (a)"]),
    RuleCase("table-inheritance", ["CREATE TABLE t () INHERITS (orders)"], finds: "1.1 warning"),
    RuleCase("table-inheritance", ["ALTER TABLE small INHERIT orders"], finds: "1.1 warning"),
    RuleCase(
      "table-inheritance",
      ["CREATE TABLE p PARTITION OF parts FOR VALUES IN (1)", "ALTER TABLE small NO INHERIT orders"]),
    RuleCase("autovacuum-disabled", ["ALTER TABLE orders SET (autovacuum_enabled = false)"], finds: "1.1 error"),
    RuleCase(
      "autovacuum-disabled", ["CREATE TABLE t (a int) WITH (toast.autovacuum_enabled = off)"], finds: "1.1 error"),
    RuleCase(
      "autovacuum-disabled",
      [
        "ALTER TABLE orders SET (autovacuum_enabled = true)",
        "ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0)",
      ]),
    RuleCase(
      "autovacuum-disabled", ["ALTER TABLE orders SET (autovacuum_enabled = false)"],
      ["ALTER TABLE orders RESET (autovacuum_enabled)"]),
    RuleCase(
      "composite-primary-key", ["CREATE TABLE t (a int, b int, c int, PRIMARY KEY (a, b, c))"], finds: "1.1 warning",
      choice: RuleChoice(overrides: ["composite-primary-key": .warning])),
    RuleCase(
      "composite-primary-key", ["CREATE TABLE t (a int, b int, PRIMARY KEY (a, b))"],
      choice: RuleChoice(overrides: ["composite-primary-key": .warning])),
    RuleCase(
      "trigger-function-unbounded",
      ["CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN UPDATE users SET n = n + 1; RETURN NEW; END$$"],
      finds: "1.1 warning"),
    RuleCase(
      "trigger-function-unbounded",
      [
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN UPDATE users SET n = n + 1 WHERE id = NEW.id; RETURN NEW; END$$"
      ]),
    RuleCase("trigger-function-unbounded", ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'DELETE FROM users'"]),
    RuleCase(
      "trigger-function-unbounded",
      [
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO users VALUES (1) ON CONFLICT (id) DO UPDATE SET n = 1; PERFORM 1 FROM users FOR UPDATE; RETURN NEW; END$$"
      ]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  /// Advice to prefer identity is often given as if it were cheap.
  @Test func identityIsNoCheaperThanSerialOnATableWithRows() throws {
    let context = ReviewFixture.context([["ALTER TABLE orders ADD n serial"]])
    let finding = try #require(RuleBook.findings(in: context).first { $0.rule == "prefer-identity" })
    #expect(
      finding.remedy == "n integer GENERATED BY DEFAULT AS IDENTITY; on a table with rows either form rewrites it")
  }

  /// A constrained domain makes ADD COLUMN rewrite the table, even without a default.
  @Test func aConstrainedDomainIsSaidToRewriteTables() throws {
    let context = ReviewFixture.context([["CREATE DOMAIN positive AS int CHECK (VALUE > 0)"]])
    let finding = try #require(RuleBook.findings(in: context).first { $0.rule == "domain-with-constraint" })
    #expect(finding.reason.hasPrefix("A new column of it rewrites its table"))
  }

  /// Lists of MySQL's names match nothing in PostgreSQL; UTF8 is allowed all the same.
  @Test func aListOfMySQLsCharacterSetsForbidsNoUTF8() {
    let choice = RuleChoice(options: ["charset-allowlist": ["encodings": .list(["utf8mb4", "latin1_swedish_ci"])]])
    let context = ReviewFixture.context([["CREATE DATABASE d ENCODING 'UTF8'"]], choice: choice)
    #expect(!RuleBook.findings(in: context).contains { $0.rule == "charset-allowlist" })
  }
}
