internal import MigrationCore

extension StatementReader {
  func partitionKey(_ node: ParseNode?) -> PartitionKey? {
    guard let node else { return nil }
    let strategy: PartitionKey.Strategy
    switch node["strategy"]?.string?.lowercased() {
    case "list", "partition_strategy_list": strategy = .list
    case "hash", "partition_strategy_hash": strategy = .hash
    default: strategy = .range
    }
    let columns = (node["partParams"]?.children ?? []).map { $0["PartitionElem"]?["name"]?.identifier }
    return PartitionKey(strategy, columns: columns)
  }

  /// The content of a `PartitionBoundSpec`.
  func partitionBound(_ node: ParseNode?) -> PartitionBound {
    guard let node, !(node["is_default"]?.isTrue ?? false) else { return .default }
    switch node["strategy"]?.string {
    case "l": return .list((node["listdatums"]?.children ?? []).map(scalar))
    case "h":
      return .hash(modulus: node["modulus"]?.int ?? 0, remainder: node["remainder"]?.int ?? 0)
    default:
      return .range(from: boundValues(node["lowerdatums"]), to: boundValues(node["upperdatums"]))
    }
  }

  /// The parser takes `MINVALUE` for a column's name.
  private func boundValues(_ list: ParseNode?) -> [BoundValue] {
    (list?.children ?? []).map { node in
      switch parts(node["ColumnRef"]?["fields"]) {
      case ["minvalue"]: .lowest
      case ["maxvalue"]: .highest
      default: scalar(node).map { .value($0) } ?? .expression
      }
    }
  }
}
