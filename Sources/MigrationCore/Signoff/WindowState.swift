/// Whether plans may run now, and for how long, or when again; in seconds from the moment the server was asked.
package enum WindowState: Hashable, Sendable {
  case open(closesIn: Int)
  /// Nil when no window opens within nine days.
  case closed(opensIn: Int?)

  /// What openings come to, which may overlap or follow one another.
  ///
  /// - Parameter openings: the beginnings and ends of all windows, in any order.
  package init(_ openings: [(begins: Int, ends: Int)]) {
    let openings = openings.filter { $0.ends > $0.begins && $0.ends > 0 }.sorted { $0.begins < $1.begins }
    var closesIn = 0
    for opening in openings where opening.begins <= closesIn { closesIn = max(closesIn, opening.ends) }
    if closesIn > 0 {
      self = .open(closesIn: closesIn)
    } else {
      self = .closed(opensIn: openings.first?.begins)
    }
  }
}
