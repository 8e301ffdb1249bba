import LiveDatabase
import MigrationCore
import Testing

@Suite struct ObjectReadingTests {
  @Test func sequencesKeepTypeOptionsAndOwner() async throws {
    let sequences = try await schema(
      after: """
        CREATE TABLE t (id serial, other bigint GENERATED ALWAYS AS IDENTITY);
        CREATE SEQUENCE s AS smallint INCREMENT -2 MINVALUE -100 MAXVALUE 5 START 3 CACHE 7 CYCLE;
        COMMENT ON SEQUENCE s IS 'down';
        """
    ).sequences
    #expect(sequences.map(\.name) == ["s", "t_id_seq"])
    var options = SequenceOptions()
    (options.type, options.increment, options.minimum, options.maximum) = ("smallint", -2, -100, 5)
    (options.start, options.cache, options.cycles) = (3, 7, true)
    #expect(sequences[0].options == options && sequences[0].comment == "down" && sequences[0].ownedBy == nil)
    #expect(sequences[1].ownedBy == .init(table: QualifiedName("public", "t"), column: "id"))
    #expect(sequences[1].options.type == "integer")
  }

  @Test func routinesAreToldApartByArguments() async throws {
    let routines = try await schema(
      after: """
        CREATE FUNCTION f(a int, b text DEFAULT 'x') RETURNS SETOF int LANGUAGE sql IMMUTABLE STRICT LEAKPROOF
          SECURITY DEFINER PARALLEL SAFE ROWS 5 SET work_mem = '8MB' AS 'SELECT 1';
        CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql RETURN 1;
        CREATE PROCEDURE p(INOUT a int) LANGUAGE plpgsql AS 'BEGIN END';
        COMMENT ON FUNCTION f(text) IS 'one';
        """
    ).routines
    #expect(routines.map(\.name) == ["f", "f", "p"])
    #expect(routines.map(\.identityArguments) == ["a integer, b text", "a text", "INOUT a integer"])
    #expect(routines[0].arguments == "a integer, b text DEFAULT 'x'::text" && routines[0].result == "SETOF integer")
    #expect(routines[0].volatility == .immutable && routines[0].parallel == .safe)
    #expect(routines[0].isStrict && routines[0].isLeakproof && routines[0].isSecurityDefiner)
    #expect(routines[0].settings == [StorageOption(stored: "work_mem=8MB")] && routines[0].source == "SELECT 1")
    #expect(routines[0].definition.text.hasPrefix("CREATE OR REPLACE FUNCTION public.f(a integer"))
    #expect(routines[1].source == nil && routines[1].comment == "one")
    #expect(routines[2].kind == .procedure && routines[2].language == "plpgsql")
  }

  @Test func aggregatesKeepEveryPart() async throws {
    let aggregates = try await schema(
      after: """
        CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE,
          MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, SORTOP = <);
        CREATE AGGREGATE pct(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
          FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
        """
    ).aggregates
    #expect(aggregates.map(\.name) == ["pct", "total"])
    #expect(aggregates[0].kind == .orderedSet && aggregates[0].arguments == "double precision ORDER BY anyelement")
    #expect(aggregates[0].transition.finalFunction == "pg_catalog.percentile_disc_final")
    #expect(aggregates[0].transition.finalFunctionTakesExtraArguments)
    let total = aggregates[1]
    #expect(total.identityArguments == "integer" && total.result == "integer" && total.parallel == .safe)
    #expect(total.transition.function == "pg_catalog.int4pl" && total.transition.initialCondition == "0")
    #expect(total.combineFunction == "pg_catalog.int4pl" && total.sortOperator == "OPERATOR(pg_catalog.<)")
    #expect(total.moving?.stateType == "integer" && total.movingInverseFunction == "pg_catalog.int4mi")
  }

  @Test func typesKeepLabelsAttributesAndConstraints() async throws {
    let schema = try await schema(
      after: """
        CREATE TYPE mood AS ENUM ('sad', 'so, so', 'a"b');
        ALTER TYPE mood ADD VALUE 'null' BEFORE 'sad';
        CREATE TYPE pair AS (x numeric(5,1), m mood[], t text COLLATE "C");
        CREATE DOMAIN mail AS varchar(50) COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT at CHECK (VALUE LIKE '%@%');
        ALTER DOMAIN mail ADD CONSTRAINT late CHECK (VALUE <> '') NOT VALID;
        COMMENT ON DOMAIN mail IS 'm'; COMMENT ON TYPE mood IS 'd'; COMMENT ON COLUMN pair.x IS 'left';
        """)
    #expect(schema.enumTypes == [enumeration("mood", ["null", "sad", "so, so", "a\"b"], comment: "d")])
    let pair = try #require(schema.compositeTypes.first)
    #expect(pair.attributes.map(\.type) == ["numeric(5,1)", "public.mood[]", "text"])
    #expect(pair.attributes[0].comment == "left" && pair.attributes[2].collation == QualifiedName("pg_catalog", "C"))
    let mail = try #require(schema.domains.first)
    #expect(mail.baseType == "character varying(50)" && mail.defaultExpression == "'x'::character varying")
    #expect(mail.isNotNull && mail.collation == QualifiedName("pg_catalog", "C") && mail.comment == "m")
    let checks = mail.constraints.filter { !$0.isNotNull }
    #expect(checks.map(\.name) == ["at", "late"] && checks.map(\.isValidated) == [true, false])
    #expect(checks[0].definition == "CHECK (((VALUE)::text ~~ '%@%'::text))")
  }

