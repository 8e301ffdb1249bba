import Glibc
import LiveDatabase
import MigrationCore
import Testing

@Suite struct SSHSignerTests {
  let folder: ScratchFolder
  var key: String { folder.path + "/key" }
  var allowedSigners: String { folder.path + "/allowed_signers" }

  init() throws {
    folder = try ScratchFolder()
    shell("ssh-keygen -q -t ed25519 -N '' -C ann@laptop -f '\(key)'")
  }

  /// Lets `principal` sign with the key.
  func allow(_ principal: String) {
    shell(
      "printf '# ours\\n%s namespaces=\"countersign\" ' '\(principal)' > '\(allowedSigners)'; cat '\(key).pub' >> '\(allowedSigners)'"
    )
  }

  static func statement(by principal: String) throws -> Statement {
    let plan = Plan(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "x", sourceFingerprint: nil,
      groups: [])
    return Statement(
      on: try PlanFile(PlanCodec.encode(plan)), in: ReviewDocument(planHash: ""), verdict: .approve, message: "é\n",
      principal: principal, signedAt: "2026-01-01T00:00:00Z")
  }

  static func signoff(_ signer: SSHSigner) async throws -> Signoff {
    let identity = try await signer.identity()
    let text = try statement(by: identity.principal).text
    return Signoff(statement: text, signature: try await signer.sign(text, with: identity))
  }

  static func error(_ body: () async throws -> Void) async -> SigningError? {
    do { try await body() } catch { return error as? SigningError }
    return nil
  }

  @Test func aKeyFileSignsAndItsOwnerIsFound() async throws {
    allow("*@example.com,ann@example.com")
    let signer = SSHSigner(key: .file(key), allowedSigners: allowedSigners)
    #expect(try await signer.identity().principal == "ann@example.com")
    let signoff = try await Self.signoff(signer)
    guard case .good(let name) = await signer.check(signoff) else {
      Issue.record("not good")
      return
    }
    #expect(shell("ssh-keygen -lf '\(key).pub'").contains(name))
  }

  @Test func withoutAllowedSignersTheKeyIsNamed() async throws {
    let signer = SSHSigner(key: .file(key))
    #expect(try await signer.identity().principal == "ann@laptop")
    let signoff = try await Self.signoff(signer)
    guard case .goodFromUnknownSigner(let name) = await signer.check(signoff) else {
      Issue.record("not good")
      return
    }
    #expect(name.hasPrefix("SHA256:"))
    #expect(shell("ssh-keygen -lf '\(key).pub'").contains(name))
  }

  @Test func anotherTextNameOrSignerIsNotGood() async throws {
    allow("bob")
    let signer = SSHSigner(key: .file(key), allowedSigners: allowedSigners)
    let anyone = SSHSigner(key: .file(key))
    let identity = try await anyone.identity()
    let text = try Self.statement(by: "ann").text
    let signoff = Signoff(statement: text, signature: try await anyone.sign(text, with: identity))
    guard case .bad(.otherPrincipal(_, owners: "bob", claimed: "ann")) = await signer.check(signoff) else {
      Issue.record("ann signed with bob's key")
      return
    }
    var changed = signoff
    changed.statement = try Self.statement(by: "amy").text
    #expect(await anyone.check(changed) == .bad(.forged))
    changed = signoff
    changed.signature = "nonsense"
    #expect(await anyone.check(changed) == .bad(.forged))
  }

  /// What `allowed_signers` says between the name and the key, whether the key is revoked, and what comes of it.
  static let cases: [(String, Bool, String)] = [
    ("", false, "good"), ("valid-after=\"20200101Z\",valid-before=\"20990101Z\"", false, "good"),
    ("valid-before=\"20251231Z\"", false, "had expired when it signed"),
    ("valid-before=\"20260201Z\"", false, "had expired by now"),
    ("valid-after=\"20260102Z\"", false, "was not yet valid when it signed"),
    ("namespaces=\"git\"", false, "may not sign for countersign"), ("", true, "is revoked"),
    ("cert-authority", false, "is not in"),
  ]

  @Test(arguments: cases)
  func aKeyHoldsWhenItSignedAndNowAndForThis(_ options: String, _ isRevoked: Bool, _ words: String) async throws {
    let revoked = folder.path + "/revoked"
    shell("printf 'ann %s ' '\(options)' > '\(allowedSigners)'; cat '\(key).pub' >> '\(allowedSigners)'")
    shell(isRevoked ? "cp '\(key).pub' '\(revoked)'" : ": > '\(revoked)'")
    let signer = SSHSigner(key: .file(key), allowedSigners: allowedSigners, revokedKeys: revoked)
    // Made on 2026-01-01.
    let text = try Self.statement(by: "ann").text
    let signoff = Signoff(statement: text, signature: try await signer.sign(text, with: try await signer.identity()))
    switch await signer.check(signoff, now: "2026-03-01T00:00:00.123Z") {
    case .good: #expect(words == "good")
    case .bad(let problem): #expect(problem.explanation.contains(words), "\(problem.explanation)")
    case .goodFromUnknownSigner, .notChecked: Issue.record("neither good nor bad")
    }
  }

