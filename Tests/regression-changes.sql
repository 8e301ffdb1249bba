-- Drops, alters and adds a good share of what is in the schema public of PostgreSQL's regression database, of every kind.
--
-- For `Tests/regression-database --plan`, which plans from the database as it was to what this makes of it, and back.
-- What is changed depends on names alone. A change that PostgreSQL refuses, or by which another schema would lose or
-- get something, is not made. Prints how many changes of each sort there are.
\set QUIET on
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' '
SET client_min_messages = error;
SET check_function_bodies = off;
SET search_path = public;

-- How much there is outside of public.
CREATE FUNCTION pg_temp.elsewhere() RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM pg_namespace n
  JOIN (
    SELECT relnamespace AS schema FROM pg_class
    UNION ALL SELECT relnamespace FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE NOT attisdropped
    UNION ALL SELECT relnamespace FROM pg_attrdef JOIN pg_class c ON c.oid = adrelid
    UNION ALL SELECT relnamespace FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class
    UNION ALL SELECT relnamespace FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    UNION ALL SELECT relnamespace FROM pg_policy JOIN pg_class c ON c.oid = polrelid
    UNION ALL SELECT relnamespace FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
    UNION ALL SELECT connamespace FROM pg_constraint
    UNION ALL SELECT pronamespace FROM pg_proc
    UNION ALL SELECT typnamespace FROM pg_type
  ) AS found ON found.schema = n.oid
  WHERE n.nspname !~ '^(pg_|public$|information_schema$)'
$$;

