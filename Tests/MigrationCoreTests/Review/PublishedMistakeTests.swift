import MigrationCore
import Testing

/// Where published tools and advice are wrong about PostgreSQL: what it does instead, and that we say so.
///
/// That servers do so is measured in `LockTableTests`.
@Suite struct PublishedMistakeTests {
  struct Claim: Sendable, CustomTestStringConvertible {
    /// What PostgreSQL does.
    var testDescription: String
    var groups: [[String]]
    /// Rules that must find something.
    var finds: [RuleID] = []
    /// Rules that must not.
    var spares: [RuleID] = []
    /// `orders ACCESS EXCLUSIVE`, among the locks of the last step.
    var locks: [String] = []
    /// What the last step reads or writes anew, where that is the point: `reads orders`, `writes orders`.
    var work: [String]?
    var live = ReviewFixture.live

    init(_ fact: String, _ groups: [String]..., live: LiveFacts = ReviewFixture.live) {
      (testDescription, self.groups, self.live) = (fact, groups, live)
    }

    func finding(_ rules: RuleID...) -> Self { with { $0.finds = rules } }
    func sparing(_ rules: RuleID...) -> Self { with { $0.spares = rules } }
    func locking(_ locks: String...) -> Self { with { $0.locks = locks } }
    func working(_ work: String...) -> Self { with { $0.work = work } }
    private func with(_ change: (inout Self) -> Void) -> Self {
      var copy = self
      change(&copy)
      return copy
    }
  }

  private static func live(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var live = ReviewFixture.live
    change(&live)
    return live
  }
  private static let orders = ReviewFixture.name("orders")
  private static let lists = live {
    $0.relations[orders]?.columns["tags"] = LiveColumn(
      type: ColumnType("varchar", modifiers: [20], isArray: true), isNotNull: false)
  }
  private static let allRows = live { $0.explainedRows["UPDATE orders SET note = '' WHERE id > 0"] = 12_100_000 }
  private static let invalid = live {
    var index = LiveIndex()
    (index.isValid, index.columns) = (false, ["at"])
    $0.relations[ReviewFixture.name("orders_at")]?.index = index
  }

