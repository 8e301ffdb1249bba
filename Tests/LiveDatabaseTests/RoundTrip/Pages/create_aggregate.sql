-- case: a plain aggregate
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
-- case: every option
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, SSPACE = 16, FINALFUNC = int4abs, FINALFUNC_MODIFY = READ_WRITE, COMBINEFUNC = int4pl, INITCOND = '0', MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, MSSPACE = 8, MFINALFUNC = int4abs, MFINALFUNC_MODIFY = SHAREABLE, MINITCOND = '1', SORTOP = <, PARALLEL = SAFE);
-- case: an initial condition with a quote
CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text, INITCOND = 'it''s: ');
-- case: an empty initial condition
CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text, INITCOND = '');
-- case: ordered-set and hypothetical aggregates
CREATE AGGREGATE pct(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE ranked(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
-- case: serial and deserial functions
CREATE AGGREGATE mean(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, FINALFUNC = numeric_avg, COMBINEFUNC = numeric_avg_combine, SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize, PARALLEL = SAFE);
-- case: an aggregate over any number of rows
CREATE AGGREGATE n(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
-- case: several and named arguments, functions and types of the schema
CREATE TYPE acc AS (a int, b int); CREATE FUNCTION step(acc, int, int) RETURNS acc LANGUAGE sql IMMUTABLE AS 'SELECT $1'; CREATE FUNCTION done(acc) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a';
CREATE AGGREGATE both_of(x int, y int) (SFUNC = step, STYPE = acc, FINALFUNC = done, INITCOND = '(0,0)'); COMMENT ON AGGREGATE both_of(int, int) IS 'both'; ALTER AGGREGATE both_of(int, int) OWNER TO round_trip_owner;
