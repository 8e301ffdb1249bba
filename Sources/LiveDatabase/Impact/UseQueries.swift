/// The catalog queries behind `UseReader`; `$1` is the array of schemas.
enum UseQueries {
  /// Schema, table, rows written, scans, rows changed since the last analyze, seconds since the statistics were reset.
  static let tables = """
    SELECT s.schemaname, s.relname, s.n_tup_ins + s.n_tup_upd + s.n_tup_del,
      COALESCE(s.seq_scan, 0) + COALESCE(s.idx_scan, 0), s.n_mod_since_analyze,
      (SELECT EXTRACT(epoch FROM pg_catalog.now() - d.stats_reset)::pg_catalog.float8
       FROM pg_catalog.pg_stat_database d WHERE d.datname = pg_catalog.current_database())
    FROM pg_catalog.pg_stat_all_tables s
    WHERE s.schemaname = ANY ($1::pg_catalog.name[])
    """

  /// Schema, index, unique, primary, valid, partial, plain, access method, constraint, scans, then a key column (NULL
  /// for an expression): one row each.
  static let indexes = """
    SELECT n.nspname, c.relname, x.indisunique, x.indisprimary, x.indisvalid, x.indpred IS NOT NULL,
      x.indexprs IS NULL AND x.indpred IS NULL AND m.amname = 'btree' AND x.indimmediate
        AND x.indoption::pg_catalog.text !~ '[1-9]'
        AND NOT EXISTS (SELECT FROM pg_catalog.unnest(x.indclass) k(oid)
          JOIN pg_catalog.pg_opclass o ON o.oid = k.oid WHERE NOT o.opcdefault),
      m.amname, q.conname, COALESCE(s.idx_scan, 0), a.attname
    FROM pg_catalog.pg_index x
    JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_am m ON m.oid = c.relam
    LEFT JOIN pg_catalog.pg_constraint q ON q.conindid = x.indexrelid AND q.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_catalog.pg_stat_all_indexes s ON s.indexrelid = x.indexrelid
    CROSS JOIN LATERAL pg_catalog.unnest(x.indkey::pg_catalog.int2[]) WITH ORDINALITY key (number, place)
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = key.number AND key.number <> 0
    WHERE n.nspname = ANY ($1::pg_catalog.name[]) AND key.place <= x.indnkeyatts
    ORDER BY 1, 2, key.place
    """

  /// Schema, table, publication.
  static let publications = """
    SELECT schemaname, tablename, pubname FROM pg_catalog.pg_publication_tables
    WHERE schemaname = ANY ($1::pg_catalog.name[]) ORDER BY 1, 2, 3
    """

  /// Schema, sequence, the share of its range that is used up; an integer column that it feeds may end it sooner.
  static let sequences = """
    SELECT n.nspname, c.relname,
      CASE WHEN c.relkind = 'S' AND s.seqincrement > 0 AND pg_catalog.has_sequence_privilege(c.oid, 'SELECT,USAGE') THEN
        pg_catalog.pg_sequence_last_value(c.oid)::pg_catalog.float8 / LEAST(s.seqmax,
          CASE a.atttypid WHEN 'pg_catalog.int2'::pg_catalog.regtype THEN 32767
            WHEN 'pg_catalog.int4'::pg_catalog.regtype THEN 2147483647 ELSE 9223372036854775807 END)
      END
    FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE n.nspname = ANY ($1::pg_catalog.name[])
    """

  /// Schema, table, column, share of NULLs, distinct values, average width.
  static let columns = """
    SELECT DISTINCT ON (schemaname, tablename, attname) schemaname, tablename, attname, null_frac, n_distinct, avg_width
    FROM pg_catalog.pg_stats WHERE schemaname = ANY ($1::pg_catalog.name[])
    ORDER BY schemaname, tablename, attname, inherited DESC
    """

  /// Schema, table, how many of its columns were dropped.
  static let droppedColumns = """
    SELECT n.nspname, c.relname, pg_catalog.count(*)
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attisdropped AND a.attnum > 0 AND n.nspname = ANY ($1::pg_catalog.name[])
    GROUP BY 1, 2
    """

  static let stableFunctions = """
    SELECT DISTINCT p.proname FROM pg_catalog.pg_proc p
    WHERE p.provolatile = 's' AND p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace
    """

  /// Schema, collation.
  static let nondeterministicCollations = """
    SELECT n.nspname, c.collname FROM pg_catalog.pg_collation c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace WHERE NOT c.collisdeterministic
    """

  /// Publication, whether it is for all tables, whether it publishes UPDATE or DELETE, then a schema that it is for
  /// (NULL for none): one row each.
  static func everyPublication(serverVersion: Int) -> String {
    let schemas =
      serverVersion >= 150_000
      ? """
      LEFT JOIN pg_catalog.pg_publication_namespace s ON s.pnpubid = p.oid
      LEFT JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid
      """ : ""
    return """
      SELECT p.pubname, p.puballtables, p.pubupdate OR p.pubdelete, \(serverVersion >= 150_000 ? "n.nspname" : "NULL")
      FROM pg_catalog.pg_publication p \(schemas)
      """
  }

