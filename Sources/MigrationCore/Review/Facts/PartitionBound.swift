/// Which rows a partition takes.
package enum PartitionBound: Hashable, Sendable {
  case `default`
  /// `IN (…)`; nil for NULL.
  case list([String?])
  /// `FROM (…) TO (…)`, one value for each column of the key.
  case range(from: [BoundValue], to: [BoundValue])
  /// `WITH (MODULUS m, REMAINDER r)`.
  case hash(modulus: Int, remainder: Int)
}

package enum BoundValue: Hashable, Sendable {
  /// `MINVALUE`, `MAXVALUE`.
  case lowest, highest
  /// A constant, without quotes.
  case value(String)
  /// Anything that is no constant.
  case expression
}
