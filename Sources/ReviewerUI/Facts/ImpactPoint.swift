package import MigrationCore

/// One thing that is worth knowing about a step, as a sentence.
package struct ImpactPoint: Hashable, Sendable {
  package enum Weight: Hashable, Sendable { case danger, harmless, unknown }
  package var weight: Weight
  package var text: String

  package init(_ weight: Weight, _ text: String) {
    self.weight = weight
    self.text = text
  }
}

extension Impact {
  /// The impact in words, the heaviest first; what is not known is said to be unknown.
  package var points: [ImpactPoint] {
    let isQuiet = locks.isEmpty && rewrites.isEmpty && scans.isEmpty && locksBasis == workBasis
    if isQuiet, locksBasis == .expected || locksBasis == .measured {
      let words = "no lock on an existing relation, no rewrite, no scan\(Self.tail(locksBasis))"
      return [ImpactPoint(.harmless, words)] + dataPoints + dependentPoints
    }
    return lockPoints + workPoints + dataPoints + dependentPoints
  }

  private var lockPoints: [ImpactPoint] {
    if case .notChecked(let reason) = locksBasis { return [ImpactPoint(.unknown, "locks not checked: \(reason)")] }
    if locks.isEmpty { return [ImpactPoint(.harmless, "no lock on an existing relation\(Self.tail(locksBasis))")] }
    return locks.map { lock in
      let waits =
        switch (lock.mode.blocksReads, lock.mode.blocksWrites) {
        case (true, _): "reads and writes wait"
        case (false, true): "writes wait"
        case (false, false): "reads and writes go on"
        }
      let size = size(of: lock.relation).map { "; \($0)" } ?? ""
      let reason = lock.reason.map { " (\($0))" } ?? ""
      return ImpactPoint(
        lock.mode.blocksWrites ? .danger : .harmless,
        "\(lock.mode.rawValue) on \(lock.relation)\(reason): \(waits)\(size)\(Self.tail(locksBasis))")
    }
  }

  private var workPoints: [ImpactPoint] {
    if case .notChecked(let reason) = workBasis {
      return [ImpactPoint(.unknown, "rewrite and scan not checked: \(reason)")]
    }
    // A copy without rows shows what is written anew; what is read in full it does not.
    let rewriteTail = Self.tail(locksBasis == .measured ? .measured : workBasis)
    let scanTail = Self.tail(workBasis)
    if rewrites.isEmpty, scans.isEmpty {
      let words = rewriteTail == scanTail ? "no rewrite, no scan" : "no rewrite\(rewriteTail), no scan"
      return [ImpactPoint(.harmless, words + scanTail)]
    }
    let rewritten = rewrites.map { relation in
      ImpactPoint(.danger, "rewrites \(relation)\(size(of: relation).map { ": \($0)" } ?? "")\(rewriteTail)")
    }
    let scanned = scans.map { relation in
      ImpactPoint(
        .danger, "reads all of \(relation)\(size(of: relation).map { ": \($0)" } ?? "")\(scanTail)")
    }
    return rewritten + scanned
  }

  private var dataPoints: [ImpactPoint] {
    switch losesData {
    case true?: [ImpactPoint(.danger, "data is lost")]
    case false?: [ImpactPoint(.harmless, "no data is lost")]
    case nil: [ImpactPoint(.unknown, "whether data is lost was not checked")]
    }
  }

  private var dependentPoints: [ImpactPoint] {
    guard !dependents.isEmpty else { return [] }
    let shown = dependents.prefix(5).map { "\($0.kind.rawValue) \($0)" }.joined(separator: ", ")
    let more = dependents.count > 5 ? ", \(dependents.count - 5) more" : ""
    return [
      ImpactPoint(
        .danger,
        "\(Quantity.counted(dependents.count, "object")) \(dependents.count == 1 ? "uses" : "use") it: \(shown)\(more)")
    ]
  }

  private func size(of relation: QualifiedName) -> String? { sizes[relation]?.words }

  private static func tail(_ basis: Basis) -> String {
    switch basis {
    case .expected: " (expected)"
    case .measured: " (measured)"
    case .notChecked: ""
    }
  }
}
