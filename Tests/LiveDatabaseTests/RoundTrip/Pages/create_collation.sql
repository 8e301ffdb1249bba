-- case: libc
CREATE COLLATION c (LOCALE = 'C'); CREATE COLLATION p (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
-- case: icu
-- needs: icu
CREATE COLLATION a (PROVIDER = icu, LOCALE = 'de-u-co-phonebk'); CREATE COLLATION b (PROVIDER = icu, LOCALE = 'und', DETERMINISTIC = false);
-- case: icu with rules
-- needs: icu
-- since: 16
CREATE COLLATION r (PROVIDER = icu, LOCALE = 'und', RULES = '& V << w <<< W');
-- case: builtin
-- since: 17
CREATE COLLATION b (PROVIDER = builtin, LOCALE = 'C.UTF-8');
-- case: copied, comment, owner
CREATE COLLATION "My C" FROM "C"; COMMENT ON COLLATION "My C" IS 'c'; ALTER COLLATION "My C" OWNER TO round_trip_owner;
