import Glibc
import Testing

/// Pairs of schemas that differ in one thing, in `Pages/NAME.sql`.
///
/// A case begins with `-- case: what changes`, may go on with `-- since: MAJOR`, `-- one way` and the reason (the way
/// back loses what cannot be had again), `-- refused: words of the reason` (there is no way forth) and `-- needs: icu`;
/// then comes the schema before, `-- becomes:`, and the schema after. What stands above a line `-- from:` belongs to
/// both. It runs in a schema of its own, whose name stands where the text says `:schema`.
struct ChangePage: Sendable, CustomTestStringConvertible {
  struct Case: Sendable {
    var title: String
    var since = 14
    var isOneWay = false
    /// Words of the reason for which there is no plan.
    var refusal: String?
    var needsICU = false
    var before = ""
    var after = ""
    var schema: String
  }

  var testDescription: String
  var cases: [Case] = []

  /// Those that CHANGE_PAGES names, or all.
  static let wanted: [ChangePage] = {
    guard let names = getenv("CHANGE_PAGES").map({ String(cString: $0) }), !names.isEmpty else { return all }
    return all.filter { page in names.split(separator: ",").contains { page.testDescription.contains($0) } }
  }()

  private static let all: [ChangePage] = {
    let folder = "\(#filePath.dropLast("ChangePage.swift".count))Pages"
    let names = shell("cd '\(folder)' && ls *.sql").split(separator: "\n").map(String.init)
    return names.map { ChangePage(name: $0, text: shell("cat '\(folder)/\($0)'")) }
      + RoundTripPage.all.map(ChangePage.init)
  }()

  /// Everything that a page of round trips shows comes into an empty schema, and goes again.
  init(_ page: RoundTripPage) {
    testDescription = "from nothing: \(page.testDescription)"
    cases = page.cases.filter { !Self.outOfReach.contains($0.title) }.map { one in
      Case(
        title: one.title, since: one.since, isOneWay: Self.notTakenAway.contains(one.title), needsICU: one.needsICU,
        after: one.sql, schema: one.schema)
    }
  }

  /// A function whose body PostgreSQL itself refuses when it looks; lists that it words in two ways, which is settled
  /// where SQL is loaded.
  private static let outOfReach = [
    "a body that refers to nothing that exists", "partial indexes", "check of IN lists",
  ]
  /// Comments and rights of the schema itself, which a plan adds to and takes nothing from.
  private static let notTakenAway = ["grants of another grantor", "the schema itself"]

  init(name: String, text: String) {
    testDescription = String(name.dropLast(".sql".count))
    var isAfter = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- case: ") {
        let number = String(1000 + cases.count + 1).dropFirst()
        cases.append(Case(title: String(line.dropFirst("-- case: ".count)), schema: "case_\(number)"))
        isAfter = false
      } else if let last = cases.indices.last {
        let line = line.replacing(":schema", with: cases[last].schema)
        if line.hasPrefix("-- since: "), let major = Int(line.dropFirst("-- since: ".count)) {
          cases[last].since = major
        } else if line.hasPrefix("-- one way") {
          cases[last].isOneWay = true
        } else if line.hasPrefix("-- refused: ") {
          cases[last].isOneWay = true
          cases[last].refusal = String(line.dropFirst("-- refused: ".count))
        } else if line == "-- needs: icu" {
          cases[last].needsICU = true
        } else if line == "-- from:" {
          cases[last].after = cases[last].before
        } else if line == "-- becomes:" {
          isAfter = true
        } else if isAfter {
          cases[last].after += line + "\n"
        } else {
          cases[last].before += line + "\n"
        }
      }
    }
  }
}