  private func enumeration(_ name: Identifier, _ labels: [StoredText], comment: StoredText) -> EnumType {
    var type = EnumType(name: name, labels: labels)
    type.owner = "postgres"
    type.comment = comment
    return type
  }

  @Test func privilegesAreReadWhereTheyWereTouched() async throws {
    let schema = try await schema(
      after: """
        CREATE TABLE t (a int, b int); CREATE TABLE untouched (a int);
        GRANT SELECT, INSERT ON t TO pg_monitor; GRANT UPDATE ON t TO pg_monitor WITH GRANT OPTION;
        GRANT SELECT (b) ON t TO PUBLIC;
        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor;
        """)
    let table = try #require(schema.privileges.first { $0.object == ObjectID(.table, "public", "t") })
    let granted = table.grants.filter { $0.grantee == .role("pg_monitor") }
    #expect(granted.map(\.right) == ["INSERT", "SELECT", "UPDATE"])
    #expect(granted.map(\.isGrantable) == [false, false, true])
    #expect(!schema.privileges.contains { $0.object.name == "untouched" })
    let routine = try #require(schema.privileges.first { $0.object.kind == .function })
    #expect(routine.object.arguments == "" && !routine.grants.contains { $0.grantee == .everyone })
    #expect(schema.columnPrivileges.map(\.column) == ["b"])
    #expect(schema.columnPrivileges[0].grants.map(\.grantee) == [.everyone])
    #expect(schema.defaultPrivileges.map(\.objects) == [.tables])
    #expect(schema.defaultPrivileges[0].grants.map(\.right) == ["SELECT"])
  }

  @Test func dependenciesNameBothObjects() async throws {
    let schema = try await schema(
      after: """
        CREATE TYPE mood AS ENUM ('sad');
        CREATE TABLE t (id int PRIMARY KEY, m mood);
        CREATE TABLE u (t int CONSTRAINT fk REFERENCES t);
        CREATE VIEW v AS SELECT id FROM t;
        CREATE VIEW w AS SELECT * FROM v;
        CREATE FUNCTION f(v) RETURNS int LANGUAGE sql AS 'SELECT 1';
        """)
    let table = ObjectID(.table, "public", "t")
    func depends(_ dependent: ObjectID, on referenced: ObjectID) -> Bool {
      schema.dependencies.contains { $0.dependent == dependent && $0.referenced == referenced }
    }
    #expect(depends(ObjectID(.column, "public", "t", member: "m"), on: ObjectID(.enumType, "public", "mood")))
    #expect(
      depends(ObjectID(.constraint, "public", "u", member: "fk"), on: ObjectID(.column, "public", "t", member: "id")))
    #expect(depends(ObjectID(.view, "public", "v"), on: ObjectID(.column, "public", "t", member: "id")))
    #expect(depends(ObjectID(.view, "public", "w"), on: ObjectID(.column, "public", "v", member: "id")))
    #expect(depends(ObjectID(.function, "public", "f", arguments: "public.v"), on: ObjectID(.view, "public", "v")))
    #expect(!schema.dependencies.contains { $0.dependent == $0.referenced })
    #expect(!depends(table, on: ObjectID(.column, "public", "t", member: "id")))
  }

  @Test func whatIsKnownByItsStatementHasAllOfIt() async throws {
    let objects = try await schema(
      after: """
        CREATE TABLE t (a int, b int);
        CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
        ALTER TABLE t DISABLE RULE r;
        CREATE STATISTICS s ON a, b FROM t;
        CREATE TYPE span AS RANGE (subtype = int);
        CREATE COLLATION same FROM "C";
        CREATE FUNCTION eq(t, t) RETURNS bool LANGUAGE sql AS 'SELECT true';
        CREATE OPERATOR === (FUNCTION = eq, LEFTARG = t, RIGHTARG = t);
        """
    ).definedObjects
    #expect(
      objects.map(\.definition) == [
        "CREATE TYPE public.span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = public.span_multirange)",
        "CREATE COLLATION public.same (PROVIDER = libc, LOCALE = 'C')",
        "CREATE RULE r AS\n    ON DELETE TO public.t DO INSTEAD NOTHING",
        "CREATE STATISTICS public.s ON a, b FROM public.t",
        "CREATE OPERATOR public.=== (FUNCTION = public.eq, LEFTARG = public.t, RIGHTARG = public.t)",
      ])
    #expect(objects.flatMap(\.further) == ["ALTER TABLE public.t DISABLE RULE r"])
    #expect(objects.map(\.reference).last == "OPERATOR public.=== (public.t, public.t)")
  }
}
