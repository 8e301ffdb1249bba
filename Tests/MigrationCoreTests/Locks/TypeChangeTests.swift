import MigrationCore
import Testing

@Suite struct TypeChangeTests {
  @Test(arguments: [
    ("character varying(20)", "character varying(40)"), ("character varying(20)", "character varying"),
    ("character varying(20)", "text"), ("text", "character varying"), ("numeric(10,2)", "numeric(12,2)"),
    ("numeric(10,2)", "numeric"), ("timestamp(3) without time zone", "timestamp without time zone"),
    ("interval(3)", "interval"), ("bit varying(5)", "bit varying(9)"), ("cidr", "inet"), ("xml", "text"),
    ("public.mood", "mood"), ("text[]", "text[]"),
  ])
  func keepsTheFiles(_ from: String, _ to: String) { #expect(Self.cost(from, to) == .inPlace) }

  @Test(arguments: [
    ("timestamp without time zone", "timestamp with time zone"), ("integer", "oid"),
  ])
  func rebuildsIndexes(_ from: String, _ to: String) { #expect(Self.cost(from, to) == .rebuildsIndexes) }

  @Test(arguments: [
    ("character varying(20)", "character varying(10)"), ("text", "character varying(100)"),
    ("numeric(10,2)", "numeric(12,3)"), ("numeric", "numeric(20,2)"), ("character(5)", "character(8)"),
    ("character(5)", "text"), ("integer", "bigint"), ("real", "double precision"), ("json", "jsonb"),
    ("character varying(10)[]", "character varying(20)[]"), ("integer[]", "bigint[]"), ("bit(5)", "bit(8)"),
    ("timestamp without time zone", "timestamp(3) with time zone"), ("uuid", "text"), ("a.mood", "b.mood"),
    ("interval", "interval(3)"), ("date", "timestamp without time zone"),
  ])
  func rewrites(_ from: String, _ to: String) { #expect(Self.cost(from, to) == .rewrites) }

  @Test(arguments: [
    ("integer", "bigint", true), ("bigint", "integer", false), ("character varying(20)", "character varying(40)", true),
    ("text", "character varying(100)", false), ("real", "double precision", true),
    ("bigint", "double precision", false),
    ("integer[]", "bigint[]", true), ("integer", "bigint[]", false), ("numeric(10,2)", "numeric(12,2)", true),
    ("a.mood", "b.mood", false),
  ])
  func saysWhetherEveryValueIsKept(_ from: String, _ to: String, _ isKept: Bool) {
    #expect(
      TypeChangeCost.keepsEveryValue(from: ColumnType(formatted: from), to: ColumnType(formatted: to)) == isKept)
  }

  @Test func timestampsRewriteOutsideUTC() {
    let cost = TypeChangeCost(
      from: ColumnType(formatted: "timestamp without time zone"), to: ColumnType("timestamptz"), isTimeZoneUTC: false)
    #expect(cost == .rewrites)
  }

  static func cost(_ from: String, _ to: String) -> TypeChangeCost {
    TypeChangeCost(from: ColumnType(formatted: from), to: ColumnType(formatted: to), isTimeZoneUTC: true)
  }
}
