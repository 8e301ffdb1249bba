/// A PostgreSQL server's version as `server_version_num` counts it: 150020 is 15.20.
package struct ServerVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let number: Int

  package init(number: Int) { self.number = number }

  package static func major(_ major: Int) -> Self { Self(number: major * 10_000) }

  /// The oldest that the catalog queries are written for.
  package static let oldest = Self.major(14)

  package var major: Int { number / 10_000 }
  package var description: String { "\(major).\(number % 10_000)" }

  /// Whether a column of an unlogged table that becomes an identity, or comes as one, gets a sequence that is logged.
  ///
  /// CREATE TABLE makes it as the table is. Source: the release notes of PostgreSQL 15.7 and 16.3.
  package var addsLoggedIdentities: Bool {
    (Self.major(15)..<Self(number: 150007)).contains(self) || (Self.major(16)..<Self(number: 160003)).contains(self)
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
