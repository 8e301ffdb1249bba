internal import MigrationCore

extension NewerGrammar.Marker {
  /// The content of a `FuncCall` that stands for what the grammar has no word for.
  init?(_ call: ParseNode, _ reader: StatementReader) {
    guard let name = reader.parts(call["funcname"]).last else { return nil }
    self.init(rawValue: name.text)
  }
}

extension StatementReader {
  /// What an expression stands for, where it stands for something.
  func marker(_ expression: ParseNode?) -> NewerGrammar.Marker? {
    expression?["FuncCall"].flatMap { NewerGrammar.Marker($0, self) }
  }

  /// The column of a NOT NULL constraint.
  func columnNotNull(_ constraint: ParseNode) -> Identifier? {
    guard marker(constraint["raw_expr"]) == .notNull,
      let argument = constraint["raw_expr"]?["FuncCall"]?["args"]?.children.first
    else { return nil }
    return parts(argument["ColumnRef"]?["fields"]).last
  }

  /// `NOT ENFORCED` belongs to the constraint that begins last before it.
  mutating func noteNotEnforced(at places: [Int], in tree: ParseTree) {
    guard !places.isEmpty else { return }
    let starts = tree.root.descendants(named: "Constraint").filter {
      ["CONSTR_CHECK", "CONSTR_FOREIGN"].contains($0["contype"]?.string)
    }.map { $0["location"]?.int ?? 0 }
    notEnforced = Set(places.compactMap { place in starts.filter { $0 <= place }.max() })
  }

  func isNotEnforced(_ constraint: ParseNode) -> Bool { notEnforced.contains(constraint["location"]?.int ?? 0) }
}
