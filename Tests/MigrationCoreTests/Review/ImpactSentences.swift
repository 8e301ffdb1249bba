import MigrationCore

extension Impact {
  /// The impact in words, most pressing first: who waits, for how much work, what is lost, who depends on it.
  ///
  /// Each line stands alone. "expected" and "measured" say how it is known; what is not known says "not checked".
  var sentences: [String] { lockSentences + workSentences + lossSentences + dependentSentences }

  private var lockSentences: [String] {
    let strong = locks.filter(\.mode.blocksReads)
    let writes = locks.filter { $0.mode.blocksWrites && !$0.mode.blocksReads }
    let maintenance = locks.filter { $0.mode == .shareUpdateExclusive }
    var lines: [String] = []
    if !strong.isEmpty { lines.append("stops reads and writes on \(listed(strong))") }
    if !writes.isEmpty { lines.append("stops writes on \(listed(writes))") }
    if !maintenance.isEmpty {
      let relations = listed(maintenance)
      lines.append(
        lines.isEmpty
          ? "nothing waits, but autovacuum and other index builds on \(relations) do"
          : "autovacuum and other index builds on \(relations) wait")
    }
    if case .notChecked(let what) = locksBasis {
      lines.append("locks not checked: \(what)")
    } else if lines.isEmpty {
      lines.append("nothing waits")
    }
    return lines.map { $0.hasPrefix("locks not checked") ? $0 : marked($0, locksBasis) }
  }

  private var workSentences: [String] {
    var lines: [String] = []
    if case .notChecked(let what) = workBasis {
      lines.append("rewrite and scan not checked: \(what)")
      let possible = rewrites + scans
      if !possible.isEmpty { lines.append("at worst writes or reads all of \(listed(possible))") }
      return lines
    }
    if !rewrites.isEmpty { lines.append("writes \(listed(rewrites)) anew") }
    if !scans.isEmpty { lines.append("reads all of \(listed(scans))") }
    if lines.isEmpty { lines.append("no rewrite, no scan") }
    return lines.map { marked($0, workBasis) }
  }

  private var lossSentences: [String] {
    switch losesData {
    case true?: ["data is lost"]
    case false?: []
    case nil: ["whether data is lost: not checked"]
    }
  }

  private var dependentSentences: [String] {
    guard !dependents.isEmpty else { return [] }
    let shown = dependents.prefix(5).map { "\($0.kind.rawValue) \($0)" }.joined(separator: ", ")
    let rest = dependents.count > 5 ? " and \(dependents.count - 5) more" : ""
    return ["used by \(shown)\(rest)"]
  }

  private func marked(_ line: String, _ basis: Basis) -> String {
    switch basis {
    case .measured: "\(line) (measured)"
    case .expected, .notChecked: "\(line) (expected)"
    }
  }

  private func listed(_ locks: [RelationLock]) -> String {
    Self.joined(locks.map { lock in [sized(lock.relation), lock.reason].compactMap { $0 }.joined(separator: ", ") })
  }

  private func listed(_ names: [QualifiedName]) -> String { Self.joined(names.map(sized)) }

  private func sized(_ name: QualifiedName) -> String {
    sizes[name].map { "\(name) (\($0.words))" } ?? "\(name)"
  }

  /// `a`, `a and b`, `a; b and c`; long lists are cut, and say so.
  private static func joined(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    if items.count > 6 { return items.prefix(5).joined(separator: "; ") + " and \(items.count - 5) more" }
    return items.dropLast().joined(separator: "; ") + " and " + last
  }
}
