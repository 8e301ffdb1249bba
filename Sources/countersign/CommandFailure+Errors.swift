import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import SQLSyntax
import TerminalKit

extension CommandFailure {
  /// What the modules throw, as the person at the command line is told.
  init(explaining error: any Error) {
    switch error {
    case let error as CommandFailure: self = error
    case let error as PostgresError: self.init(.failed, error.description, hint: error.hint ?? "")
    case let error as CatalogReadingError: self.init(.failed, error.message, hint: error.hint)
    case let error as FileError: self.init(.failed, error.message, hint: error.hint)
    case let error as PlanError: self.init(.failed, error.message, hint: error.hint)
    case let error as PolicyError:
      self.init(error.code == .schemaDrifted ? .fingerprintMismatch : .policy, error.message, hint: error.hint)
    case let error as UnknownTimeZone:
      self.init(.usage, error.message, hint: "correct it in countersign.toml; pg_timezone_names has them all")
    case let error as ApplyError:
      self.init(error.code.exitStatus, error.message, hint: error.hint)
    case let error as SigningError: self.init(.failed, error.message, hint: error.hint)
    case let error as LedgerError: self.init(.failed, error.message, hint: error.hint)
    case let error as ScratchServerError: self.init(.failed, error.message, hint: error.hint)
    case let error as ScriptError: self.init(.failed, error.description, hint: error.hint)
    case let error as DesiredStateError: self.init(.failed, error.description, hint: error.hint)
    case let error as TerminalError:
      self.init(error.code == .unknownTerminal ? .usage : .failed, error.message, hint: error.hint)
    case let error as ScreenScriptError: self.init(.usage, error.message, hint: error.hint)
    case let error as ThemeError: self.init(.usage, "\(error)")
    default: self.init(.failed, "\(error)")
    }
  }
}

extension ApplyError.Code {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .schemaDrifted: .fingerprintMismatch
    case .effectUnknown: .stoppedPartWay
    case .alreadyRunning, .notGroupable, .invalidTimeout, .notResumable, .unfinished, .takenUp: .failed
    }
  }
}
