import TerminalKit

/// A search: what for, and how far it got.
struct Search: Hashable, Sendable {
  var text = ""
  /// Whether what it finds is marked on the screen; Esc takes the marks away.
  var isShown = false
  /// Where it went last; nil when nothing was found.
  var match: TextMatch.Match?

  /// `3 of 14`; empty before anything was typed.
  var words: String { text.isEmpty ? "" : match?.words ?? "not found" }
}

/// A screen that can be searched: whatever is on it, as one types.
protocol SearchableState: ScreenState {
  var search: Search { get set }
  var message: Message? { get set }
  /// The texts that a search goes through, and where among them the cursor is.
  var searchable: (texts: [String], here: Int) { get }
  /// Puts the cursor on one of these texts.
  mutating func goTo(found index: Int)
  /// Remembers where cursors are, and what was searched for before.
  mutating func setOutToSearch()
  /// Puts cursors back to where the search set out.
  mutating func returnFromSearch()
}

extension SearchableState {
  /// Goes along while a search is being typed: always from where it set out, so that a letter taken back goes back.
  mutating func searchChanged(to text: String) {
    returnFromSearch()
    search = Search(text: text, isShown: true)
    guard !text.isEmpty else { return }
    let (texts, here) = searchable
    search.match = TextMatch.next(text, in: texts, from: here, forward: true, includingHere: true)
    if let match = search.match { goTo(found: match.index) }
  }

  mutating func searchAgain(forward: Bool, count: Int?) {
    guard !search.text.isEmpty else { return }
    let (texts, here) = searchable
    search.match = TextMatch.next(
      search.text, in: texts, from: here, forward: forward, includingHere: false, times: max(1, count ?? 1))
    search.isShown = true
    tellOfSearch()
    if let match = search.match { goTo(found: match.index) }
  }

  /// Ends the typing of a search; without a text the one before it goes on.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - previous: what had been searched for when it set out.
  mutating func acceptSearch(_ text: String, previous: Search) {
    guard text.isEmpty else { return tellOfSearch() }
    search = previous
    searchAgain(forward: true, count: nil)
  }

  private mutating func tellOfSearch() {
    message = Message(search.match.map { "match \($0.words): \(search.text)" } ?? "not found: \(search.text)")
  }

  /// Takes the marks of a search away; false when there are none.
  mutating func hideSearch() -> Bool {
    defer { search.isShown = false }
    return search.isShown
  }

  /// What is marked on the screen; nil when nothing is.
  var shownSearch: String? { search.isShown && !search.text.isEmpty ? search.text : nil }
}
