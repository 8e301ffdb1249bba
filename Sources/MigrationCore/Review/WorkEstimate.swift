/// A kind of work whose time grows with the rows.
package enum WorkClass: String, CaseIterable, Hashable, Sendable {
  case scan
  case nullCheck = "check for NULL"
  case check
  case foreignKeyCheck = "foreign key check"
  case indexBuild = "index build"
  case concurrentIndexBuild = "concurrent index build"
  case rewrite
  case rowChange = "change of rows"

  /// Seconds for a million rows on a fast, idle machine with everything in memory, and how many times that it takes on
  /// slow shared storage.
  ///
  /// Measured on 4 million rows of 141 bytes with two indexes, PostgreSQL 15.
  var rate: (secondsPerMillion: Double, slowest: Double) {
    switch self {
    case .scan: (0.09, 8)
    case .nullCheck: (0.20, 8)
    case .check: (0.31, 8)
    case .foreignKeyCheck: (0.60, 8)
    case .indexBuild: (1.15, 20)
    case .concurrentIndexBuild: (1.39, 25)
    case .rewrite: (4.4, 18)
    case .rowChange: (26, 8)
    }
  }

  /// How many times as long rows of that size take as those that ``rate`` was measured with.
  func width(of size: RelationSize) -> Double {
    switch self {
    case .scan, .rewrite:
      guard let rows = size.rows, rows > 0 else { return 1 }
      return max(1, Double(size.totalBytes) / Double(rows) / Self.measuredBytesPerRow)
    case .nullCheck, .check, .foreignKeyCheck, .indexBuild, .concurrentIndexBuild, .rowChange: return 1
    }
  }

  /// With two indexes, as the rates were measured.
  private static let measuredBytesPerRow: Double = 200
}

extension LockingForm {
  /// The work that the form does on the relation that it names; nil for what only touches the catalog.
  var workClass: WorkClass? {
    switch LockFootprint(of: self).work {
    case .catalogOnly: return self == .changeRows || self == .insertRows ? .rowChange : nil
    case .rewrite:
      return self == .reindex || self == .reindexIndex
        ? .indexBuild : self == .reindexConcurrently ? .concurrentIndexBuild : .rewrite
    case .scan: break
    }
    switch self {
    case .setNotNull: return .nullCheck
    case .addCheck, .addColumnWithCheck, .validateConstraint: return .check
    case .addForeignKey, .validateForeignKey: return .foreignKeyCheck
    case .createIndex, .addIndexConstraint, .addPrimaryKey, .addColumnWithIndex: return .indexBuild
    case .createIndexConcurrently: return .concurrentIndexBuild
    default: return .scan
    }
  }
}

/// How long a step works on one relation, as a band with its reason.
package struct WorkEstimate: Hashable, Sendable {
  package var work: WorkClass
  package var relation: QualifiedName
  package var size: RelationSize
  /// The lock that is held meanwhile.
  package var lock: LockMode?
  /// Seconds: on a fast idle machine, and on slow storage.
  package var seconds: ClosedRange<Double>
  /// How the numbers came about, one line.
  package var arithmetic: String

  /// Nil when nothing says how many rows there are.
  ///
  /// What the server did before counts for more than what is usual.
  init?(
    _ work: WorkClass, on relation: QualifiedName, size: RelationSize, lock: LockMode?,
    after recorded: [RecordedWork] = []
  ) {
    guard let rows = size.rows else { return nil }
    self.work = work
    self.relation = relation
    self.size = size
    self.lock = lock
    let millions = Double(rows) / 1_000_000
    let width = work.width(of: size)
    var terms = "\(Quantity.decimal(millions)) million rows"
    if let rate = RecordedRate(of: work, in: recorded) {
      let (low, high) = (rate.secondsPerMillion.lowerBound, rate.secondsPerMillion.upperBound)
      seconds = (millions * width * low)...(millions * width * high)
      terms += " × \(Quantity.decimal(low)) to \(Quantity.decimal(high)) s"
      arithmetic = "\(terms + Self.words(of: width, size)): \(rate.words)"
    } else {
      let (rate, slowest) = work.rate
      let low = millions * rate * width
      seconds = low...(low * slowest)
      terms += " × \(Quantity.decimal(rate)) s"
      arithmetic =
        "\(terms + Self.words(of: width, size)) = \(Quantity.duration(low)); × \(Quantity.decimal(slowest)) on slow storage"
    }
  }

  private static func words(of width: Double, _ size: RelationSize) -> String {
    guard width > 1, let rows = size.rows else { return "" }
    return " × \(Quantity.decimal(width)) for \(Quantity.bytes(size.totalBytes / rows)) a row"
  }

  /// `15 s–10 min`.
  package var words: String { "\(Quantity.duration(seconds.lowerBound))–\(Quantity.duration(seconds.upperBound))" }
}

extension ReviewContext {
  /// What ``estimates(of:)`` has read off once.
  func workEstimates(of step: ReviewedStep) -> [WorkEstimate] {
    guard live != nil else { return [] }
    return step.facts.actions.flatMap { action in
      touches(of: action, at: step).compactMap { touch in
        guard let name = touch.relation, !step.isNew(name), let work = touch.form.workClass,
          let size = work == .rowChange ? changedSize(by: action, at: step) : relation(name)?.size
        else { return nil }
        return WorkEstimate(
          work, on: name, size: size, lock: LockFootprint(of: touch.form).named, after: recorded?.work ?? [])
      }
    }
  }

  /// The rows that an UPDATE, DELETE or MERGE changes, with their share of the table; nil where nothing tells how many.
  private func changedSize(by action: StatementAction, at step: ReviewedStep) -> RelationSize? {
    guard let changed = action.changedRows, var size = relation(changed.table)?.size else { return nil }
    let all = size.rows
    guard let rows = live?.explainedRows[step.step.sql] ?? (meansEveryRow(changed) ? all : nil) else { return nil }
    if let all, all > 0 { size.totalBytes = Int64(Double(size.totalBytes) * min(1, Double(rows) / Double(all))) }
    size.rows = rows
    return size
  }
}
