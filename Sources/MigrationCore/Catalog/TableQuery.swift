/// Tables and partitions, without their parts.
enum TableQuery: CatalogQuery {
  static let name = "tables"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT c.relname, \(CatalogFragments.role("c.relowner")), note.description, member.extname,
      c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
      (SELECT t.reloptions FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid),
      method.amname, place.spcname,
      CASE c.relkind WHEN 'f' THEN 'd' ELSE c.relreplident END,
      CASE c.relreplident WHEN 'i' THEN (SELECT x.relname FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END,
      CASE WHEN c.reloftype <> 0 THEN tn.nspname END, CASE WHEN c.reloftype <> 0 THEN t.typname END,
      parents.schemas, parents.names,
      CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,
      k.partstrat, pg_catalog.pg_get_partkeydef(k.partrelid),
      CASE WHEN k.partrelid IS NOT NULL THEN ARRAY(
        SELECT a.attname FROM pg_catalog.unnest(k.partattrs::pg_catalog.int2[]) WITH ORDINALITY AS key (number, place)
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.number AND key.number > 0
        ORDER BY key.place) END,
      fs.srvname, f.ftoptions
    FROM pg_catalog.pg_class c
    LEFT JOIN pg_catalog.pg_am method ON method.oid = c.relam
    LEFT JOIN pg_catalog.pg_tablespace place ON place.oid = c.reltablespace
    LEFT JOIN \(CatalogFragments.extensionMembers(in: "pg_class")) AS member ON member.objid = c.oid
    \(CatalogFragments.joinComments("note", on: "c.oid", in: "pg_class"))
    LEFT JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = c.oid
    LEFT JOIN pg_catalog.pg_foreign_server fs ON fs.oid = f.ftserver
    LEFT JOIN pg_catalog.pg_partitioned_table k ON k.partrelid = c.oid
    LEFT JOIN pg_catalog.pg_type t ON t.oid = c.reloftype
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
    LEFT JOIN (SELECT i.inhrelid, pg_catalog.array_agg(pn.nspname ORDER BY i.inhseqno),
          pg_catalog.array_agg(p.relname ORDER BY i.inhseqno)
        FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace GROUP BY i.inhrelid) AS parents (child, schemas, names)
      ON parents.child = c.oid
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'f')
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Table {
    var table = Table(name: try row.identifier())
    table.owner = try row.identifier()
    table.comment = row.optionalText()
    table.extensionName = row.optionalIdentifier()
    table.persistence = try row.code()
    table.hasRowSecurity = try row.flag()
    table.forcesRowSecurity = try row.flag()
    table.options = try row.options()
    table.toastOptions = try row.options()
    table.accessMethod = row.optionalIdentifier()
    table.tablespace = row.optionalIdentifier()
    table.replicaIdentity = try replicaIdentity(&row)
    table.ofType = row.optionalQualifiedName()
    let schemas = try row.identifiers()
    let parents = zip(schemas, try row.identifiers()).map { QualifiedName($0, $1) }
    if let bound = row.optionalText(CatalogSQL.self), let parent = parents.first {
      table.partition = Partition(parent: parent, bound: bound)
    } else {
      table.parents = parents
    }
    if let strategy = try row.optionalCode(Partitioning.Strategy.self) {
      table.partitioning = Partitioning(
        strategy: strategy, definition: try row.text(),
        columns: try row.array().map { $0.map { Identifier(bytes: $0) } })
    } else {
      _ = (row.optionalString(), row.optionalString())
    }
    let server = row.optionalIdentifier()
    let options = try row.options()
    table.foreign = server.map { ForeignSource(server: $0, options: options) }
    return table
  }

  private static func replicaIdentity(_ row: inout CatalogRow) throws(CatalogError) -> Table.ReplicaIdentity {
    let code = try row.string()
    let index = row.optionalIdentifier()
    switch (code, index) {
    case ("n", _): return .nothing
    case ("f", _): return .full
    case ("i", let index?): return .index(index)
    // An identity by an index that is gone counts as the primary key's.
    default: return .primaryKey
    }
  }
}
