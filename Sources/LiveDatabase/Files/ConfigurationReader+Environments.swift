import MigrationCore
import TOMLKit

/// `[environments.NAME]`.
extension ConfigurationReader {
  private static let keys = [
    "dsn", "schema", "ruleset", "promote_from", "soak", "lock_timeout", "statement_timeout", "window", "expires",
    "acknowledge", "approvals", "one_person_one_team", "executors", "author_may_execute", "approver_may_execute",
  ]

  func environments(
    _ section: TOMLSection, _ configuration: ConfigurationFile
  ) throws(FileError) -> [TargetEnvironment] {
    var environments: [TargetEnvironment] = []
    for name in section.keys {
      guard !name.isEmpty, name != Statement.everyEnvironment else {
        throw invalid(section.path + [name], "an environment cannot be called \"\(name)\"", hint: "give it a name")
      }
      environments.append(try environment(name, table(name, in: section), configuration))
    }
    try checkSigners(of: environments, configuration)
    return try inOrder(environments, section)
  }

  private func environment(
    _ name: String, _ section: TOMLSection, _ configuration: ConfigurationFile
  ) throws(FileError) -> TargetEnvironment {
    try known(Self.keys, in: section)
    guard let dsn = try dsn(in: section) else {
      throw invalid(section.path, "[\(section.name)] has no dsn", hint: "say where it is: dsn = \"service=NAME\"")
    }
    var environment = TargetEnvironment(name: name, dsn: dsn)
    environment.schemas = try texts("schema", in: section) ?? []
    environment.rules = configuration.rules
    if let word = try text("ruleset", in: section) {
      guard let ruleset = RuleChoice.Ruleset(rawValue: word) else {
        throw invalid(
          section.path + ["ruleset"], "the ruleset of [\(section.name)] is not known",
          hint: "write \"strict\" or \"relaxed\"")
      }
      environment.rules.ruleset = ruleset
    }
    environment.promoteFrom = try text("promote_from", in: section)
    environment.soakSeconds = try duration("soak", in: section) ?? 0
    if environment.promoteFrom == nil, section.table["soak"] != nil {
      throw invalid(
        section.path + ["soak"], "[\(section.name)] has a soak time and no environment before it",
        hint: "name it: promote_from = \"staging\"")
    }
    environment.lockTimeout = try timeout("lock_timeout", in: section)
    environment.statementTimeout = try timeout("statement_timeout", in: section)
    environment.windows = try windows(in: section)
    environment.expirySeconds = try duration("expires", in: section)
    environment.acknowledged = try acknowledged(in: section)
    environment.approvals = try approvals(in: section, configuration.teams)
    environment.onePersonPerTeam = try flag("one_person_one_team", in: section) ?? true
    if let team = try text("executors", in: section) {
      environment.executors = try self.team(team, of: configuration.teams, at: section.path + ["executors"])
    }
    environment.authorMayExecute = try flag("author_may_execute", in: section) ?? true
    environment.approverMayExecute = try flag("approver_may_execute", in: section) ?? true
    return environment
  }

