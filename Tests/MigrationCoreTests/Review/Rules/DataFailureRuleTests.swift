import MigrationCore
import Testing

@Suite struct DataFailureRuleTests {
  static func live(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var live = ReviewFixture.live
    change(&live)
    return live
  }

  static let orders = ReviewFixture.name("orders")
  static let nulls = live {
    $0.relations[orders]?.columns["note"]?.nullFraction = 0.12
    $0.relations[orders]?.columns["at"]?.nullFraction = 0
    $0.relations[orders]?.columns["note"]?.distinctValues = 50
    $0.relations[orders]?.columns["at"]?.distinctValues = -1
    $0.relations[orders]?.columns["big"] = LiveColumn(type: ColumnType("int8"), isNotNull: false)
    $0.relations[orders]?.columns["price"] = LiveColumn(
      type: ColumnType("numeric", modifiers: [10, 4]), isNotNull: false)
    var index = LiveIndex()
    (index.isUnique, index.columns) = (true, ["id"])
    $0.relations[ReviewFixture.name("orders_at")]?.index = index
    $0.relations[ReviewFixture.name("empty")] = LiveRelation(
      .table, size: RelationSize(rows: 0, totalBytes: 0, analyzedAt: "now"))
  }
  static let sequences = live {
    var sequence = LiveRelation(.sequence, size: RelationSize(rows: nil, totalBytes: 8192, analyzedAt: nil))
    (sequence.owningTable, sequence.sequenceUse) = (orders, 0.93)
    $0.relations[ReviewFixture.name("orders_id_seq")] = sequence
  }
  static let fresh = live {
    var sequence = LiveRelation(.sequence, size: RelationSize(rows: nil, totalBytes: 8192, analyzedAt: nil))
    (sequence.owningTable, sequence.sequenceUse) = (orders, 0.3)
    $0.relations[ReviewFixture.name("orders_id_seq")] = sequence
  }

