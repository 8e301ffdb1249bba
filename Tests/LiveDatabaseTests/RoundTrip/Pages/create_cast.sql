-- case: with function, assignment and implicit
CREATE TYPE pair AS (a int, b int); CREATE FUNCTION of_pair(pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a'; CREATE FUNCTION to_pair(int) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1, $1)::pair';
CREATE CAST (pair AS int) WITH FUNCTION of_pair(pair) AS ASSIGNMENT; CREATE CAST (int AS pair) WITH FUNCTION to_pair(int) AS IMPLICIT; COMMENT ON CAST (pair AS int) IS 'first';
-- case: with inout and without function
CREATE TYPE state AS ENUM ('a', 'b'); CREATE CAST (text AS state) WITH INOUT AS ASSIGNMENT; CREATE CAST (state AS varchar) WITH INOUT;
