import LiveDatabase
import MigrationCore
import Postgres

/// A database that is asked how it stands, and as what.
struct StatusSubject: Sendable {
  /// The environment; empty for a database that the command line names.
  let environment: String
  let target: ConnectionParameters
  let schemas: [Identifier]
  let ledger: LedgerStore.Place
  /// What leads there, for commands that somebody may type next.
  let flags: [String]

  /// As people call it.
  var name: String { environment.isEmpty ? target.description : environment }

  /// Asks the database and its ledger; what fails is part of the answer.
  func status(ignoring ignored: IgnoreRules) -> EnvironmentStatus {
    var status = EnvironmentStatus(subject: self)
    do {
      let connection = try Connection(target)
      let target = try LedgerTarget(environment: environment, schemas: schemas, over: connection)
      let found = try TargetState(of: schemas, ignoring: ignored, over: connection)
      status.ledgerTarget = target
      status.role = connection.userName
      status.found = found
      let ledger = LedgerStore(self.ledger, target: self.target)
      let entries = try ledger.entries()
      let history = try RecordedHistory(entries)
      let standing = history.standing(of: target)
      status.ledgerName = ledger.name
      status.history = history
      status.brokenRow = LedgerEntry.firstBroken(in: entries)
      status.standing = standing
      if standing.unfinished != nil {
        status.condition = .unfinished
      } else if let recorded = standing.state {
        let isSame = recorded.catalogHashes == found.state.catalogHashes
        status.condition = isSame ? .inStep : .drifted(try found.drift(from: recorded, in: ledger))
      } else {
        status.condition = .neverRecorded
      }
    } catch { status.condition = .unreadable(CommandFailure(explaining: error)) }
    return status
  }
}

/// How a database stands to what was recorded of it.
struct EnvironmentStatus: Sendable {
  enum Condition: Sendable {
    case inStep
    /// Nil where no snapshot was kept to compare with.
    case drifted(Drift?)
    case neverRecorded
    /// A change stopped part-way, or nobody knows how it went on.
    case unfinished
    case unreadable(CommandFailure)

    /// In a word or two.
    var words: String {
      switch self {
      case .inStep: "in step"
      case .drifted: "drifted"
      case .neverRecorded: "never recorded"
      case .unfinished: "unfinished"
      case .unreadable: "cannot be read"
      }
    }
  }

  let subject: StatusSubject
  var condition = Condition.neverRecorded
  /// Nil until the database answered.
  var ledgerTarget: LedgerTarget?
  var role = ""
  var found: TargetState?
  /// Nil until the ledger answered.
  var standing: RecordedStanding?
  /// Everything in the ledger, and what that is called.
  var history: RecordedHistory?
  var ledgerName = ""
  /// The first row of the ledger that is not as it was written; from it on nothing in there proves anything.
  var brokenRow: BrokenEntry?
  /// What is wrong with the signature of the adoption that the recorded state rests on, after `the signature of …`; nil
  /// when it holds, or there is none.
  var signatureProblem: String?

  init(subject: StatusSubject) { self.subject = subject }

  /// The same with what the signature below the recorded state is worth.
  func checkingSignature(with signer: SSHSigner) throws -> Self {
    // What a change rests on was checked before it ran; history verify checks it again.
    guard let event = standing?.event, case .adoption = event else { return self }
    var status = self
    status.signatureProblem = try Background.wait {
      await signer.signatures(of: event).compactMap(\.failing).first
    }
    return status
  }

  /// What no plan touches, sorted.
  var notManaged: [UnmanagedObject] { found?.schemas.flatMap(\.schema.notManaged) ?? [] }

  /// The recorded state is that of another database: it came back from a backup, was copied or moved.
  var recordedElsewhere: LedgerTarget? {
    guard let recorded = standing?.event?.target, let ledgerTarget, recorded.system != ledgerTarget.system else {
      return nil
    }
    return recorded
  }
}

extension EnvironmentStatus {
  /// Whether the record of this very database was made under the name that it has now.
  var isKnownByItsName: Bool {
    guard let recorded = standing?.event?.target, let ledgerTarget, recorded.isSameDatabase(as: ledgerTarget) else {
      return true
    }
    return Identifier(recorded.environment) == Identifier(ledgerTarget.environment)
  }
}

extension [EnvironmentStatus] {
  /// What the process ends with: 1 when one could not be read, or its ledger was changed, 3 when one is not as recorded.
  var exitStatus: ExitStatus {
    var status = ExitStatus.done
    for environment in self {
      if environment.brokenRow != nil { status = .failed }
      switch environment.condition {
      case .inStep, .neverRecorded:
        if environment.signatureProblem != nil, status == .done { status = .findings }
      case .drifted, .unfinished: if status == .done { status = .findings }
      case .unreadable: status = .failed
      }
    }
    return status
  }
}
