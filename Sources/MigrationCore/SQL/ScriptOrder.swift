/// Puts the pieces of a script into an order in which each comes after what it needs.
///
/// Of the pieces that have what they need, the one with the first place comes next; so the order depends on nothing but
/// the pieces. Pieces that need one another in a circle are pulled apart by a stand-in where one has it;
/// otherwise one of them comes too early, and the server will say so.
struct ScriptOrder: Sendable {
  /// When a piece comes by itself, before needs are looked at.
  enum Stage: Int, Hashable, Comparable, Sendable {
    case collation, conversion, textSearch, type, domainRules, sequence, table, check, partition, routine, aggregate
    case `operator`, operatorFamily, operatorClass, cast, columnDefault, key, index, view, viewIndex, statistics, rule
    case foreignKey, trigger, policy, attributes

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What a piece does with its object.
  enum Phase: Hashable, Sendable { case drop, create, alter }

  /// What tells pieces apart: an object can come in several.
  struct Key: Hashable, Sendable {
    var phase: Phase = .create
    var stage: Stage
    var object: ObjectID
  }

  /// Where a piece stands as far as needs leave it free: by rank, then by name, then by part, then by object.
  struct Place: Comparable, Sendable {
    var rank: Int
    /// What the names come from; a table's own parts have the table's.
    var object: ObjectID
    var part = 0

    /// Whether both are of one object.
    func isBeside(_ other: Self) -> Bool {
      rank == other.rank && object.schema == other.object.schema && object.name == other.object.name
    }

    static func < (left: Self, right: Self) -> Bool {
      if left.rank != right.rank { return left.rank < right.rank }
      if left.object.schema != right.object.schema { return left.object.schema < right.object.schema }
      if left.object.name != right.object.name { return left.object.name < right.object.name }
      if left.part != right.part { return left.part < right.part }
      return left.object < right.object
    }
  }

  /// What a piece is when it comes out of the order.
  enum Form: Sendable { case whole, standIn, remainder }

  struct Piece: Sendable {
    var key: Key
    /// What else of its object it makes: constraints and defaults that stand in a CREATE TABLE.
    var otherKeys: [Key] = []
    var statements: [SQLText]
    /// What can be made instead until the piece's own needs are there, and what is run then in place of the first
    /// statement; made only when it is wanted.
    var standIn: (@Sendable () -> (first: SQLText, then: [SQLText]))?
    var form = Form.whole
    var place: Place
    /// Which of its maker's pieces it is.
    var number = 0

    init(key: Key, statements: [SQLText], place: Place? = nil) {
      self.key = key
      self.statements = statements
      self.place = place ?? Place(rank: key.stage.rawValue, object: key.object)
    }
  }

  private var pieces: [Piece]
  private var indexByKey: [Key: Int] = [:]
  /// Places of pieces that must come before the piece at the same place.
  private var needs: [Set<Int>]
  /// Of the needs those without which it would work too: which piece, and after which.
  private var preferences: Set<Edge> = []
  /// What stands in for a piece that was pulled apart.
  private var standOf: [Int: Int] = [:]

  /// That one piece comes after another, by their places.
  private struct Edge: Hashable {
    var piece: Int
    var need: Int
  }

  init(_ pieces: [Piece]) {
    self.pieces = pieces.indices.sorted { pieces[$0].place < pieces[$1].place }.map { pieces[$0] }
    needs = Array(repeating: [], count: pieces.count)
    indexByKey.reserveCapacity(pieces.reduce(0) { $0 + 1 + $1.otherKeys.count })
    for (index, piece) in self.pieces.enumerated() {
      indexByKey[piece.key] = index
      for key in piece.otherKeys { indexByKey[key] = index }
    }
  }

  /// Whether there is such a piece.
  func contains(_ key: Key) -> Bool { indexByKey[key] != nil }

  /// Lets one piece come after another; nothing when either is not in the script.
  mutating func put(_ key: Key, after needed: Key) {
    guard let index = indexByKey[key], let need = indexByKey[needed], index != need else { return }
    require(need, of: index)
  }

  private mutating func require(_ need: Int, of piece: Int) {
    needs[piece].insert(need)
    if !preferences.isEmpty { preferences.remove(Edge(piece: piece, need: need)) }
  }

  /// The same for the sake of order alone: a script may do without the other piece.
  mutating func prefer(_ key: Key, after other: Key) {
    guard let index = indexByKey[key], let need = indexByKey[other], index != need else { return }
    if needs[index].insert(need).inserted { preferences.insert(Edge(piece: index, need: need)) }
  }

  /// The keys of the pieces that a piece cannot do without.
  func needs(of key: Key) -> [Key] {
    guard let index = indexByKey[key] else { return [] }
    return needs[index].filter { !preferences.contains(Edge(piece: index, need: $0)) }.map { pieces[$0].key }
  }