  @Test(arguments: [
    RuleCase(
      "unique-may-fail-on-duplicates", ["CREATE UNIQUE INDEX CONCURRENTLY ON orders (proved)"], finds: "1.1 warning"),
    RuleCase(
      "unique-may-fail-on-duplicates", ["ALTER TABLE orders ADD UNIQUE (note)"], finds: "1.1 error", live: nulls),
    RuleCase(
      "unique-may-fail-on-duplicates", ["CREATE UNIQUE INDEX ON orders (lower(note))"], finds: "1.1 warning"),
    RuleCase("unique-may-fail-on-duplicates", ["ALTER TABLE orders ADD UNIQUE (at, id)"], live: nulls),
    RuleCase("unique-may-fail-on-duplicates", ["ALTER TABLE empty ADD UNIQUE (a)"], live: nulls),
    RuleCase("unique-may-fail-on-duplicates", ["ALTER TABLE orders ADD a int UNIQUE"]),
    RuleCase(
      "unique-may-fail-on-duplicates", ["ALTER TABLE orders ADD a int DEFAULT 1 UNIQUE"], finds: "1.1 warning"),
    RuleCase("unique-may-fail-on-duplicates", ["ALTER TABLE orders ADD UNIQUE USING INDEX i"]),
    RuleCase("unique-may-fail-on-duplicates", ["ALTER TABLE orders ADD UNIQUE (note)"], live: nil),
    RuleCase("not-null-may-fail-on-nulls", ["ALTER TABLE orders ALTER note SET NOT NULL"], finds: "1.1 warning"),
    RuleCase(
      "not-null-may-fail-on-nulls", ["ALTER TABLE orders ALTER note SET NOT NULL"], finds: "1.1 error", live: nulls),
    RuleCase(
      "not-null-may-fail-on-nulls", ["UPDATE orders SET note = '' WHERE note IS NULL"],
      ["ALTER TABLE orders ALTER note SET NOT NULL"], finds: "2.1 warning", live: nulls),
    RuleCase(
      "not-null-may-fail-on-nulls", ["ALTER TABLE orders ADD a int", "ALTER TABLE orders ALTER a SET NOT NULL"],
      finds: "1.2 error"),
    RuleCase("not-null-may-fail-on-nulls", ["ALTER TABLE orders ADD PRIMARY KEY (note)"], finds: "1.1 warning"),
    RuleCase("not-null-may-fail-on-nulls", ["ALTER TABLE orders ALTER at SET NOT NULL"], live: nulls),
    RuleCase("not-null-may-fail-on-nulls", ["ALTER TABLE orders ALTER proved SET NOT NULL"]),
    RuleCase("not-null-may-fail-on-nulls", ["ALTER TABLE orders ALTER id SET NOT NULL"]),
    RuleCase("check-may-fail-on-existing-rows", ["ALTER TABLE orders ADD CHECK (id > 0)"], finds: "1.1 warning"),
    RuleCase(
      "check-may-fail-on-existing-rows", ["ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID"],
      ["ALTER TABLE orders VALIDATE CONSTRAINT c"], finds: "2.1 warning"),
    RuleCase(
      "check-may-fail-on-existing-rows", ["ALTER TABLE orders ADD CHECK (at IS NOT NULL)"], live: nulls),
    RuleCase(
      "check-may-fail-on-existing-rows", ["ALTER TABLE orders ADD a int", "ALTER TABLE orders ADD CHECK (a > 0)"]),
    RuleCase(
      "check-may-fail-on-existing-rows",
      ["ALTER TABLE orders ADD a int", "ALTER TABLE orders ADD CHECK (coalesce(a, 0) > 0)"], finds: "1.2 warning"),
    RuleCase(
      "check-may-fail-on-existing-rows",
      ["ALTER TABLE orders ADD a int, ADD b int", "ALTER TABLE orders ADD CHECK (num_nonnulls(a, b) = 1)"],
      finds: "1.2 warning"),
    RuleCase(
      "check-may-fail-on-existing-rows",
      ["ALTER TABLE orders ADD a text", "ALTER TABLE orders ADD CHECK (length(a) > 0 AND a <> 'x')"]),
    RuleCase(
      "check-may-fail-on-existing-rows", ["ALTER DOMAIN email ADD CHECK (VALUE <> '')"], finds: "1.1 warning"),
    RuleCase("check-may-fail-on-existing-rows", ["ALTER DOMAIN email ADD CHECK (VALUE <> '') NOT VALID"]),
    RuleCase(
      "check-may-fail-on-existing-rows", ["ALTER DOMAIN email ADD CONSTRAINT k CHECK (VALUE <> '') NOT VALID"],
      ["ALTER DOMAIN email VALIDATE CONSTRAINT k"], finds: "2.1 warning"),
    RuleCase("check-may-fail-on-existing-rows", ["ALTER DOMAIN email ADD CONSTRAINT k NOT NULL"], finds: "1.1 warning"),
    RuleCase("check-may-fail-on-existing-rows", ["ALTER DOMAIN email DROP NOT NULL"]),
    RuleCase(
      "exclusion-may-fail-on-conflicts", ["ALTER TABLE orders ADD EXCLUDE USING gist (note WITH =)"],
      finds: "1.1 warning"),
    RuleCase(
      "exclusion-may-fail-on-conflicts", ["ALTER TABLE orders ADD UNIQUE (id, at WITHOUT OVERLAPS)"],
      finds: "1.1 warning"),
    RuleCase(
      "exclusion-may-fail-on-conflicts", ["ALTER TABLE empty ADD EXCLUDE USING gist (note WITH =)"], live: nulls),
    RuleCase(
      "exclusion-may-fail-on-conflicts",
      ["ALTER TABLE orders ADD a int", "ALTER TABLE orders ADD EXCLUDE USING gist (a WITH =)"]),
    RuleCase("exclusion-may-fail-on-conflicts", ["ALTER TABLE orders ADD UNIQUE (note)"]),
    RuleCase("unique-may-fail-on-duplicates", ["ALTER TABLE orders ADD UNIQUE (id, at WITHOUT OVERLAPS)"]),
    RuleCase(
      "fk-may-fail-on-orphans", ["ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users (id)"],
      finds: "1.1 warning"),
    RuleCase(
      "fk-may-fail-on-orphans",
      ["ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users (id) NOT VALID"],
      ["ALTER TABLE orders VALIDATE CONSTRAINT orders_id_fkey"], finds: "2.1 warning"),
    RuleCase(
      "fk-may-fail-on-orphans",
      ["ALTER TABLE orders ADD u int", "ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users (id)"]),
    RuleCase(
      "fk-may-fail-on-orphans", ["CREATE TABLE t (u int)", "ALTER TABLE t ADD FOREIGN KEY (u) REFERENCES users"]),
    RuleCase("add-required-column", ["ALTER TABLE orders ADD a int NOT NULL DEFAULT NULL"], finds: "1.1 error"),
    RuleCase("add-required-column", ["ALTER TABLE empty ADD a int NOT NULL"], finds: "1.1 info", live: nulls),
    RuleCase("add-required-column", ["ALTER TABLE orders ADD a int GENERATED ALWAYS AS (id) STORED NOT NULL"]),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER note TYPE varchar(10)"], finds: "1.1 error"),
    RuleCase(
      "cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER proved TYPE uuid USING proved::uuid"], finds: "1.1 error"),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER big TYPE int"], finds: "1.1 error", live: nulls),
    RuleCase(
      "cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER price TYPE numeric(10,2)"], finds: "1.1 error",
      live: nulls),
    RuleCase(
      "cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER price TYPE bigint"], finds: "1.1 error", live: nulls),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER at TYPE date"], finds: "1.1 error"),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER at TYPE timestamp(0)"], finds: "1.1 error"),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER id TYPE bigint"]),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER note TYPE text"]),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER id TYPE text"]),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER at TYPE timestamptz"]),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER price TYPE numeric(12,4)"], live: nulls),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER a TYPE int"], finds: "1.1 warning", live: nil),
    RuleCase("cast-may-fail-or-truncate", ["ALTER TABLE orders ALTER a TYPE text"], live: nil),
    RuleCase("integer-key-capacity", ["ALTER TABLE orders ADD a int"], finds: "1.1 warning", live: sequences),
    RuleCase("integer-key-capacity", ["ALTER TABLE orders ADD a int"], live: fresh),
    RuleCase("integer-key-capacity", ["ALTER TABLE users ADD a int"], live: sequences),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  @Test func theRemedyHasTheQueryThatLooks() {
    let context = ReviewFixture.context([
      [
        "ALTER TABLE orders ADD FOREIGN KEY (id, note) REFERENCES users (a, \"b c\")",
        "ALTER TABLE orders ADD CHECK (note <> ')')", "ALTER TABLE orders ADD UNIQUE (at, proved)",
      ]
    ])
    let remedies = RuleBook.findings(in: context).filter { $0.rule.text.contains("-may-fail-") }.map(\.remedy)
    #expect(
      remedies == [
        "look for orphans first: SELECT c.* FROM ONLY shop.orders c WHERE (c.id IS NOT NULL AND c.note IS NOT NULL) "
          + "AND NOT EXISTS (SELECT FROM ONLY shop.users p WHERE p.a = c.id AND p.\"b c\" = c.note);",
        "look for such rows first: SELECT * FROM shop.orders WHERE NOT (note <> ')');",
        "look for duplicates first: SELECT at, proved, count(*) FROM ONLY shop.orders WHERE at IS NOT NULL AND "
          + "proved IS NOT NULL GROUP BY at, proved HAVING count(*) > 1;",
      ])
  }

  @Test func theMessageHasTheStatisticsNumbers() {
    let context = ReviewFixture.context([["ALTER TABLE orders ALTER note SET NOT NULL"]], live: Self.nulls)
    let finding = RuleBook.findings(in: context).first { $0.rule == "not-null-may-fail-on-nulls" }
    #expect(
      finding?.message
        == "fails: by the statistics note is NULL in 12 % (about 1.4M rows) of shop.orders (12.1M rows, 3.2 GB); not checked"
    )
  }

  @Test(arguments: [
    (
      ProbeAnswer(.found(0), seen: ProbeAnswer.Seen(time: "21:07:37 UTC", seconds: 0.04)), Severity.info,
      "no row of shop.orders (12.1M rows, 3.2 GB) has NULL in note (looked at 21:07:37 UTC, 40 ms)"
    ),
    (ProbeAnswer(.found(1)), .error, "fails: 1 row of shop.orders (12.1M rows, 3.2 GB) with NULL in note"),
    (
      ProbeAnswer(.found(1001)), .error,
      "fails: more than 1000 rows of shop.orders (12.1M rows, 3.2 GB) with NULL in note"
    ),
    (
      ProbeAnswer(.unknown("timed out after 5 s")), .warning,
      "fails if note is NULL in a row of shop.orders (12.1M rows, 3.2 GB); not probed: timed out after 5 s"
    ),
  ])
  func whatAProbeFoundIsTold(answer: ProbeAnswer, severity: Severity, message: String) throws {
    let sql = "ALTER TABLE orders ALTER note SET NOT NULL"
    func found(_ live: LiveFacts, _ groups: [String]...) -> Finding? {
      RuleBook.findings(in: ReviewFixture.context(groups, live: live)).first { $0.rule == "not-null-may-fail-on-nulls" }
    }
    var live = ReviewFixture.live
    let probe = try #require(found(live, [sql])?.probe)
    live.probed[probe.sql.text] = answer
    let finding = try #require(found(live, [sql]))
    #expect(finding.message == message && finding.severity == severity && finding.probe == nil)
    let changed = try #require(found(live, ["DELETE FROM orders WHERE note IS NULL"], [sql]))
    #expect(changed.message.hasSuffix("; not checked: step 1.1 changes rows before") && changed.probe == nil)
  }
}
