/// What a row of the ledger says.
package enum LedgerRecord: Hashable, Sendable {
  /// A plan begins to run.
  case began(ChangeBeginning)
  /// Somebody takes up a change that stopped part-way, and what it rests on then.
  case resumed(by: Executor, signoffs: [RecordedSignoff] = [])
  /// A step is sent that no transaction undoes; written before it is.
  case attempting(StepID)
  /// A group's transaction is about to be committed; only where the ledger cannot be part of that transaction.
  ///
  /// `transaction` is `pg_current_xact_id()` as text, which `pg_xact_status` can be asked about afterwards.
  case committing(group: Int, transaction: String)
  /// A group is done. In the target's own ledger the row is part of the group's transaction.
  case ran(GroupRun)
  /// A step failed; what its group did is undone as far as a transaction can undo it.
  case failed(StepID, message: String, attempt: Int)
  /// The change is over.
  case ended(ChangeEnd)
  /// Somebody said that a schema is right as it is, though no recorded change made it so.
  case adopted(Adoption)
  /// Somebody let a change pass a gate that was closed, or left an environment out.
  case waived(Waiver)

  /// As the ledger's column `kind` has it.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case change, resume, attempt, commit, group, failure, end, adoption, waiver
  }

  package var kind: Kind {
    switch self {
    case .began: .change
    case .resumed: .resume
    case .attempting: .attempt
    case .committing: .commit
    case .ran: .group
    case .failed: .failure
    case .ended: .end
    case .adopted: .adoption
    case .waived: .waiver
    }
  }
}

/// Who ran something, and from where.
package struct Executor: Hashable, Sendable {
  /// The principal of the key that signed for it; without one the login name.
  package var name: String
  /// The key that signed, `SHA256:…`; nil when nobody had to.
  package var key: String?
  /// The login name on the machine.
  package var login: String
  package var machine: String
  /// The database role.
  package var role: String

  package init(name: String, key: String? = nil, login: String, machine: String, role: String) {
    self.name = name
    self.key = key
    self.login = login
    self.machine = machine
    self.role = role
  }
}

/// Which database something happened to.
package struct LedgerTarget: Hashable, Sendable {
  /// As in `countersign.toml`; empty for none.
  package var environment: String
  package var database: String
  /// The schemas, in the order of the `search_path`.
  package var schemas: [String]
  /// `pg_control_system().system_identifier` as text, and the database's oid: the very database, whatever it is called.
  package var system: String

  package init(environment: String, database: String, schemas: [String], system: String) {
    self.environment = environment
    self.database = database
    self.schemas = schemas
    self.system = system
  }
}

/// A schema as it was found: the hashes of the first schema of the target, or of all, and where its text is kept.
package struct RecordedState: Hashable, Sendable {
  /// pgschema's fingerprint of the first schema.
  package var fingerprint: String
  /// `catalog_hash` of each schema, in the target's order.
  package var catalogHashes: [String]
  /// The content hash of the ``RecordedSnapshot``; nil when none was taken.
  package var snapshot: String?

  package init(fingerprint: String, catalogHashes: [String], snapshot: String? = nil) {
    self.fingerprint = fingerprint
    self.catalogHashes = catalogHashes
    self.snapshot = snapshot
  }
}

/// What was known when a plan began to run.
package struct ChangeBeginning: Hashable, Sendable {
  package var target: LedgerTarget
  package var executor: Executor
  /// SHA-256 of the plan's bytes, under which they are kept as content.
  package var planHash: String
  package var before: RecordedState
  /// The sign-offs that it rests on, each as in the review document.
  package var signoffs: [RecordedSignoff]
  /// SHA-256 of `countersign.toml`; nil without one.
  package var policyHash: String?
  /// `countersign 0.1.0`.
  package var tool: String
  /// What the plan touches as it was before, by name: a token that changes with every change of the object.
  package var touched: [TouchedObject]

  package init(
    target: LedgerTarget, executor: Executor, planHash: String, before: RecordedState,
    signoffs: [RecordedSignoff] = [], policyHash: String? = nil, tool: String, touched: [TouchedObject] = []
  ) {
    self.target = target
    self.executor = executor
    self.planHash = planHash
    self.before = before
    self.signoffs = signoffs
    self.policyHash = policyHash
    self.tool = tool
    self.touched = touched
  }
}

