import MigrationCore

/// Where two values differ, as paths into them with both sides; empty when they are alike.
func differences(_ left: Any, _ right: Any, at path: String = "") -> [String] {
  let (leftMirror, rightMirror) = (Mirror(reflecting: left), Mirror(reflecting: right))
  let (leftChildren, rightChildren) = (Array(leftMirror.children), Array(rightMirror.children))
  if left is any CatalogText || left is Identifier || leftChildren.isEmpty
    || leftChildren.count != rightChildren.count
  {
    let (leftText, rightText) = ("\(left)", "\(right)")
    return leftText.utf8.elementsEqual(rightText.utf8) ? [] : ["\(path): \(leftText) | \(rightText)"]
  }
  return zip(leftChildren, rightChildren).enumerated().flatMap { index, pair in
    let name = Mirror(reflecting: pair.0.value).children.first { $0.label == "name" }.map { "\($0.value)" }
    let label = leftMirror.displayStyle == .collection ? "[\(name ?? "\(index)")]" : ".\(pair.0.label ?? "")"
    return differences(pair.0.value, pair.1.value, at: path + label)
  }
}

extension DatabaseSchema {
  /// The same with columns numbered without the gaps that dropped ones left.
  var withoutGaps: DatabaseSchema {
    var copy = self
    for table in copy.tables.indices {
      for column in copy.tables[table].columns.indices { copy.tables[table].columns[column].position = column + 1 }
    }
    return copy
  }
}
