import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// Gates as people at the command line meet them: real keys, a real server.
@Suite struct GateTests {
  static let two = """
    [[environments.production.approvals]]
    from = "dba"
    count = 2
    """

  @Test func twoApprovalsOfOthersThanTheAuthorLetThePlanRun() async throws {
    let shop = try await GatedShop()
    try shop.configure(Self.two)
    let refused = try shop.apply()
    #expect(
      refused.status == 4 && refused.errors.contains("approvals: 0 of 2 from dba; nobody has signed as the author"))
    #expect(refused.output.contains("CLOSED       sign-offs: 0 of 2 from dba"))
    #expect(try shop.sign("cy", "--author").status == 0)
    #expect(try shop.sign("cy", "--env", "production").status == 0)
    #expect(try shop.sign("amy", "--env", "production", "--message", "fine").status == 0)
    let own = try shop.apply()
    #expect(own.status == 4 && own.errors.contains("1 of 2 from dba (amy); not counted: cy: made the plan"))
    // A second key is not a second person.
    try shop.makeKey("amy2")
    try shop.write(
      try shop.read("allowed_signers") + "amy \(try shop.publicKey("amy2"))\n", to: "allowed_signers")
    #expect(try shop.sign("amy2").status == 0)
    #expect(try shop.apply().errors.contains("1 of 2 from dba (amy)"))
    #expect(try !shop.isApplied())
    #expect(try shop.sign("bob").output.contains("bob: approve, plan.json"))
    let verified = try shop.verify()
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    #expect(verified.output.contains("open         sign-offs: 2 of 2 from dba (amy, bob)"))
    let applied = try shop.apply()
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(try shop.isApplied())
  }

  @Test func oneChangedByteVoidsEverything() async throws {
    let shop = try await GatedShop()
    try shop.configure(Self.two)
    try shop.sign("cy", "--author")
    for person in ["amy", "bob"] { try shop.sign(person) }
    #expect(try shop.verify().status == 0)
    try shop.write(
      try shop.read("plan.json").replacing("What was ordered.", with: "What was orderEd."), to: "plan.json")
    let verified = try shop.verify()
    #expect(verified.status == 4)
    #expect(verified.output.contains("void: the plan file changed after it was signed"))
    #expect(verified.output.contains("CLOSED       plan file: the review file is of another plan"))
    #expect(try shop.apply().status == 4)
  }

  @Test func aReviewOfAnotherPlanIsRefused() async throws {
    let shop = try await GatedShop()
    try shop.configure(Self.two)
    try shop.write(try shop.read("plan.json").replacing("What was ordered.", with: "Other."), to: "other.json")
    for person in ["amy", "bob"] {
      #expect(try shop.command("sign", "other.json", "--key", person).status == 0)
    }
    #expect(try shop.command("sign", "other.json", "--key", "cy", "--author").status == 0)
    try shop.write(try shop.read("other.review.json"), to: "plan.review.json")
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains("the review file is of another plan"), "\(refused.errors)")
    // Whoever changes what the file says of itself gains nothing.
    let hash = try PlanFile(Array(try shop.read("plan.json").utf8)).hash
    let other = try PlanFile(Array(try shop.read("other.json").utf8)).hash
    let review = try shop.read("plan.review.json")
    let start = try #require(review.range(of: other))
    try shop.write(review.replacingCharacters(in: start, with: hash), to: "plan.review.json")
    let again = try shop.apply()
    #expect(again.status == 4 && again.errors.contains("the plan file changed after it was signed"), "\(again.errors)")
  }

  /// What is done to the file of allowed signers or of revoked keys, and what is said of amy's signature then.
  @Test(arguments: [
    ("amy namespaces=\"git\" KEY", "", "may not sign for countersign"),
    ("amy valid-before=\"20200101\" KEY", "", "had expired when it signed"),
    ("amy valid-after=\"20900101\" KEY", "", "was not yet valid when it signed"),
    ("bob KEY", "", "is not amy's; it is bob's"), ("amy OTHER", "", "is not in allowed_signers"),
    ("amy KEY", "KEY", "is revoked"),
  ])
  func aBadKeySaysWhatIsWrongWithIt(_ line: String, _ revoked: String, _ words: String) async throws {
    let shop = try await GatedShop()
    try shop.configure("[[environments.production.approvals]]\nfrom = \"dba\"\nauthor_may_approve = true")
    #expect(try shop.sign("amy").status == 0)
    #expect(try shop.verify().status == 0)
    func filled(_ text: String) throws -> String {
      text.replacing("KEY", with: try shop.publicKey("amy")).replacing("OTHER", with: try shop.publicKey("cy")) + "\n"
    }
    try shop.write(try filled(line), to: "allowed_signers")
    try shop.write(try filled(revoked), to: "revoked_keys")
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains(words), "\(refused.errors)")
    #expect(try shop.verify("--format", "json").output.contains(words))
  }

  @Test func aStatementOfTomorrowAForgedOneAndOneForElsewhereAreVoid() async throws {
    let shop = try await GatedShop()
    try shop.configure(
      "expires = \"7d\"\n[[environments.production.approvals]]\nfrom = \"dba\"\nauthor_may_approve = true")
    let file = try PlanFile(Array(try shop.read("plan.json").utf8))
    let signer = SSHSigner(key: .file("\(shop.folder)/amy"), allowedSigners: "\(shop.folder)/allowed_signers")
    func write(_ signedAt: String, _ environment: String, forged: Bool = false) async throws {
      var document = ReviewDocument(planHash: file.hash)
      var statement = Statement(
        on: file, in: document, environment: environment, verdict: .approve, message: "", principal: "amy",
        signedAt: signedAt)
      let signature = try await signer.sign(statement.text, with: try await signer.identity())
      if forged { statement.message = "really" }
      document.signoffs = [Signoff(statement: statement.text, signature: signature)]
      try shop.workshop.write(ReviewDocumentCodec.encode(document), to: "\(shop.folder)/plan.review.json")
    }
    let now =
      "\(try #require(try shop.workshop.ask("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")))"
    for (time, environment, forged, words) in [
      ("2090-01-01T00:00:00Z", "*", false, "it says that it was signed at 2090-01-01T00:00:00Z"),
      (now, "*", true, "it is no signature of this text"),
      (now, "staging", false, "signed for staging, not for production"),
      ("2026-01-01T00:00:00Z", "production", false, "expired: signed"),
    ] {
      try await write(time, environment, forged: forged)
      let refused = try shop.apply()
      #expect(refused.status == 4 && refused.errors.contains(words), "\(refused.errors)")
    }
    try await write(now, "production")
    #expect(try shop.verify().status == 0)
  }

  @Test func aRejectionStopsEvenWhoNeedsNoApproval() async throws {
    let shop = try await GatedShop()
    try shop.configure("")
    #expect(try shop.sign("bob", "--reject").status == 2)
    #expect(try shop.sign("bob", "--reject", "--message", "breaks the report").status == 0)
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains("bob rejected this plan: breaks the report"))
    #expect(try shop.sign("bob").status == 0)
    #expect(try shop.apply().status == 0)
  }

  @Test func aWindowThatClosesBeforeThePlanIsThroughStaysShut() async throws {
    let shop = try await GatedShop()
    try shop.configure("window = \"daily 00:00-24:00 UTC\"")
    #expect(try shop.verify().output.contains("open         window: open, closes in"))
    func clock(_ minutes: Int) throws -> String {
      let sql = "SELECT to_char(now() AT TIME ZONE 'UTC' + interval '\(minutes) min', 'HH24:MI')"
      return try #require(try shop.workshop.ask(sql))
    }
    try shop.configure("window = \"daily \(try clock(-60))-\(try clock(6)) UTC\"")
    #expect(try shop.verify().status == 0)
    // So many rows that building the index takes hours.
    try Connection(shop.production).execute("UPDATE pg_class SET reltuples = 4e9 WHERE relname = 'orders'")
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains("and the plan may take"), "\(refused.errors)")
    try shop.configure("window = [\"daily \(try clock(60))-\(try clock(120)) UTC\"]")
    let closed = try shop.apply()
    #expect(closed.status == 4 && closed.errors.contains("window: closed, opens in"), "\(closed.errors)")
    try shop.configure("window = \"Mon 09:00-16:00 Europe/Berln\"")
    let unknown = try shop.apply()
    #expect(unknown.status == 2 && unknown.errors.contains("does not know the time zone Europe/Berln"))
    #expect(try !shop.isApplied())
  }

  @Test func reasonsAreGivenWhereTheEnvironmentAsksForThem() async throws {
    let shop = try await GatedShop([[Step(sql: "ALTER TABLE customers DROP COLUMN legacy_code;")]])
    try shop.configure("", acknowledge: "error")
    let refused = try shop.apply()
    #expect(
      refused.status == 4 && refused.errors.contains("findings that nobody has acknowledged: "), "\(refused.errors)")
    let names = refused.errors.split(separator: "acknowledged: ")[1].split(separator: "\n")[0].split(separator: ", ")
    let reasons = names.flatMap { name -> [String] in
      let words = name.split(separator: " at step ")
      return ["--acknowledge", "\(words[0])@\(words[1])=it is empty"]
    }
    let plain = try shop.sign("amy")
    #expect(plain.errors.contains("without a reason"))
    let signed = try shop.workshop.command(["sign", "plan.json", "--key", "amy"] + reasons)
    #expect(signed.status == 0 && signed.errors.isEmpty, "\(signed.errors)")
    #expect(try shop.apply().status == 0)
  }

  @Test(arguments: [
    (["sign", "plan.json", "--key", "amy", "--acknowledge", "drop-colum@1.1=x"], 2, "did you mean drop-column?"),
    (["sign", "plan.json", "--key", "amy", "--acknowledge", "drop-column@9.1=x"], 2, "the plan has no step 9.1"),
    (["sign", "plan.json", "--key", "amy", "--acknowledge", "drop-column"], 2, "is not RULE@STEP=REASON"),
    (["sign", "plan.json", "--key", "amy", "--env", "prod"], 2, "there is no environment prod"),
    (["sign", "plan.json", "--key", "nobody"], 1, "there is no readable key"),
    (["apply", "--plan", "plan.json", "--env", "production", "--db", "x"], 2, "leave --db out"),
    (["apply", "--plan", "plan.json", "--db", "x"], 4, "has environments, and none was named"),
    (["review", "plan.json", "--db", "x", "--apply"], 4, "has environments, and none was named"),
    (
      ["apply", "--plan", "plan.json", "--env", "production", "--lock-timeout", "1h"], 2,
      "the lock timeout of production is 2s"
    ),
    (
      ["apply", "--plan", "plan.json", "--env", "production", "--allowed-signers", "f"], 2, "what countersign.toml says"
    ),
    (["apply", "--plan", "plan.json", "--env", "production", "--waive", "order"], 2, "--waive needs a reason"),
    (["promote", "plan.json", "--to", "staging"], 2, "nothing comes before staging"),
    (["dump", "--env", "production", "--schema", "other"], 2, "production is about the schemas public"),
    (["lint", "plan.json", "--env", "production", "--ruleset", "relaxed"], 2, "the ruleset of production is strict"),
  ])
  func whatDoesNotFitIsSaidBeforeAnythingHappens(_ arguments: [String], _ status: Int32, _ words: String) async throws {
    let shop = try await GatedShop()
    try shop.configure("schema = \"public\"\nlock_timeout = \"2s\"\npromote_from = \"staging\"")
    let outcome = try shop.workshop.command(arguments)
    #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func aConfigurationThatCannotBeReadRunsNothing() async throws {
    let shop = try await GatedShop()
    try shop.configure("window = \"sometimes\"")
    for arguments in [
      ["apply", "--plan", "plan.json", "--env", "production", "--auto-approve"],
      ["apply", "--plan", "plan.json", "--auto-approve"] + shop.workshop.connection,
    ] {
      let outcome = try shop.workshop.command(arguments)
      #expect(outcome.status == 2 && outcome.errors.contains("the window \"sometimes\""), "\(outcome.errors)")
    }
    // Approvals of keys that nobody vouches for are none.
    try shop.configure(Self.two)
    try FileManager.default.removeItem(atPath: "\(shop.folder)/allowed_signers")
    #expect(try shop.sign("amy").status == 0)
    let refused = try shop.apply()
    #expect(refused.status == 4 && refused.errors.contains("allowed_signers cannot be read"), "\(refused.errors)")
  }

  @Test func anAgentSigns() async throws {
    let shop = try await GatedShop()
    try shop.configure("[[environments.production.approvals]]\nfrom = \"dba\"\nauthor_may_approve = true")
    // The agent goes with the command: it must not outlive it with the pipes of other tests in its hands.
    let script = """
      ssh-add -q bob 2>&1; rm bob; "$0" sign plan.json --agent --env production; status=$?
      kill $SSH_AGENT_PID; exit $status
      """
    let signed = try shop.workshop.run(["ssh-agent", "sh", "-c", script, Workshop.product])
    #expect(signed.status == 0 && signed.output.hasPrefix("bob: approve"), "\(signed.errors)")
    #expect(try shop.verify().status == 0)
  }

  @Test func whoRunsItIsAskedForTheirKey() async throws {
    let shop = try await GatedShop()
    try shop.configure("executors = \"dba\"\napprover_may_execute = false\nauthor_may_execute = false")
    #expect(try shop.sign("cy", "--author").status == 0)
    #expect(try shop.sign("bob").status == 0)
    try shop.makeKey("eve")
    for (person, words) in [
      ("cy", "cy made the plan, and authors may not run theirs"),
      ("bob", "bob approved the plan, and approvers may not"),
      ("eve", "is not in the team dba"),
    ] {
      let refused = try shop.apply("--key", person)
      #expect(refused.status == 4 && refused.errors.contains(words), "\(refused.errors)")
    }
    #expect(try !shop.isApplied())
    let applied = try shop.apply("--key", "amy")
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(applied.output.contains("executor: amy may run it"))
  }

  @Test func everyCommandKnowsTheEnvironment() async throws {
    let shop = try await GatedShop()
    try shop.configure("ruleset = \"relaxed\"\nlock_timeout = \"1s\"")
    try Connection(shop.production).execute("COMMENT ON TABLE orders IS 'in production'")
    try shop.write("CREATE TABLE orders (id int);", to: "new.sql")
    for (arguments, words) in [
      (["dump"], "in production"), (["fingerprint"], "source_fingerprint "), (["lint", "plan.json"], "drop-column"),
      (["browse", "--plain"], "orders"), (["plan", "--file", "new.sql"], "orders"),
      (["review", "plan.json", "--plain"], "Review of plan.json"),
      (["rehearse", "plan.json"], "1.1"),
    ] {
      let outcome = try shop.workshop.command(arguments + ["--env", "production"])
      #expect(outcome.status == 0 || arguments[0] == "lint", "\(arguments): \(outcome.errors)")
      #expect(outcome.output.contains(words), "\(arguments): \(outcome.output)")
    }
    let unknown = try shop.command("dump", "--env", "produktion")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean production?"))
  }
}
