import MigrationCore
import Testing

@Suite struct PerformanceRuleTests {
  private static func live(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var live = ReviewFixture.live
    change(&live)
    return live
  }

  private static func column(_ change: (inout LiveColumn) -> Void) -> LiveFacts {
    live { live in
      var column = LiveColumn(type: ColumnType("jsonb"), isNotNull: false)
      change(&column)
      live.relations[ReviewFixture.name("orders")]?.columns["doc"] = column
    }
  }

  @Test(arguments: [
    RuleCase("type-change-drops-statistics", ["ALTER TABLE orders ALTER note TYPE text"], finds: "1.1 warning"),
    RuleCase("type-change-drops-statistics", ["ALTER TABLE orders ALTER note TYPE text"], ["ANALYZE orders (note)"]),
    RuleCase(
      "type-change-drops-statistics", ["ALTER TABLE orders ALTER note TYPE text"], ["ANALYZE users"],
      finds: "1.1 warning"),
    RuleCase("type-change-drops-statistics", ["ALTER TABLE orders ALTER note TYPE text"], ["ANALYZE"]),
    RuleCase("type-change-drops-statistics", ["CREATE TABLE t (a int)", "ALTER TABLE t ALTER a TYPE bigint"]),
    RuleCase("analyze-missing-after-bulk-change", ["UPDATE orders SET note = ''"], finds: "1.1 warning"),
    RuleCase(
      "analyze-missing-after-bulk-change", ["UPDATE orders SET note = '' WHERE id IS NOT NULL"], finds: "1.1 warning"),
    RuleCase("analyze-missing-after-bulk-change", ["UPDATE orders SET note = '' WHERE id = 1"]),
    RuleCase("analyze-missing-after-bulk-change", ["UPDATE orders SET note = ''"], ["ANALYZE orders"]),
    RuleCase("analyze-missing-after-bulk-change", ["UPDATE small SET note = ''"]),
    RuleCase(
      "analyze-missing-after-bulk-change", ["CREATE TABLE t (a int)", "INSERT INTO t SELECT id FROM orders"],
      finds: "1.2 warning"),
    RuleCase("analyze-missing-after-bulk-change", ["INSERT INTO small VALUES (1)"]),
    RuleCase(
      "analyze-missing-after-bulk-change", ["ALTER TABLE parts ATTACH PARTITION users DEFAULT"], finds: "1.1 warning"),
    RuleCase(
      "analyze-missing-after-bulk-change", ["INSERT INTO t SELECT id FROM orders"], finds: "1.1 info", live: nil),
    RuleCase(
      "materialized-view-created-with-data", ["CREATE MATERIALIZED VIEW m AS SELECT * FROM orders"],
      finds: "1.1 warning"),
    RuleCase("materialized-view-created-with-data", ["CREATE TABLE t AS SELECT * FROM orders"], finds: "1.1 warning"),
    RuleCase(
      "materialized-view-created-with-data", ["CREATE MATERIALIZED VIEW m AS SELECT * FROM orders WITH NO DATA"]),
    RuleCase("materialized-view-created-with-data", ["CREATE MATERIALIZED VIEW m AS SELECT * FROM small"]),
    RuleCase(
      "materialized-view-created-with-data", ["CREATE MATERIALIZED VIEW m AS SELECT * FROM orders"], finds: "1.1 info",
      live: nil),
    RuleCase("unbatched-backfill", ["UPDATE orders SET note = ''"], finds: "1.1 error"),
    RuleCase("unbatched-backfill", ["UPDATE orders SET note = '' WHERE id IS NOT NULL"], finds: "1.1 error"),
    RuleCase("unbatched-backfill", ["UPDATE orders SET note = '' WHERE 1 = 1"], finds: "1.1 error"),
    RuleCase("unbatched-backfill", ["DELETE FROM orders WHERE note = 'x'"], finds: "1.1 warning"),
    RuleCase("unbatched-backfill", ["UPDATE small SET note = ''"]),
    RuleCase("unbatched-backfill", ["UPDATE orders SET note = ''"], live: nil),
    RuleCase("unbatched-backfill", ["INSERT INTO small SELECT id FROM orders"], finds: "1.1 warning"),
    RuleCase("unbatched-backfill", ["INSERT INTO orders SELECT * FROM small"]),
    RuleCase("toast-rewrite-bloat", ["UPDATE orders SET doc = '{}'"], finds: "1.1 info", live: column { _ in }),
    RuleCase("toast-rewrite-bloat", ["UPDATE orders SET doc = '{}'"], live: column { $0.averageWidth = 30 }),
    RuleCase("toast-rewrite-bloat", ["UPDATE orders SET id = 1"], live: column { _ in }),
    RuleCase("toast-rewrite-bloat", ["UPDATE orders SET doc = '{}' WHERE id = 1"], live: column { _ in }),
    RuleCase("analyze-load", ["ANALYZE orders"], finds: "1.1 info"),
    RuleCase("analyze-load", ["ANALYZE parts"], finds: "1.1 info"),
    RuleCase("analyze-load", ["VACUUM"], finds: "1.1 info"),
    RuleCase("analyze-load", ["ANALYZE small"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }
}
