/// The pieces of a plan as they are gathered, before they have an order.
struct PlanDraft {
  typealias Key = ScriptOrder.Key
  typealias Place = ScriptOrder.Place

  let diff: SchemaDiff
  let options: PlanOptions
  let lookup: SchemaLookup
  /// What pgschema's words for a step depend on.
  let earlyViews: Set<ObjectID>
  let modifiedTables: Set<ObjectID>
  let newTables: NewTables
  /// What is made, by the last part of its name.
  let createdByName: [Identifier: [ObjectID]]
  /// Checks that tables right below declare, too, with those.
  let declaredCopiesThatGo: [ObjectID: [ObjectID]]
  let declaredCopiesThatCome: [ObjectID: [ObjectID]]
  /// What is made new, as a dump would say it.
  private var creation: DumpDraft
  private(set) var pieces: [ScriptOrder.Piece] = []
  private var changesByKey: [Key: [PlannedChange]] = [:]
  /// Keys that say something about an object's needs; comments and the like do not.
  private(set) var keysByObject: [ObjectID: Set<Key>] = [:]
  /// Where the old one of two types that are swapped goes.
  var swapEnds: [ObjectID: Key] = [:]
  private(set) var orders: [(key: Key, after: Key)] = []
  var refusals: [PlanRefusal]

  init(_ diff: SchemaDiff, _ options: PlanOptions) {
    self.diff = diff
    self.options = options
    lookup = SchemaLookup(diff.desired)
    earlyViews = diff.earlyViews
    modifiedTables = diff.modifiedTables
    newTables = NewTables(diff)
    createdByName = Dictionary(grouping: diff.created.keys) { $0.member ?? $0.name }
    declaredCopiesThatGo = diff.declaredCopiesThatGo
    declaredCopiesThatCome = diff.declaredCopiesThatCome
    creation = DumpDraft(schema: diff.desired, owner: options.role, server: diff.server)
    refusals = diff.refusals
  }

  var schema: Identifier { diff.desired.name }
  var isOnline: Bool { options.strategy == .online }

  func id(_ kind: ObjectKind, _ name: Identifier) -> ObjectID { ObjectID(kind, schema, name) }

  mutating func refuse(_ object: ObjectID, _ reason: String, _ wayOut: String) {
    refusals.append(PlanRefusal(object: object, reason: reason, wayOut: wayOut))
  }

  /// Adds changes that come together; without any it is nothing.
  ///
  /// `part` orders what is alike in everything else; a detail takes no part in what needs what.
  mutating func add(
    _ key: Key, _ rank: PlanRank, part: Int = 0, as object: ObjectID? = nil, otherKeys: [Key] = [],
    _ changes: [PlannedChange]
  ) {
    let changes = changes.filter { !$0.steps.isEmpty }
    guard !changes.isEmpty else { return }
    var piece = ScriptOrder.Piece(
      key: key, statements: changes.flatMap { $0.steps.map(\.sql) },
      place: Place(rank: rank.place, object: object ?? key.object, part: part))
    piece.otherKeys = otherKeys
    pieces.append(piece)
    changesByKey[key] = changes
    if rank != .detail { for key in [key] + otherKeys { keysByObject[key.object, default: []].insert(key) } }
  }

  /// What a piece is about: for rights the object that they are on.
  func subject(of key: Key) -> ObjectID {
    guard key.object.kind == .privilege, let object = changesByKey[key]?.first?.label.object else { return key.object }
    return object
  }

  /// Lets `object`'s needs be the piece's.
  mutating func register(_ key: Key, of object: ObjectID) { keysByObject[object, default: []].insert(key) }

  mutating func put(_ key: Key, after other: Key) { orders.append((key, other)) }

  /// Makes new objects as a dump does.
  mutating func create(_ body: (inout DumpDraft) -> Void) { body(&creation) }

