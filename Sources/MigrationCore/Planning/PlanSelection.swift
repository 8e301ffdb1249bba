/// What a plan does without because nobody asked for it, and what it does all the same.
package struct PlanSelection: Hashable, Sendable {
  /// Changes that are not in the plan, in the order of objects.
  package var leftOut: [StepLabel] = []
  /// Changes that nobody asked for and others need, likewise.
  package var needed: [StepLabel] = []
}

/// Takes from the pieces of one plan those that somebody asked for.
struct PieceSelection {
  typealias Key = ScriptOrder.Key

  /// How far somebody asked for a piece.
  private enum Wish { case wanted, notAsked, unwanted }

  private let drafts: [PlanDraft]
  private let options: PlanOptions
  private let draftsBySchema: [Identifier: Int]
  private let draftsByKey: [Key: Int]

  /// `drafts` are of different schemas and share their options.
  init?(_ drafts: [PlanDraft]) {
    guard let options = drafts.first?.options, options.isSelective else { return nil }
    self.drafts = drafts
    self.options = options
    draftsBySchema = Dictionary(drafts.enumerated().map { ($1.schema, $0) }) { first, _ in first }
    let owners = drafts.enumerated().flatMap { place, draft in draft.pieces.map { ($0.key, place) } }
    draftsByKey = Dictionary(owners) { first, _ in first }
  }

  /// The pieces that are asked for and what they need, in the order given, and what that leaves out.
  ///
  /// What is made again, a default that is taken away and put back, and a type that is swapped are kept whole.
  func select(from pieces: [ScriptOrder.Piece], _ order: ScriptOrder) -> ([ScriptOrder.Piece], PlanSelection) {
    var wishes: [Key: Wish] = [:]
    var together: [ObjectID: [Key]] = [:]
    var companions: [ObjectID: [Key]] = [:]
    for piece in pieces {
      wishes[piece.key] = wish(for: piece.key)
      let object = subject(of: piece.key)
      if staysWhole(object) { together[object, default: []].append(piece.key) }
      companions[whole(of: object), default: []].append(piece.key)
    }
    var kept = Set(pieces.map(\.key).filter { wishes[$0] == .wanted })
    var open = Array(kept)
    while let key = open.popLast() {
      let object = subject(of: key)
      var wanted = order.needs(of: key) + (together[object] ?? [])
      // A new table that others need comes with its rights and policies, or it would be open to everybody.
      if wishes[key] != .wanted, diff(of: object)?.created[whole(of: object)] != nil {
        wanted += companions[whole(of: object)] ?? []
      }
      for other in wanted where kept.insert(other).inserted { open.append(other) }
    }
    let inOrder = pieces.sorted { $0.place < $1.place }
    let selection = PlanSelection(
      leftOut: labels(of: inOrder.filter { !kept.contains($0.key) }),
      needed: labels(of: inOrder.filter { kept.contains($0.key) && wishes[$0.key] != .wanted }))
    return (pieces.filter { kept.contains($0.key) }, selection)
  }

  /// Whether a change of the object was asked for.
  func isWanted(_ object: ObjectID) -> Bool { wish(for: object) == .wanted }

  private func diff(of object: ObjectID) -> SchemaDiff? {
    draftsBySchema[object.schema].map { drafts[$0].diff }
  }

  private func subject(of key: Key) -> ObjectID {
    draftsByKey[key].map { drafts[$0].subject(of: key) } ?? key.object
  }

  private func wish(for key: Key) -> Wish {
    let diff = diff(of: key.object)
    let isDrop =
      key.phase == .drop && diff?.dropped[key.object] != nil && diff?.isRemade(key.object) == false
    return isDrop && options.keepsWhatIsNotDesired ? .unwanted : wish(for: subject(of: key))
  }

  private func wish(for object: ObjectID) -> Wish {
    let relation = object.member == nil ? nil : whole(of: object).kind
    if options.excluded.contains(where: { $0.matches(object, in: relation) }) { return .unwanted }
    let isAsked = options.included.isEmpty || options.included.contains { $0.matches(object, in: relation) }
    return isAsked ? .wanted : .notAsked
  }

  private func staysWhole(_ object: ObjectID) -> Bool {
    guard let diff = diff(of: object) else { return false }
    return diff.isRemade(object) || diff.withoutDefault.contains(object) || diff.swapped.contains(object)
  }

  /// The relation that the object is a part of; itself when it is none.
  private func whole(of object: ObjectID) -> ObjectID {
    guard object.member != nil, object.kind != .defaultPrivilege else { return object }
    let diff = diff(of: object)
    let part = diff?.created[object] ?? diff?.dropped[object] ?? diff?.kept[object]?.new
    return part?.whole(of: object) ?? ObjectID(.table, object.schema, object.name)
  }

  private func labels(of pieces: [ScriptOrder.Piece]) -> [StepLabel] {
    var said: Set<Identifier> = []
    return pieces.flatMap { piece in draftsByKey[piece.key].map { drafts[$0].changes(of: piece) } ?? [] }
      .filter { !$0.isContinuation }.map(\.label).filter { said.insert(Identifier($0.description)).inserted }
  }
}
