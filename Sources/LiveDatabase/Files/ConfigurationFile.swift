package import MigrationCore

/// `countersign.toml`, in the folder that the command is run in, or where the command line says.
package struct ConfigurationFile: Hashable, Sendable {
  package static let name = "countersign.toml"

  /// `[rules]`, of the stricter ruleset.
  package var rules = RuleChoice()
  /// `[teams]`, by name.
  package var teams: [Team] = []
  /// The `allowed_signers` file that says whose keys are whose; nil when `[signers]` names none.
  package var allowedSigners: String?
  /// The keys that nobody may use any more, as `ssh-keygen -Y verify -r` takes them.
  package var revokedKeys: String?
  /// `[environments.NAME]`: one after those that it is promoted from, else by name.
  package var environments: [TargetEnvironment] = []
  /// The names in `[groups]`, which nothing uses yet.
  package var groups: [String] = []
  /// `[ledger]`.
  package var ledger = LedgerSetting.target
  /// `[ui]` and `[keys]`.
  package var interface = InterfaceWishes(file: name)
  /// SHA-256 of the file's bytes; nil when there is none.
  package private(set) var hash: String?

  /// Where what happens is recorded.
  package enum LedgerSetting: Hashable, Sendable {
    /// In the database that it happens to.
    case target
    /// In the database that a URI or conninfo string without a password names.
    case dsn(String)
    case file(String)
  }

  /// Nothing is configured.
  package init() {}

  /// Reads a file; nothing is configured when there is none and nobody named it.
  ///
  /// - Parameter path: the file; nil for the one in this folder, if there is one.
  /// - Throws: ``FileError`` when it cannot be read, is not TOML, or says what nobody would heed.
  package init(path: String?) throws(FileError) {
    let file = path ?? Self.name
    let bytes: [UInt8]
    do { bytes = try File.read(file) } catch {
      if error.code == .notFound, path == nil {
        self.init()
        return
      }
      throw error
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .invalid(file, message: "it is not UTF-8", hint: "it has to be TOML")
    }
    try self.init(text, file: file)
    hash = SHA256.hex(of: bytes)
  }

  /// Reads a text; `file` is its name in errors, and paths in it are relative to its folder.
  package init(_ text: String, file: String) throws(FileError) {
    self.init()
    try ConfigurationReader(text, file: file).read(into: &self)
  }

  /// The environment of this name; nil when there is none.
  package func environment(_ name: String) -> TargetEnvironment? {
    environments.first { Identifier($0.name) == Identifier(name) }
  }
}
