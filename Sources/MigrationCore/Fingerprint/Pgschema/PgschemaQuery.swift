/// A catalog query whose texts pgschema prints under a `search_path` of its own.
///
/// The session's other settings are not touched, because pgschema does not touch them either.
protocol PgschemaQuery: CatalogQuery {
  static var searchPath: SearchPath { get }
}
