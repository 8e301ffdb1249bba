import LiveDatabase
import MigrationCore
import Testing

@Suite struct ConfigurationFileTests {
  static let whole = """
    # All of it.
    [rules]
    drop-column = "error"
    [teams]
    dba = ["amy", "bob"]
    leads = ["cleo"]
    [signers]
    allowed = "allowed_signers"
    revoked = "/etc/revoked_keys"
    [environments.production]
    dsn = "service=shop-prod"
    schema = ["public", "audit"]
    promote_from = "staging"
    soak = "2h"
    lock_timeout = "5s"
    statement_timeout = "0"
    window = [
      "Mon-Thu 09:00-16:00 Europe/Berlin", # office hours
      "Sat 22:00-04:00 UTC",
    ]
    expires = "14d"
    acknowledge = "warning"
    executors = "dba"
    author_may_execute = false
    approver_may_execute = false
    [[environments.production.approvals]]
    from = "dba"
    count = 2
    [[environments.production.approvals]]
    from = "leads"
    author_may_approve = true
    [environments.staging]
    dsn = "postgresql://stage/shop"
    ruleset = "relaxed"
    [ledger]
    file = "ledger.jsonl"
    [groups.tenants]
    dsn = "service=tenants"
    canary = 1
    [ui]
    theme = "default-dark"
    [keys]
    next-step = ["n", "C-n"]
    search-next = "J"
    """

  @Test func everythingIsRead() throws {
    let configuration = try ConfigurationFile(Self.whole, file: "ops/countersign.toml")
    #expect(configuration.environments.map(\.name) == ["staging", "production"])
    #expect(configuration.interface.theme == "default-dark" && configuration.interface.file == "ops/countersign.toml")
    #expect(configuration.interface.keys.map(\.action) == ["next-step", "search-next"])
    #expect(configuration.interface.keys.map(\.keys) == [["n", "C-n"], ["J"]])
    #expect(configuration.interface.keys.map(\.line) == [43, 44])
    #expect(configuration.allowedSigners == "ops/allowed_signers")
    #expect(configuration.revokedKeys == "/etc/revoked_keys")
    #expect(configuration.ledger == .file("ops/ledger.jsonl"))
    let staging = try #require(configuration.environment("staging"))
    #expect(staging.rules.ruleset == .relaxed && staging.acknowledged == .error && staging.schemas.isEmpty)
    #expect(staging.rules.overrides["drop-column"] == .some(.error))
    var production = TargetEnvironment(name: "production", dsn: "service=shop-prod")
    let dba = Team(name: "dba", members: ["amy", "bob"])
    production.schemas = ["public", "audit"]
    production.rules = configuration.rules
    production.promoteFrom = "staging"
    production.soakSeconds = 7200
    production.lockTimeout = "5s"
    production.statementTimeout = "0"
    production.windows = [
      try ChangeWindow("Mon-Thu 09:00-16:00 Europe/Berlin"), try ChangeWindow("Sat 22:00-04:00 UTC"),
    ]
    production.expirySeconds = 14 * 86_400
    production.acknowledged = .warning
    production.approvals = [
      ApprovalRule(team: dba, count: 2),
      ApprovalRule(team: Team(name: "leads", members: ["cleo"]), authorMayApprove: true),
    ]
    production.executors = dba
    production.authorMayExecute = false
    production.approverMayExecute = false
    #expect(configuration.environment("production") == production)
    #expect(configuration.environment("prod") == nil)
  }