  /// All changes of drafts that go into one plan, in order, and what the options leave out of it.
  static func inOrder(_ drafts: inout [PlanDraft]) -> ([PlannedChange], PlanSelection) {
    for place in drafts.indices { drafts[place].gather() }
    // What one schema needs may be another's.
    let keys = drafts.reduce(into: [:]) { $0.merge($1.keysByObject) { $0.union($1) } }
    let ends = drafts.reduce(into: [:]) { $0.merge($1.swapEnds) { first, _ in first } }
    for place in drafts.indices {
      drafts[place].keysByObject = keys
      drafts[place].swapEnds = ends
    }
    var pieces = drafts.flatMap(\.pieces)
    var order = Self.order(pieces, drafts)
    var selection = PlanSelection()
    if let chosen = PieceSelection(drafts) {
      (pieces, selection) = chosen.select(from: pieces, order)
      if !selection.leftOut.isEmpty { order = Self.order(pieces, drafts) }
      for place in drafts.indices { drafts[place].refusals.removeAll { !chosen.isWanted($0.object) } }
    }
    let names = drafts.map { $0.putAfterWhatTakesTheName(&order) }
    if names.contains(where: { !$0.isEmpty }) {
      for place in drafts.indices { pieces += drafts[place].free(names[place]) }
      order = Self.order(pieces, drafts)
      for draft in drafts { _ = draft.putAfterWhatTakesTheName(&order) }
    }
    let unchecked = drafts.reduce(into: Set<Key>()) { $0.formUnion($1.putRoutinesAfterWhatTheyName(&order)) }
    let sorted = order.sorted()
    let cascading = drafts.reduce(into: Set<Key>()) { $0.formUnion($1.dropsBeforeWhatNeedsThem(sorted)) }
    let owners = drafts.indices.reduce(into: [Key: Int]()) { owners, place in
      for piece in drafts[place].pieces { owners[piece.key] = place }
    }
    let all = sorted.flatMap { piece -> [PlannedChange] in
      guard let place = owners[piece.key] else { return [] }
      let changes = drafts[place].changes(of: piece)
      if unchecked.contains(piece.key) { return changes.map(\.withoutBodyCheck) }
      let isCascading = drafts[place].changesByKey[piece.key] != nil && cascading.contains(piece.key)
      return isCascading ? changes.map(\.cascading) : changes
    }
    return (all.countingAsides, selection)
  }

  /// The pieces with what stands between them.
  private static func order(_ pieces: [ScriptOrder.Piece], _ drafts: [PlanDraft]) -> ScriptOrder {
    var order = ScriptOrder(pieces)
    for draft in drafts { draft.connect(&order) }
    return order
  }

  /// Adds the pieces of what is made new to the others.
  private mutating func gather() {
    for var piece in creation.pieces {
      piece.place.rank = PlanRank.create.place + piece.place.rank
      pieces.append(piece)
      for key in [piece.key] + piece.otherKeys where key.stage != .attributes {
        keysByObject[key.object, default: []].insert(key)
      }
    }
    orders += creation.orders.map { (key: $0.0, after: $0.1) }
  }

  /// The changes of a piece, each of which says what it changes.
  func changes(of piece: ScriptOrder.Piece) -> [PlannedChange] {
    let changes =
      changesByKey[piece.key]
      ?? creation.entries(of: piece).enumerated().map { creationChange($1, piece, isFirst: $0 == 0) }
    return changes.map { change in
      var change = change
      change.label.object = change.label.object ?? piece.key.object
      return change
    }
  }

  private func creationChange(_ entry: DumpEntry, _ piece: ScriptOrder.Piece, isFirst: Bool) -> PlannedChange {
    let change = PlannedChange(creationLabel(entry, piece, isFirst: isFirst), [entry.statement])
    return isFirst || isCounted(entry, of: piece.key.object) ? change : change.continued
  }
}

extension [PlannedChange] {
  /// The same with what pgschema has no statement for counted where nothing else about its object is.
  fileprivate var countingAsides: [PlannedChange] {
    // An object by its type and path, whatever is done to it.
    func subject(_ change: PlannedChange) -> StepLabel { StepLabel(change.label.type, .alter, change.label.path) }
    var counted = Set(filter { !$0.isAside && !$0.isContinuation }.map(subject))
    return map { change in
      guard change.isAside, !change.isContinuation else { return change }
      return counted.insert(subject(change)).inserted ? change : change.continued
    }
  }
}

extension PlannedChange {
  /// The same taking along what needs the object and goes in the same plan.
  fileprivate var cascading: PlannedChange {
    var copy = self
    for place in copy.steps.indices { copy.steps[place].sql = "\(steps[place].sql) CASCADE" }
    return copy
  }

  /// The same with functions' bodies taken as they are: they name what is made later.
  fileprivate var withoutBodyCheck: PlannedChange {
    var copy = self
    copy.steps.insert(PlannedStep("SET LOCAL check_function_bodies = off"), at: 0)
    return copy
  }
}
