import MigrationCore
import Testing

@Suite struct ObjectSQLTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var statements: [SQLText]
    var sql: String

    init(_ name: String, _ statements: [SQLText], _ sql: String) {
      (testDescription, self.statements, self.sql) = (name, statements, sql)
    }
  }

  @Test(arguments: [
    Case(
      "an enum's labels are literals", enumType.definition(in: "public"),
      """
      CREATE TYPE public.mood AS ENUM (
          'sad',
          'it''s ok'
      );

      COMMENT ON TYPE public.mood IS E'how \\\\ one feels';
      """),
    Case(
      "a composite type keeps its collations", compositeType.definition(in: "app"),
      """
      CREATE TYPE app."Pair" AS (
          "left" integer,
          "right" text COLLATE pg_catalog."C"
      );

      ALTER TYPE app."Pair" OWNER TO "Owner";
      COMMENT ON COLUMN app."Pair"."left" IS 'first';
      """),
    Case(
      "a domain has its constraints, what is not valid comes after", domain.definition(in: "public"),
      """
      CREATE DOMAIN public.email AS character varying(254)
          DEFAULT ''::character varying
          NOT NULL
          CONSTRAINT has_at CHECK (((VALUE)::text ~~ '%@%'::text));

      ALTER DOMAIN public.email ADD CONSTRAINT short CHECK ((length((VALUE)::text) < 99)) NOT VALID;
      """),
    Case(
      "a sequence says only what is unusual", sequence.definition(in: "public"),
      """
      CREATE SEQUENCE public.ids
          AS integer
          INCREMENT BY -2
          START WITH -5
          CACHE 10
          CYCLE;

      ALTER SEQUENCE public.ids OWNED BY public.users.id;
      """),
    Case(
      "a policy names its roles", policy.definition(on: QualifiedName("public", "users")),
      """
      CREATE POLICY "own rows" ON public.users
          AS RESTRICTIVE
          FOR UPDATE
          TO PUBLIC, "user"
          USING ((id = 1))
          WITH CHECK (true);
      """),
    Case(
      "an aggregate is put together from its parts", aggregate.definition(in: "public"),
      """
      CREATE AGGREGATE public.total(*) (
          SFUNC = int4inc,
          STYPE = integer,
          FINALFUNC_MODIFY = SHAREABLE,
          INITCOND = '0',
          PARALLEL = SAFE
      );
      """),
    Case(
      "a view is its query with options", view.definition(in: "public"),
      """
      CREATE VIEW public.v WITH (security_barrier='true') AS
       SELECT 1 AS "One";

      ALTER VIEW public.v ALTER COLUMN "One" SET DEFAULT 7;
      """),
    Case(
      "a trigger that is switched off stays so", trigger.definition(on: QualifiedName("public", "users")),
      """
      CREATE TRIGGER t AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.f();
      ALTER TABLE public.users DISABLE TRIGGER t;
      """),
    Case(
      "grants pass through who holds the option", privilege.statements,
      """
      REVOKE ALL ON TABLE public.users FROM PUBLIC;
      REVOKE ALL ON TABLE public.users FROM boss;
      GRANT SELECT ON TABLE public.users TO boss;
      GRANT SELECT ON TABLE public.users TO a WITH GRANT OPTION;
      SET SESSION AUTHORIZATION a;
      GRANT SELECT ON TABLE public.users TO PUBLIC;
      RESET SESSION AUTHORIZATION;
      """),
    Case(
      "an ordered-set aggregate is granted without ORDER BY", orderedSetPrivilege.statements,
      """
      REVOKE ALL ON FUNCTION public.p(double precision, anyelement) FROM PUBLIC;
      REVOKE ALL ON FUNCTION public.p(double precision, anyelement) FROM boss;
      """),
  ])
  func rendersAs(_ example: Case) { #expect(example.statements.script == example.sql) }

  static var enumType: EnumType {
    var type = EnumType(name: "mood", labels: ["sad", "it's ok"])
    type.comment = #"how \ one feels"#
    return type
  }

  static var compositeType: CompositeType {
    var first = CompositeType.Attribute(name: "left", type: "integer")
    first.comment = "first"
    var second = CompositeType.Attribute(name: "right", type: "text")
    second.collation = QualifiedName("pg_catalog", "C")
    var type = CompositeType(name: "Pair", attributes: [first, second])
    type.owner = "Owner"
    return type
  }

  static var domain: Domain {
    var domain = Domain(name: "email", baseType: "character varying(254)")
    domain.defaultExpression = "''::character varying"
    domain.isNotNull = true
    domain.constraints = [
      DomainConstraint(name: "has_at", definition: "CHECK (((VALUE)::text ~~ '%@%'::text))"),
      DomainConstraint(name: "short", definition: "CHECK ((length((VALUE)::text) < 99)) NOT VALID"),
    ]
    domain.constraints[1].isValidated = false
    return domain
  }

  static var sequence: SequenceGenerator {
    var options = SequenceOptions()
    options.type = "integer"
    options.increment = -2
    options.minimum = Int64(Int32.min)
    options.maximum = -1
    options.start = -5
    options.cache = 10
    options.cycles = true
    var sequence = SequenceGenerator(name: "ids", options: options)
    sequence.ownedBy = .init(table: QualifiedName("public", "users"), column: "id")
    return sequence
  }

  static var policy: RowSecurityPolicy {
    var policy = RowSecurityPolicy(name: "own rows")
    policy.command = .update
    policy.isPermissive = false
    policy.roles = [.everyone, .role("user")]
    policy.using = "(id = 1)"
    policy.withCheck = "true"
    return policy
  }

  static var aggregate: Aggregate {
    var transition = Aggregate.Transition(function: "int4inc", stateType: "integer")
    transition.initialCondition = "0"
    transition.finalModify = .shareable
    var aggregate = Aggregate(
      name: "total", identityArguments: "", arguments: "", result: "integer", transition: transition)
    aggregate.parallel = .safe
    return aggregate
  }

  static var view: View {
    var view = View(name: "v", definition: " SELECT 1 AS \"One\"\n")
    view.options = [StorageOption(name: "security_barrier", value: "true")]
    view.columns = [Column(name: "One", position: 1, type: "integer")]
    view.columns[0].defaultExpression = "7"
    return view
  }

  static var trigger: Trigger {
    var trigger = Trigger(
      name: "t",
      definition: "CREATE TRIGGER t AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.f()",
      function: QualifiedName("public", "f"))
    trigger.enabled = .disabled
    return trigger
  }

  static var privilege: Privilege {
    Privilege(
      object: ObjectID(.table, "public", "users"), owner: "boss",
      grants: [
        Grant(grantee: .everyone, grantor: "a", right: "SELECT", isGrantable: false),
        Grant(grantee: .role("boss"), grantor: "boss", right: "SELECT", isGrantable: false),
        Grant(grantee: .role("a"), grantor: "boss", right: "SELECT", isGrantable: true),
      ])
  }

  static var orderedSetPrivilege: Privilege {
    Privilege(
      object: ObjectID(.aggregate, "public", "p", arguments: "double precision ORDER BY anyelement"), owner: "boss",
      grants: [])
  }
}
