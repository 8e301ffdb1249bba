/// The renames that recorded plans made, gathered so that they can be undone as renames.
///
/// Without them a renamed table would be dropped and come back empty under its old name.
package struct UndoneRenames: Hashable, Sendable {
  /// Something that is to get back the name that it had.
  package struct Rename: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
      case object(ObjectKind)
      /// A column of a relation, or an attribute of a type.
      case column
      case enumLabel
    }
    package var subject: Subject
    /// As it was called, or its relation or type was.
    package var name: QualifiedName
    /// As the column or label was called.
    package var member: Identifier?
    /// What it is called now, without what it belongs to.
    package var nameNow: Identifier
  }

  private struct Entry: Hashable {
    enum Kind { case object, column, enumLabel }
    var kind: Kind
    var before: QualifiedName
    var member: Identifier?
    var now: Identifier
  }
  private var entries: [Entry] = []

  package init() {}

  /// Takes in the next renames that ran; what holds no rows, and a move to another schema, is passed over.
  package mutating func take(_ facts: StatementFacts) {
    for change in facts.nameChanges {
      guard case .name(let new) = change.change else { continue }
      switch change.kind {
      case .table, .foreignTable, .view, .materializedView, .sequence, .type, .domain:
        take(.object, change.name, nil, to: new)
      case .column, .attribute: if let member = change.member { take(.column, change.name, member, to: new) }
      case .index, .constraint, .trigger, .policy, .rule, .function, .procedure, .aggregate, .schema, .role, .database,
        .other:
        break
      }
    }
    for case .renameEnumValue(let type, let old, let new) in facts.actions {
      take(.enumLabel, type, Identifier(old), to: Identifier(new))
    }
  }

  private mutating func take(_ kind: Entry.Kind, _ name: QualifiedName, _ member: Identifier?, to new: Identifier) {
    let whole = entries.first { $0.kind == .object && $0.before.schema == name.schema && $0.now == name.name }
    let before = whole?.before ?? name
    let place = entries.firstIndex {
      $0.kind == kind && (member == nil ? $0 == whole : $0.before == before && $0.now == member)
    }
    if let place {
      entries[place].now = new
    } else {
      entries.append(Entry(kind: kind, before: before, member: member, now: new))
    }
  }

  /// Those that separate two states; of names that went from one object to another nothing is said.
  package func standing(between before: RecordedSnapshot, and now: RecordedSnapshot) -> [Rename] {
    let (old, new) = (Names(before), Names(now))
    return entries.compactMap { entry in
      let schema = entry.before.schema
      switch entry.kind {
      case .object:
        guard let kind = old.kinds[entry.before], new.kinds[QualifiedName(schema, entry.now)] == kind,
          old.kinds[QualifiedName(schema, entry.now)] == nil, new.kinds[entry.before] == nil
        else { return nil }
        return Rename(subject: .object(kind), name: entry.before, nameNow: entry.now)
      case .column:
        let whole = entries.first { $0.kind == .object && $0.before == entry.before }
        let nameNow = QualifiedName(schema, whole?.now ?? entry.before.name)
        guard let member = entry.member, let before = old.columns[entry.before], let now = new.columns[nameNow],
          before.contains(member), !before.contains(entry.now), now.contains(entry.now), !now.contains(member)
        else { return nil }
        return Rename(subject: .column, name: entry.before, member: member, nameNow: entry.now)
      case .enumLabel:
        guard old.kinds[entry.before] == .enumType, entry.member != entry.now else { return nil }
        return Rename(subject: .enumLabel, name: entry.before, member: entry.member, nameNow: entry.now)
      }
    }
  }

  /// What is called how in a snapshot.
  private struct Names {
    var kinds: [QualifiedName: ObjectKind] = [:]
    var columns: [QualifiedName: Set<Identifier>] = [:]

    init(_ snapshot: RecordedSnapshot) {
      for schema in snapshot.schemas {
        for block in CanonicalBlock.blocks(of: schema.canonicalText, without: []) {
          guard let kind = ObjectKind(rawValue: block.key), Self.renamed.contains(kind), let name = block.values.first
          else { continue }
          let qualified = QualifiedName(schema.name, Identifier(name))
          kinds[qualified] = kind
          let members = block.children.filter { $0.key == "column" || $0.key == "attribute" }
          columns[qualified] = Set(members.compactMap { $0.values.first.map { Identifier($0) } })
        }
      }
    }

    private static let renamed: Set<ObjectKind> = [
      .table, .view, .materializedView, .sequence, .enumType, .compositeType, .domain,
    ]
  }
}
