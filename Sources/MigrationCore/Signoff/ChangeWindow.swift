/// Hours of the week in which plans may run: `Mon-Thu 09:00-16:00 Europe/Berlin`.
///
/// What it means in seconds from now is for the server to say, which knows time zones; see ``sql``.
package struct ChangeWindow: Hashable, Sendable {
  /// As PostgreSQL's `isodow` counts them: Monday is 1, Sunday 7; in order, each once.
  package let days: [Int]
  /// Minutes after midnight, below 1440.
  package let from: Int
  /// Minutes after midnight, at most 1440; one that is not after ``from`` is of the next day.
  package let to: Int
  /// A name of the time zone database.
  package let zone: String
  /// As it was written.
  package let text: String

  /// Reads a window.
  ///
  /// - Parameter text: days (`Mon`, `Mon-Thu`, `Sat,Sun`, `daily`), hours, and a time zone.
  /// - Throws: ``ChangeWindowError`` with what is wrong.
  package init(_ text: String) throws(ChangeWindowError) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3 else { throw ChangeWindowError("is not days, hours and a time zone") }
    days = try Self.days(words[0])
    let hours = words[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard hours.count == 2 else { throw ChangeWindowError("has the hours \(words[1]), which are not like 09:00-16:00") }
    from = try Self.minutes(hours[0])
    to = try Self.minutes(hours[1])
    guard from < 1440 else { throw ChangeWindowError("begins at 24:00, which is 00:00 of the next day") }
    guard from != to else { throw ChangeWindowError("begins and ends at \(hours[0]); all day is 00:00-24:00") }
    zone = words[2]
    // PostgreSQL takes many other words, which would be zones that nobody meant: EST5EDT, Berlin1.
    let isName = zone.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "+"):
        true
      default: false
      }
    }
    guard isName, zone == "UTC" || zone.contains("/") else {
      throw ChangeWindowError("has the time zone \(zone); write UTC or a name such as Europe/Berlin")
    }
    self.text = text
  }

  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  private static func days(_ word: String) throws(ChangeWindowError) -> [Int] {
    if word.lowercased() == "daily" { return Array(1...7) }
    var found: Set<Int> = []
    for part in word.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      var numbers: [Int] = []
      for name in ends {
        guard let place = names.firstIndex(of: name.lowercased()) else {
          throw ChangeWindowError("has the day \"\(name)\"; days are Mon, Tue, Wed, Thu, Fri, Sat, Sun and daily")
        }
        numbers.append(place + 1)
      }
      guard let first = numbers.first, numbers.count <= 2 else {
        throw ChangeWindowError("has the days \(part), which are not like Mon-Thu")
      }
      // Sat-Mon goes over the end of the week.
      var day = first
      found.insert(day)
      while day != numbers.last {
        day = day % 7 + 1
        found.insert(day)
      }
    }
    return found.sorted()
  }

  private static func minutes(_ word: String) throws(ChangeWindowError) -> Int {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    let isShaped = parts.count == 2 && parts.allSatisfy { $0.utf8.count == 2 && $0.allSatisfy(\.isNumber) }
    guard isShaped, let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60, hours * 60 + minutes <= 1440
    else { throw ChangeWindowError("has the time \"\(word)\"; times are like 09:00, up to 24:00") }
    return hours * 60 + minutes
  }

  /// Asks a server for this window's openings from a day ago to nine days ahead.
  ///
  /// - Shape: a row for each opening: when it begins and when it ends, in whole seconds from now. A time that the clocks
  ///   leave out is the one that PostgreSQL takes it for, an hour later. Source: PostgreSQL manual, "AT TIME ZONE".
  package var sql: SQLText {
    let zone: SQLText = "\(literal: StoredText(zone))"
    let list = days.map { "\($0)" as SQLText }
    let end = to > from ? to : to + 1440
    return """
      SELECT pg_catalog.floor(EXTRACT(epoch FROM ((day + interval '1 minute' * \(from)) AT TIME ZONE \(zone))) \
      - EXTRACT(epoch FROM pg_catalog.now()))::pg_catalog.int8, \
      pg_catalog.floor(EXTRACT(epoch FROM ((day + interval '1 minute' * \(end)) AT TIME ZONE \(zone))) \
      - EXTRACT(epoch FROM pg_catalog.now()))::pg_catalog.int8 \
      FROM (SELECT pg_catalog.date_trunc('day', pg_catalog.now() AT TIME ZONE \(zone)) + n * interval '1 day' AS day \
      FROM pg_catalog.generate_series(-1, 9) AS n) AS days \
      WHERE EXTRACT(isodow FROM day) IN (\(list, separator: ", ")) ORDER BY 1
      """
  }
}

/// What is wrong with the text of a window, as a phrase that goes on from its text: `has the day "Mo"; …`.
package struct ChangeWindowError: Error, Hashable, Sendable {
  package let problem: String
  init(_ problem: String) { self.problem = problem }
}
