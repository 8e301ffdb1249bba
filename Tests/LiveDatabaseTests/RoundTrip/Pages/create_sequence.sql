-- case: defaults
CREATE SEQUENCE s;
-- case: every option
CREATE SEQUENCE s AS integer INCREMENT BY 5 MINVALUE 10 MAXVALUE 1000 START WITH 15 CACHE 20 CYCLE;
-- case: descending
CREATE SEQUENCE s INCREMENT -1; CREATE SEQUENCE s2 INCREMENT -3 MINVALUE -30 MAXVALUE -1 START -1;
-- case: types
CREATE SEQUENCE a AS smallint; CREATE SEQUENCE b AS integer; CREATE SEQUENCE c AS bigint; CREATE SEQUENCE d AS smallint MAXVALUE 100;
-- case: owned by a column
CREATE TABLE t (a int, "B" int); CREATE SEQUENCE s OWNED BY t.a; CREATE SEQUENCE "S s" OWNED BY t."B";
-- case: owned by a serial column beside its own
CREATE TABLE t (a bigserial); CREATE SEQUENCE s OWNED BY t.a; CREATE SEQUENCE u MAXVALUE 1000 OWNED BY t.a;
-- case: shared by two tables
CREATE SEQUENCE s; CREATE TABLE t (a bigint DEFAULT nextval('s') PRIMARY KEY); CREATE TABLE u (a bigint DEFAULT nextval('s') PRIMARY KEY);
-- case: unlogged
-- since: 15
CREATE UNLOGGED SEQUENCE s;
-- case: comment and owner
CREATE SEQUENCE s; COMMENT ON SEQUENCE s IS 'numbers'; ALTER SEQUENCE s OWNER TO round_trip_owner;
-- case: minimum zero
CREATE SEQUENCE s MINVALUE 0 START 0;
