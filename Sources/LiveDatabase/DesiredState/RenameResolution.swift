import MigrationCore
import Postgres
import SQLSyntax

/// Finds out which object a rename hint means, right after its statement ran.
enum RenameResolution {
  /// An unqualified name is looked up as the server just did.
  static func resolve(
    _ rename: SQLScript.Rename, over connection: borrowing Connection
  ) throws(PostgresError) -> RenameHint {
    let subject = rename.subject
    let schema: Identifier
    if let written = subject.schema {
      schema = written
    } else {
      schema = try self.schema(of: subject, over: connection)
    }
    var hint = RenameHint(
      object: ObjectID(.schema, schema, subject.name), oldName: rename.oldName, oldSchema: rename.oldSchema,
      place: rename.place)
    switch subject.kind {
    case .enumLabel:
      hint.object = ObjectID(.enumType, schema, subject.name)
      hint.label = subject.member.map { StoredText($0.text) }
    case .object(let kind):
      hint.object = ObjectID(kind, schema, subject.name, member: subject.member)
      if kind == .function || kind == .procedure || kind == .aggregate {
        hint.object.arguments = try arguments(of: subject.name, in: schema, over: connection)
      }
    case .ofDatabase: break
    }
    return hint
  }

  private static func schema(
    of subject: StatementSubject, over connection: borrowing Connection
  ) throws(PostgresError) -> Identifier {
    let isOnRelation: Bool
    switch subject.kind {
    case .object(let kind):
      isOnRelation = subject.member != nil || [.table, .view, .materializedView, .sequence].contains(kind)
    case .enumLabel, .ofDatabase: isOnRelation = false
    }
    let name = Parameter(bytes: subject.name.bytes)
    let rows =
      isOnRelation
      ? try connection.query(
        """
        SELECT COALESCE((SELECT n.nspname FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE c.oid = pg_catalog.to_regclass(pg_catalog.quote_ident($1::text))), pg_catalog.current_schema())
        """, [name])
      : try connection.query("SELECT pg_catalog.current_schema()")
    return Identifier(bytes: rows.first?.bytes(0) ?? [])
  }

  /// Of the routine of that name that was made last, as the model's reading prints them.
  private static func arguments(
    of name: Identifier, in schema: Identifier, over connection: borrowing Connection
  ) throws(PostgresError) -> String? {
    let path = try connection.query("SELECT pg_catalog.current_setting('search_path')").first?[0]
    try connection.query("SELECT pg_catalog.set_config('search_path', 'pg_catalog', false)")
    let rows = try connection.query(
      """
      SELECT pg_catalog.pg_get_function_identity_arguments(p.oid) FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = $1 AND p.proname = $2 ORDER BY p.oid DESC LIMIT 1
      """, [Parameter(bytes: schema.bytes), Parameter(bytes: name.bytes)])
    try connection.query("SELECT pg_catalog.set_config('search_path', $1, false)", [Parameter(path)])
    return rows.first?[0]
  }
}
