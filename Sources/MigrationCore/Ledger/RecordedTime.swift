/// Times as the ledger writes them.
package enum RecordedTime {
  /// Milliseconds from one time to another, both as ``LedgerEntry/writtenAt`` has them; nil for texts that are none.
  package static func milliseconds(from start: String, to end: String) -> Int? {
    guard let start = milliseconds(start), let end = milliseconds(end) else { return nil }
    return end - start
  }

  /// `2026-01-02 03:04:05`, without the fraction and the zone, which is UTC.
  package static func short(_ time: String) -> String { String(time.prefix(19)).replacing("T", with: " ") }

  private static func milliseconds(_ time: String) -> Int? {
    let numbers = time.split { !"0123456789".contains($0) }.compactMap { Int($0) }
    guard numbers.count >= 6, time.hasSuffix("Z") else { return nil }
    // Years that begin in March have their odd day at the end.
    let year = numbers[1] > 2 ? numbers[0] : numbers[0] - 1
    let days =
      365 * year + year / 4 - year / 100 + year / 400 + (153 * ((numbers[1] + 9) % 12) + 2) / 5 + numbers[2] - 1
    let fraction = time.split(separator: ".").dropFirst().first?.prefix(3) ?? "0"
    let seconds = ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
    return seconds * 1000 + (fraction.count == 3 ? Int(fraction) ?? 0 : 0)
  }
}

extension RecordedChange {
  /// From its first row to the last, by the ledger's clock.
  package var milliseconds: Int { RecordedTime.milliseconds(from: beganAt, to: lastWrittenAt) ?? 0 }

  /// Who signed for it, each once, in order.
  package var signers: [String] {
    var names: [String] = []
    for signoff in beginning.signoffs where !names.contains(signoff.principal) { names.append(signoff.principal) }
    return names
  }
}
