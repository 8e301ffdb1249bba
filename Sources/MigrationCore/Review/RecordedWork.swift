/// A step's work on every row of a relation, with the time that a server took for it.
package struct RecordedWork: Hashable, Sendable {
  package var work: WorkClass
  package var rows: Int64
  /// With indexes and TOAST.
  package var bytes: Int64
  /// Without the waits for locks.
  package var seconds: Double
  /// Where it is recorded.
  package var change: Int
  package var step: StepID

  package init(_ work: WorkClass, rows: Int64, bytes: Int64, seconds: Double, change: Int, step: StepID) {
    self.work = work
    self.rows = rows
    self.bytes = bytes
    self.seconds = seconds
    self.change = change
    self.step = step
  }

  /// With fewer rows what is the same for every statement counts for more than the rows.
  package static let fewestRows: Int64 = 10_000

  /// Seconds for a million rows of the width that ``WorkClass/rate`` is for.
  fileprivate var secondsPerMillion: Double {
    let size = RelationSize(rows: rows, totalBytes: bytes, analyzedAt: nil)
    return seconds / (Double(rows) / 1_000_000 * work.width(of: size))
  }
}

/// How long a kind of work takes on a server for a million rows, by what was recorded there.
struct RecordedRate: Hashable, Sendable {
  var secondsPerMillion: ClosedRange<Double>
  /// `by change 7, step 2.1, here: 8.2M rows in 14 s`.
  var words: String

  /// Nil where nothing like it was recorded.
  ///
  /// The last 20 runs count: from three on from the fastest fifth to the slowest tenth, before that half to
  /// twice of what there is.
  ///
  /// - Parameters:
  ///   - work: which kind.
  ///   - recorded: what was recorded, the latest last.
  init?(of work: WorkClass, in recorded: [RecordedWork]) {
    let runs = recorded.filter { $0.work == work && $0.rows >= RecordedWork.fewestRows }.suffix(20)
    guard let last = runs.last else { return nil }
    let rates = runs.map(\.secondsPerMillion).sorted()
    let isEnough = rates.count >= 3
    let (low, high) = (rates[(rates.count + 4) / 5 - 1], rates[(rates.count * 9 + 9) / 10 - 1])
    secondsPerMillion = isEnough ? low...high : (low / 2)...(high * 2)
    let latest =
      "change \(last.change), step \(last.step): \(Quantity.count(last.rows)) rows in \(Quantity.duration(last.seconds))"
    words =
      isEnough
      ? "as \(rates.count) like steps took here, the last in \(latest)" : "half to twice of what \(latest), took here"
  }
}
