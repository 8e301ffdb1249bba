import Subprocess

extension Installation {
  /// Every installation that the owner of a scratch server may run, in order of preference.
  ///
  /// Looked for in the folders of `COUNTERSIGN_PG_BIN`, in `PATH`, where `pg_config` says, and in the usual places.
  ///
  /// - Parameter folder: the only folder to look in, if given.
  /// - Returns: none when nothing was found.
  /// - Throws: ``ScratchServerError`` when not even a shell can be run.
  package static func find(in folder: String? = nil) async throws(ScratchServerError) -> [Installation] {
    // Run as the server will be, so that what that user cannot reach is not found.
    let search = try ServerOwner.current.shell(script, ["find", folder ?? ""])
    do {
      return parse(try await run(search, output: .string(limit: 1 << 20)).standardOutput)
    } catch {
      throw .cannotRun("sh", reason: "\(error)")
    }
  }

  /// Prints two lines for each installation: what `postgres --version` says, and the folder.
  private static let script = #"""
    cd /
    consider() {
      [ -x "$1/initdb" ] || return 0
      folder=$(dirname "$(readlink -f "$1/initdb")")
      version=$("$folder/postgres" --version 2>/dev/null) || return 0
      printf '%s\n%s\n' "$version" "$folder"
    }
    if [ -n "$1" ]; then consider "$1"; exit 0; fi
    set -f; IFS=:
    for folder in $COUNTERSIGN_PG_BIN $PATH; do consider "$folder"; done
    unset IFS; set +f
    folder=$(pg_config --bindir 2>/dev/null) && consider "$folder"
    for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin; do consider "$folder"; done
    exit 0
    """#

  private static func parse(_ output: String) -> [Installation] {
    let lines = output.split(separator: "\n").map { String($0) }
    var found: [Installation] = []
    for index in stride(from: 0, to: lines.count - 1, by: 2) {
      // "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"
      let words = lines[index].split(separator: " ")
      guard words.count >= 3, words[1] == "(PostgreSQL)" else { continue }
      let installation = Installation(version: String(words[2]), folder: lines[index + 1])
      if !found.contains(where: { $0.folder == installation.folder }) { found.append(installation) }
    }
    return found
  }
}
