/// `column-alignment-padding`: the order of a table's columns wastes room in every row.
struct ColumnAlignmentPadding: ActionRule {
  static let id: RuleID = "column-alignment-padding"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("min_bytes", .number(8), "bytes of padding per row from which it is found")
  ]
  static let summary = "the order of a table's columns wastes room in every row"
  static let documentation = """
    PostgreSQL stores a row's columns in their order and pads each to its type's alignment: a boolean before a bigint
    costs seven bytes in every row, for ever, because columns cannot be moved. Order fixed-width columns by alignment, 8
    bytes first, then 4, 2 and 1, and types of variable length last. The option min_bytes says from how many bytes per
    row it is worth a word.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createTable(let table) = action, !table.isTemporary, !table.isForeign, table.inherits.isEmpty else {
      return nil
    }
    let columns = table.columns.map { (name: $0.name, width: FixedWidth($0.plainType)) }
    let best = columns.enumerated().sorted { left, right in
      let (a, b) = (left.element.width?.alignment ?? 0, right.element.width?.alignment ?? 0)
      return a == b ? left.offset < right.offset : a > b
    }.map(\.element)
    let wasted = FixedWidth.padding(columns.map(\.width)) - FixedWidth.padding(best.map(\.width))
    guard wasted >= max(1, context.number("min_bytes", of: Self.self)) else { return nil }
    return finding(
      at: step,
      "each row of \(table.name) has \(wasted) bytes of padding, \(Quantity.bytes(Int64(wasted) << 20)) in 1M rows",
      because: "Each column starts at a multiple of its type's alignment, and columns cannot be moved later.",
      instead: "order the columns \(best.map(\.name).words)")
  }
}

/// How a type of fixed length is stored: `pg_type.typlen` and `typalign`.
private struct FixedWidth {
  var length: Int
  var alignment: Int

  /// Nil for a type of variable length, or one that is not built in.
  init?(_ type: ColumnType) {
    guard type.schema == nil, !type.isArray else { return nil }
    switch type.name.text {
    case "int8", "float8", "timestamp", "timestamptz", "time", "money": (length, alignment) = (8, 8)
    case "interval", "point": (length, alignment) = (16, 8)
    case "timetz": (length, alignment) = (12, 8)
    case "int4", "float4", "date", "oid", "regclass", "xid": (length, alignment) = (4, 4)
    case "int2": (length, alignment) = (2, 2)
    case "bool", "char": (length, alignment) = (1, 1)
    case "uuid": (length, alignment) = (16, 1)
    default: return nil
    }
  }

  /// The bytes between columns in this order; behind a value of variable length nothing is assumed.
  static func padding(_ widths: [FixedWidth?]) -> Int {
    var offset = 0
    var padding = 0
    for width in widths {
      guard let width else {
        offset = 0
        continue
      }
      let gap = (width.alignment - offset % width.alignment) % width.alignment
      padding += gap
      offset += gap + width.length
    }
    return padding
  }
}
