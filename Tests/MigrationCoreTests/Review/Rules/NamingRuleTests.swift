import MigrationCore
import Testing

@Suite struct NamingRuleTests {
  @Test(arguments: [
    RuleCase("unnamed-constraint", ["CREATE TABLE t (id bigint PRIMARY KEY)"], finds: "1.1 warning"),
    RuleCase("unnamed-constraint", ["ALTER TABLE orders ADD CHECK (id > 0) NOT VALID"], finds: "1.1 warning"),
    RuleCase(
      "unnamed-constraint",
      ["ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID", "CREATE TEMP TABLE t (id bigint PRIMARY KEY)"]),
    RuleCase("unnamed-constraint", ["CREATE TABLE t (id bigint NOT NULL CONSTRAINT t_pkey PRIMARY KEY)"]),
    RuleCase("unnamed-constraint", ["ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_at"]),
    RuleCase(
      "naming-schema", ["CREATE SCHEMA sales_x"], finds: "1.1 warning",
      choice: RuleChoice(
        overrides: ["naming-schema": .warning], options: ["naming-schema": ["pattern": .text("app_*")]])),
    RuleCase(
      "naming-schema", ["CREATE SCHEMA app_sales"],
      choice: RuleChoice(
        overrides: ["naming-schema": .warning], options: ["naming-schema": ["pattern": .text("app_*")]])),
    RuleCase("naming-schema", ["CREATE SCHEMA \"Sales\""]),
    RuleCase("naming-table", ["CREATE TABLE \"Orders\" (id int)"], finds: "1.1 info"),
    RuleCase("naming-table", ["ALTER TABLE orders RENAME TO \"Orders\""], finds: "1.1 info"),
    RuleCase("naming-table", ["CREATE TABLE order_lines (id int)"]),
    RuleCase(
      "naming-table", ["CREATE TABLE orders_2 (id int)"], finds: "1.1 info",
      choice: RuleChoice(options: ["naming-table": ["max_length": .number(6)]])),
    RuleCase("naming-column", ["ALTER TABLE orders ADD \"orderNo\" int"], finds: "1.1 info"),
    RuleCase("naming-column", ["ALTER TABLE orders RENAME note TO \"Note\""], finds: "1.1 info"),
    RuleCase("naming-column", ["ALTER TABLE orders ADD order_no int"]),
    RuleCase("naming-index", ["CREATE INDEX CONCURRENTLY i ON orders (note)"], finds: "1.1 info"),
    RuleCase("naming-index", ["CREATE INDEX CONCURRENTLY orders_note ON orders (note)"]),
    RuleCase("naming-index", ["CREATE INDEX CONCURRENTLY idx_orders_note ON orders (note)"]),
    RuleCase(
      "naming-index", ["CREATE INDEX orders_note ON orders (note)"], finds: "1.1 info",
      choice: RuleChoice(options: ["naming-index": ["pattern": .text("idx_{table}_{columns}")]])),
    RuleCase(
      "naming-index", ["CREATE INDEX idx_orders_note_at ON orders (note, at)"],
      choice: RuleChoice(options: ["naming-index": ["pattern": .text("idx_{table}_{columns}")]])),
    RuleCase("naming-unique", ["CREATE UNIQUE INDEX CONCURRENTLY i ON orders (note)"], finds: "1.1 info"),
    RuleCase("naming-unique", ["ALTER TABLE orders ADD CONSTRAINT u UNIQUE (note)"], finds: "1.1 info"),
    RuleCase("naming-unique", ["CREATE TABLE t (a int CONSTRAINT t_a_key UNIQUE)"]),
    RuleCase("naming-primary-key", ["CREATE TABLE t (a int CONSTRAINT pk PRIMARY KEY)"], finds: "1.1 info"),
    RuleCase("naming-primary-key", ["CREATE TABLE t (a int, CONSTRAINT t_pkey PRIMARY KEY (a))"]),
    RuleCase(
      "naming-foreign-key", ["ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (u) REFERENCES users (id) NOT VALID"],
      finds: "1.1 info"),
    RuleCase(
      "naming-foreign-key",
      ["ALTER TABLE orders ADD CONSTRAINT orders_u_fkey FOREIGN KEY (u) REFERENCES users (id) NOT VALID"]),
    RuleCase(
      "naming-foreign-key",
      ["ALTER TABLE orders ADD CONSTRAINT fk_orders_u_users_id FOREIGN KEY (u) REFERENCES users (id) NOT VALID"],
      choice: RuleChoice(options: [
        "naming-foreign-key": ["pattern": .text("fk_{table}_{columns}_{referenced_table}_{referenced_columns}")]
      ])),
    RuleCase(
      "naming-check", ["ALTER TABLE orders ADD CONSTRAINT \"Positive\" CHECK (id > 0) NOT VALID"], finds: "1.1 info"),
    RuleCase("naming-check", ["ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0) NOT VALID"]),
    RuleCase("identifier-needs-quoting", ["CREATE TABLE \"Orders\" (\"order no\" int)"], finds: "1.1 warning"),
    RuleCase("identifier-needs-quoting", ["CREATE TABLE t (\"user\" int)"], finds: "1.1 warning"),
    RuleCase("identifier-needs-quoting", ["CREATE TABLE orders_2 (name text, value int)"]),
    RuleCase("identifier-needs-quoting", ["CREATE TABLE Orders (Note text)"]),
    RuleCase("identifier-needs-quoting", ["ALTER TABLE orders DROP COLUMN \"Note\""]),
    RuleCase("unnamed-index", ["CREATE INDEX CONCURRENTLY ON orders (note)"], finds: "1.1 warning"),
    RuleCase("unnamed-index", ["CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note)"]),
    RuleCase("environment-in-name", ["CREATE SCHEMA staging"], finds: "1.1 info"),
    RuleCase("environment-in-name", ["CREATE TABLE dev_orders (id int)"], finds: "1.1 info"),
    RuleCase(
      "environment-in-name",
      ["CREATE TABLE device_orders (id int)", "CREATE TABLE test (id int)", "CREATE TABLE products (id int)"]),
    RuleCase("environment-in-name", ["CREATE TABLE orders (dev_id int)"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }
}
