/// What a plan drops and creates although it may be meant as a rename.
///
/// Nothing is renamed on a guess; the person is told how to say so.
package enum LookAlikes {
  /// A sentence for each pair; none when every drop has no counterpart.
  package static func notes(from current: DatabaseSchema, to desired: DatabaseSchema) -> [String] {
    tables(from: current, to: desired) + columns(from: current, to: desired)
  }

  private static func tables(from current: DatabaseSchema, to desired: DatabaseSchema) -> [String] {
    let gone = current.tables.filter { old in
      old.extensionName == nil && !desired.tables.contains { $0.name == old.name }
    }
    let made = desired.tables.filter { new in
      new.extensionName == nil && !current.tables.contains { $0.name == new.name }
    }
    return gone.compactMap { old in
      guard !old.columns.isEmpty, let new = made.first(where: { $0.columns.map(\.shape) == old.columns.map(\.shape) })
      else { return nil }
      return "table \(old.name) is dropped and table \(new.name) with the same columns is created; if it is the same "
        + "table, write -- countersign:rename \(old.name) on the line above CREATE TABLE \(new.name)"
    }
  }

  private static func columns(from current: DatabaseSchema, to desired: DatabaseSchema) -> [String] {
    desired.tables.flatMap { new -> [String] in
      guard let old = current.tables.first(where: { $0.name == new.name }) else { return [] }
      let gone = old.columns.filter { column in !new.columns.contains { $0.name == column.name } }
      var made = new.columns.filter { column in !old.columns.contains { $0.name == column.name } }
      return gone.compactMap { column in
        guard let place = made.firstIndex(where: { $0.type == column.type }) else { return nil }
        let other = made.remove(at: place)
        return "column \(new.name).\(column.name) is dropped and \(other.name) of the same type is added; if it is the "
          + "same column, write -- countersign:rename \(column.name) on the line above \(other.name) in CREATE TABLE"
      }
    }
  }
}

extension Column {
  /// What makes two tables look alike.
  fileprivate var shape: [String] { [name.text, type.text] }
}
