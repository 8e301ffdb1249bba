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

  /// What is said of the first of several statements holds for later ones: `, and so do 3 later statements`; nothing
  /// for none.
  static func andSo(_ later: Int) -> String {
    later > 0 ? ", and so \(later == 1 ? "does" : "do") \(counted(later, "later statement"))" : ""
  }

  /// `80 ms`, `4.2 s`, `15 s`, `10 min`, `3 h`, `2 d`: of so many seconds, two digits.
  package static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<0.001: "under 1 ms"
    case ..<1: "\(Int((seconds * 1000).rounded())) ms"
    case ..<10: "\(decimal(seconds)) s"
    case ..<120: "\(Int(seconds.rounded())) s"
    case ..<7200: "\(Int((seconds / 60).rounded())) min"
    case ..<172_800: "\(Int((seconds / 3600).rounded())) h"
    default: "\(Int((seconds / 86_400).rounded())) d"
    }
  }

  /// `12.1`, `0.31`, `5`: two digits after the point at most, without zeros at the end.
  package static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let whole = hundredths / 100
    let rest = abs(hundredths % 100)
    if rest == 0 { return "\(whole)" }
    if whole >= 100 { return "\(whole)" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// `a, b, c and 4 more`: at most five names.
  static func listed(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }

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
