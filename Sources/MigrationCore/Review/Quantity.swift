/// Numbers as a reviewer reads them: three digits at most, and a unit.
package enum Quantity {
  /// `950`, `12.1k`, `12.1M`, `1.2G`.
  package static func count(_ value: Int64) -> String { scaled(value, by: 1000, units: ["", "k", "M", "G", "T"]) }

  /// `512 bytes`, `8.0 kB`, `3.2 GB`; a kB is 1,024 bytes, as in `pg_size_pretty`.
  package static func bytes(_ value: Int64) -> String {
    scaled(value, by: 1024, units: [" bytes", " kB", " MB", " GB", " TB", " PB"])
  }

  /// `1 view`, `3 views`.
  package static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private static func scaled(_ value: Int64, by factor: Int64, units: [String]) -> String {
    guard value >= factor else { return "\(value)\(units[0])" }
    var unit = 1
    var divisor = factor
    while unit + 1 < units.count, value / divisor >= factor {
      divisor *= factor
      unit += 1
    }
    let whole = value / divisor
    if whole >= 100 { return "\(whole)\(units[unit])" }
    let tenths = (value % divisor) * 10 / divisor
    return "\(whole).\(tenths)\(units[unit])"
  }
}

extension RelationSize {
  /// `12.1M rows, 3.2 GB`, or `never analysed, 3.2 GB`.
  package var words: String {
    let size = Quantity.bytes(totalBytes)
    guard let rows else { return "rows unknown: never analysed, \(size)" }
    return "\(Quantity.count(rows)) row\(rows == 1 ? "" : "s"), \(size)"
  }

  /// `12.1M, 3.2 GB`, or `?, 3.2 GB`, where there is little room.
  package var shortWords: String { "\(rows.map(Quantity.count) ?? "?"), \(Quantity.bytes(totalBytes))" }
}
