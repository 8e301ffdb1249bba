import MigrationCore
import TerminalKit

/// The object under the cursor: its definition, and below it what else is known.
extension Browser {
  func drawPane(_ layout: BrowseLayout, on grid: inout Grid) {
    let place = layout.definition
    guard place.width > 0, let index = treeView.row else { return }
    let lines = paneText(width: place.width)
    if let title = layout.title { drawPaneTitle(index, lines.count, row: title, place, on: &grid) }
    for (line, text) in lines[paneOffset..<paneOffset + place.height].enumerated() {
      grid.put(text, column: place.column + 1, row: place.row + line, width: place.width - 2, skip: paneColumn)
    }
    let facts = factLines(index, width: max(1, layout.facts.width - 2), height: layout.facts.height)
    for (line, text) in facts.enumerated() where line < layout.facts.height {
      grid.put(
        text, column: layout.facts.column + 1, row: layout.facts.row + line, width: layout.facts.width - 2)
    }
  }

  private func drawPaneTitle(_ index: Int, _ count: Int, row: Int, _ place: Rectangle, on grid: inout Grid) {
    let object = tree.rows[index]
    let active = Paint(focus == .definition ? .borderActive : .heading, bold: true)
    var title = StyledText(object.id.map { "\($0.kind.rawValue)  " } ?? "", Paint(.muted))
    title.append(object.id?.description ?? object.title, active)
    var right = StyledText()
    if count > place.height { right = position(paneOffset, page: place.height, count: count) }
    grid.put(
      line(title, right: right, width: place.width - 1), column: place.column + 1, row: row, width: place.width - 1)
  }

  /// The definition as it stands beside the tree, long lines wrapped when wrapping is on.
  func paneText(width: Int) -> PaneText {
    let inner = max(1, width - 2)
    if let rows = paneSQL.rows(of: paneSubject, width: wrapsLines ? inner : nil) { return .sql(rows) }
    return .words(
      treeView.row.map { StyledText(withoutDefinition($0), Paint(.muted)).wrapped(to: inner) } ?? [])
  }

  mutating func layOutPaneSQL(width: Int) {
    guard let paneSubject, let row = treeView.row else { return paneSQL = nil }
    paneSQL = paneSQL.laidOut(
      paneSubject, width: wrapsLines ? max(1, width - 2) : nil, sql: { DefinitionState.sql(of: tree.rows[row]) },
      tokens: configuration.tokens)
  }

  private var paneSubject: ShownSubject? { treeView.row.map { .object(tree.rows[$0].key) } }

  /// What to say of a row that has no definition of its own.
  private func withoutDefinition(_ index: Int) -> String {
    let row = tree.rows[index]
    let side = row.desired ?? row.current
    if let id = row.id {
      guard id.member != nil, let parent = row.parent.flatMap({ tree.rows[$0].id }) else { return "" }
      return "nothing of its own: it is part of \(parent.kind.rawValue) \(name(of: parent))"
    }
    if isNotManaged(index) {
      let names = row.end - index - 1
      return names > 0
        ? "\(Quantity.counted(names, "name")), not managed: seen, and left alone by dump and plan"
        : "not managed: seen, and left alone by dump and plan"
    }
    return Quantity.counted(side?.objectsBelow ?? 0, "object")
  }

  /// Whether the row is below the heading of what the model has no objects for.
  private func isNotManaged(_ index: Int) -> Bool {
    var row: Int? = index
    while let at = row {
      if tree.rows[at].key.headings.first == Identifier(ObjectTree.notManagedTitle) { return true }
      row = tree.rows[at].parent
    }
    return false
  }

