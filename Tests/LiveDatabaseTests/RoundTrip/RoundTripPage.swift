import Glibc
import Testing

/// The cases of one syntax page of the manual, in `Pages/NAME.sql`.
///
/// A case begins with `-- case: what it shows`, may go on with `-- since: MAJOR` and `-- needs: icu`, and runs in a schema of its own, whose
/// name stands where the text says `:schema`.
struct RoundTripPage: Sendable, CustomTestStringConvertible {
  struct Case: Sendable {
    var title: String
    /// The first major version that understands it.
    var since = 14
    /// It needs a server that was built with ICU.
    var needsICU = false
    var sql = ""
    /// `case_007`: unique in its page.
    var schema: String
  }

  var testDescription: String
  var cases: [Case]

  static let all: [RoundTripPage] = {
    let folder = "\(#filePath.dropLast("RoundTripPage.swift".count))Pages"
    let names = shell("cd '\(folder)' && ls *.sql").split(separator: "\n").map(String.init)
    return names.map { RoundTripPage(name: $0, text: shell("cat '\(folder)/\($0)'")) }
  }()

  init(name: String, text: String) {
    testDescription = String(name.dropLast(".sql".count))
    cases = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- case: ") {
        let number = String(1000 + cases.count + 1).dropFirst()
        cases.append(Case(title: String(line.dropFirst("-- case: ".count)), schema: "case_\(number)"))
      } else if let last = cases.indices.last {
        if line.hasPrefix("-- since: "), let major = Int(line.dropFirst("-- since: ".count)) {
          cases[last].since = major
        } else if line == "-- needs: icu" {
          cases[last].needsICU = true
        } else {
          cases[last].sql += line.replacing(":schema", with: cases[last].schema) + "\n"
        }
      }
    }
  }
}
