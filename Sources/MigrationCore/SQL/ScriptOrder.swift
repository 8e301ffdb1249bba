/// Puts the pieces of a script into an order in which each comes after what it needs.
///
/// The order is the stages' and within a stage the objects', byte order, as far as needs leave it free; so it depends on
/// nothing but the pieces. Pieces that need one another in a circle are pulled apart by a stand-in where one has it;
/// otherwise one of them comes too early, and the server will say so.
struct ScriptOrder {
  /// When a piece comes by itself, before needs are looked at.
  enum Stage: Int, Hashable, Comparable {
    case collation, conversion, textSearch, type, domainRules, sequence, table, check, partition, routine, aggregate
    case `operator`, operatorFamily, operatorClass, cast, columnDefault, key, index, view, viewIndex, statistics, rule

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What tells pieces apart: an object can come in several.
  struct Key: Hashable {
    var stage: Stage
    var object: ObjectID
  }

  struct Piece {
    var key: Key
    var statements: [SQLText]
    /// What can be made instead until the piece's own needs are there, and what is run then.
    var standIn: (first: SQLText, then: SQLText)?
  }

  private var pieces: [Piece]
  private var indexByKey: [Key: Int] = [:]
  /// Places of pieces that must come before the piece at the same place.
  private var needs: [Set<Int>]

  init(_ pieces: [Piece]) {
    self.pieces = pieces.sorted { left, right in
      left.key.stage == right.key.stage ? left.key.object < right.key.object : left.key.stage < right.key.stage
    }
    needs = Array(repeating: [], count: pieces.count)
    for (index, piece) in self.pieces.enumerated() { indexByKey[piece.key] = index }
  }

  /// Whether there is such a piece.
  func contains(_ key: Key) -> Bool { indexByKey[key] != nil }

  /// Lets one piece come after another; nothing when either is not in the script.
  mutating func put(_ key: Key, after needed: Key) {
    guard let index = indexByKey[key], let need = indexByKey[needed], index != need else { return }
    needs[index].insert(need)
  }

  /// All pieces in order, with those that stand in for others.
  func sorted() -> [Piece] {
    var copy = self
    // Each round gives one more piece its stand-in or lets go of one need, so this ends.
    while true {
      switch copy.walk() {
      case .success(let order): return order.map { copy.pieces[$0] }
      case .failure(let circle): copy.breakUp(circle)
      }
    }
  }

  /// Pieces each of which needs the next, and the last the first.
  private struct Circle: Error { var pieces: [Int] }

  private func walk() -> Result<[Int], Circle> {
    enum State { case open, started, done }
    var states = Array(repeating: State.open, count: pieces.count)
    var order: [Int] = []
    for root in pieces.indices where states[root] == .open {
      var path = [(piece: root, needs: needs[root].sorted()[...])]
      states[root] = .started
      while let last = path.last {
        guard let need = last.needs.first else {
          states[last.piece] = .done
          order.append(last.piece)
          path.removeLast()
          continue
        }
        path[path.count - 1].needs.removeFirst()
        switch states[need] {
        case .open:
          states[need] = .started
          path.append((need, needs[need].sorted()[...]))
        case .started: return .failure(Circle(pieces: Array(path.map(\.piece).drop { $0 != need })))
        case .done: break
        }
      }
    }
    return .success(order)
  }

  private mutating func breakUp(_ circle: Circle) {
    guard let whole = circle.pieces.first(where: { pieces[$0].standIn != nil }), let standIn = pieces[whole].standIn
    else {
      guard let first = circle.pieces.first, let last = circle.pieces.last else { return }
      needs[last].remove(first)
      return
    }
    // The stand-in takes the place of the piece for all who need it; types and tables it needs itself.
    pieces[whole].statements[0] = standIn.then
    pieces[whole].standIn = nil
    let stand = pieces.count
    pieces.append(Piece(key: pieces[whole].key, statements: [standIn.first]))
    let own = needs[whole].filter { pieces[$0].key.stage <= .table && !circle.pieces.contains($0) }
    for index in needs.indices where needs[index].remove(whole) != nil { needs[index].insert(stand) }
    needs.append(own)
    needs[whole].insert(stand)
  }
}