-- Of the statements that a query finds, one in `every` is run, beginning with the `first` by its text.
CREATE FUNCTION pg_temp.change(what text, every integer, first integer, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  statements text[];
  tried integer := 0;
  made integer := 0;
  before bigint := pg_temp.elsewhere();
BEGIN
  EXECUTE format('SELECT array_agg(statement ORDER BY statement COLLATE "C") FROM (%s) AS found(statement)', query)
    INTO statements;
  FOR place IN first..coalesce(cardinality(statements), 0) BY every LOOP
    tried := tried + 1;
    BEGIN
      EXECUTE statements[place];
      IF pg_temp.elsewhere() <> before THEN RAISE 'another schema is concerned'; END IF;
      made := made + 1;
    EXCEPTION WHEN OTHERS THEN
      NULL;
    END;
  END LOOP;
  RETURN format('%s of %s: %s', made, tried, what);
END
$$;

-- PostgreSQL makes no rule with RETURNING for a table that ever lost a column.
CREATE TEMPORARY TABLE returned AS
  SELECT refobjid AS relation FROM pg_rewrite JOIN pg_depend ON objid = pg_rewrite.oid
  WHERE refclassid = 'pg_class'::regclass AND pg_get_ruledef(pg_rewrite.oid) LIKE '%RETURNING%';
CREATE TEMPORARY VIEW relations AS
  SELECT oid, oid::regclass::text AS name, relname, relkind, relispartition, reloftype,
    c.oid IN (SELECT relation FROM returned) AS is_returned
  FROM pg_class c WHERE relnamespace = 'public'::regnamespace;
CREATE TEMPORARY VIEW columns AS
  SELECT r.*, attnum, quote_ident(attname) AS attribute, atttypid::regtype AS type, attnotnull, atthasdef, attidentity,
    attgenerated, attislocal AND attinhcount = 0 AS is_own
  FROM relations r JOIN pg_attribute ON attrelid = r.oid
  WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped AND NOT is_returned;
CREATE TEMPORARY VIEW routines AS
  SELECT oid, oid::regprocedure::text AS name, prokind, prolang,
    CASE prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END AS kind
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace;
CREATE TEMPORARY VIEW types AS
  SELECT oid, oid::regtype::text AS name, typtype FROM pg_type t
  WHERE typnamespace = 'public'::regnamespace AND typelem = 0
    AND (typrelid = 0 OR EXISTS (SELECT FROM pg_class WHERE oid = typrelid AND relkind = 'c'));

-- What is dropped.
SELECT pg_temp.change('views dropped', 8, 3, $$
  SELECT format('DROP VIEW %s CASCADE', name) FROM relations WHERE relkind = 'v'$$);
SELECT pg_temp.change('materialized views dropped', 3, 2, $$
  SELECT format('DROP MATERIALIZED VIEW %s CASCADE', name) FROM relations WHERE relkind = 'm'$$);
SELECT pg_temp.change('tables dropped', 14, 5, $$
  SELECT format('DROP TABLE %s CASCADE', name) FROM relations WHERE relkind IN ('r', 'p') AND NOT relispartition$$);
SELECT pg_temp.change('partitions dropped', 20, 5, $$
  SELECT format('DROP TABLE %s CASCADE', name) FROM relations WHERE relkind IN ('r', 'p') AND relispartition$$);
SELECT pg_temp.change('functions dropped', 11, 4, $$
  SELECT format('DROP FUNCTION %s CASCADE', name) FROM routines WHERE prokind IN ('f', 'w')$$);
SELECT pg_temp.change('procedures and aggregates dropped', 5, 3, $$
  SELECT format('DROP %s %s CASCADE', kind, name) FROM routines WHERE prokind IN ('p', 'a')$$);
SELECT pg_temp.change('indexes dropped', 7, 3, $$
  SELECT format('DROP INDEX %s', name) FROM relations WHERE relkind IN ('i', 'I')$$);
SELECT pg_temp.change('constraints dropped', 6, 3, $$
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conislocal$$);
SELECT pg_temp.change('triggers dropped', 6, 2, $$
  SELECT format('DROP TRIGGER %I ON %s', tgname, r.name) FROM pg_trigger JOIN relations r ON r.oid = tgrelid
  WHERE NOT tgisinternal AND tgparentid = 0$$);
SELECT pg_temp.change('rules dropped', 5, 2, $$
  SELECT format('DROP RULE %I ON %s', rulename, r.name) FROM pg_rewrite JOIN relations r ON r.oid = ev_class
  WHERE rulename <> '_RETURN'$$);
SELECT pg_temp.change('columns dropped', 12, 7, $$
  SELECT format('ALTER TABLE %s DROP COLUMN %s CASCADE', name, attribute) FROM columns WHERE is_own$$);
SELECT pg_temp.change('types dropped', 7, 3, $$
  SELECT format('DROP TYPE %s CASCADE', name) FROM types$$);
SELECT pg_temp.change('sequences dropped', 9, 4, $$
  SELECT format('DROP SEQUENCE %s CASCADE', name) FROM relations WHERE relkind = 'S'$$);
SELECT pg_temp.change('operators dropped', 5, 2, $$
  SELECT format('DROP OPERATOR %s CASCADE', oid::regoperator) FROM pg_operator
  WHERE oprnamespace = 'public'::regnamespace$$);
SELECT pg_temp.change('operator classes and families dropped', 4, 2, $$
  SELECT format('DROP OPERATOR CLASS %I USING %I CASCADE', opcname, amname) FROM pg_opclass
    JOIN pg_am a ON a.oid = opcmethod WHERE opcnamespace = 'public'::regnamespace
  UNION ALL SELECT format('DROP OPERATOR FAMILY %I USING %I CASCADE', opfname, amname) FROM pg_opfamily
    JOIN pg_am a ON a.oid = opfmethod WHERE opfnamespace = 'public'::regnamespace$$);
SELECT pg_temp.change('casts dropped', 3, 2, $$
  SELECT format('DROP CAST (%s AS %s) CASCADE', castsource::regtype, casttarget::regtype) FROM pg_cast
  WHERE oid >= 16384$$);
SELECT pg_temp.change('text search objects dropped', 4, 3, $$
  SELECT format('DROP TEXT SEARCH CONFIGURATION %I CASCADE', cfgname) FROM pg_ts_config
    WHERE cfgnamespace = 'public'::regnamespace
  UNION ALL SELECT format('DROP TEXT SEARCH DICTIONARY %I CASCADE', dictname) FROM pg_ts_dict
    WHERE dictnamespace = 'public'::regnamespace$$);
SELECT pg_temp.change('statistics objects dropped', 3, 2, $$
  SELECT format('DROP STATISTICS %I', stxname) FROM pg_statistic_ext WHERE stxnamespace = 'public'::regnamespace$$);
SELECT pg_temp.change('defaults dropped', 6, 2, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT', name, attribute) FROM columns
  WHERE atthasdef AND attgenerated = ''$$);
SELECT pg_temp.change('NOT NULLs dropped', 7, 3, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL', name, attribute) FROM columns WHERE attnotnull$$);
SELECT pg_temp.change('identities dropped', 5, 2, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s DROP IDENTITY', name, attribute) FROM columns
  WHERE attidentity <> ''$$);
SELECT pg_temp.change('expressions of generated columns dropped', 5, 3, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s DROP EXPRESSION', name, attribute) FROM columns
  WHERE attgenerated <> ''$$);
SELECT pg_temp.change('partitions detached', 15, 8, $$
  SELECT format('ALTER TABLE %s DETACH PARTITION %s', inhparent::regclass, name)
  FROM relations r JOIN pg_inherits ON inhrelid = r.oid WHERE relispartition AND relkind IN ('r', 'p')$$);
SELECT pg_temp.change('tables disinherited', 6, 3, $$
  SELECT format('ALTER TABLE %s NO INHERIT %s', name, inhparent::regclass)
  FROM relations r JOIN pg_inherits ON inhrelid = r.oid WHERE NOT relispartition AND relkind = 'r'$$);
SELECT pg_temp.change('comments dropped', 3, 1, $$
  SELECT format('COMMENT ON TABLE %s IS NULL', name) FROM relations
  WHERE relkind IN ('r', 'p') AND obj_description(oid, 'pg_class') IS NOT NULL
  UNION ALL SELECT format('COMMENT ON COLUMN %s.%s IS NULL', name, attribute) FROM columns
  WHERE col_description(oid, attnum) IS NOT NULL$$);
SELECT pg_temp.change('rights taken', 3, 1, $$
  SELECT format('REVOKE ALL ON %s FROM %s', r.name,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
  FROM relations r JOIN pg_class c ON c.oid = r.oid, aclexplode(c.relacl)$$);

-- What is altered.
SELECT pg_temp.change('types of columns', 10, 2, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s TYPE %s', name, attribute,
    CASE type WHEN 'integer'::regtype THEN 'bigint' WHEN 'real'::regtype THEN 'double precision'
      WHEN 'numeric'::regtype THEN 'numeric(40,5)' WHEN 'date'::regtype THEN 'timestamp'
      ELSE 'character varying(2000)' END)
  FROM columns WHERE type IN ('integer'::regtype, 'real'::regtype, 'numeric'::regtype, 'date'::regtype, 'text'::regtype,
    'character varying'::regtype, 'character'::regtype)$$);
SELECT pg_temp.change('defaults', 12, 5, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s SET DEFAULT 77', name, attribute) FROM columns
  WHERE type = 'integer'::regtype AND attgenerated = '' AND attidentity = ''$$);
SELECT pg_temp.change('NOT NULL', 15, 4, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s SET NOT NULL', name, attribute) FROM columns WHERE NOT attnotnull$$);
SELECT pg_temp.change('identities', 2, 1, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s SET GENERATED BY DEFAULT SET INCREMENT BY 3', name, attribute)
  FROM columns WHERE attidentity <> ''$$);
SELECT pg_temp.change('how columns are stored and sampled', 20, 3, $$
  SELECT format('ALTER TABLE %s ALTER COLUMN %s SET STATISTICS 77, ALTER COLUMN %s SET (n_distinct = 7)', name, attribute,
    attribute) FROM columns
  UNION ALL SELECT format('ALTER TABLE %s ALTER COLUMN %s SET STORAGE EXTERNAL', name, attribute) FROM columns
  WHERE type = 'text'::regtype$$);
SELECT pg_temp.change('tables'' options', 9, 4, $$
  SELECT format('ALTER TABLE %s SET (fillfactor = 77, autovacuum_enabled = false)', name) FROM relations
  WHERE relkind = 'r'$$);
SELECT pg_temp.change('tables unlogged', 30, 7, $$
  SELECT format('ALTER TABLE %s SET UNLOGGED', name) FROM relations WHERE relkind = 'r'$$);
SELECT pg_temp.change('row security', 17, 5, $$
  SELECT format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name) FROM relations
  WHERE relkind IN ('r', 'p')$$);
SELECT pg_temp.change('replica identities', 19, 6, $$
  SELECT format('ALTER TABLE %s REPLICA IDENTITY FULL', name) FROM relations WHERE relkind IN ('r', 'p')$$);
SELECT pg_temp.change('clustered indexes', 9, 5, $$
  SELECT format('ALTER TABLE %s CLUSTER ON %I', indrelid::regclass, r.relname)
  FROM pg_index JOIN relations r ON r.oid = indexrelid WHERE relkind = 'i'$$);
SELECT pg_temp.change('owners', 18, 2, $$
  SELECT format('ALTER TABLE %s OWNER TO regress_changes', name) FROM relations WHERE relkind IN ('r', 'p', 'v', 'm')
  UNION ALL SELECT format('ALTER %s %s OWNER TO regress_changes', kind, name) FROM routines
  UNION ALL SELECT format('ALTER TYPE %s OWNER TO regress_changes', name) FROM types$$);
SELECT pg_temp.change('indexes'' options', 9, 2, $$
  SELECT format('ALTER INDEX %s SET (fillfactor = 77)', name) FROM relations WHERE relkind = 'i'$$);
SELECT pg_temp.change('foreign keys'' time', 3, 1, $$
  SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', conrelid::regclass, conname)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'f' AND conparentid = 0$$);
SELECT pg_temp.change('names of constraints', 13, 4, $$
  SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', conrelid::regclass, conname, conname || '_renamed')
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conislocal$$);
SELECT pg_temp.change('views'' queries', 5, 2, $$
  SELECT format('CREATE OR REPLACE VIEW %s AS SELECT old.*, 7 AS added_by_changes FROM (%s) AS old', name,
    rtrim(pg_get_viewdef(oid), ';')) FROM relations WHERE relkind = 'v'$$);
SELECT pg_temp.change('views'' options', 7, 5, $$
  SELECT format('ALTER VIEW %s SET (security_barrier = true)', name) FROM relations WHERE relkind = 'v'$$);
SELECT pg_temp.change('functions'' properties', 7, 2, $$
  SELECT format('ALTER FUNCTION %s COST 77 STABLE SET work_mem = ''7MB''', name) FROM routines WHERE prokind = 'f'$$);
SELECT pg_temp.change('functions'' bodies', 5, 4, $$
  SELECT regexp_replace(pg_get_functiondef(r.oid), '\mbegin\M', 'begin /* changed */', 'i')
  FROM routines r JOIN pg_language l ON l.oid = prolang WHERE lanname = 'plpgsql' AND prokind IN ('f', 'p')$$);
SELECT pg_temp.change('sequences', 5, 2, $$
  SELECT format('ALTER SEQUENCE %s INCREMENT BY 7 CACHE 7 CYCLE', name) FROM relations WHERE relkind = 'S'$$);
SELECT pg_temp.change('enum types', 2, 1, $$
  SELECT format('ALTER TYPE %s ADD VALUE ''added by changes'' AFTER %L', name,
    (SELECT enumlabel FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder LIMIT 1))
  FROM types t WHERE typtype = 'e'$$);
SELECT pg_temp.change('domains', 2, 1, $$
  SELECT format('ALTER DOMAIN %s ADD CONSTRAINT added_by_changes CHECK (VALUE IS DISTINCT FROM NULL) NOT VALID', name)
  FROM types WHERE typtype = 'd'$$);
SELECT pg_temp.change('composite types', 2, 2, $$
  SELECT format('ALTER TYPE %s ADD ATTRIBUTE added_by_changes integer CASCADE', name) FROM types WHERE typtype = 'c'$$);
SELECT pg_temp.change('triggers disabled', 7, 3, $$
  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', r.name, tgname) FROM pg_trigger JOIN relations r ON r.oid = tgrelid
  WHERE NOT tgisinternal AND r.relkind IN ('r', 'p')$$);
SELECT pg_temp.change('rules disabled', 6, 3, $$
  SELECT format('ALTER TABLE %s DISABLE RULE %I', r.name, rulename) FROM pg_rewrite JOIN relations r ON r.oid = ev_class
  WHERE rulename <> '_RETURN'$$);
SELECT pg_temp.change('policies', 1, 1, $$
  SELECT format('ALTER POLICY %I ON %s USING (true)', polname, r.name) FROM pg_policy JOIN relations r ON r.oid = polrelid
$$);
SELECT pg_temp.change('statistics objects', 2, 1, $$
  SELECT format('ALTER STATISTICS %I SET STATISTICS 77', stxname) FROM pg_statistic_ext
  WHERE stxnamespace = 'public'::regnamespace$$);
SELECT pg_temp.change('text search configurations', 2, 1, $$
  SELECT format('ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR word WITH simple', cfgname) FROM pg_ts_config
  WHERE cfgnamespace = 'public'::regnamespace$$);
SELECT pg_temp.change('operators', 4, 1, $$
  SELECT format('ALTER OPERATOR %s SET (RESTRICT = NONE, JOIN = NONE)', oid::regoperator) FROM pg_operator
  WHERE oprnamespace = 'public'::regnamespace$$);
SELECT pg_temp.change('comments', 11, 3, $$
  SELECT format('COMMENT ON TABLE %s IS ''changed''', name) FROM relations WHERE relkind IN ('r', 'p')
  UNION ALL SELECT format('COMMENT ON VIEW %s IS ''changed''', name) FROM relations WHERE relkind = 'v'
  UNION ALL SELECT format('COMMENT ON INDEX %s IS ''changed''', name) FROM relations WHERE relkind IN ('i', 'I')
  UNION ALL SELECT format('COMMENT ON SEQUENCE %s IS ''changed''', name) FROM relations WHERE relkind = 'S'
  UNION ALL SELECT format('COMMENT ON COLUMN %s.%s IS ''changed''', name, attribute) FROM columns
  UNION ALL SELECT format('COMMENT ON %s %s IS ''changed''', kind, name) FROM routines
  UNION ALL SELECT format('COMMENT ON TYPE %s IS ''changed''', name) FROM types
  UNION ALL SELECT format('COMMENT ON OPERATOR %s IS ''changed''', oid::regoperator) FROM pg_operator
    WHERE oprnamespace = 'public'::regnamespace
  UNION ALL SELECT format('COMMENT ON CONSTRAINT %I ON %s IS ''changed''', conname, conrelid::regclass)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conparentid = 0$$);
SELECT pg_temp.change('rights given', 13, 6, $$
  SELECT format('GRANT SELECT, INSERT ON %s TO regress_changes WITH GRANT OPTION', name) FROM relations
    WHERE relkind IN ('r', 'p', 'v', 'm')
  UNION ALL SELECT format('GRANT UPDATE (%s) ON %s TO regress_changes', attribute, name) FROM columns
  UNION ALL SELECT format('GRANT USAGE ON SEQUENCE %s TO regress_changes', name) FROM relations WHERE relkind = 'S'
  UNION ALL SELECT format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', name) FROM routines
  UNION ALL SELECT format('REVOKE USAGE ON TYPE %s FROM PUBLIC', name) FROM types$$);

-- What is added.
SELECT pg_temp.change('columns added', 6, 2, $$
  SELECT format('ALTER TABLE %s ADD COLUMN added_by_changes integer DEFAULT 7 NOT NULL', name) FROM relations
  WHERE relkind IN ('r', 'p') AND reloftype = 0 AND NOT is_returned$$);
SELECT pg_temp.change('generated columns and identities added', 9, 4, $$
  SELECT format('ALTER TABLE %s ADD COLUMN generated_by_changes text GENERATED ALWAYS AS (%s::text || ''!'') STORED,
    ADD COLUMN identity_by_changes bigint GENERATED ALWAYS AS IDENTITY', name, attribute)
  FROM columns WHERE attnum = 1 AND relkind = 'r' AND type = 'integer'::regtype$$);
SELECT pg_temp.change('indexes added', 4, 1, $$
  SELECT format('CREATE INDEX ON %s (%s)', name, attribute) FROM columns
    WHERE attnum = 1 AND type IN ('integer'::regtype, 'bigint'::regtype, 'text'::regtype)
  UNION ALL SELECT format('CREATE INDEX ON %s ((%s::text || ''!''), %s DESC) WHERE %s IS NOT NULL', name, attribute,
      attribute, attribute) FROM columns WHERE attnum = 2 AND type = 'integer'::regtype$$);
SELECT pg_temp.change('constraints added', 7, 2, $$
  SELECT format('ALTER TABLE %s ADD CONSTRAINT checked_by_changes CHECK (%s IS DISTINCT FROM -12345)', name, attribute)
    FROM columns WHERE attnum = 1 AND type = 'integer'::regtype
  UNION ALL SELECT format('ALTER TABLE %s ADD UNIQUE (%s)', name, attribute)
    FROM columns WHERE attnum = 1 AND type = 'integer'::regtype
  UNION ALL SELECT format('ALTER TABLE %s ADD EXCLUDE USING btree (%s WITH =)', name, attribute)
    FROM columns WHERE attnum = 2 AND type = 'integer'::regtype$$);
SELECT pg_temp.change('foreign keys added', 3, 1, $$
  SELECT format('ALTER TABLE %s ADD COLUMN refers_by_changes %s REFERENCES %s ON DELETE SET NULL', name, type, name)
  FROM columns JOIN pg_constraint ON conrelid = columns.oid
  WHERE contype = 'p' AND conkey = ARRAY[attnum] AND NOT relispartition$$);
SELECT pg_temp.change('default partitions added', 3, 1, $$
  SELECT format('CREATE TABLE %I PARTITION OF %s DEFAULT', relname || '_by_changes', name) FROM relations
  WHERE relkind = 'p'$$);
SELECT pg_temp.change('children added', 25, 4, $$
  SELECT format('CREATE TABLE %I (own_by_changes integer) INHERITS (%s)', relname || '_child', name) FROM relations
  WHERE relkind = 'r' AND NOT relispartition$$);
SELECT pg_temp.change('views added', 10, 4, $$
  SELECT format('CREATE VIEW %I AS SELECT * FROM %s', relname || '_seen', name) FROM relations
    WHERE relkind IN ('r', 'p', 'v', 'm')
  UNION ALL SELECT format('CREATE MATERIALIZED VIEW %I AS SELECT count(*) AS number FROM %s WITH NO DATA',
      relname || '_counted', name) FROM relations WHERE relkind IN ('r', 'p')$$);
CREATE FUNCTION touched_by_changes() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
SELECT pg_temp.change('triggers, rules and policies added', 12, 5, $$
  SELECT format('CREATE TRIGGER touched_by_changes BEFORE INSERT OR UPDATE ON %s FOR EACH ROW
    EXECUTE FUNCTION touched_by_changes()', name) FROM relations WHERE relkind IN ('r', 'p')
  UNION ALL SELECT format('CREATE RULE ruled_by_changes AS ON DELETE TO %s WHERE false DO ALSO NOTHING', name)
    FROM relations WHERE relkind = 'r'
  UNION ALL SELECT format('CREATE POLICY allowed_by_changes ON %s FOR SELECT USING (%s IS NOT NULL)', name, attribute)
    FROM columns WHERE attnum = 1$$);
SELECT pg_temp.change('statistics objects added', 15, 6, $$
  SELECT format('CREATE STATISTICS %I ON %s, %s FROM %s', a.relname || '_stx', a.attribute, b.attribute, a.name)
  FROM columns a JOIN columns b USING (oid) WHERE a.attnum = 1 AND b.attnum = 2 AND a.relkind = 'r'
    AND a.type IN ('integer'::regtype, 'text'::regtype) AND b.type IN ('integer'::regtype, 'text'::regtype)$$);
SELECT pg_temp.change('functions of row types added', 40, 7, $$
  SELECT format('CREATE FUNCTION %I(the_row %s) RETURNS SETOF %s STABLE LANGUAGE sql AS ''SELECT * FROM %s''',
    relname || '_all', name, name, name) FROM relations WHERE relkind IN ('r', 'p', 'v')$$);
CREATE TYPE changes_mood AS ENUM ('low', 'high');
CREATE DOMAIN changes_amount AS numeric(12,2) DEFAULT 0 NOT NULL CHECK (VALUE >= 0);
CREATE TYPE changes_pair AS (first changes_mood, second changes_amount);
CREATE TYPE changes_range AS RANGE (subtype = text, collation = "C");
CREATE SEQUENCE changes_numbers INCREMENT BY 5;
CREATE COLLATION changes_collation FROM "C";
CREATE CONVERSION changes_conversion FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE TEXT SEARCH DICTIONARY changes_words (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION changes_search (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION changes_search ALTER MAPPING FOR asciiword WITH changes_words;
CREATE FUNCTION changes_text(changes_pair) RETURNS text IMMUTABLE LANGUAGE sql RETURN ($1).first::text;
CREATE CAST (changes_pair AS text) WITH FUNCTION changes_text(changes_pair);
CREATE FUNCTION changes_less(changes_pair, changes_pair) RETURNS boolean IMMUTABLE LANGUAGE sql
  AS 'SELECT ($1).second < ($2).second';
CREATE OPERATOR <<< (LEFTARG = changes_pair, RIGHTARG = changes_pair, FUNCTION = changes_less);
CREATE OPERATOR FAMILY changes_family USING btree;
CREATE AGGREGATE changes_sum(numeric) (SFUNC = numeric_add, STYPE = numeric, INITCOND = '0');
CREATE PROCEDURE changes_do(INOUT number integer) LANGUAGE plpgsql AS $$BEGIN number := number + 1; END$$;
CREATE TABLE changes_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mood changes_mood DEFAULT 'low',
  pair changes_pair,
  amount changes_amount,
  named text COLLATE changes_collation DEFAULT nextval('changes_numbers')::text,
  valid changes_range,
  parent bigint REFERENCES changes_accounts,
  CHECK (changes_text(pair) <> 'none'),
  EXCLUDE USING gist (valid WITH &&)
);
CREATE TABLE changes_log (at timestamptz NOT NULL, account bigint REFERENCES changes_accounts) PARTITION BY RANGE (at);
CREATE TABLE changes_log_1 PARTITION OF changes_log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX ON changes_log (account);
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO regress_changes;
GRANT USAGE ON SCHEMA public TO regress_changes;
COMMENT ON SCHEMA public IS 'changed';
