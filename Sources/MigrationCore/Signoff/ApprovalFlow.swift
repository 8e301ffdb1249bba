/// How many approvals count where one person and one key count once.
///
/// A flow from teams over people to keys, each person and each key passed once at most: an approval by somebody with two
/// keys is one, and so are two by one key under two names.
struct ApprovalFlow {
  /// Somebody's approval, and whether it may count for a team.
  struct Approval {
    var principal: Identifier
    var key: Identifier
  }

  private enum Node: Hashable {
    case source, sink
    case team(Int)
    case person(Identifier)
    /// A person, once they are counted.
    case counted(Identifier)
    case key(Identifier)
    case spent(Identifier)
  }
  private struct Edge: Hashable { var from, to: Node }

  private var room: [Edge: Int] = [:]
  /// The ways on from a node, in the order in which they were added.
  private var ways: [Node: [Node]] = [:]

  private mutating func connect(_ from: Node, _ to: Node, _ capacity: Int = 1) {
    guard room[Edge(from: from, to: to)] == nil else { return }
    ways[from, default: []].append(to)
    ways[to, default: []].append(from)
    room[Edge(from: from, to: to)] = capacity
    room[Edge(from: to, to: from)] = 0
  }

  /// Counts for several teams at once, where a person counts for one of them.
  ///
  /// - Parameters:
  ///   - counts: how many of each team are wanted.
  ///   - approvals: those that may count, for each team.
  /// - Returns: the people who count, for each team.
  static func counted(_ counts: [Int], _ approvals: [[Approval]]) -> [[Identifier]] {
    var flow = ApprovalFlow()
    for (team, list) in approvals.enumerated() {
      flow.connect(.source, .team(team), counts[team])
      for approval in list {
        flow.connect(.team(team), .person(approval.principal))
        flow.connect(.person(approval.principal), .counted(approval.principal))
        flow.connect(.counted(approval.principal), .key(approval.key))
        flow.connect(.key(approval.key), .spent(approval.key))
        flow.connect(.spent(approval.key), .sink)
      }
    }
    while flow.augment() {}
    return approvals.indices.map { team in
      (flow.ways[.team(team)] ?? []).compactMap { node in
        guard case .person(let person) = node, flow.room[Edge(from: node, to: .team(team))] == 1 else { return nil }
        return person
      }
    }
  }

  /// Sends one more through, by the shortest way there is.
  private mutating func augment() -> Bool {
    var cameFrom: [Node: Node] = [:]
    var queue = [Node.source]
    var next = 0
    while next < queue.count, cameFrom[.sink] == nil {
      let node = queue[next]
      next += 1
      for other in ways[node] ?? []
      where other != .source && cameFrom[other] == nil && (room[Edge(from: node, to: other)] ?? 0) > 0 {
        cameFrom[other] = node
        queue.append(other)
      }
    }
    guard cameFrom[.sink] != nil else { return false }
    var node = Node.sink
    while let before = cameFrom[node] {
      room[Edge(from: before, to: node), default: 0] -= 1
      room[Edge(from: node, to: before), default: 0] += 1
      node = before
    }
    return true
  }
}