  /// Everything beside the definition in at most `height` lines; what does not fit is in the list of dependencies.
  func factLines(_ index: Int, width: Int, height: Int) -> [StyledText] {
    guard height > 0, let id = tree.rows[index].id else { return [] }
    let row = tree.rows[index]
    var lines: [StyledText] = []
    func add(_ words: String, _ paint: Paint = Paint()) {
      lines += StyledText(words, paint).wrapped(to: width, hanging: 2)
    }
    if row.change != .same { add(words(for: row.change), Paint(row.change.role, bold: true)) }
    switch sizes {
    case .loading where Self.takesRoom(id.kind): add("sizes: being read", Paint(.muted))
    case .unavailable(let why) where Self.takesRoom(id.kind):
      add("\(marks.unknown) sizes not read: \(why)", Paint(.fingerprintUnknown))
    case .loaded(let sizes): if let size = sizes[id] { add(Self.words(for: size, of: id.kind)) }
    case .loading, .unavailable: break
    }
    guard id.kind != .schema, id.kind != .privilege, id.kind != .defaultPrivilege else { return lines }
    let dependencies = schema?.dependencies ?? DependencyMap()
    let (users, needs) = (dependencies.users(of: id), dependencies.needs(of: id))
    let room = max(2, height - lines.count)
    // Each part has what it needs while the other leaves it that, else half.
    let wanted = (dependencyLines("used by", users, id, width, room), dependencyLines("needs", needs, id, width, room))
    let least = min(wanted.1.count, room / 2)
    let share = min(wanted.0.count, room - least)
    lines += dependencyLines("used by", users, id, width, share)
    return lines + dependencyLines("needs", needs, id, width, room - share)
  }

  /// `used by 3: view a, view b, 1 more`, with as many names as `lines` have room for.
  private func dependencyLines(
    _ title: String, _ objects: [ObjectID], _ subject: ObjectID, _ width: Int, _ lines: Int
  ) -> [StyledText] {
    guard !objects.isEmpty else {
      return StyledText("\(title) nothing that pg_depend knows", Paint(.muted)).wrapped(to: width, hanging: 2)
    }
    func text(_ count: Int) -> [StyledText] {
      var text = StyledText("\(title) \(objects.count): ", Paint(.heading))
      var words = objects.prefix(count).map { "\($0.kind.rawValue) \(name(of: $0, besides: subject))" }
      if count < objects.count { words.append("\(objects.count - count)\(count > 0 ? " more" : "")") }
      text.append(words.joined(separator: ", "))
      return text.wrapped(to: width, hanging: 2)
    }
    // No line has room for more than half as many names as it has columns.
    var count = min(objects.count, max(1, width * lines / 2))
    while count > 0, text(count).count > lines { count -= 1 }
    return Array(text(count).prefix(max(1, lines)))
  }

  /// The object's name; a member of the relation that is looked at, or of its relation, by its own name alone.
  private func name(of object: ObjectID, besides subject: ObjectID) -> String {
    if let member = object.member, object.schema == subject.schema, object.name == subject.name { return member.text }
    return name(of: object)
  }

  private static func takesRoom(_ kind: ObjectKind) -> Bool {
    kind == .table || kind == .materializedView || kind == .index
  }

  /// The size in words, with what it counts and how old the number of rows is; of an index whether anybody reads it.
  static func words(for size: RelationSize, of kind: ObjectKind) -> String {
    guard kind == .table || kind == .materializedView else {
      let since = "since the server's statistics began"
      let use = size.indexScans.map {
        $0 == 0 ? "; never read \(since)" : "; read \(Quantity.counted(Int($0), "time")) \(since)"
      }
      return size.words + (use ?? "")
    }
    let analyzed = size.analyzedAt.map { "; analysed \($0.prefix(19))" } ?? ""
    return "\(size.words) with indexes and TOAST\(analyzed)"
  }
}

/// What stands in the pane beside the tree.
enum PaneText {
  case words([StyledText])
  case sql(SQLRows)

  var count: Int {
    switch self {
    case .words(let lines): lines.count
    case .sql(let rows): rows.count
    }
  }

  /// The lines of a range, as far as there are any.
  subscript(range: Range<Int>) -> [StyledText] {
    switch self {
    case .words(let lines): Array(lines[range.clamped(to: 0..<lines.count)])
    case .sql(let rows): rows[range]
    }
  }

  /// What a search goes through.
  var texts: [String] { self[0..<count].map(\.text) }
}
