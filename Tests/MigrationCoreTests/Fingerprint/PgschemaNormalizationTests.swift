import MigrationCore
import Testing

@Suite struct PgschemaNormalizationTests {
  /// A text before and after.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String { before }
    var before: String
    var after: String
    init(_ before: String, _ after: String? = nil) { (self.before, self.after) = (before, after ?? before) }
  }

  @Test(arguments: [
    Case("int4", "integer"), Case("pg_catalog.int8", "bigint"), Case("bpchar", "character"), Case("bool", "boolean"),
    Case("numeric(10,2)"), Case("pg_catalog.numeric(10,2)", "numeric(10,2)"), Case("timestamptz"),
    Case("character varying(50)", "varchar(50)"), Case("_int4", "integer[]"), Case("bpchar(10)[]", "character(10)[]"),
    Case("varchar(128)[]"), Case("public.mood"), Case("pg_catalog.xml", "xml"), Case("time without time zone"),
    Case("timestamp with time zone", "timestamptz"),
  ])
  func typeNamesAreShort(_ example: Case) { #expect(PgschemaTypeName.normalized(example.before) == example.after) }

  @Test(arguments: [
    Case(" 1 ", "1"), Case("'x'::character varying", "'x'"), Case("'{}'::text[]", "'{}'"), Case("'{}'::integer[]"),
    Case("'-1'::integer", "-1"), Case("'1.5'::double precision", "1.5"), Case("'1 year'::interval"),
    Case("NULL::character varying", "NULL"), Case("NULL::numeric(10,2)", "NULL(10,2)"),
    Case("(5)::bigint", "5::bigint"),
    Case("'it''s'::text", "'it''s'"), Case("('a'::text || 'b'::text)", "('a' || 'b')"),
    Case("nextval('public.\"T_id_seq\"'::regclass)", "nextval('\"T_id_seq\"'::regclass)"),
    Case("nextval('t_id_seq'::regclass)"), Case("public.make(1)", "make(1)"), Case("other.make(1)"),
    Case("'sad'::public.mood", "'sad'::mood"), Case("'<x>'::bpchar", "'<x>'"),
  ])
  func defaultsLoseCasts(_ example: Case) {
    #expect(PgschemaDefault.normalized(example.before, schema: "public") == example.after)
  }

  @Test(arguments: [
    Case("CHECK (a > 0)"), Case("CHECK ((a > 0)) NOT VALID", "CHECK ((a > 0))"),
    Case("CHECK (a > 0) NO INHERIT", "CHECK (a > 0)"), Case("CHECK ((a > 0) AND (b > 0))"),
    Case("CHECK ((kind)::text <> 'x'::text)", "CHECK (kind::text <> 'x'::text)"),
    Case("CHECK (kind = ANY (ARRAY['a'::text, 'b'::text]))", "CHECK (kind IN ('a'::text, 'b'::text))"),
    Case(
      "CHECK (kind::text = ANY (ARRAY['a'::character varying::text, 'b'::character varying::text]))",
      "CHECK (kind::text IN ('a'::character varying, 'b'::character varying))"),
    Case(
      "CHECK (kind::text = ANY (ARRAY['a'::character varying]::text[]))",
      "CHECK (kind::text IN ('a'::character varying))"),
    Case("CHECK (name ~~ 'x%'::text)", "CHECK (name LIKE 'x%')"),
    Case("CHECK (name ~~ 'x%'::text AND b > 0)", "CHECK (name LIKE 'x%')"),
  ])
  func checksAreSimplified(_ example: Case) { #expect(PgschemaCheck.normalized(example.before) == example.after) }

  @Test(arguments: [
    ("CHECK (a IS NOT NULL)", true), ("CHECK ((\"A\" IS NOT NULL))", true),
    ("CHECK (a IS NOT NULL OR b IS NOT NULL)", false), ("CHECK (a IS NULL)", false),
    ("CHECK (lower(a) = 'x' AND b IS NOT NULL)", false),
  ])
  func aCheckThatOnlySaysNotNullIsOverlooked(_ definition: String, _ isOverlooked: Bool) {
    #expect(PgschemaCheck.isNotNullOnly(definition) == isOverlooked)
  }

  @Test(arguments: [
    Case("(a > 1)"), Case("((a > 1) AND (c = ANY (ARRAY['x'::text])))", "(a > 1) AND (c IN ('x'::text))"),
    Case(
      "((kind)::text = ANY ((ARRAY['a'::character varying])::text[]))", "(kind)::text IN ('a'::character varying)"),
    Case("(a > 1) AND (b > 2)", "(a > 1) AND (b > 2)"), Case("f(a)"), Case("(f(a))", "f(a)"),
    Case("(a IS NOT NULL)"), Case("(a > (5))", "a > (5)"),
  ])
  func indexPredicatesKeepOnePairOfParentheses(_ example: Case) {
    #expect(PgschemaIndexPredicate.normalized(example.before) == example.after)
  }

  @Test(arguments: [
    Case("a = 1", "(a = 1)"), Case("(a  =\n 1)", "(a = 1)"), Case("(a = 'x'::text)", "(a = 'x')"),
    Case("(a = ANY (ARRAY['x'::text]))", "(a = ANY (ARRAY['x']))"), Case("(a = '{}'::text[])", "(a = '{}'::text[])"),
    Case("(a = 'x'::texture)"), Case("(a = ''::text)"), Case("(a)::int4", "((a)::integer)"),
    // pgschema's own mistake, without which the hash would not be its hash.
    Case("(a::boolean)", "(a::booleanean)"), Case("(r && '[1,2)'::int8range)", "(r && '[1,2)'::bigintrange)"),
  ])
  func policyExpressionsAreSingleSpaced(_ example: Case) {
    #expect(PgschemaPolicyExpression.normalized(example.before) == example.after)
  }

  @Test(arguments: [
    Case("CHECK ((VALUE > 0))", "CHECK (VALUE > 0)"), Case("CHECK (value ~ 'x'::text)", "CHECK (VALUE ~ 'x')"),
    Case("CHECK (public.ok(VALUE))", "CHECK (ok(VALUE))"), Case("CHECK (values_ok(VALUE))"),
  ])
  func domainConstraintsSayVALUE(_ example: Case) {
    #expect(PgschemaDomain.constraint(example.before, schema: "public") == example.after)
  }

  @Test(arguments: [
    Case("public.f( 'a',  'b' )", "f('a', 'b')"), Case("other.f()"), Case("f('a','b')", "f('a', 'b')"),
  ])
  func triggerCallsAreSpacedEvenly(_ example: Case) {
    #expect(PgschemaTriggerDefinition.function(example.before, schema: "public") == example.after)
  }

  @Test(arguments: [
    Case("(new.a > old.a)", "(NEW.a > OLD.a)"), Case("(new_a > 1)"),
    Case("((NOT (new.a IS DISTINCT FROM old.a)))", "((NEW.a IS NOT DISTINCT FROM OLD.a))"),
  ])
  func triggerConditionsNameNEWAndOLD(_ example: Case) {
    #expect(PgschemaTriggerDefinition.normalizedCondition(example.before) == example.after)
  }

  @Test func aTriggerDefinitionIsTakenApart() {
    let definition = PgschemaTriggerDefinition(
      """
      CREATE TRIGGER g BEFORE UPDATE OF a, "B c" OR DELETE ON t FOR EACH ROW WHEN ((old.a IS DISTINCT FROM ')'::text)) \
      EXECUTE FUNCTION s.f('x')
      """)
    #expect(definition.updateColumns == ["a", "\"B c\""])
    #expect(definition.condition == "((old.a IS DISTINCT FROM ')'::text))")
    #expect(definition.function == "s.f('x')")
  }

  @Test(arguments: [
    Case(" SELECT public.f(t.a) FROM t", " SELECT f(t.a) FROM t"), Case(" SELECT 'public.f' FROM t"),
    Case(" SELECT xpublic.a FROM xpublic"), Case(" SELECT public.\"A\".x", " SELECT \"A\".x"),
    Case(" SELECT public.delete.a", " SELECT \"delete\".a"),
  ])
  func viewsLoseTheirOwnSchema(_ example: Case) {
    #expect(PgschemaQualifier.removed(from: example.before, schema: "public") == example.after)
  }

  @Test(arguments: [
    Case("timestamp with time zone", "timestamptz"), Case("SETOF timestamp with time zone"),
    Case("SETOF public.t", "SETOF t"), Case("public.mood[]", "mood[]"),
    Case(
      "TABLE(\"a b\" character varying, m public.mood, n numeric(5,2))",
      "TABLE(\"a b\" varchar, m mood, n numeric(5,2))"),
  ])
  func resultsAreShort(_ example: Case) {
    #expect(PgschemaRoutineText.result(example.before, schema: "public") == example.after)
  }

  @Test func bodiesLoseWhiteSpaceAtLineEnds() {
    #expect(PgschemaRoutineText.body("a \t\r\n\n  b\u{A0}\n") == "a\n\n  b\n")
  }

  @Test(arguments: [
    ("", []), ("integer", ["IN||integer|"]), ("a integer, INOUT b public.mood", ["IN|a|integer|", "INOUT|b|mood|"]),
    ("a text DEFAULT 'x, y'::text, VARIADIC c text[]", ["IN|a|text|'x, y'", "VARIADIC|c|text[]|"]),
    ("a timestamp with time zone", ["IN|a|timestamp with time zone|"]), ("OUT n numeric(5,2)", ["OUT|n|numeric(5,2)|"]),
    // Names with spaces are cut, as pgschema cuts them.
    ("\"my arg\" integer", ["IN|\"my|arg\" integer|"]),
  ])
  func parametersAreCutAtCommas(_ arguments: String, _ expected: [String]) {
    let parameters = PgschemaParameter.parse(arguments, schema: "public")
    #expect(parameters.map { "\($0.mode)|\($0.name)|\($0.type)|\($0.defaultValue ?? "")" } == expected)
    #expect(parameters.map(\.position) == Array(1..<(expected.count + 1)))
  }
}
