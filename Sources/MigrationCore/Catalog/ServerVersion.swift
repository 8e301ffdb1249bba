/// A PostgreSQL server's version as `server_version_num` counts it: 150020 is 15.20.
package struct ServerVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let number: Int

  package init(number: Int) { self.number = number }

  package static func major(_ major: Int) -> Self { Self(number: major * 10_000) }

  /// The oldest that the catalog queries are written for.
  package static let oldest = Self.major(14)

  package var major: Int { number / 10_000 }
  package var description: String { "\(major).\(number % 10_000)" }
  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
