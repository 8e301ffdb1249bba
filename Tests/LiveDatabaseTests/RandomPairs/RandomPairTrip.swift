import LiveDatabase
import Synchronization

/// Takes random pairs there and back on one server, and shrinks those that do not get there.
struct RandomPairTrip {
  private enum Direction: CaseIterable { case forth, back }

  /// What is wrong with a pair, in one direction.
  private struct Complaint {
    var text: String

    /// What stays the same while the pair shrinks: what it is, without names and numbers.
    var kind: String {
      let lines = text.split(separator: "\n")
      var head = lines.prefix(1)
      if text.contains("not settled, first"), let second = lines.firstIndex(of: "then") {
        head = lines[second...].dropFirst().drop { $0.hasPrefix("--") }.prefix(1)
      } else if text.hasPrefix("not as desired") {
        head = lines.dropFirst().prefix(1)
      }
      let words = head.joined().split { !$0.isLetter && !"+-_".contains($0) }.filter { word in
        word.count > 1 && word != "case_" && !word.hasSuffix("_new")
      }
      return "\(text.prefix(11)) \(words.prefix(8).joined(separator: " "))"
    }
  }

  private let server: ScratchServer

  init(on server: ScratchServer) { self.server = server }

  /// Says of each pair that does not get there what is wrong.
  func run(_ seeds: [UInt64], tell: (String) -> Void) throws {
    var seen: Set<String> = []
    for start in stride(from: 0, to: seeds.count, by: 50) {
      try run(seeds[start..<min(start + 50, seeds.count)].map(RandomPair.init), &seen, tell: tell)
    }
  }

  private func run(_ pairs: [RandomPair], _ seen: inout Set<String>, tell: (String) -> Void) throws {
    for direction in Direction.allCases {
      let trip = try ChangeTrip(on: server)
      var complaints = pairs.enumerated().map { place, pair in
        complaint(about: pair, direction, in: schema(place), on: trip)
      }
      let differences = try trip.differences()
      for place in pairs.indices where complaints[place] == nil {
        complaints[place] = differences[schema(place)].map(Self.notAsDesired)
        if direction == .forth, complaints[place] == nil { complaints[place] = wayBack(in: schema(place), on: trip) }
      }
      for (pair, complaint) in zip(pairs, complaints) {
        guard let complaint else { continue }
        let isNew = seen.insert(complaint.kind).inserted
        tell(try report(complaint, of: pair, direction, isShrunk: isNew))
      }
    }
  }

  private func schema(_ number: Int) -> String { "case_\(String(1001 + number).dropFirst())" }

  private static func notAsDesired(_ lines: [String]) -> Complaint {
    Complaint(text: "not as desired\n\(lines.joined(separator: "\n"))")
  }

  private func wayBack(in schema: String, on trip: ChangeTrip) -> Complaint? {
    do { return try trip.complaintAboutWayBack(in: schema).map(Complaint.init) } catch {
      return Complaint(text: "way back: \(error)")
    }
  }

  private func sides(_ pair: RandomPair, _ direction: Direction) -> (before: String, after: String) {
    let (before, after) = (SchemaWriter(pair.before).sql, SchemaWriter(pair.after).sql)
    return direction == .forth ? (before, after) : (after, before)
  }

  private func complaint(
    about pair: RandomPair, _ direction: Direction, in schema: String, on trip: ChangeTrip
  ) -> Complaint? {
    let (before, after) = sides(pair, direction)
    do {
      return try trip.complaint(
        from: before.replacing(":schema", with: schema), to: after.replacing(":schema", with: schema), in: schema
      ).map(Complaint.init)
    } catch { return Complaint(text: "thrown: \(error)") }
  }

  // MARK: - Shrinking

  private func report(_ complaint: Complaint, of pair: RandomPair, _ direction: Direction, isShrunk: Bool) throws
    -> String
  {
    let title = "PostgreSQL \(server.installation.version), seed \(pair.seed) \(direction)"
    guard isShrunk else { return "\(title), like another: \(complaint.text.prefix(300))" }
    var pair = pair
    var complaint = complaint
    try shrink(&pair, &complaint, direction)
    let (before, after) = sides(pair, direction)
    return """
      \(title): \(complaint.text)
      -- case: seed \(pair.seed)
      \(before)-- becomes:
      \(after)
      """
  }

  /// Leaves out elements and changes as long as the same is wrong.
  private func shrink(_ pair: inout RandomPair, _ complaint: inout Complaint, _ direction: Direction) throws {
    let trip = try ChangeTrip(on: server)
    var number = 0
    func attempt(_ smaller: RandomPair, _ pair: inout RandomPair, _ complaint: inout Complaint) -> Bool {
      guard number < 900, sides(smaller, direction) != sides(pair, direction) else { return false }
      number += 1
      let schema = schema(number)
      var found = self.complaint(about: smaller, direction, in: schema, on: trip)
      if found == nil, complaint.text.hasPrefix("not as desired") {
        found = (try? trip.differences(in: schema)[schema])?.map(Self.notAsDesired)
      }
      if found == nil, complaint.text.hasPrefix("way back") { found = wayBack(in: schema, on: trip) }
      guard let found, found.kind == complaint.kind else { return false }
      (pair, complaint) = (smaller, found)
      return true
    }
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      var width = pair.before.elements.count / 2
      while width > 0 {
        for start in stride(from: 0, to: pair.before.elements.count, by: width) {
          var smaller = pair
          for place in start..<min(start + width, pair.before.elements.count) {
            smaller.before.elements[place].isThere = false
            smaller.after.elements[place].isThere = false
          }
          if attempt(smaller, &pair, &complaint) { isSmaller = true }
        }
        width /= 2
      }
      for place in pair.before.elements.indices.reversed() {
        if pair.before.elements[place] != pair.after.elements[place] {
          var smaller = pair
          smaller.after.elements[place] = smaller.before.elements[place]
          if attempt(smaller, &pair, &complaint) { isSmaller = true }
        }
        guard pair.before.elements[place].isThere || pair.after.elements[place].isThere else { continue }
        for choice in pair.before.elements[place].choices.indices.dropFirst() {
          var smaller = pair
          smaller.before.elements[place].choices[choice] = 0
          smaller.after.elements[place].choices[choice] = 0
          if attempt(smaller, &pair, &complaint) { isSmaller = true }
        }
      }
    }
  }
}