  @Test(arguments: [
    Claim("a STABLE default rewrites nothing", ["ALTER TABLE orders ADD d timestamptz DEFAULT now()"])
      .sparing("add-column-volatile-default").working(),
    Claim("ADD CHECK keeps everybody out", ["ALTER TABLE orders ADD CHECK (id > 0)"])
      .locking("orders ACCESS EXCLUSIVE").working("reads orders"),
    Claim("ADD UNIQUE keeps everybody out", ["ALTER TABLE orders ADD UNIQUE (note)"])
      .locking("orders ACCESS EXCLUSIVE").working("reads orders"),
    Claim("USING INDEX keeps everybody out of the table", ["ALTER TABLE orders ADD UNIQUE USING INDEX orders_at"])
      .locking("orders ACCESS EXCLUSIVE").working(),
    Claim("RENAME COLUMN breaks programs in every version", ["ALTER TABLE orders RENAME note TO n"])
      .finding("rename-column").locking("orders ACCESS EXCLUSIVE"),
    Claim("ADD FOREIGN KEY lets readers in", ["ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users (id)"])
      .locking("orders SHARE ROW EXCLUSIVE", "users SHARE ROW EXCLUSIVE"),
    Claim("another collation keeps the heap", ["ALTER TABLE orders ALTER note TYPE varchar(20) COLLATE \"C\""])
      .finding("alter-column-type-reindex-only").sparing("alter-column-type-rewrite"),
    Claim("not every change of type is dangerous", ["ALTER TABLE orders ALTER note TYPE text"])
      .sparing("alter-column-type-rewrite", "alter-column-type-reindex-only").working(),
    Claim("a constant default costs nothing", ["ALTER TABLE orders ADD n int DEFAULT 1"])
      .sparing("add-column-default-old-server", "add-column-volatile-default").working(),
    Claim("a new table's foreign key locks its parent", ["SELECT 1", "CREATE TABLE t (u int REFERENCES users)"])
      .finding("create-table-fk-locks-parent").locking("users SHARE ROW EXCLUSIVE"),
    Claim("a new partition locks the parent and the rest", ["CREATE TABLE p PARTITION OF parts FOR VALUES IN (7)"])
      .finding("create-partition-of-locks-parent").locking("parts ACCESS EXCLUSIVE", "part_rest ACCESS EXCLUSIVE"),
    Claim("DROP TABLE locks what it points to", ["DROP TABLE orders"]).locking("users ACCESS EXCLUSIVE"),
    Claim("so does DROP CONSTRAINT of a foreign key", ["ALTER TABLE orders DROP CONSTRAINT orders_user"])
      .finding("drop-fk-locks-referenced-table").locking("users ACCESS EXCLUSIVE"),
    Claim("a new identity column rewrites", ["ALTER TABLE orders ADD n int GENERATED ALWAYS AS IDENTITY"])
      .finding("add-column-identity").working("writes orders"),
    Claim("a new serial column rewrites", ["ALTER TABLE orders ADD n serial"])
      .finding("add-column-serial").working("writes orders"),
    Claim("a column of a constrained domain rewrites", ["ALTER TABLE orders ADD mail email"])
      .finding("add-column-constrained-domain").working("writes orders"),
    Claim(
      "CREATE TRIGGER lets readers in",
      [
        "CREATE TRIGGER x BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f()"
      ]
    ).locking("orders SHARE ROW EXCLUSIVE"),
    Claim("DROP TRIGGER keeps everybody out", ["DROP TRIGGER x ON orders"])
      .finding("drop-trigger-access-exclusive").locking("orders ACCESS EXCLUSIVE"),
    Claim("CHECK NOT VALID keeps everybody out for a moment", ["ALTER TABLE orders ADD CHECK (id > 0) NOT VALID"])
      .locking("orders ACCESS EXCLUSIVE").working(),
    Claim(
      "a foreign key NOT VALID locks both tables",
      [
        "ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users (id) NOT VALID"
      ]
    ).locking("orders SHARE ROW EXCLUSIVE", "users SHARE ROW EXCLUSIVE").working(),
    Claim(
      "IF NOT EXISTS takes an invalid index for the wanted one",
      ["CREATE INDEX IF NOT EXISTS orders_at ON orders (at)"],
      live: invalid
    ).finding("if-not-exists-hides-difference"),
    Claim(
      "SET NOT NULL and the end of its proof must not be one statement",
      [
        "ALTER TABLE orders ALTER proved SET NOT NULL", "ALTER TABLE orders DROP CONSTRAINT proved_check",
      ]
    ).sparing("merge-alter-table"),
    Claim(
      "NOT VALID and VALIDATE must not be one statement",
      [
        "ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID", "ALTER TABLE orders VALIDATE CONSTRAINT c",
      ]
    ).sparing("merge-alter-table").finding("validate-in-same-transaction"),
    Claim("every collation is fine where no list is configured", ["ALTER TABLE orders ADD a text COLLATE \"de_DE\""])
      .sparing("collation-allowlist"),
    Claim(
      "a trigger that keeps an old and a new column alike is the safe way",
      [
        "ALTER TABLE orders ADD total int",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER x BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()",
      ]
    ).sparing("create-trigger-locks-writes"),
    Claim("a backfill behind DDL holds its lock", ["ALTER TABLE orders ADD a int", "UPDATE orders SET a = 1"])
      .finding("ddl-and-backfill-in-one-transaction"),
    Claim("a condition may hold for all rows", ["UPDATE orders SET note = '' WHERE id > 0"], live: allRows)
      .finding("affected-rows-limit"),
    Claim("timestamptz in UTC keeps the heap and builds indexes", ["ALTER TABLE orders ALTER at TYPE timestamptz"])
      .finding("timestamp-timezone-conversion").sparing("alter-column-type-rewrite")
      .locking("orders ACCESS EXCLUSIVE"),
    Claim("a wider varchar in an array rewrites", ["ALTER TABLE orders ALTER tags TYPE varchar(30)[]"], live: lists)
      .finding("alter-column-type-rewrite").working("writes orders"),
  ])
  func weSayWhatPostgreSQLDoes(_ claim: Claim) throws {
    let context = ReviewFixture.context(claim.groups, live: claim.live)
    let found = Set(RuleBook.findings(in: context).map(\.rule))
    #expect(claim.finds.filter { !found.contains($0) } == [])
    #expect(claim.spares.filter(found.contains) == [])
    let impact = context.impact(of: try #require(context.steps.last))
    let locks = Set(impact.locks.map { "\($0.relation.name) \($0.mode.rawValue)" })
    #expect(claim.locks.filter { !locks.contains($0) } == [])
    let work = impact.scans.map { "reads \($0.name)" } + impact.rewrites.map { "writes \($0.name)" }
    if let wanted = claim.work { #expect(work == wanted) }
  }

  @Test func theRiskOfAnIndexIsThatOfItsTable() throws {
    let context = ReviewFixture.context([["CREATE INDEX ON orders (note)"], ["CREATE INDEX ON small (a)"]])
    let risks = context.steps.map { context.risk(of: $0).level }
    #expect(risks == [.high, .low])
  }

  @Test func everyDataChangeOfALargePlanWithDDLIsExplained() {
    let changes = (1...40).map { "UPDATE orders SET note = '\($0)' WHERE id = \($0)" }
    let context = ReviewFixture.context([["ALTER TABLE small ADD a int"] + changes])
    #expect(context.explainableSteps.count == 40)
  }
}
