import ArgumentParser
import MigrationCore
import Postgres

/// Where the target is: pgschema's flags with its defaults, and everything that libpq knows besides.
struct ConnectionOptions: ParsableArguments {
  @OptionGroup var environment: EnvironmentOptions
  @Option(help: "A connection URI or conninfo string (postgresql://…, service=…).")
  var dsn: String?
  @Option(help: "Server's host name, address or socket folder. (default: localhost; PGHOST)")
  var host: String?
  @Option(help: "Server's port. (default: 5432; PGPORT)")
  var port: Int?
  @Option(help: "Database name. (PGDATABASE)")
  var db: String?
  @Option(help: "Role to connect as. (PGUSER)")
  var user: String?
  @Option(help: "Password; better kept in ~/.pgpass or a service file. (PGPASSWORD)")
  var password: String?
  @Option(name: .customLong("schema"), help: "Schema that the command is about. (default: public)")
  var schemas: [String] = []
  @Option(help: "disable, allow, prefer, require, verify-ca or verify-full. (default: prefer; PGSSLMODE)")
  var sslmode: String?

  private static let sslmodes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]

  func validate() throws {
    if let mode = sslmode ?? Output.environment("PGSSLMODE"), !Self.sslmodes.contains(mode) {
      throw ValidationError("invalid sslmode \"\(mode)\": must be one of \(Self.sslmodes.joined(separator: ", "))")
    }
    if let name = environment.name {
      let given = [("--dsn", dsn), ("--host", host), ("--port", port.map(String.init)), ("--db", db)]
      if let flag = given.first(where: { $0.1 != nil })?.0 {
        throw ValidationError("--env \(name) says where it is: leave \(flag) out")
      }
    }
    if let port, !(1...65_535).contains(port) {
      throw ValidationError("invalid port \(port): must be between 1 and 65535")
    }
    for (place, name) in schemas.enumerated() {
      if name.isEmpty { throw ValidationError("--schema must not be empty") }
      if schemas[..<place].contains(where: { Identifier($0) == Identifier(name) }) {
        throw ValidationError("--schema \(name) is given twice")
      }
    }
  }

  /// The same with what the named environment says in place of flags; itself when none is named.
  ///
  /// - Throws: `CommandFailure` with status 2 when there is no such environment, or it has other schemas.
  func resolved() throws(CommandFailure) -> Self {
    guard let environment = try environment.environment() else { return self }
    var options = self
    options.dsn = environment.dsn
    guard !environment.schemas.isEmpty else { return options }
    guard schemas.isEmpty || schemaNames == environment.schemas.map({ Identifier($0) }) else {
      throw CommandFailure(
        .usage, "\(environment.name) is about the schemas \(environment.schemas.joined(separator: ", "))",
        hint: "leave --schema out, countersign.toml says it")
    }
    options.schemas = environment.schemas
    return options
  }

  /// The schema that the command is about; of several the first.
  var schema: String { schemas.first ?? "public" }
  /// All of them, in the order of the command line.
  var schemaNames: [Identifier] { schemas.isEmpty ? ["public"] : schemas.map { Identifier($0) } }

  /// Refuses several schemas where only one can be shown.
  ///
  /// - Throws: `ValidationError`.
  func validateOneSchema() throws {
    guard schemas.count <= 1 else {
      throw ValidationError("--schema can be given only once here; plan, apply and review take several")
    }
  }

  /// The schemas that a plan is for: a plan for several says so itself, any other is for the named one.
  ///
  /// - Throws: `CommandFailure` with status 2 when the command line says something else than the plan.
  func schemas(of plan: Plan) throws(CommandFailure) -> [Identifier] {
    let planned = plan.countersign?.schemas.map(\.name) ?? []
    guard !planned.isEmpty else {
      guard schemas.count <= 1 else {
        throw CommandFailure(.usage, "the plan is for one schema, and --schema names \(schemas.count)")
      }
      return schemaNames
    }
    guard schemas.isEmpty || schemaNames == planned else {
      throw CommandFailure(
        .usage, "the plan is for the schemas \(planned.map(\.text).joined(separator: ", "))",
        hint: "leave --schema out, the plan says it itself")
    }
    return planned
  }

  /// Whether a flag says which database is meant.
  var namesDatabaseByFlag: Bool { environment.name != nil || dsn != nil || db != nil || host != nil }

  /// Whether anything says which database is meant.
  var namesDatabase: Bool {
    environment.name != nil || dsn != nil || db != nil || Output.environment("PGDATABASE") != nil
      || Output.environment("PGSERVICE") != nil
  }

  /// What to connect with; nil when nothing names a database.
  ///
  /// `applicationName` is as `pg_stat_activity` will show it.
  func parameters(applicationName: String) -> ConnectionParameters? {
    guard namesDatabase else { return nil }
    var parameters = ConnectionParameters(
      dsn: dsn, host: host, port: port, database: db, user: user, password: password, sslmode: sslmode,
      applicationName: applicationName, connectTimeout: 30)
    let namedElsewhere = dsn != nil || Output.environment("PGSERVICE") != nil || Output.environment("PGHOST") != nil
    if host == nil, !namedElsewhere { parameters.host = "localhost" }
    return parameters
  }

  /// What to connect with.
  ///
  /// `applicationName` is as `pg_stat_activity` will show it.
  /// - Throws: `CommandFailure` with status 2 when nothing names a database.
  func requiredParameters(applicationName: String) throws -> ConnectionParameters {
    guard let parameters = parameters(applicationName: applicationName) else {
      throw CommandFailure(
        .usage, "database name is required (use --db flag or PGDATABASE environment variable)",
        hint: "a URI or conninfo string in --dsn, or PGSERVICE, names one too")
    }
    return parameters
  }
}