  @Test func aListOfRevokedKeysThatIsNoneRevokesNoKeyAndLetsNonePass() async throws {
    allow("ann")
    let revoked = folder.path + "/revoked"
    shell("echo no key > '\(revoked)'")
    let signer = SSHSigner(key: .file(key), allowedSigners: allowedSigners, revokedKeys: revoked)
    let text = try Self.statement(by: "ann").text
    let signoff = Signoff(statement: text, signature: try await signer.sign(text, with: try await signer.identity()))
    #expect(
      await signer.check(signoff) == .notChecked("\(revoked) is no list of revoked keys: invalid format"))
  }

  @Test func aSignatureForSomethingElseSaysForWhat() async throws {
    allow("ann")
    let signer = SSHSigner(key: .file(key), allowedSigners: allowedSigners)
    let text = try Self.statement(by: "ann").text
    shell("cat > '\(folder.path)/text' <<'END'\n\(text)\nEND")
    shell("truncate -s -1 '\(folder.path)/text'; ssh-keygen -q -Y sign -f '\(key)' -n git '\(folder.path)/text'")
    let signature = shell("cat '\(folder.path)/text.sig'")
    #expect(await signer.check(Signoff(statement: text, signature: signature)) == .bad(.otherNamespace("git")))
  }

  @Test func aCertificateHoldsForItsPrincipalAndItsTime() async throws {
    let authority = folder.path + "/ca"
    shell(
      "ssh-keygen -q -t ed25519 -N '' -f '\(authority)'; ssh-keygen -q -s '\(authority)' -I x -n ann -V 20260101:20260201 '\(key).pub'"
    )
    shell("printf 'ann cert-authority ' > '\(allowedSigners)'; cat '\(authority).pub' >> '\(allowedSigners)'")
    let signer = SSHSigner(key: .file(key + "-cert.pub"), allowedSigners: allowedSigners)
    var statement = try Self.statement(by: "ann")
    statement.signedAt = "2026-01-10T00:00:00Z"
    let identity = try await signer.identity()
    let signoff = Signoff(statement: statement.text, signature: try await signer.sign(statement.text, with: identity))
    guard case .good = await signer.check(signoff, now: "2026-01-11T00:00:00Z") else {
      Issue.record("\(await signer.check(signoff, now: "2026-01-11T00:00:00Z"))")
      return
    }
    guard case .bad(.certificate(let words)) = await signer.check(signoff, now: "2026-03-01T00:00:00Z") else {
      Issue.record("a certificate that has expired is good")
      return
    }
    #expect(words.contains("expired"))
  }

  @Test func aRevocationFileThatIsGoneTrustsNobody() async throws {
    allow("ann@example.com")
    let signer = SSHSigner(key: .file(key), allowedSigners: allowedSigners, revokedKeys: folder.path + "/gone")
    guard case .notChecked(let why) = await signer.check(try await Self.signoff(signer)) else {
      Issue.record("checked without knowing what is revoked")
      return
    }
    #expect(why.contains("gone cannot be read"))
  }

  @Test func anAgentSignsWithItsFirstKeyOrTheOneNamed() async throws {
    let socket = folder.path + "/agent"
    let agent = shell("ssh-agent -s -a '\(socket)'")
    let process = agent.split(separator: "SSH_AGENT_PID=").last.flatMap { pid_t($0.prefix { $0.isNumber }) }
    defer { if let process { kill(process, SIGTERM) } }
    let empty = await Self.error { _ = try await SSHSigner(key: .agent, agentSocket: socket).identity() }
    #expect(empty?.code == .noKey)
    shell("SSH_AUTH_SOCK='\(socket)' ssh-add -q '\(key)' 2>&1; mv '\(key)' '\(key).away'")
    for choice in [SigningKey.agent, .automatic, .file(key + ".pub")] {
      let signer = SSHSigner(key: choice, agentSocket: socket)
      let signoff = try await Self.signoff(signer)
      guard case .goodFromUnknownSigner = await signer.check(signoff) else {
        Issue.record("\(choice) did not sign")
        continue
      }
    }
  }

  @Test func signingLeavesNoFilesBehind() async throws {
    let signer = SSHSigner(key: .file(key))
    _ = await signer.check(try await Self.signoff(signer))
    let own = "ls -d ${TMPDIR:-/tmp}/countersign-signing-\(getpid())-* 2>/dev/null"
    // Other tests of this process sign at the same time; theirs go within moments too.
    for _ in 0..<600 where shell(own) != "" { try await Task.sleep(for: .milliseconds(100)) }
    #expect(shell(own) == "")
  }

  @Test func aKeyThatIsNotThereIsAClearError() async {
    let error = await Self.error { _ = try await SSHSigner(key: .file("/nowhere/key")).identity() }
    #expect(error?.code == .keyNotFound)
    let noAgent = await Self.error { _ = try await SSHSigner(key: .agent, agentSocket: "/nowhere").identity() }
    #expect(noAgent?.code == .noKey)
  }

  @Test func aPassphraseIsNeverAskedFor() async throws {
    shell("ssh-keygen -q -p -P '' -N secret1 -f '\(key)'")
    for isPublicHalfThere in [true, false] {
      if !isPublicHalfThere { unlink(key + ".pub") }
      let signer = SSHSigner(key: .file(key), agentSocket: "/nowhere")
      let error = await Self.error { _ = try await Self.signoff(signer) }
      #expect(error?.code == .passphraseNeeded, "\(error?.message ?? "it signed")")
    }
  }
}
