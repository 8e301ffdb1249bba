import ArgumentParser
import LiveDatabase
import Postgres

/// Where the desired SQL is run: on a private server unless `--plan-host` names one; pgschema's flags.
struct PlanServerOptions: ParsableArguments {
  @Option(help: "Run the SQL on this server instead of a private one. (PGSCHEMA_PLAN_HOST)")
  var planHost: String?
  @Option(help: "Its port. (default: 5432; PGSCHEMA_PLAN_PORT)")
  var planPort: Int?
  @Option(help: "A database there to start from; it is not changed. (PGSCHEMA_PLAN_DB)")
  var planDb: String?
  @Option(help: "Role to connect as; it has to be allowed to make databases. (PGSCHEMA_PLAN_USER)")
  var planUser: String?
  @Option(help: "Its password; better kept in ~/.pgpass. (PGSCHEMA_PLAN_PASSWORD)")
  var planPassword: String?
  @Option(help: "As --sslmode. (default: prefer; PGSCHEMA_PLAN_SSLMODE)")
  var planSslmode: String?

  /// Where scratch databases are to be made.
  ///
  /// - Throws: `CommandFailure` with status 2 when the server is named and what else it needs is not.
  func place() throws -> ScratchPlace {
    guard let host = planHost ?? Output.environment("PGSCHEMA_PLAN_HOST") else { return .privateServer }
    guard let database = planDb ?? Output.environment("PGSCHEMA_PLAN_DB") else {
      throw CommandFailure(
        .usage, "--plan-db is required when --plan-host is provided (or use PGSCHEMA_PLAN_DB)",
        hint: "an empty database will do")
    }
    guard let user = planUser ?? Output.environment("PGSCHEMA_PLAN_USER") else {
      throw CommandFailure(
        .usage, "--plan-user is required when --plan-host is provided (or use PGSCHEMA_PLAN_USER)",
        hint: "it has to be allowed to make databases")
    }
    return .external(
      ConnectionParameters(
        host: host, port: try port(), database: database, user: user,
        password: planPassword ?? Output.environment("PGSCHEMA_PLAN_PASSWORD"),
        sslmode: planSslmode ?? Output.environment("PGSCHEMA_PLAN_SSLMODE") ?? "prefer",
        applicationName: "countersign", connectTimeout: 30))
  }

  private func port() throws -> Int {
    if let planPort { return planPort }
    guard let text = Output.environment("PGSCHEMA_PLAN_PORT") else { return 5432 }
    guard let port = Int(text), (1...65_535).contains(port) else {
      throw CommandFailure(
        .usage, "invalid PGSCHEMA_PLAN_PORT \(text): must be between 1 and 65535", hint: "5432 is the usual one")
    }
    return port
  }
}
