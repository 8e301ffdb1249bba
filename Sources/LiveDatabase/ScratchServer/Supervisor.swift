import Glibc
import Subprocess

/// The shell between us and a scratch server, which outlives us just long enough to clean up.
enum Supervisor {
  /// Starts the shell, which makes the cluster and the server, and waits until the server takes connections.
  ///
  /// - Parameters:
  ///   - installation: whose programs to use.
  ///   - folder: private, and empty; the shell removes it in the end.
  ///   - superuser: the name of the first role.
  ///   - owner: who runs all of it.
  /// - Returns: the end of the pipe that keeps the server alive, and the task that ends when all is cleaned up.
  /// - Throws: ``ScratchServerError``; the folder is gone then.
  static func start(
    _ installation: Installation, in folder: String, superuser: String, owner: ServerOwner
  ) async throws(ScratchServerError) -> (lifeline: StandardInputWriter, supervision: Task<Void, Never>) {
    let (states, report) = AsyncStream.makeStream(of: State.self)
    let shell = owner.shell(
      script, ["supervise", installation.folder, folder, superuser], environment: environment)
    let supervision = Task.detached {
      do {
        _ = try await run(shell, input: .inputWriter, output: .sequence, error: .discarded) { shell in
          var log: [UInt8] = []
          // Ends when the shell ends.
          for try await chunk in shell.standardOutput {
            log += chunk.withUnsafeBytes { Array($0) }
            if String(decoding: log, as: UTF8.self) == "ready\n" { report.yield(.ready(shell.standardInputWriter)) }
          }
          report.yield(.ended(log: String(decoding: log, as: UTF8.self)))
        }
      } catch {
        rmdir(folder)
        report.yield(.notRun(reason: "\(error)"))
      }
      report.finish()
    }
    for await state in states {
      switch state {
      case .ready(let lifeline): return (lifeline, supervision)
      case .ended(let log):
        await supervision.value
        throw .notStarted(installation, log: log)
      case .notRun(let reason): throw .cannotRun("sh", reason: reason)
      }
    }
    throw .notStarted(installation, log: "")
  }

  private enum State: Sendable {
    case ready(StandardInputWriter)
    case ended(log: String)
    case notRun(reason: String)
  }

  /// Nothing of ours: no `PG*` variable, no locale, no time zone.
  private static var environment: Environment {
    var variables: [Environment.Key: String] = ["LC_ALL": "C", "TZ": "UTC"]
    if let path = getenv("PATH") { variables["PATH"] = String(cString: path) }
    if let libraries = getenv("LD_LIBRARY_PATH") { variables["LD_LIBRARY_PATH"] = String(cString: libraries) }
    return .custom(variables)
  }

  /// Makes the cluster, starts it, says `ready`, and stops and removes everything when its input ends.
  ///
  /// On failure it prints the log and removes everything. The eighth line of postmaster.pid says when connections are
  /// taken.
  private static let script = #"""
    bin=$1 folder=$2 superuser=$3
    trap '' PIPE
    remove() { cd /; rm -rf "$folder"; }
    fail() { cat log; remove; exit 1; }
    cd "$folder" || exit 1
    "$bin/initdb" --pgdata=data --username="$superuser" --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
      --no-sync --no-instructions </dev/null >log 2>&1 || fail
    "$bin/postgres" -D data -k "$folder" -p 5432 -c listen_addresses= -c fsync=off -c synchronous_commit=off \
      -c full_page_writes=off -c autovacuum=off -c jit=off -c max_connections=200 -c max_locks_per_transaction=128 \
      -c timezone=UTC -c log_timezone=UTC -c lc_messages=C -c log_destination=stderr -c logging_collector=off \
      </dev/null >>log 2>&1 &
    server=$!
    until [ "$(sed -n '8s/ *$//p' data/postmaster.pid 2>/dev/null)" = ready ]; do
      kill -0 $server 2>/dev/null || fail
      sleep 0.02
    done
    echo ready
    cat >/dev/null
    kill -QUIT $server 2>/dev/null
    wait $server
    remove
    """#
}
