-- case: a class of its own family
CREATE OPERATOR CLASS c FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int); CREATE TABLE t (a int); CREATE INDEX i ON t (a c);
-- case: a family with loose members
CREATE OPERATOR FAMILY f USING btree; ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (int, bigint), FUNCTION 1 btint48cmp(int, bigint); CREATE OPERATOR CLASS c FOR TYPE int USING btree FAMILY f AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int);
-- case: gist with storage and ordering
CREATE OPERATOR CLASS c FOR TYPE point USING gist AS STORAGE box, OPERATOR 11 |>>, OPERATOR 15 <-> (point, point) FOR ORDER BY float_ops, FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_point_compress(internal), FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal), FUNCTION 8 gist_point_distance(internal, point, smallint, oid, internal);
-- case: comments and owners
CREATE OPERATOR FAMILY f USING hash; COMMENT ON OPERATOR FAMILY f USING hash IS 'f'; ALTER OPERATOR FAMILY f USING hash OWNER TO round_trip_owner; CREATE OPERATOR CLASS c FOR TYPE int USING hash FAMILY f AS OPERATOR 1 =, FUNCTION 1 hashint4(int); COMMENT ON OPERATOR CLASS c USING hash IS 'c'; ALTER OPERATOR CLASS c USING hash OWNER TO round_trip_owner;
