-- case: every command
CREATE TABLE t (a int, who text); ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON t USING (who = CURRENT_USER); CREATE POLICY s ON t FOR SELECT USING (true); CREATE POLICY i ON t FOR INSERT WITH CHECK (a > 0); CREATE POLICY u ON t FOR UPDATE USING (a > 0) WITH CHECK (a < 9); CREATE POLICY d ON t FOR DELETE USING (a = 1);
-- case: restrictive and roles
CREATE TABLE t (a int); CREATE POLICY p ON t AS RESTRICTIVE TO round_trip_reader, "Round Trip Quoted" USING (a > 0); CREATE POLICY q ON t TO CURRENT_USER USING (true); CREATE POLICY "R r" ON t TO PUBLIC USING (false);
-- case: subqueries and functions of the schema
CREATE TABLE zz (a int); CREATE FUNCTION mine(int) RETURNS bool LANGUAGE sql STABLE AS 'SELECT true'; CREATE TABLE t (a int); CREATE POLICY p ON t USING (mine(a) AND a IN (SELECT zz.a FROM zz WHERE zz.a = t.a));
-- case: settings and casts
CREATE TABLE t (tenant uuid, flag boolean); CREATE POLICY p ON t USING (tenant = current_setting('app.tenant', true)::uuid AND (current_setting('app.flag'))::boolean = flag);
-- case: comments
CREATE TABLE t (a int); CREATE POLICY p ON t USING (true); COMMENT ON POLICY p ON t IS 'all';
