/// What a plan does, counted and listed by object as pgschema counts and lists it.
///
/// It goes by the plan's `source_diffs` where there are some, else by its steps: pgschema itself lists nothing for a
/// plan without `source_diffs`; here the steps' paths name the objects. A change that takes several statements is one
/// change. A step that does not say what it changes is not counted.
package struct PlanSummary: Hashable, Sendable {
  package enum Operation: String, Hashable, Sendable {
    case create, alter, drop, recreate

    /// `+`, `~` or `-`.
    package var symbol: String {
      switch self {
      case .create: "+"
      case .alter, .recreate: "~"
      case .drop: "-"
      }
    }
  }

  package struct Counts: Hashable, Sendable {
    package var add = 0
    package var modify = 0
    package var drop = 0

    package var isZero: Bool { add == 0 && modify == 0 && drop == 0 }

    mutating func count(_ operation: Operation) {
      switch operation {
      case .create: add += 1
      case .alter: modify += 1
      case .drop: drop += 1
      case .recreate: break
      }
    }
  }

  /// An object, or a part of one.
  package struct Entry: Hashable, Sendable {
    package var operation: Operation
    package var name: String
    /// For a part what it is, `column`; empty for the object itself.
    package var kind: String = ""
    package var parts: [Entry] = []
  }

  /// All objects of one type.
  package struct Section: Hashable, Sendable {
    /// `materialized views`.
    package var title: String
    package var counts: Counts
    package var entries: [Entry]
  }

  /// All types together, those included that have no section.
  package private(set) var counts = Counts()
  package private(set) var sections: [Section] = []

  package init(_ plan: Plan) {
    let changes = Self.changes(of: plan)
    for (type, title) in Self.titles {
      var section: Section?
      if Self.relationTypes.contains(type) {
        section = Self.relations(of: type, title: title, in: changes)
      } else {
        section = Self.objects(of: type, title: title, in: changes)
      }
      guard let section, !section.counts.isZero else { continue }
      sections.append(section)
      counts.add(section.counts)
    }
    // pgschema's list of types leaves domains out: they are counted and not listed.
    if let domains = Self.objects(of: "domain", title: "domains", in: changes) { counts.add(domains.counts) }
    for (type, title) in Self.furtherTitles {
      guard let section = Self.objects(of: type, title: title, in: changes) else { continue }
      sections.append(section)
      counts.add(section.counts)
    }
    let known = Set((Self.titles + Self.furtherTitles).map(\.0) + ["domain"])
    let others = changes.filter { change in
      !known.contains(change.type) && !change.type.isEmpty && !Self.relationTypes.contains(where: change.isOf)
    }
    guard let section = Self.objects(title: "other objects", others) else { return }
    sections.append(section)
    counts.add(section.counts)
  }

  private struct Change: Hashable {
    var type: String
    var operation: Operation
    var path: Identifier

    /// Whether this is about the relation type `type` or a part of one.
    func isOf(_ relationType: String) -> Bool { type == relationType || type.hasPrefix(relationType + ".") }

    /// `schema.relation`; in a name with a dot this is a guess, as paths have no quotes.
    var relation: Identifier { Identifier(bytes: path.parts.prefix(2).joined(separator: [UInt8(ascii: ".")])) }

    /// The part's name; for what is a property of the relation itself the relation's.
    var partName: String {
      let isPart = path.bytes.count > relation.bytes.count
      return isPart ? Identifier(bytes: path.bytes.dropFirst(relation.bytes.count + 1)).text : path.lastName
    }
  }

  /// Types in the order of pgschema's summary, with their headings.
  private static let titles = [
    ("default_privilege", "default privileges"), ("type", "types"), ("function", "functions"),
    ("procedure", "procedures"), ("aggregate", "aggregates"), ("sequence", "sequences"), ("table", "tables"),
    ("view", "views"), ("materialized_view", "materialized views"), ("privilege", "privileges"),
    ("column_privilege", "column privileges"), ("revoked_default_privilege", "revoked default privileges"),
  ]
  /// Types that pgschema does not know, after its own.
  private static let furtherTitles = [
    ("schema", "schemas"), ("collation", "collations"), ("operator", "operators"),
    ("operator_family", "operator families"), ("operator_class", "operator classes"), ("cast", "casts"),
    ("conversion", "conversions"), ("statistics", "statistics"), ("text_search_parser", "text search parsers"),
    ("text_search_template", "text search templates"), ("text_search_dictionary", "text search dictionaries"),
    ("text_search_configuration", "text search configurations"),
  ]
  private static let routineTypes = ["function", "procedure", "aggregate"]
  private static let relationTypes = ["table", "view", "materialized_view"]

  private static func changes(of plan: Plan) -> [Change] {
    let named: [(type: String, operation: String, path: String)] =
      plan.sourceDiffs.isEmpty
      ? plan.steps.map { ($0.step.type, $0.step.operation, $0.step.path) }
      : plan.sourceDiffs.map { ($0.type, $0.operation, $0.path) }
    var changes: [Change] = []
    for (type, operation, path) in named {
      guard let operation = Operation(rawValue: operation) else { continue }
      let change = Change(type: type, operation: operation, path: Identifier(path))
      // A routine that is dropped and made again is one change; several grants to one role are several.
      if plan.sourceDiffs.isEmpty, changes.last == change, Self.routineTypes.contains(type) { continue }
      changes.append(change)
    }
    return changes
  }

  private static func objects(of type: String, title: String, in changes: [Change]) -> Section? {
    objects(title: title, changes.filter { $0.type == type })
  }

  private static func objects(title: String, _ changes: [Change]) -> Section? {
    guard !changes.isEmpty else { return nil }
    var section = Section(title: title, counts: Counts(), entries: [])
    for change in changes { section.counts.count(change.operation) }
    section.entries = sorted(changes, by: \.path).map { Entry(operation: $0.operation, name: $0.path.lastName) }
    return section
  }

  private static func relations(of type: String, title: String, in changes: [Change]) -> Section? {
    let changes = changes.filter { $0.isOf(type) }
    var section = Section(title: title, counts: Counts(), entries: [])
    for relation in Set(changes.map(\.relation)).sorted() {
      let own = changes.filter { $0.relation == relation }
      let operation = operation(ofRelation: own.filter { $0.type == type })
      section.counts.count(operation)
      var parts = parts(of: own.filter { $0.type != type }, relationType: type)
      // pgschema names a new table where it means the table's column.
      if type == "table", operation == .create {
        for place in parts.indices where parts[place].kind == "column.comment" { parts[place].name = relation.lastName }
      }
      section.entries.append(Entry(operation: operation, name: relation.lastName, parts: parts))
    }
    return section
  }

  /// A relation that goes and comes back is modified.
  private static func operation(ofRelation changes: [Change]) -> Operation {
    guard let last = changes.last else { return .alter }
    switch last.operation {
    case .create: return changes.contains { $0.operation == .recreate } ? .alter : .create
    case .alter, .recreate: return .alter
    case .drop: return .drop
    }
  }

  private static func parts(of changes: [Change], relationType: String) -> [Entry] {
    var seen: Set<Change> = []
    let distinct = changes.filter { seen.insert($0).inserted }
    return sorted(sorted(distinct, by: \.path), by: { Identifier($0.type) }).map { change in
      let kind = String(change.type.dropFirst(relationType.count + 1))
      let isRebuild = kind == "index" && change.operation == .alter
      return Entry(
        operation: change.operation, name: change.partName, kind: isRebuild ? "index - concurrent rebuild" : kind)
    }
  }

  /// In byte order of `key`; equal ones stay as they were.
  private static func sorted(_ changes: [Change], by key: (Change) -> Identifier) -> [Change] {
    changes.sorted { key($0) < key($1) }
  }
}

extension Identifier {
  /// The dot-separated parts of a path.
  fileprivate var parts: [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  }

  fileprivate var lastName: String { Identifier(bytes: parts.last ?? []).text }
}

extension PlanSummary.Counts {
  fileprivate mutating func add(_ other: Self) {
    add += other.add
    modify += other.modify
    drop += other.drop
  }
}
