package import MigrationCore
package import Postgres

/// A schema as it stood at one moment, and where.
package struct SchemaSnapshot: Sendable {
  package let schema: DatabaseSchema
  package let fingerprint: PgschemaFingerprint
  package let server: ServerVersion
  package let database: String
}

/// How the texts that PostgreSQL prints name the objects of the schema that is read.
package enum CatalogNames: Sendable {
  /// With the schema, as the hashes and a rebuild need it.
  case qualified
  /// Without it, as one writes them for that schema's `search_path`; objects of other schemas are qualified.
  ///
  /// Of several schemas it is the first one's `search_path` for all.
  case relative
}

/// Several schemas as they stood at one moment, and where.
package struct CatalogSnapshot: Sendable {
  /// In the order in which they were asked for; one that is not there is left out.
  package let schemas: [DatabaseSchema]
  /// Of the schema that it was asked for.
  package let fingerprint: PgschemaFingerprint?
  package let server: ServerVersion
  /// The server's version as it says it, `15.18 (Debian 15.18-0+deb12u1)`.
  package let serverText: String
  package let database: String
  package let databaseOwner: Identifier

  /// The schema of that name.
  ///
  /// - Throws: ``CatalogReadingError`` when it does not exist, or was not asked for.
  package func schema(_ name: Identifier) throws(CatalogReadingError) -> DatabaseSchema {
    guard let schema = schemas.first(where: { $0.name == name }) else {
      throw .init(.noSuchSchema(name, database: database))
    }
    return schema
  }
}

