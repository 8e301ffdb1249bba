-- case: a label is added at the end
-- one way (PostgreSQL takes labels away only with a new type, which a later case shows)
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood);
INSERT INTO t VALUES ('sad');
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'happy', 'glad');
CREATE TABLE t (a mood);
-- case: labels come and go at the start, in the middle and at the end
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood, b mood[]);
INSERT INTO t VALUES ('sad', '{happy,sad}');
-- becomes:
CREATE TYPE mood AS ENUM ('awful', 'bad', 'sad', 'so-so', 'it''s', 'happy', 'glad');
CREATE TABLE t (a mood, b mood[]);
INSERT INTO t VALUES ('happy', '{happy,sad}');
-- case: a new label is a default
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood DEFAULT 'sad');
INSERT INTO t VALUES ('sad');
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'happy', 'glad');
CREATE TABLE t (a mood DEFAULT 'glad');
-- case: a new label is in a check
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood);
INSERT INTO t VALUES ('sad');
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'happy', 'glad');
CREATE TABLE t (a mood CONSTRAINT not_glad CHECK (a <> 'glad'));
-- case: a new label is in a view
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood);
INSERT INTO t VALUES ('sad');
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'happy', 'glad');
CREATE TABLE t (a mood);
CREATE VIEW v AS SELECT a FROM t WHERE a = 'glad';
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE a < 'glad';
-- case: a new label is in an index
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood, b int);
INSERT INTO t VALUES ('sad', 1);
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'new', 'happy');
CREATE TABLE t (a mood, b int);
CREATE INDEX t_b ON t (b) WHERE a = 'new';
-- case: a new label is in a function, a trigger and a policy
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
INSERT INTO t VALUES ('sad');
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'happy', 'new');
CREATE TABLE t (a mood);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION g(a mood DEFAULT 'new') RETURNS bool LANGUAGE sql BEGIN ATOMIC SELECT a = 'new'; END;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.a = 'new') EXECUTE FUNCTION f();
CREATE POLICY p ON t USING (a = 'new');
-- case: a label is taken away under a default and an index
-- one way (a label that is gone takes nothing back, the way back is the first case)
CREATE TYPE mood AS ENUM ('sad', 'so-so', 'happy');
CREATE TABLE t (id int PRIMARY KEY, a mood NOT NULL DEFAULT 'sad', b mood[] DEFAULT '{sad}');
CREATE INDEX t_a ON t (a);
INSERT INTO t VALUES (1, 'happy', '{sad,happy}');
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id int PRIMARY KEY, a mood NOT NULL DEFAULT 'sad', b mood[] DEFAULT '{sad}');
CREATE INDEX t_a ON t (a);
-- case: labels change places
CREATE TYPE mood AS ENUM ('sad', 'so-so', 'happy');
CREATE TABLE t (a mood PRIMARY KEY, b int);
CREATE UNIQUE INDEX t_a ON t (a, b);
INSERT INTO t VALUES ('happy', 1), ('sad', 2);
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'so-so', 'sad');
CREATE TABLE t (a mood PRIMARY KEY, b int);
CREATE UNIQUE INDEX t_a ON t (a, b);
INSERT INTO t VALUES ('happy', 1), ('sad', 2);
-- case: labels change places under predicates and checks
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood, b int, CONSTRAINT not_both CHECK (a = 'sad' OR b > 0));
CREATE INDEX t_b ON t (b) WHERE a = 'sad';
CREATE INDEX t_expression ON t ((a < 'happy'));
INSERT INTO t VALUES ('happy', 1);
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (a mood, b int, CONSTRAINT not_both CHECK (a = 'sad' OR b > 0));
CREATE INDEX t_b ON t (b) WHERE a = 'sad';
CREATE INDEX t_expression ON t ((a < 'happy'));
INSERT INTO t VALUES ('happy', 1);
-- case: labels change places under views
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood);
CREATE VIEW v AS SELECT a FROM t WHERE a > 'sad';
CREATE VIEW w AS SELECT a AS b FROM v;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);
INSERT INTO t VALUES ('happy');
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (a mood);
CREATE VIEW v AS SELECT a FROM t WHERE a > 'sad';
CREATE VIEW w AS SELECT a AS b FROM v;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);
-- case: labels change places under functions
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood);
CREATE FUNCTION f(a mood) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION g() RETURNS mood LANGUAGE sql AS $$SELECT 'sad'::mood$$;
CREATE FUNCTION h(a mood[], b mood DEFAULT 'sad') RETURNS SETOF mood LANGUAGE sql AS $$SELECT b$$;
CREATE FUNCTION i() RETURNS int LANGUAGE plpgsql AS $$DECLARE m mood := 'sad'; BEGIN RETURN 1; END$$;
CREATE INDEX t_f ON t (f(a));
INSERT INTO t VALUES ('happy');
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (a mood);
CREATE FUNCTION f(a mood) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION g() RETURNS mood LANGUAGE sql AS $$SELECT 'sad'::mood$$;
CREATE FUNCTION h(a mood[], b mood DEFAULT 'sad') RETURNS SETOF mood LANGUAGE sql AS $$SELECT b$$;
CREATE FUNCTION i() RETURNS int LANGUAGE plpgsql AS $$DECLARE m mood := 'sad'; BEGIN RETURN 1; END$$;
CREATE INDEX t_f ON t (f(a));
-- case: labels change places under a generated column, a policy and a trigger
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood, b bool GENERATED ALWAYS AS (a = 'sad') STORED);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a = 'sad') EXECUTE FUNCTION f();
CREATE POLICY p ON t USING (a = 'sad');
INSERT INTO t VALUES ('happy');
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (a mood, b bool GENERATED ALWAYS AS (a = 'sad') STORED);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a = 'sad') EXECUTE FUNCTION f();
CREATE POLICY p ON t USING (a = 'sad');
-- case: owner and comment
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (a mood);
-- becomes:
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE t (a mood);
COMMENT ON TYPE mood IS 'it''s';
ALTER TYPE mood OWNER TO change_owner;
-- case: an enum comes with a table and everything that uses it
CREATE TABLE other (a int);
-- becomes:
CREATE TABLE other (a int);
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN d AS mood CHECK (VALUE <> 'sad');
CREATE FUNCTION f(a mood) RETURNS d LANGUAGE sql AS 'SELECT a::d';
CREATE TABLE t (a mood DEFAULT 'sad', b d, c mood[]);
CREATE VIEW v AS SELECT f(a) FROM t;
-- case: a text column becomes an enum
CREATE TABLE t (a text DEFAULT 'sad');
INSERT INTO t VALUES ('sad');
-- becomes:
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood DEFAULT 'sad');
INSERT INTO t VALUES ('happy');
-- case: labels change places under a domain
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN d AS mood DEFAULT 'sad' CONSTRAINT d_check CHECK (VALUE <> 'happy');
CREATE TABLE t (a d);
INSERT INTO t VALUES ('sad');
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE DOMAIN d AS mood DEFAULT 'sad' CONSTRAINT d_check CHECK (VALUE <> 'happy');
CREATE TABLE t (a d);
-- case: labels change places under a composite type
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TYPE pair AS (a int, b mood);
CREATE TABLE t (a pair);
INSERT INTO t VALUES ((1, 'happy'));
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TYPE pair AS (a int, b mood);
CREATE TABLE t (a pair);
-- case: labels change places in a partition key
-- refused: partition
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (a mood, b int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('sad');
INSERT INTO t VALUES ('sad', 1);
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (a mood, b int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('sad');
-- case: a label is taken away, with owner, comment and rights of the type
CREATE TYPE mood AS ENUM ('sad', 'so-so', 'happy');
CREATE TABLE t (a mood);
COMMENT ON TYPE mood IS 'how it goes';
ALTER TYPE mood OWNER TO change_owner;
GRANT USAGE ON TYPE mood TO change_reader;
INSERT INTO t VALUES ('happy');
-- becomes:
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (a mood);
COMMENT ON TYPE mood IS 'how it goes';
ALTER TYPE mood OWNER TO change_owner;
GRANT USAGE ON TYPE mood TO change_reader;