  /// Lets each of some pieces come after all of some others; those that are not in the script count for nothing.
  mutating func put(_ keys: [Key], after needed: [Key]) {
    let needs = needed.compactMap { indexByKey[$0] }
    guard !needs.isEmpty else { return }
    for key in keys {
      guard let index = indexByKey[key] else { continue }
      for need in needs where need != index { require(need, of: index) }
    }
  }

  /// The same unless the needed piece needs this one in turn; returns whether it holds now.
  mutating func putIfPossible(_ key: Key, after needed: Key) -> Bool {
    guard let index = indexByKey[key], let need = indexByKey[needed], index != need else { return true }
    var open = [need]
    var seen: Set<Int> = [need]
    while let piece = open.popLast() {
      if piece == index { return false }
      for other in needs[piece] where seen.insert(other).inserted { open.append(other) }
    }
    needs[index].insert(need)
    return true
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
    let ranks = ranks
    var rankOf = Array(repeating: 0, count: pieces.count)
    for (rank, index) in ranks.enumerated() { rankOf[index] = rank }
    var missing = needs.map(\.count)
    var users: [[Int]] = Array(repeating: [], count: pieces.count)
    for (index, needs) in needs.enumerated() { for need in needs { users[need].append(index) } }
    var ready = SmallestFirst(pieces.indices.filter { missing[$0] == 0 }.map { rankOf[$0] })
    // What belongs to the object that came last goes before everything else.
    var near = SmallestFirst([])
    var order: [Int] = []
    while let rank = near.pop() ?? ready.pop() {
      let index = ranks[rank]
      order.append(index)
      for user in users[index] {
        missing[user] -= 1
        guard missing[user] == 0 else { continue }
        if pieces[user].place.isBeside(pieces[index].place) {
          near.push(rankOf[user])
        } else {
          ready.push(rankOf[user])
        }
      }
    }
    return order.count == pieces.count ? .success(order) : .failure(circle(among: missing.map { $0 > 0 }))
  }

  /// Places of all pieces, those first that come first by themselves.
  private var ranks: [Int] {
    // Those that stand in for others were added at the end; they have those others' places, and come before them.
    (0..<pieces.count - standOf.count).flatMap { index in standOf[index].map { [$0, index] } ?? [index] }
  }

  /// Some pieces that need one another, found by going from need to need.
  private func circle(among open: [Bool]) -> Circle {
    var path: [Int] = []
    var place: [Int: Int] = [:]
    var next = open.firstIndex(of: true)
    while let piece = next {
      if let start = place[piece] { return Circle(pieces: Array(path[start...])) }
      place[piece] = path.count
      path.append(piece)
      next = needs[piece].filter { open[$0] }.min()
    }
    return Circle(pieces: path)
  }

  private mutating func breakUp(_ circle: Circle) {
    // First what it would work without.
    for (place, piece) in circle.pieces.enumerated() {
      let need = circle.pieces[(place + 1) % circle.pieces.count]
      guard preferences.remove(Edge(piece: piece, need: need)) != nil else { continue }
      needs[piece].remove(need)
      return
    }
    if let whole = circle.pieces.first(where: { standOf[$0] != nil }), let stand = standOf[whole] {
      return redirect(circle.pieces, from: whole, to: stand)
    }
    guard let whole = circle.pieces.first(where: { pieces[$0].standIn != nil }), let standIn = pieces[whole].standIn?()
    else {
      // What a stand-in needs is a guess from what the whole needs.
      if let place = circle.pieces.firstIndex(where: standOf.values.contains) {
        needs[circle.pieces[place]].remove(circle.pieces[(place + 1) % circle.pieces.count])
        return
      }
      guard let first = circle.pieces.first, let last = circle.pieces.last else { return }
      needs[last].remove(first)
      return
    }
    // The stand-in takes the place of the piece for those who need it and are needed by it; it has what else the piece
    // needs, except the circle.
    pieces[whole].statements.replaceSubrange(0..<1, with: standIn.then)
    pieces[whole].standIn = nil
    pieces[whole].form = .remainder
    let stand = pieces.count
    standOf[whole] = stand
    var first = Piece(key: pieces[whole].key, statements: [standIn.first], place: pieces[whole].place)
    first.form = .standIn
    first.number = pieces[whole].number
    pieces.append(first)
    let own = needs[whole].filter { pieces[$0].key.stage <= .table && !circle.pieces.contains($0) }
    needs.append(own)
    needs[whole].insert(stand)
    redirect(circle.pieces, from: whole, to: stand)
  }

  private mutating func redirect(_ users: [Int], from whole: Int, to stand: Int) {
    for user in users where user != whole && needs[user].remove(whole) != nil { needs[user].insert(stand) }
  }
}

/// Numbers, the smallest of which is taken next: a binary heap.
struct SmallestFirst {
  private var heap: [Int] = []

  init(_ numbers: [Int]) { for number in numbers { push(number) } }

  mutating func push(_ number: Int) {
    heap.append(number)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let least = children.min(by: { heap[$0] < heap[$1] }), heap[least] < heap[parent] else { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