/// Reads schemas from the catalogs of a live database.
package enum CatalogReader {
  /// Reads the whole schema and pgschema's fingerprint of it, both from one snapshot.
  ///
  /// - Cost: as for the other form.
  /// - Parameters:
  ///   - schema: its name.
  ///   - names: how the model's texts name the schema's own objects.
  ///   - ignored: what is not in the fingerprint; the picture has it all the same.
  ///   - connection: outside a transaction block; its settings are as before when this returns or throws.
  /// - Returns: the picture; parts that the role may not see are missing from the fingerprint, as pgschema has it.
  /// - Throws: ``CatalogReadingError``, also when there is no such schema.
  package static func read(
    _ schema: Identifier, names: CatalogNames = .qualified, ignoring ignored: IgnoreRules = IgnoreRules(),
    over connection: borrowing Connection
  ) throws(CatalogReadingError) -> SchemaSnapshot {
    let snapshot = try read([schema], names: names, fingerprinting: schema, ignoring: ignored, over: connection)
    guard let fingerprint = snapshot.fingerprint else {
      throw .init(.noSuchSchema(schema, database: snapshot.database))
    }
    return SchemaSnapshot(
      schema: try snapshot.schema(schema), fingerprint: fingerprint, server: snapshot.server,
      database: snapshot.database)
  }

  /// Reads whole schemas from one snapshot, and pgschema's fingerprint of one of them if it is wanted.
  ///
  /// - Cost: one round trip, whatever the number of objects and schemas; ACCESS SHARE on the catalogs and, for the
  ///   deparsing of views and constraints, on the schemas' relations. It writes nothing. The fingerprint doubles the
  ///   server's work for its schema.
  /// - Parameters:
  ///   - schemas: their names.
  ///   - names: how a model's texts name its schema's own objects.
  ///   - detail: how much of them.
  ///   - fingerprinted: the schema to make pgschema's fingerprint of; nil for none.
  ///   - ignored: what is not in the fingerprint; the picture has it all the same.
  ///   - connection: outside a transaction block; its settings are as before when this returns or throws.
  /// - Returns: the picture, without those that do not exist.
  /// - Throws: ``CatalogReadingError``.
  package static func read(
    _ schemas: [Identifier], names: CatalogNames = .qualified, detail: CatalogDetail = .whole,
    fingerprinting fingerprinted: Identifier? = nil, ignoring ignored: IgnoreRules = IgnoreRules(),
    over connection: borrowing Connection
  ) throws(CatalogReadingError) -> CatalogSnapshot {
    let answers = try answers(
      to: schemas, names, detail, fingerprinting: fingerprinted, ignoring: ignored, over: connection
    ) { schema, _ in
      { dependencies in
        var schema = schema
        schema.dependencies = dependencies
        return schema
      }
    }
    do { return try answers.snapshot(database: connection.databaseName) } catch { throw .init(error) }
  }

  /// Reads who owns schemas and who may do what, and nothing that is in them.
  ///
  /// - Cost: one round trip; rows for what has rights that are not the built-in ones.
  /// - Parameters:
  ///   - schemas: their names.
  ///   - connection: outside a transaction block; its settings are as before when this returns or throws.
  /// - Returns: the schemas, without those that do not exist.
  /// - Throws: ``CatalogReadingError``.
  package static func readAlone(
    _ schemas: [Identifier], over connection: borrowing Connection
  ) throws(CatalogReadingError) -> CatalogSnapshot {
    let answers = try answers(to: schemas, .qualified, .whole, only: .itself, over: connection) { schema, _ in
      { _ in schema }
    }
    do { return try answers.snapshot(database: connection.databaseName) } catch { throw .init(error) }
  }

  /// Reads a schema as the statements that make it, most of which are written while the server still gathers what
  /// their order depends on.
  ///
  /// - Cost: as for the other forms.
  /// - Parameters:
  ///   - schema: its name.
  ///   - ignored: what is not in the dump.
  ///   - connection: outside a transaction block; its settings are as before when this returns or throws.
  /// - Returns: the dump, and the server's version as it says it.
  /// - Throws: ``CatalogReadingError``, also when there is no such schema.
  package static func dump(
    _ schema: Identifier, ignoring ignored: IgnoreRules, over connection: borrowing Connection
  ) throws(CatalogReadingError) -> (dump: SchemaDump, serverText: String) {
    let server = ServerVersion(number: connection.serverVersion)
    let answers = try answers(to: [schema], .relative, .statements, over: connection) { schema, owner in
      let unordered = UnorderedDump(schema, ignoring: ignored, owner: owner, on: server)
      return { unordered.dump(inOrderOf: $0) }
    }
    let dump: SchemaDump?
    do { dump = try answers.made().first } catch { throw .init(error) }
    guard let dump else { throw .init(.noSuchSchema(schema, database: connection.databaseName)) }
    return (dump, answers.serverText)
  }

  /// What the server answers to everything that is asked of some schemas, and what `make` makes of them.
  private static func answers<Made: Sendable>(
    to schemas: [Identifier], _ names: CatalogNames, _ detail: CatalogDetail, only part: SchemaCatalog.Part? = nil,
    fingerprinting fingerprinted: Identifier? = nil,
    ignoring ignored: IgnoreRules = IgnoreRules(), over connection: borrowing Connection,
    make: @escaping CatalogArrivals<Made>.Make
  ) throws(CatalogReadingError) -> CatalogArrivals<Made> {
    let server = ServerVersion(number: connection.serverVersion)
    guard server >= .oldest else { throw .init(.serverTooOld(server)) }
    for schema in schemas where schema.text.hasPrefix("pg_") || schema == "information_schema" {
      throw .init(.systemSchema(schema))
    }
    if schemas.contains("countersign") { throw .init(.ledgerSchema("countersign")) }
    guard connection.transactionStatus == .idle else { throw .inTransaction }

    let script = CatalogScript(
      schemas: schemas, names: names, detail: detail, only: part, fingerprinted: fingerprinted, server: server)
    var answers = CatalogArrivals(to: script, ignoring: ignored, make: make)
    do {
      try connection.pipeline(script.queries) { rows, keepReading in answers.add(rows, keepReading) }
    } catch {
      if connection.transactionStatus != .idle { _ = try? connection.execute("ROLLBACK") }
      throw CatalogReadingError(error, reading: schemas.first ?? "")
    }
    return answers
  }
}
