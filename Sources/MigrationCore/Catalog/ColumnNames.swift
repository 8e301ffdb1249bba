/// The names of columns by their numbers, `pg_attribute.attnum`.
struct ColumnNames {
  /// Of each relation, in the order of their numbers.
  let columns: [Identifier: [Column]]

  /// In the order of `numbers`; what is no column is left out, as the zero of a whole row is.
  func of(_ numbers: some Sequence<Int>, in relation: Identifier) -> [Identifier] {
    let columns = columns[relation] ?? []
    return numbers.compactMap { number in
      if number < 0 { return Self.system[number] }
      // Dropped columns leave gaps.
      let usual = number - 1
      if columns.indices.contains(usual), columns[usual].position == number { return columns[usual].name }
      return columns.first { $0.position == number }?.name
    }
  }

  /// Columns that every table has; a check can name one.
  ///
  /// Source: PostgreSQL's sysattr.h.
  private static let system: [Int: Identifier] = [
    -1: "ctid", -2: "xmin", -3: "cmin", -4: "xmax", -5: "cmax", -6: "tableoid",
  ]
}
