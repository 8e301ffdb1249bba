extension ReviewContext {
  /// How many rows the target's statistics count; nil when that is not known.
  func rows(of table: QualifiedName) -> Int64? { relation(table)?.size.rows }

  /// `12 % (about 1.4M rows)`, `no` when the statistics saw no NULL; nil when they say nothing.
  func nulls(in column: Identifier, of table: QualifiedName) -> String? {
    guard let share = relation(table)?.columns[column]?.nullFraction else { return nil }
    guard share > 0 else { return "no" }
    let percent = share < 0.01 ? "less than 1 %" : "\(Int(share * 100)) %"
    guard let rows = rows(of: table) else { return percent }
    return "\(percent) (about \(Quantity.count(Int64(share * Double(rows)))) rows)"
  }

  /// `about 1.2M values for 12.1M rows` where the statistics count clearly fewer values than rows that have one.
  func duplicates(of column: Identifier, in table: QualifiedName) -> String? {
    guard let rows = rows(of: table), let live = relation(table)?.columns[column], let distinct = live.distinctValues
    else { return nil }
    let filled = Double(rows) * (1 - (live.nullFraction ?? 0))
    let values = distinct < 0 ? -distinct * Double(rows) : distinct
    // The estimate comes from a sample: near the number of rows it means that all differ.
    guard values < filled * 0.9 else { return nil }
    return "about \(Quantity.count(Int64(values))) values for \(Quantity.count(Int64(filled))) rows"
  }
}

extension StatementAction {
  /// The table that it alters, or adds an index to.
  var alteredTable: QualifiedName? {
    if case .alterTable(let table, _) = self { return table }
    if case .createIndex(let index) = self { return index.table }
    return nil
  }
}
