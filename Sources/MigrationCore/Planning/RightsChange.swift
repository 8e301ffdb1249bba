/// Rights of one grantee on one object that go and that come, as pgschema tells and counts them.
///
/// pgschema keeps what a role may pass on apart from what it may not. Where there is one of the two before and one
/// after, that changes; otherwise each comes, goes or changes by itself.
/// Source: pgschema's behaviour, section 5.12.
struct RightsChange: Hashable {
  /// One statement, `REVOKE a, b` or `GRANT a, b`.
  struct Statement: Hashable {
    enum Verb: Hashable { case revoke, revokeOption, grant, grantWithOption }

    var operation: StepLabel.Operation
    var verb: Verb
    var rights: Set<String>

    func sql(on target: SQLText, columns: SQLText = "", _ grantee: Grantee) -> SQLText {
      let words: [SQLText] = rights.sorted().map { "\(catalog: CatalogSQL($0))\(columns)" }
      let list: SQLText = "\(words, separator: ", ")"
      switch verb {
      case .revoke: return "REVOKE \(list) ON \(target) FROM \(grantee)"
      case .revokeOption: return "REVOKE GRANT OPTION FOR \(list) ON \(target) FROM \(grantee)"
      case .grant: return "GRANT \(list) ON \(target) TO \(grantee)"
      case .grantWithOption: return "GRANT \(list) ON \(target) TO \(grantee) WITH GRANT OPTION"
      }
    }
  }

  /// In an order in which they can run.
  let statements: [Statement]

  /// The way from `old` to `new`, which are one grantee's.
  ///
  /// `regranting` is whether rights get or lose their option by being revoked and granted again, as those that new
  /// objects will have.
  init(_ old: [Grant], _ new: [Grant], regranting: Bool = false) {
    let (before, after) = (Rights(old), Rights(new))
    var revoked: [Statement] = []
    var granted: [Statement] = []
    func add(
      _ operation: StepLabel.Operation, _ verb: Statement.Verb, _ rights: Set<String>, to list: inout [Statement]
    ) {
      if !rights.isEmpty { list.append(Statement(operation: operation, verb: verb, rights: rights)) }
    }
    if let had = before.only, let has = after.only {
      let grant: Statement.Verb = has.isGrantable ? .grantWithOption : .grant
      add(.alter, .revoke, had.rights.subtracting(has.rights), to: &revoked)
      add(.alter, grant, has.rights.subtracting(had.rights), to: &granted)
      if had.isGrantable != has.isGrantable {
        let kept = had.rights.intersection(has.rights)
        if regranting {
          add(.alter, .revoke, kept, to: &granted)
          add(.alter, grant, kept, to: &granted)
        } else {
          add(.alter, has.isGrantable ? .grantWithOption : .revokeOption, kept, to: &granted)
        }
      }
    } else {
      let plain: StepLabel.Operation = after.plain.isEmpty ? .drop : before.plain.isEmpty ? .create : .alter
      let option: StepLabel.Operation = after.grantable.isEmpty ? .drop : before.grantable.isEmpty ? .create : .alter
      add(plain, .revoke, before.plain.subtracting(after.plain), to: &revoked)
      // What it keeps without the option need not go.
      let lost = before.grantable.subtracting(after.grantable)
      add(option, .revoke, lost.subtracting(after.plain), to: &revoked)
      add(option, .revokeOption, lost.intersection(after.plain), to: &revoked)
      add(plain, .grant, after.plain.subtracting(before.plain), to: &granted)
      add(option, .grantWithOption, after.grantable.subtracting(before.grantable), to: &granted)
    }
    statements = revoked + granted
  }

  var isEmpty: Bool { statements.isEmpty }

  /// Rights that it has no more.
  var revoked: Set<String> { statements.filter { $0.verb == .revoke }.reduce(into: []) { $0.formUnion($1.rights) } }

  private struct Rights {
    var plain: Set<String>
    var grantable: Set<String>

    init(_ grants: [Grant]) {
      grantable = Set(grants.filter(\.isGrantable).map(\.right))
      plain = Set(grants.map(\.right)).subtracting(grantable)
    }

    /// All of them, where all can be passed on or none.
    var only: (rights: Set<String>, isGrantable: Bool)? {
      if plain.isEmpty == grantable.isEmpty { return nil }
      return plain.isEmpty ? (grantable, true) : (plain, false)
    }
  }
}