  /// The role, whether it is a superuser.
  static let executor = """
    SELECT rolname, rolsuper FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER
    """

  /// Roles whose rights the session has.
  static let rightsOf = """
    SELECT rolname FROM pg_catalog.pg_roles WHERE pg_catalog.pg_has_role(oid, 'USAGE')
    """

  /// Schemas in which the session may create.
  static let creatableSchemas = """
    SELECT nspname FROM pg_catalog.pg_namespace WHERE pg_catalog.has_schema_privilege(oid, 'CREATE')
    """

  /// Schema, relation, and a right of the session on it: one row each.
  static let rights = """
    SELECT n.nspname, c.relname, r.word
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) r(word)
    WHERE n.nspname = ANY ($1::pg_catalog.name[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND pg_catalog.has_table_privilege(c.oid, r.word)
    """

  /// Name and value; times in milliseconds.
  static let settings = """
    SELECT name,
      CASE unit WHEN 's' THEN (setting::pg_catalog.int8 * 1000)::pg_catalog.text
        WHEN 'min' THEN (setting::pg_catalog.int8 * 60000)::pg_catalog.text ELSE setting END
    FROM pg_catalog.pg_settings
    WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout',
      'deadlock_timeout', 'search_path', 'session_replication_role', 'default_toast_compression',
      'maintenance_work_mem', 'max_parallel_maintenance_workers', 'max_locks_per_transaction', 'max_connections',
      'max_prepared_transactions', 'max_standby_streaming_delay', 'hot_standby_feedback', 'max_slot_wal_keep_size',
      'wal_level', 'application_name', 'TimeZone', 'shared_buffers', 'autovacuum')
    """

  static let extensions = "SELECT extname, extversion FROM pg_catalog.pg_extension ORDER BY 1"

  static let superusers = "SELECT rolname FROM pg_catalog.pg_roles WHERE rolsuper"

  /// Whether a collation's version is another than the one that indexes were built with.
  static func collations(serverVersion: Int) -> String {
    let database =
      serverVersion >= 150_000
      ? """
       OR EXISTS (SELECT FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
        AND d.datcollversion <> pg_catalog.pg_database_collation_actual_version(d.oid))
      """ : ""
    return """
      SELECT EXISTS (SELECT FROM pg_catalog.pg_collation c
        WHERE c.collversion <> pg_catalog.pg_collation_actual_version(c.oid))\(database)
      """
  }

  /// Process, user, application, state, age of the transaction, query, whether it prevents wraparound.
  static let sessions = """
    SELECT pid, usename, application_name, state, EXTRACT(epoch FROM pg_catalog.now() - xact_start)::pg_catalog.float8,
      pg_catalog.left(query, 200), backend_type = 'autovacuum worker' AND query LIKE '%(to prevent wraparound)%'
    FROM pg_catalog.pg_stat_activity
    WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid() AND xact_start IS NOT NULL
    ORDER BY xact_start, pid
    """

  /// Process, schema, relation, mode.
  static let locks = """
    SELECT l.pid, n.nspname, c.relname, l.mode
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_class c ON c.oid = l.relation
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE l.granted AND l.locktype = 'relation' AND l.pid <> pg_catalog.pg_backend_pid()
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
      AND n.nspname = ANY ($1::pg_catalog.name[])
    ORDER BY 1, 2, 3, 4
    """

  /// Name, owner, age.
  static let preparedTransactions = """
    SELECT gid, owner, EXTRACT(epoch FROM pg_catalog.now() - prepared)::pg_catalog.float8
    FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database() ORDER BY prepared, gid
    """

  /// Application, state, bytes not replayed.
  static let replicas = """
    SELECT application_name, state, pg_catalog.pg_wal_lsn_diff(
      CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_receive_lsn()
        ELSE pg_catalog.pg_current_wal_lsn() END, replay_lsn)::pg_catalog.int8
    FROM pg_catalog.pg_stat_replication ORDER BY 1, pid
    """

  /// Name, whether it is logical, active, bytes of WAL kept.
  static let slots = """
    SELECT slot_name, slot_type = 'logical', active, pg_catalog.pg_wal_lsn_diff(
      CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_receive_lsn()
        ELSE pg_catalog.pg_current_wal_lsn() END, restart_lsn)::pg_catalog.int8
    FROM pg_catalog.pg_replication_slots ORDER BY 1
    """

  /// Sessions of all databases, and their locks that take up room in the shared lock table.
  static let connections = """
    SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_locks WHERE NOT fastpath)
    """
}
