import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// `countersign plan --reverse-of`: from a recorded change back to what was there before it.
@Suite struct ReversalCommandTests {
  static func hash(_ database: ConnectionParameters) throws -> String {
    CatalogHash(of: try CatalogReader.read("public", over: Connection(database)).schema).hex
  }

  /// Plans from SQL and applies the plan, recorded.
  static func change(_ workshop: Workshop, to sql: String) throws {
    try workshop.write(Array(sql.utf8), to: "\(workshop.folder)/new.sql")
    let applied = try workshop.command(
      ["apply", "--file", "new.sql", "--auto-approve", "--ledger", "target"] + workshop.connection)
    #expect(applied.status == 0, "\(applied.errors)\(applied.output)")
  }

  @Test(arguments: LedgerPlace.allCases)
  func anAppliedChangeIsUndoneByAPlanOfItsOwn(_ place: LedgerPlace) async throws {
    let workshop = try await Workshop()
    try await workshop.keepLedger(in: place)
    let before = try Self.hash(workshop.database)
    let applied = try workshop.command(["apply", "--plan", "plan.json", "--auto-approve"] + workshop.connection)
    #expect(applied.status == 0, "\(applied.errors)")
    let shown = try workshop.command(["history", "show", "1"] + workshop.connection)
    #expect(shown.output.contains("countersign plan --reverse-of 1"))
    let planned = try workshop.command(
      ["plan", "--reverse-of", "1", "--output-json", "back.json", "--output-human", "stdout"] + workshop.connection)
    #expect(planned.status == 0, "\(planned.errors)")
    #expect(
      planned.output.contains(
        "Not brought back:\n  column public.customers.legacy_code comes back without its values"),
      "\(planned.output)")
    // Nothing ran yet.
    #expect(try Self.hash(workshop.database) != before)
    let signed = try workshop.command(["sign", "back.json", "--key", workshop.key])
    #expect(signed.status == 0, "\(signed.errors)")
    let undone = try workshop.command(["apply", "--plan", "back.json", "--auto-approve"] + workshop.connection)
    #expect(undone.status == 0, "\(undone.errors)")
    #expect(try Self.hash(workshop.database) == before)
    let said = try #require(undone.output.firstMatch(of: #/Recorded as change ([0-9]+)/#))
    let told = try workshop.command(["history", "show", "\(said.1)"] + workshop.connection)
    #expect(told.output.contains("undoes       change 1"), "\(told.output)")
    let again = try workshop.command(["plan", "--reverse-of", "1"] + workshop.connection)
    #expect(again.output == "No changes detected.\n", "\(again.output)")
  }

  @Test func whatCameLaterAndWhatWasDoneByHandIsNamed() async throws {
    let workshop = try await Workshop()
    try Self.change(workshop, to: Workshop.shop + "CREATE TABLE first (id int);")
    try Self.change(workshop, to: Workshop.shop + "CREATE TABLE first (id int); CREATE TABLE second (id int);")
    try Connection(workshop.database).execute("CREATE TABLE mine (id int)")
    let changes = try LedgerStore(.target, target: workshop.database).changes()
    let planned = try workshop.command(
      ["plan", "--reverse-of", "\(changes[0].id)", "--output-sql", "stdout"] + workshop.connection)
    #expect(planned.status == 0)
    #expect(planned.errors.contains("note: change \(changes[1].id) ("), "\(planned.errors)")
    #expect(planned.errors.contains("note: table mine was added by hand since, and that is undone, too"))
    for table in ["first", "second", "mine"] { #expect(planned.output.contains("DROP TABLE IF EXISTS \(table)")) }
    let second = try workshop.command(
      ["plan", "--reverse-of", "\(changes[1].id)", "--output-sql", "stdout"] + workshop.connection)
    #expect(!second.output.contains("DROP TABLE IF EXISTS first"), "\(second.output)")
  }

  @Test func whatWasRenamedKeepsItsRows() async throws {
    let workshop = try await Workshop([
      [
        Step(sql: "ALTER TABLE customers RENAME TO clients;"),
        Step(sql: "ALTER TABLE clients RENAME full_name TO name;"),
      ]
    ])
    let before = try Self.hash(workshop.database)
    try Connection(workshop.database).execute("INSERT INTO customers VALUES (1, 'Ann', 7)")
    let applied = try workshop.command(
      ["apply", "--plan", "plan.json", "--auto-approve", "--ledger", "target"] + workshop.connection)
    #expect(applied.status == 0, "\(applied.errors)")
    let planned = try workshop.command(
      ["plan", "--reverse-of", "1", "--output-json", "back.json"] + workshop.connection)
    #expect(planned.status == 0, "\(planned.errors)")
    let undone = try workshop.command(["apply", "--plan", "back.json", "--auto-approve"] + workshop.connection)
    #expect(undone.status == 0, "\(undone.errors)")
    #expect(try workshop.ask("SELECT full_name FROM customers") == "Ann")
    #expect(try Self.hash(workshop.database) == before)
  }

  @Test func rowsThatAPlanChangedAreNamedAsNotBroughtBack() async throws {
    let workshop = try await Workshop([[Step(sql: "UPDATE customers SET legacy_code = 1;")]])
    let applied = try workshop.command(
      ["apply", "--plan", "plan.json", "--auto-approve", "--ledger", "target"] + workshop.connection)
    #expect(applied.status == 0, "\(applied.errors)")
    let planned = try workshop.command(["plan", "--reverse-of", "1"] + workshop.connection)
    #expect(planned.errors.contains("rows that the plans changed stay as they are: public.customers"))
  }

  @Test func whatCannotBePlannedBackIsSaid() async throws {
    let workshop = try await Workshop()
    let missing = try workshop.command(["plan", "--reverse-of", "7"] + workshop.connection)
    #expect(missing.status == 1 && missing.errors.contains("has no change 7"))
    // Recorded by a version that kept no SQL.
    let ledger = LedgerStore(.target, target: workshop.database)
    let id = try HistoryCommandTests.record(workshop, in: ledger)
    let elsewhere = try workshop.command(["plan", "--reverse-of", "\(id)"] + workshop.connection)
    #expect(elsewhere.status == 1 && elsewhere.errors.contains("was made to database shop (7.1)"))
    let old = try StatusCommandTests.record(workshop, keepsSQL: false)
    let tooOld = try workshop.command(["plan", "--reverse-of", "\(old)"] + workshop.connection)
    #expect(tooOld.status == 1 && tooOld.errors.contains("was not kept as SQL"), "\(tooOld.errors)")
    for (arguments, words) in [
      (["--file", "x.sql"], "--file and --reverse-of cannot be given together"),
      (["--output-reverse", "x.json"], "--output-reverse is for plans of --file"),
    ] {
      let refused = try workshop.command(["plan", "--reverse-of", "1"] + arguments + workshop.connection)
      #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
    }
  }
}
