import MigrationCore

/// Which rows of a ledger are asked for; always in order.
package enum LedgerSelection: Hashable, Sendable {
  case all
  /// Those about one change, its beginning included.
  case change(Int)
  /// Those with a greater id.
  case after(Int)
  /// That many, the last.
  case last(Int)
}

/// A piece of content that is not what its hash says, or that is not there.
package struct BrokenContent: Hashable, Sendable {
  package let hash: String
  /// A phrase: `it is missing`.
  package let problem: String
}

/// Where a ledger is kept.
protocol LedgerPlace: AnyObject {
  /// As people know it: a database, a file.
  var name: String { get }
  func prepare() throws(LedgerError)
  func exists() throws(LedgerError) -> Bool
  /// The time there, as ``LedgerEntry/writtenAt`` has it.
  func now() throws(LedgerError) -> String
  func append(_ record: LedgerRecord, change: Int?) throws(LedgerError) -> LedgerEntry
  /// Without rows when there is no ledger.
  func entries(_ selection: LedgerSelection) throws(LedgerError) -> [LedgerEntry]
  func store(_ bytes: [UInt8], hash: String) throws(LedgerError)
  /// Nil when it is not there.
  func content(_ hash: String) throws(LedgerError) -> [UInt8]?
  /// All that is kept, sorted.
  func contentHashes() throws(LedgerError) -> [String]
  /// The first of all contents that has another hash than it should; nil for none.
  func brokenContent() throws(LedgerError) -> BrokenContent?
  /// How many bytes at the end are no row: what a crash left of one.
  func unfinishedBytes() throws(LedgerError) -> Int
}
