-- case: a parent comes
CREATE TABLE p (a int, b text);
CREATE TABLE c (a int, b text, c int);
INSERT INTO c VALUES (1, 'x', 2);
-- becomes:
CREATE TABLE p (a int, b text);
CREATE TABLE c (a int, b text, c int) INHERITS (p);
INSERT INTO c VALUES (1, 'x', 2);
-- case: a column is added to a parent of several levels
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
INSERT INTO g VALUES (1, 2, 3);
-- becomes:
CREATE TABLE p (a int, x text DEFAULT 'x' NOT NULL);
CREATE TABLE c (b int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
-- case: a column's type and default change in several levels
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
INSERT INTO g VALUES (1, 2, 3);
-- becomes:
CREATE TABLE p (a bigint DEFAULT 5);
CREATE TABLE c (b int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
-- case: a check is inherited
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
INSERT INTO g VALUES (1, 2, 3);
-- becomes:
CREATE TABLE p (a int, CONSTRAINT positive CHECK (a > 0), CONSTRAINT own CHECK (a > 5) NO INHERIT);
CREATE TABLE c (b int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
-- case: NOT NULL in several levels
CREATE TABLE p (a int, b int);
CREATE TABLE c (c int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
INSERT INTO g VALUES (1, 2, 3, 4);
-- becomes:
CREATE TABLE p (a int NOT NULL, b int);
CREATE TABLE c (c int) INHERITS (p);
CREATE TABLE g (d int) INHERITS (c);
-- case: a parent changes to another
CREATE TABLE p (a int);
CREATE TABLE q (a int);
CREATE TABLE c (a int, b int) INHERITS (p);
INSERT INTO c VALUES (1, 2);
-- becomes:
CREATE TABLE p (a int);
CREATE TABLE q (a int);
CREATE TABLE c (a int, b int) INHERITS (q);
-- case: a second parent
CREATE TABLE p (a int);
CREATE TABLE q (b int);
CREATE TABLE c (a int, b int) INHERITS (p);
INSERT INTO c VALUES (1, 2);
-- becomes:
CREATE TABLE p (a int);
CREATE TABLE q (b int);
CREATE TABLE c (a int, b int) INHERITS (p, q);
-- case: the parent goes, the child stays
CREATE TABLE p (a int);
CREATE TABLE c (a int, b int) INHERITS (p);
INSERT INTO c VALUES (1, 2);
-- becomes:
CREATE TABLE c (a int, b int);
INSERT INTO c VALUES (1, 2);
-- case: a family comes
CREATE TABLE o (a int);
-- becomes:
CREATE TABLE o (a int);
CREATE TABLE p (a int CHECK (a > 0));
CREATE TABLE q (z int);
CREATE TABLE c (b int) INHERITS (p, q);
CREATE TABLE g (a int, d int) INHERITS (c);
-- case: a child's own default
CREATE TABLE p (a int DEFAULT 1);
CREATE TABLE c (b int) INHERITS (p);
INSERT INTO c VALUES (1, 2);
-- becomes:
CREATE TABLE p (a int DEFAULT 1);
CREATE TABLE c (b int) INHERITS (p);
ALTER TABLE c ALTER a SET DEFAULT 2;
-- case: a column changes its type with the parent's, and its own default
CREATE TABLE p (a int, b int NOT NULL DEFAULT 1);
CREATE TABLE c (n text) INHERITS (p);
CREATE TABLE d (m text) INHERITS (c);
ALTER TABLE d ALTER b SET DEFAULT 3;
INSERT INTO c VALUES (1, 2, 'x');
-- becomes:
CREATE TABLE p (a int, b bigint NOT NULL DEFAULT 1);
CREATE TABLE c (n text) INHERITS (p);
ALTER TABLE c ALTER b DROP DEFAULT;
CREATE TABLE d (m text) INHERITS (c);
ALTER TABLE d ALTER b SET DEFAULT 4;
-- case: a column that comes with the parent's has settings of its own
CREATE TABLE p (a int);
CREATE TABLE c (n text) INHERITS (p);
CREATE TABLE d (m text) INHERITS (c);
INSERT INTO c VALUES (1, 'x');
-- becomes:
CREATE TABLE p (a int, b text DEFAULT 'p');
CREATE TABLE c (n text) INHERITS (p);
ALTER TABLE c ALTER b SET DEFAULT 'c', ALTER b SET NOT NULL, ALTER b SET STORAGE EXTERNAL;
CREATE TABLE d (m text) INHERITS (c);
ALTER TABLE d ALTER b DROP DEFAULT, ALTER b SET STATISTICS 77, ALTER b SET (n_distinct = 7);
UPDATE c SET b = 'x';
COMMENT ON COLUMN p.b IS 'of p';
COMMENT ON COLUMN d.b IS 'of d';
-- case: a generated column that the child declares too
CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE c (n text, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE c INHERIT p;
INSERT INTO c (n, a) VALUES ('x', 1);
-- becomes:
CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED, d text);
CREATE TABLE c (n text, a int, b int GENERATED ALWAYS AS (a * 2) STORED, d text);
ALTER TABLE c INHERIT p;
-- case: a parent's column takes NULL, and one child's does not
CREATE TABLE p (a int CONSTRAINT n NOT NULL);
CREATE TABLE c (a int CONSTRAINT n NOT NULL) INHERITS (p);
ALTER TABLE c ALTER a ADD GENERATED ALWAYS AS IDENTITY;
CREATE TABLE d () INHERITS (p);
INSERT INTO d VALUES (1);
-- becomes:
CREATE TABLE p (a int);
CREATE TABLE c (a int CONSTRAINT n NOT NULL) INHERITS (p);
ALTER TABLE c ALTER a ADD GENERATED ALWAYS AS IDENTITY;
CREATE TABLE d () INHERITS (p);
-- case: a parent's column takes NULL, and a child's identity that only inherited NOT NULL does not
CREATE TABLE p (a int NOT NULL);
CREATE TABLE c () INHERITS (p);
ALTER TABLE c ALTER a ADD GENERATED ALWAYS AS IDENTITY;
CREATE TABLE d () INHERITS (p);
INSERT INTO d VALUES (1);
-- becomes:
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
ALTER TABLE c ALTER a SET NOT NULL, ALTER a ADD GENERATED ALWAYS AS IDENTITY;
CREATE TABLE d () INHERITS (p);
-- case: a parent's column takes NULL, and one child's and grandchild's that inherited it do not
CREATE TABLE p (a int NOT NULL, b int);
CREATE TABLE c (n int) INHERITS (p);
CREATE TABLE d (n int) INHERITS (p);
CREATE TABLE g (m int) INHERITS (c);
INSERT INTO d VALUES (1, 2, 3);
-- becomes:
CREATE TABLE p (a int, b int);
CREATE TABLE c (n int) INHERITS (p);
ALTER TABLE c ALTER a SET NOT NULL;
CREATE TABLE d (n int) INHERITS (p);
CREATE TABLE g (m int) INHERITS (c);
-- case: a parent's and a child's column take NULL, both said so
CREATE TABLE p (a int NOT NULL);
CREATE TABLE c (a int CONSTRAINT own NOT NULL) INHERITS (p);
INSERT INTO c VALUES (1);
-- becomes:
CREATE TABLE p (a int);
CREATE TABLE c (a int) INHERITS (p);
-- case: an inherited NOT NULL gets a name that its parent's has not
-- since: 18
-- refused: PostgreSQL renames no inherited one
CREATE TABLE p (a int CONSTRAINT n NOT NULL);
CREATE TABLE c (a int CONSTRAINT m NOT NULL) INHERITS (p);
INSERT INTO c VALUES (1);
-- becomes:
CREATE TABLE p (a int CONSTRAINT n NOT NULL);
CREATE TABLE c (a int CONSTRAINT o NOT NULL) INHERITS (p);
-- case: a check is NOT VALID from now on, in children too, but in one
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0);
-- becomes:
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE g VALIDATE CONSTRAINT k;
-- case: a check that a parent has NOT VALID is validated in a child
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID;
-- becomes:
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE c VALIDATE CONSTRAINT k;
-- case: a child with a check NOT VALID leaves its parent
-- one way: coming back, the check stays declared in the child, too
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID;
-- becomes:
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE c NO INHERIT p;
-- case: a child that gets a parent's check NOT VALID
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID;
INSERT INTO c VALUES (1);
-- becomes:
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0) NOT VALID;
-- case: an inherited check is declared in the child, too
-- one way: PostgreSQL makes no declared check an inherited one without making the parent's again
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0);
-- becomes:
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE c ADD CONSTRAINT k CHECK (a > 0); ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0);
-- case: a check that a child declares, too, says something else, and the child's has a comment
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE c ADD CONSTRAINT k CHECK (a > 0); ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0);
COMMENT ON CONSTRAINT k ON c IS 'theirs'; COMMENT ON CONSTRAINT k ON g IS 'below';
-- becomes:
CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p); CREATE TABLE g () INHERITS (c);
INSERT INTO g VALUES (1);
ALTER TABLE p ADD CONSTRAINT k CHECK (a >= 0) NOT VALID;
COMMENT ON CONSTRAINT k ON c IS 'theirs'; COMMENT ON CONSTRAINT k ON g IS 'below';
