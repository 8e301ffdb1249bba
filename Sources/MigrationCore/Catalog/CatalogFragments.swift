/// Pieces of SQL that several catalog queries share.
enum CatalogFragments {
  /// The oid of the schema that is asked for.
  static let schema = "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1::pg_catalog.text)"

  /// The extension that the object is a member of, or NULL.
  static func extensionName(of oid: String, in catalog: String) -> String {
    """
    (SELECT x.extname FROM pg_catalog.pg_depend m JOIN pg_catalog.pg_extension x ON x.oid = m.refobjid
     WHERE m.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND m.objid = \(oid) AND m.objsubid = 0
       AND m.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND m.deptype = 'e')
    """
  }

  /// All members of extensions in a catalog, to be joined to its objects where these are many.
  ///
  /// The columns are `objid` and `extname`.
  static func extensionMembers(in catalog: String) -> String {
    """
    (SELECT m.objid, x.extname FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_depend m
       ON m.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND m.refobjid = x.oid AND m.deptype = 'e'
     WHERE m.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND m.objsubid = 0)
    """
  }

  /// Joins the comments on objects, where these are many, as a table with the column `description`.
  static func joinComments(_ name: String, on oid: String, in catalog: String, part: String = "0") -> String {
    """
    LEFT JOIN pg_catalog.pg_description \(name) ON \(name).objoid = \(oid)
      AND \(name).classoid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND \(name).objsubid = \(part)
    """
  }

  /// The comment on an object, or NULL.
  ///
  /// `obj_description` says the same, but as a function in SQL, which costs several times as much for each row.
  static func comment(on oid: String, in catalog: String, part: String = "0") -> String {
    """
    (SELECT note.description FROM pg_catalog.pg_description note WHERE note.objoid = \(oid)
     AND note.classoid = 'pg_catalog.\(catalog)'::pg_catalog.regclass AND note.objsubid = \(part))
    """
  }

  /// The names of a relation's columns in the order of `numbers`, an int2 array; NULL for what is no column.
  static func columnNames(of relation: String, _ numbers: String) -> String {
    """
    CASE WHEN \(numbers) IS NOT NULL THEN ARRAY(SELECT (SELECT a.attname FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = \(relation) AND a.attnum = key.number)
      FROM pg_catalog.unnest(\(numbers)) WITH ORDINALITY AS key (number, place) ORDER BY key.place) END
    """
  }

  /// Two select-list entries, schema and name of a collation, both NULL when it is the type's own.
  static func collation(_ collation: String, unlessOfType type: String) -> String {
    """
    (SELECT n.nspname FROM pg_catalog.pg_collation k JOIN pg_catalog.pg_namespace n ON n.oid = k.collnamespace
       WHERE k.oid = \(collation) AND \(collation) <> \(type)),
    (SELECT k.collname FROM pg_catalog.pg_collation k WHERE k.oid = \(collation) AND \(collation) <> \(type))
    """
  }

  /// A function's quoted, qualified name without arguments; NULL for oid zero.
  static func functionName(_ oid: String) -> String {
    """
    (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(f.proname)
       FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace WHERE f.oid = \(oid))
    """
  }

  /// The name of a role, which may be gone.
  static func role(_ oid: String) -> String { "pg_catalog.pg_get_userbyid(\(oid))" }
}
