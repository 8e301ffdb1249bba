/// What a plan drops and creates although it may be meant as a rename.
///
/// Nothing is renamed on a guess; the person is told how to say so.
package enum LookAlikes {
  /// A sentence for each pair; none when every drop has no counterpart.
  package static func notes(from current: DatabaseSchema, to desired: DatabaseSchema) -> [String] {
    tables(from: current, to: desired) + columns(from: current, to: desired)
  }

  private static func tables(from current: DatabaseSchema, to desired: DatabaseSchema) -> [String] {
    let (before, after) = (Set(current.tables.map(\.name)), Set(desired.tables.map(\.name)))
    let gone = current.tables.filter { $0.extensionName == nil && !after.contains($0.name) }
    let made = desired.tables.filter { $0.extensionName == nil && !before.contains($0.name) }
    return gone.compactMap { old in
      guard !old.columns.isEmpty, let new = made.first(where: { $0.columns.map(\.shape) == old.columns.map(\.shape) })
      else { return nil }
      return "table \(old.name) is dropped and table \(new.name) with the same columns is created; if it is the same "
        + "table, write -- countersign:rename \(old.name) on the line above CREATE TABLE \(new.name)"
    }
  }

  private static func columns(from current: DatabaseSchema, to desired: DatabaseSchema) -> [String] {
    let places = Dictionary(current.tables.indices.map { (current.tables[$0].name, $0) }) { first, _ in first }
    return desired.tables.flatMap { new -> [String] in
      guard let old = places[new.name].map({ current.tables[$0] }) else { return [] }
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
