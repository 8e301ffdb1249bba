/// An extension that looks after a table, with what it made of it.
package enum TableManager: Hashable, Sendable {
  /// A parent that pg_partman makes partitions for.
  case partman
  /// A hypertable of TimescaleDB.
  case hypertable(chunks: Int, isCompressed: Bool)
  /// A table that Citus has spread over shards.
  case distributed(shards: Int)
}
