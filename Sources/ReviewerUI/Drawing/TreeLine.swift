import MigrationCore
import TerminalKit

/// A row of a tree as it is drawn: mark, fold, name, and what stands beside it.
enum TreeLine {
  /// One side of the row at `index`; `size` is the relation's in words, where it is known, `search` what is searched for.
  static func text(
    _ index: Int, _ side: AlignedTree.Side, _ size: String?, in tree: AlignedTree, _ view: TreeView,
    _ marks: Marks, search: String? = nil
  ) -> StyledText {
    let row = tree.rows[index]
    let isFolded = view.isFolded(index, in: tree)
    var mark = mark(row.change, marks)
    var markPaint = Paint(row.change.role, bold: true)
    if mark == " ", row.changedBelow > 0, isFolded || row.id != nil && row.id?.kind != .schema {
      (mark, markPaint) = (marks.altered, Paint(.diffAlter))
    }
    var text = StyledText(" \(mark) ", markPaint)
    text.append(String(repeating: "  ", count: row.depth))
    let fold = row.end > index + 1 ? (isFolded ? marks.folded : marks.open) : " "
    text.append("\(fold) ", Paint(.muted))
    let paint = Paint(
      row.id == nil ? .heading : row.change == .altered ? .text : row.change.role, bold: row.id?.kind == .schema)
    let found = search.flatMap { TextMatch.contains($0, in: row.title) ? TextMatch.fuzzy($0, in: row.title) : nil }
    text.append(row.title, paint, found: found ?? TextMatch.fuzzy(view.filter, in: row.title) ?? [])
    if row.id == nil, side.objectsBelow > 0 {
      text.append(" (\(side.objectsBelow))", Paint(.muted))
    }
    if isFolded, row.changedBelow > 0, row.change == .same || row.change == .altered {
      text.append("  \(row.changedBelow) changed", Paint(.diffAlter))
    }
    if !side.detail.isEmpty { text.append("  \(side.detail)", Paint(.muted)) }
    if let size { text.append("  \(size)", Paint(.muted)) }
    return text
  }

  static func mark(_ change: AlignedTree.Change, _ marks: Marks) -> String {
    switch change {
    case .same: " "
    case .created: marks.created
    case .altered: marks.altered
    case .dropped: marks.dropped
    }
  }
}
