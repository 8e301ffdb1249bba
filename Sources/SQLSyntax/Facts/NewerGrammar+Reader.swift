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

  /// `NOT ENFORCED`, `WITHOUT OVERLAPS` and `PERIOD` belong to the constraint that begins last before them.
  mutating func note(_ grammar: NewerGrammar, in tree: ParseTree) {
    let constraints = tree.root.descendants(named: "Constraint")
    func begun(before places: [Int], _ kinds: [String]) -> Set<Int> {
      let starts = constraints.filter { $0["contype"]?.string.map(kinds.contains) ?? false }
        .map { $0["location"]?.int ?? 0 }
      return Set(places.compactMap { place in starts.filter { $0 <= place }.max() })
    }
    notEnforced = begun(before: grammar.notEnforced, ["CONSTR_CHECK", "CONSTR_FOREIGN"])
    temporal = begun(before: grammar.periods, ["CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_FOREIGN"])
  }

  func isTemporal(_ constraint: ParseNode) -> Bool { temporal.contains(constraint["location"]?.int ?? 0) }

  func isNotEnforced(_ constraint: ParseNode) -> Bool { notEnforced.contains(constraint["location"]?.int ?? 0) }
}