/// A signed statement as the review document has it.
package struct RecordedSignoff: Hashable, Sendable {
  /// Who signed, for showing; the statement says it too.
  package var principal: String
  package var statement: String
  package var signature: String

  package init(principal: String, statement: String, signature: String) {
    self.principal = principal
    self.statement = statement
    self.signature = signature
  }
}

/// An object of the target and a token of the state it is in.
package struct TouchedObject: Hashable, Sendable {
  /// As the target's catalog names it: `relation public.users`.
  package var name: String
  /// Empty for an object that is not there.
  package var token: String

  package init(name: String, token: String) {
    self.name = name
    self.token = token
  }
}

/// A group that ran to its end.
package struct GroupRun: Hashable, Sendable {
  package var group: Int
  package var steps: [StepRun]
  /// What the group touched as it is after it.
  package var touched: [TouchedObject]

  package init(group: Int, steps: [StepRun], touched: [TouchedObject] = []) {
    self.group = group
    self.steps = steps
    self.touched = touched
  }
}

/// One step of a group that ran.
package struct StepRun: Hashable, Sendable {
  package var step: StepID
  /// By the clock of the machine that ran it: `2026-01-02T03:04:05.006Z`.
  package var startedAt: String
  package var milliseconds: Int
  /// How long it waited for locks, as far as the second session saw it.
  package var lockWaitMilliseconds: Int
  /// How often it was tried, the last time included.
  package var attempts: Int
  /// What it had to work on by the statistics before the plan ran; nil where its time does not grow with the rows.
  package var work: StepWork?

  package init(
    step: StepID, startedAt: String, milliseconds: Int, lockWaitMilliseconds: Int = 0, attempts: Int = 1,
    work: StepWork? = nil
  ) {
    self.step = step
    self.startedAt = startedAt
    self.milliseconds = milliseconds
    self.lockWaitMilliseconds = lockWaitMilliseconds
    self.attempts = attempts
    self.work = work
  }
}

/// The rows that a step works on, all of them.
package struct StepWork: Hashable, Sendable {
  /// What is done to each: `index build`, `rewrite`.
  package var kind: String
  package var rows: Int64
  /// With indexes and TOAST.
  package var bytes: Int64

  package init(kind: String, rows: Int64, bytes: Int64) {
    self.kind = kind
    self.rows = rows
    self.bytes = bytes
  }
}

/// How a change ended.
package struct ChangeEnd: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// Every group ran.
    case applied
    /// A step failed; what ran before stays.
    case failed
    /// Somebody stopped it.
    case cancelled
    /// Somebody decided that the rest is not to run.
    case abandoned
  }
  package var outcome: Outcome
  /// The target afterwards; nil when it could not be read.
  package var after: RecordedState?
  /// Why it did not run to its end, or what is to be known of it though it did; mostly empty then.
  package var message: String
  /// The signature of whoever left the rest of it; nil where nobody had to sign.
  package var signoff: RecordedSignoff?

  package init(outcome: Outcome, after: RecordedState?, message: String = "", signoff: RecordedSignoff? = nil) {
    self.outcome = outcome
    self.after = after
    self.message = message
    self.signoff = signoff
  }

  /// The word before ``message`` where it is told.
  package var messageLabel: String {
    switch outcome {
    case .applied: "but"
    case .failed, .cancelled, .abandoned: "because"
    }
  }
}

/// A schema that is taken as right though no recorded change made it.
package struct Adoption: Hashable, Sendable {
  package var target: LedgerTarget
  package var executor: Executor
  package var state: RecordedState
  package var reason: String
  /// The signature of the reason; nil when no key was asked for.
  package var signoff: RecordedSignoff?

  package init(
    target: LedgerTarget, executor: Executor, state: RecordedState, reason: String, signoff: RecordedSignoff? = nil
  ) {
    self.target = target
    self.executor = executor
    self.state = state
    self.reason = reason
    self.signoff = signoff
  }
}

/// A closed gate that somebody let a plan pass.
package struct Waiver: Hashable, Sendable {
  /// The gate's name, `order` say.
  package var gate: String
  package var environment: String
  package var planHash: String
  package var executor: Executor
  package var reason: String
  package var signoff: RecordedSignoff?

  package init(
    gate: String, environment: String, planHash: String, executor: Executor, reason: String,
    signoff: RecordedSignoff? = nil
  ) {
    self.gate = gate
    self.environment = environment
    self.planHash = planHash
    self.executor = executor
    self.reason = reason
    self.signoff = signoff
  }
}
