/// The known name that a misspelt one is nearest to.
package enum NearestName {
  /// The name of `known` with the fewest letters changed, added or left out; nil when all are far away.
  package static func of(_ name: String, among known: some Sequence<String>) -> String? {
    let limit = max(2, name.utf8.count / 3)
    let ranked = known.map { (name: $0, distance: distance(Array($0.utf8), Array(name.utf8))) }
    guard let nearest = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }), nearest.distance <= limit
    else { return nil }
    return nearest.name
  }

  /// Levenshtein's.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