  /// As PostgreSQL takes it: a number of milliseconds, or one with a unit.
  private func timeout(_ key: String, in section: TOMLSection) throws(FileError) -> String? {
    guard let text = try text(key, in: section) else { return nil }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).trimmingPrefix { $0 == " " }
    guard digits.first?.isNumber == true, ["", "us", "ms", "s", "min", "h", "d"].contains(unit) else {
      throw wrongType(key, in: section, expected: "a time as PostgreSQL takes it, such as \"5s\" or \"0\"")
    }
    return text
  }

  private func windows(in section: TOMLSection) throws(FileError) -> [ChangeWindow] {
    guard let texts = try texts("window", in: section) else { return [] }
    let path = section.path + ["window"]
    guard !texts.isEmpty else {
      throw invalid(path, "[\(section.name)] has a list of no windows", hint: "leave window out for always")
    }
    var windows: [ChangeWindow] = []
    for text in texts {
      do throws(ChangeWindowError) { windows.append(try ChangeWindow(text)) } catch {
        throw invalid(
          path, "the window \"\(text)\" \(error.problem)", hint: "write \"Mon-Thu 09:00-16:00 Europe/Berlin\"")
      }
    }
    return windows
  }

  private func acknowledged(in section: TOMLSection) throws(FileError) -> Severity? {
    switch try text("acknowledge", in: section) {
    case nil, "error": .error
    case "warning": .warning
    case "off": nil
    default:
      throw wrongType("acknowledge", in: section, expected: "\"error\", \"warning\" or \"off\"")
    }
  }

  // MARK: - Teams

  private func team(_ name: String, of teams: [Team], at path: [String]) throws(FileError) -> Team {
    if let team = teams.first(where: { Identifier($0.name) == Identifier(name) }) { return team }
    let nearest = NearestName.of(name, among: teams.map(\.name))
    throw invalid(
      path, "there is no team \(name)",
      hint: nearest.map { "did you mean \($0)?" } ?? "name its members: [teams], \(name) = [\"…\"]")
  }

  private func approvals(in section: TOMLSection, _ teams: [Team]) throws(FileError) -> [ApprovalRule] {
    guard let value = section.table["approvals"] else { return [] }
    let name = "\(section.name).approvals"
    guard let list = value.array, !list.isEmpty else {
      throw invalid(section.path + ["approvals"], "\(name) is no table", hint: "write [[\(name)]]")
    }
    var rules: [ApprovalRule] = []
    for (place, element) in list.enumerated() {
      let path = section.path + ["approvals", "\(place)"]
      guard let table = element.table else { throw invalid(path, "\(name) is no table", hint: "write [[\(name)]]") }
      let entry = TOMLSection(table, path)
      try known(["from", "count", "author_may_approve"], in: entry)
      guard let from = try text("from", in: entry) else {
        throw invalid(path, "[[\(name)]] does not say whose approvals", hint: "name a team: from = \"dba\"")
      }
      let team = try team(from, of: teams, at: path + ["from"])
      guard !rules.contains(where: { $0.team.name == team.name }) else {
        throw invalid(path, "[[\(name)]] is there twice for the team \(from)", hint: "say it once, with count")
      }
      let count = try count("count", in: entry) ?? 1
      guard count <= team.members.count else {
        throw invalid(
          path + ["count"], "[[\(name)]] wants \(count) of the team \(from), which has \(team.members.count)",
          hint: "add members, or lower the count")
      }
      rules.append(
        ApprovalRule(team: team, count: count, authorMayApprove: try flag("author_may_approve", in: entry) ?? false))
    }
    return rules
  }

  private func checkSigners(
    of environments: [TargetEnvironment], _ configuration: ConfigurationFile
  ) throws(FileError) {
    guard configuration.allowedSigners == nil,
      let environment = environments.first(where: { !$0.approvals.isEmpty || $0.namesExecutors })
    else { return }
    throw invalid(
      ["environments", environment.name],
      "[environments.\(environment.name)] asks for signatures, and nothing says whose keys are whose",
      hint: "name an OpenSSH allowed_signers file: [signers], allowed = \"allowed_signers\"")
  }

  // MARK: - Order

  /// Each after the one that it is promoted from, else by name.
  private func inOrder(
    _ environments: [TargetEnvironment], _ section: TOMLSection
  ) throws(FileError) -> [TargetEnvironment] {
    var depths: [(depth: Int, environment: TargetEnvironment)] = []
    for environment in environments {
      var chain = [environment.name]
      var before = environment.promoteFrom
      while let name = before {
        let path = section.path + [chain[chain.count - 1], "promote_from"]
        guard let next = environments.first(where: { Identifier($0.name) == Identifier(name) }) else {
          let nearest = NearestName.of(name, among: environments.map(\.name))
          throw invalid(
            path, "there is no environment \(name) to be promoted from",
            hint: nearest.map { "did you mean \($0)?" } ?? "write [environments.\(name)]")
        }
        guard !chain.contains(where: { Identifier($0) == Identifier(name) }) else {
          let circle = (chain + [name]).joined(separator: " from ")
          throw invalid(path, "promote_from goes round in a circle: \(circle)", hint: "one of them has to be the first")
        }
        chain.append(name)
        before = next.promoteFrom
      }
      depths.append((chain.count, environment))
    }
    return depths.sorted { left, right in
      left.depth != right.depth
        ? left.depth < right.depth : Identifier(left.environment.name) < Identifier(right.environment.name)
    }.map(\.environment)
  }
}