  /// A wrong text, the line that the error names, and what it says.
  static let wrong: [(String, Int, String)] = [
    ("[rules]\n\ndrop-colum = \"off\"", 3, "there is no rule drop-colum"),
    ("[signer]\nallowed = \"x\"", 1, "there is no [signer]"),
    ("[signers]\nallow = \"x\"", 2, "there is no key allow in [signers]"),
    ("[signers]\nrevoked = \"x\"", 2, "[signers] names revoked keys and no allowed ones"),
    ("[teams]\ndba = []", 2, "the team dba has nobody in it"),
    ("[teams]\ndba = [1]", 2, "dba of [teams] is not a text or a list of texts"),
    ("[teams]\ndba = [\"a\", \"a\"]", 2, "a is twice in the team dba"),
    ("[environments.a]\nschema = \"s\"", 1, "[environments.a] has no dsn"),
    ("[environments.a]\ndsn = \"host=x password=y\"", 2, "the dsn of [environments.a] has a password in it"),
    ("[environments.a]\ndsn = \"postgresql://u:p@h/d\"", 2, "has a password in it"),
    ("[environments.a]\ndsn = \"host=x oops\"", 2, "is none that libpq can read"),
    ("[environments.a]\ndsn = 5", 2, "dsn of [environments.a] is not a text, in quotes"),
    ("[environments.a]\ndsn = \"d\"\nwindow = \"Mon 9-10 UTC\"", 3, "the window \"Mon 9-10 UTC\" has the time \"9\""),
    ("[environments.a]\ndsn = \"d\"\nwindow = []", 3, "has a list of no windows"),
    ("[environments.a]\ndsn = \"d\"\nexpires = \"2 fortnights\"", 3, "expires of [environments.a] is not a time"),
    ("[environments.a]\ndsn = \"d\"\nlock_timeout = \"soon\"", 3, "is not a time as PostgreSQL takes it"),
    ("[environments.a]\ndsn = \"d\"\nacknowledge = \"info\"", 3, "acknowledge of [environments.a] is not"),
    ("[environments.a]\ndsn = \"d\"\nauthor_may_execute = \"no\"", 3, "is not true or false"),
    ("[environments.a]\ndsn = \"d\"\nsoak = \"1h\"", 3, "has a soak time and no environment before it"),
    ("[environments.a]\ndsn = \"d\"\npromote_from = \"b\"", 3, "there is no environment b"),
    (
      "[environments.a]\ndsn = \"d\"\npromote_from = \"b\"\n[environments.b]\ndsn = \"d\"\npromote_from = \"a\"", 6,
      "goes round in a circle: a from b from a"
    ),
    ("[environments.a]\ndsn = \"d\"\nexecutors = \"dba\"", 3, "there is no team dba"),
    ("[environments.a]\ndsn = \"d\"\n[[environments.a.approvals]]\ncount = 1", 3, "does not say whose approvals"),
    (
      "[teams]\ndba = [\"x\"]\n[environments.a]\ndsn = \"d\"\n[[environments.a.approvals]]\nfrom = \"dba\"\ncount = 2",
      7,
      "wants 2 of the team dba, which has 1"
    ),
    (
      "[teams]\ndba = [\"x\"]\n[environments.a]\ndsn = \"d\"\n[[environments.a.approvals]]\nfrom = \"dba\"\ncount = 0",
      7,
      "is not a number above 0"
    ),
    (
      "[teams]\ndba = [\"x\"]\n[environments.a]\ndsn = \"d\"\n[[environments.a.approvals]]\nfrom = \"dba\"", 3,
      "nothing says whose keys are whose"
    ),
    ("[ledger]\ndsn = \"d\"\nfile = \"f\"", 3, "[ledger] has a dsn and a file"),
    ("[ledger]\ndsn = \"password=p\"", 2, "has a password in it"),
    ("[groups.t]\ndsn = \"d\"\nbatsh = 2", 3, "there is no key batsh in [groups.t]"),
    ("[ui]\ncolor = 1", 2, "there is no key color in [ui]"),
    ("a = \"\"\"\n[rules]\n\"\"\"", 1, "there is no [a]"),
    ("[rules]\n\"x.y\".z = 1", 2, "there is no rule x.y"),
  ]

  @Test(arguments: wrong)
  func whatIsWrongIsNamedWithItsLine(_ text: String, _ line: Int, _ message: String) throws {
    do {
      _ = try ConfigurationFile(text, file: "c.toml")
      Issue.record("it was read")
    } catch {
      #expect(error.code == .invalid && error.message.hasPrefix("c.toml: line \(line): "), "\(error.message)")
      #expect(error.message.contains(message), "\(error.message)")
      #expect(!error.hint.isEmpty && !error.message.contains("password=") && !error.message.contains(":p@"))
    }
  }
}
