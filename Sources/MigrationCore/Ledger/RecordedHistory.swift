/// Everything that a ledger tells, as people ask about it.
package struct RecordedHistory: Hashable, Sendable {
  /// An adoption with its row.
  package struct RecordedAdoption: Hashable, Sendable {
    package var id: Int
    package var at: String
    package var adoption: Adoption
  }

  /// A waiver with its row.
  package struct RecordedWaiver: Hashable, Sendable {
    package var id: Int
    package var at: String
    package var waiver: Waiver
  }

  /// What happened, under the number by which people name it.
  package enum Event: Hashable, Sendable {
    case change(RecordedChange)
    case adoption(RecordedAdoption)
    case waiver(RecordedWaiver)

    package var id: Int {
      switch self {
      case .change(let change): change.id
      case .adoption(let adoption): adoption.id
      case .waiver(let waiver): waiver.id
      }
    }

    /// Nil for a waiver, which names an environment only.
    package var target: LedgerTarget? {
      switch self {
      case .change(let change): change.beginning.target
      case .adoption(let adoption): adoption.adoption.target
      case .waiver: nil
      }
    }

    package var environment: String {
      switch self {
      case .change(let change): change.beginning.target.environment
      case .adoption(let adoption): adoption.adoption.target.environment
      case .waiver(let waiver): waiver.waiver.environment
      }
    }
  }

  /// The oldest first.
  package let events: [Event]

  /// Reads rows, which are in order and all.
  ///
  /// - Throws: ``LedgerError`` for a row that cannot be read, or is about a change whose beginning is not there.
  package init(_ entries: some Sequence<LedgerEntry>) throws(LedgerError) {
    let entries = Array(entries)
    var events = try RecordedChange.all(in: entries).map { Event.change($0) }
    for entry in entries where entry.kind == .adoption || entry.kind == .waiver {
      let record: LedgerRecord
      do { record = try LedgerRecord(entry.kind, entry.body) } catch { throw .unreadable(entry.id, error) }
      switch record {
      case .adopted(let adoption):
        events.append(.adoption(RecordedAdoption(id: entry.id, at: entry.writtenAt, adoption: adoption)))
      case .waived(let waiver):
        events.append(.waiver(RecordedWaiver(id: entry.id, at: entry.writtenAt, waiver: waiver)))
      case .began, .resumed, .attempting, .committing, .ran, .failed, .ended: break
      }
    }
    self.events = events.sorted { $0.id < $1.id }
  }

  package var changes: [RecordedChange] {
    events.compactMap { if case .change(let change) = $0 { change } else { nil } }
  }

  /// What is known of one target; of a time in the past by what was recorded before the row `id`.
  package func standing(of target: LedgerTarget, before id: Int? = nil) -> RecordedStanding {
    var standing = RecordedStanding()
    for event in events.prefix(while: { event in id.map { event.id < $0 } ?? true }) {
      guard let recorded = event.target, recorded.isSame(as: target) else { continue }
      standing.take(event)
    }
    return standing
  }
}

extension LedgerTarget {
  /// Whether `other` is meant: the same schemas of the very database, or of the environment that is called so.
  ///
  /// An environment that moved to another server, or came back from a backup, is still that environment.
  package func isSame(as other: Self) -> Bool {
    if isSameDatabase(as: other) { return true }
    return hasSameSchemas(as: other) && !environment.isEmpty
      && Identifier(environment) == Identifier(other.environment)
  }

  /// Whether `other` is the same schemas of the very database, whatever environment it was called.
  package func isSameDatabase(as other: Self) -> Bool { hasSameSchemas(as: other) && system == other.system }

  private func hasSameSchemas(as other: Self) -> Bool {
    schemas.map { Identifier($0) } == other.schemas.map { Identifier($0) }
  }
}

/// What a ledger knows of one target.
package struct RecordedStanding: Hashable, Sendable {
  /// The last change that began there.
  package private(set) var lastChange: RecordedChange?
  /// What last said how the schemas are: the end of a change or an adoption.
  package private(set) var event: RecordedHistory.Event?
  /// How they are by that; nil when nothing says it.
  package private(set) var state: RecordedState?

  /// The change that stopped part-way, or that nobody knows the end of.
  package var unfinished: RecordedChange? { lastChange.flatMap { $0.isOpen ? $0 : nil } }

  fileprivate mutating func take(_ event: RecordedHistory.Event) {
    switch event {
    case .change(let change):
      lastChange = change
      guard let after = change.end?.after else { return }
      (self.event, state) = (event, after)
    case .adoption(let adoption): (self.event, state) = (event, adoption.adoption.state)
    case .waiver: break
    }
  }
}
