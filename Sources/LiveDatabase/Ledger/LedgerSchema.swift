import MigrationCore

/// The tables of a ledger that is kept in a database, and how they came to be what they are.
///
/// The statements here are run with `search_path` on `pg_catalog` and name their objects in full; every function sets its
/// own. Rows may be added under any `search_path`.
enum LedgerSchema {
  /// What ``migrations`` lead to.
  static var version: Int { migrations.count }

  /// What makes each version out of the one before; the first out of nothing.
  ///
  /// One that was released is never changed: a ledger made by it is out there.
  static let migrations: [String] = [first]

  /// Where one has to be at a time: `CNTSLEDG` as a number.
  static let lock = "SELECT pg_catalog.pg_advisory_xact_lock(4849906565463229511)"

  /// Whether the tables are there.
  ///
  /// By the catalogs: `to_regclass` is refused to whom the schema is.
  static let existence = """
    SELECT EXISTS (SELECT FROM pg_catalog.pg_class AS relation
      JOIN pg_catalog.pg_namespace AS place ON place.oid = relation.relnamespace
      WHERE place.nspname = 'countersign' AND relation.relname = 'version')
    """

  static let currentVersion = "SELECT pg_catalog.max(number) FROM countersign.version"

  /// What a role needs that records changes.
  static func grants(to role: Identifier) -> SQLText {
    """
    GRANT USAGE ON SCHEMA countersign TO \(role); GRANT SELECT ON ALL TABLES IN SCHEMA countersign TO \(role); \
    GRANT INSERT (kind, change, body) ON countersign.entry TO \(role); GRANT INSERT ON countersign.content TO \(role);
    """
  }

  private static let first = #"""
    CREATE SCHEMA IF NOT EXISTS countersign;
    COMMENT ON SCHEMA countersign IS
      'What countersign recorded: rows are only ever added, each with the hash of the one before it';

    CREATE TABLE countersign.version (
      number integer PRIMARY KEY,
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      made_by text NOT NULL DEFAULT session_user
    );
    COMMENT ON TABLE countersign.version IS 'Which versions of these tables were made, and when';

    CREATE TABLE countersign.content (
      hash text PRIMARY KEY,
      bytes bytea NOT NULL,
      CHECK (hash = encode(sha256(bytes), 'hex'))
    );
    COMMENT ON TABLE countersign.content IS 'Plans and snapshots under their SHA-256, each once';

    CREATE TABLE countersign.entry (
      id bigint PRIMARY KEY,
      written_at timestamptz NOT NULL,
      kind text NOT NULL,
      change bigint,
      body text NOT NULL,
      previous text NOT NULL UNIQUE,
      hash text NOT NULL
    );
    CREATE INDEX entry_change ON countersign.entry (change) WHERE change IS NOT NULL;
    COMMENT ON TABLE countersign.entry IS 'Everything that happened, in order; body is JSON, its shape goes by kind';

    CREATE FUNCTION countersign.entry_hash(entry countersign.entry) RETURNS text
      LANGUAGE sql STABLE SET search_path TO pg_catalog, pg_temp
      AS $$
        SELECT encode(sha256(convert_to(concat_ws(E'\n', entry.previous, entry.id,
          to_char(entry.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          entry.kind, coalesce(entry.change, 0), entry.body), 'UTF8')), 'hex')
      $$;

    CREATE FUNCTION countersign.chain_entry() RETURNS trigger
      LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp
      AS $$
        DECLARE
          last countersign.entry;
        BEGIN
          -- Until the end of the transaction: whoever comes next sees this row, or that it was not kept.
          PERFORM pg_advisory_xact_lock(4849906565463229511);
          SELECT * INTO last FROM countersign.entry ORDER BY id DESC LIMIT 1;
          NEW.id := coalesce(last.id, 0) + 1;
          NEW.written_at := clock_timestamp();
          NEW.previous := coalesce(last.hash, repeat('0', 64));
          IF NEW.kind = 'change' THEN
            NEW.change := NEW.id;
          ELSIF NEW.change IS NOT NULL
            AND NOT EXISTS (SELECT FROM countersign.entry WHERE id = NEW.change AND kind = 'change')
          THEN
            RAISE EXCEPTION 'the ledger has no change %', NEW.change USING ERRCODE = 'foreign_key_violation';
          END IF;
          NEW.hash := countersign.entry_hash(NEW);
          RETURN NEW;
        END
      $$;

    CREATE FUNCTION countersign.refuse_change() RETURNS trigger
      LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp
      AS $$
        BEGIN
          RAISE EXCEPTION 'rows of countersign.% are only ever added', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege', HINT = 'what is recorded stays; record what is right now';
        END
      $$;

    CREATE TRIGGER chain BEFORE INSERT ON countersign.entry
      FOR EACH ROW EXECUTE FUNCTION countersign.chain_entry();
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON countersign.entry
      FOR EACH STATEMENT EXECUTE FUNCTION countersign.refuse_change();
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON countersign.content
      FOR EACH STATEMENT EXECUTE FUNCTION countersign.refuse_change();
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON countersign.version
      FOR EACH STATEMENT EXECUTE FUNCTION countersign.refuse_change();
    REVOKE UPDATE, DELETE, TRUNCATE ON countersign.entry, countersign.content, countersign.version
      FROM PUBLIC, CURRENT_USER;

    CREATE VIEW countersign.change AS
      SELECT began.id, began.written_at AS started_at, ended.written_at AS ended_at,
        began.body #>> '{target,environment}' AS environment, began.body #>> '{target,database}' AS database,
        began.body #> '{target,schemas}' AS schemas, began.body ->> 'plan' AS plan,
        began.body #>> '{executor,name}' AS executor,
        ARRAY(SELECT signoff ->> 'principal'
          FROM jsonb_array_elements(began.body -> 'signoffs') AS signoff) AS signers,
        began.body #>> '{before,fingerprint}' AS fingerprint_before,
        ended.body #>> '{after,fingerprint}' AS fingerprint_after,
        ended.body ->> 'outcome' AS outcome, ended.body ->> 'message' AS message
      FROM (SELECT id, written_at, body::jsonb FROM countersign.entry
          WHERE kind = 'change') AS began
        LEFT JOIN LATERAL (SELECT latest.written_at, latest.kind, latest.body::jsonb FROM countersign.entry AS latest
          WHERE latest.change = began.id
            AND latest.kind = ANY (ARRAY['end', 'resume'])
          ORDER BY latest.id DESC LIMIT 1) AS ended ON ended.kind = 'end';
    COMMENT ON VIEW countersign.change IS 'Each change; no outcome while it runs, or when whoever ran it was killed';

    CREATE VIEW countersign.step_run AS
      SELECT entry.change, (entry.body::jsonb ->> 'group')::integer AS group_number, step ->> 'step' AS step,
        (step ->> 'started_at')::timestamptz AS started_at, (step ->> 'milliseconds')::bigint AS milliseconds,
        (step ->> 'lock_wait_milliseconds')::bigint AS lock_wait_milliseconds,
        (step ->> 'attempts')::integer AS attempts
      FROM countersign.entry, jsonb_array_elements(entry.body::jsonb -> 'steps') AS step
      WHERE entry.kind = 'group';
    COMMENT ON VIEW countersign.step_run IS 'Each step that ran to its end';

    CREATE VIEW countersign.snapshot AS
      SELECT entry.id AS entry, entry.change, state.body ->> 'fingerprint' AS fingerprint,
        state.body -> 'catalog_hashes' AS catalog_hashes, content.hash,
        convert_from(content.bytes, 'UTF8') AS content
      FROM (SELECT id, change, CASE kind WHEN 'change' THEN body::jsonb -> 'before' WHEN 'end' THEN body::jsonb -> 'after'
            WHEN 'adoption' THEN body::jsonb -> 'state' END AS state
          FROM countersign.entry) AS entry
        CROSS JOIN LATERAL (SELECT entry.state) AS state (body)
        JOIN countersign.content ON content.hash = (state.body ->> 'snapshot');
    COMMENT ON VIEW countersign.snapshot IS 'The schemas as they were found before and after each change';
    """#
}
