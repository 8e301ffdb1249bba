import Glibc
import MigrationCore
import Testing

/// A plan with everything that the format has.
let fullPlan = #"""
  {
    "version": "1.0.0",
    "pgschema_version": "1.12.4",
    "created_at": "2026-01-02T03:04:05+02:00",
    "source_fingerprint": {
      "hash": "965b1131737c955e24c7f827c55bd78e4cb49a75adfd04229e0ba297376f5085"
    },
    "groups": [
      {
        "steps": [
          {
            "sql": "ALTER TABLE t\nADD CONSTRAINT c CHECK (a < 1 AND b > 'é\u2028\u0001/\\');",
            "type": "table.constraint",
            "operation": "create",
            "path": "public.t.c"
          },
          {
            "sql": "SELECT 1;"
          }
        ]
      },
      {
        "steps": [
          {
            "sql": "SELECT true AS done;",
            "directive": {
              "type": "wait",
              "message": "Creating index i"
            },
            "type": "table.index",
            "operation": "create",
            "path": "public.t.i"
          }
        ]
      }
    ],
    "source_diffs": [
      {
        "statements": [
          {
            "sql": "CREATE INDEX IF NOT EXISTS i ON t (a);",
            "can_run_in_transaction": true
          }
        ],
        "type": "table.index",
        "operation": "create",
        "path": "public.t.i"
      }
    ],
    "countersign": {
      "format": 1,
      "generator": "countersign 0.1.0",
      "server_version_num": 180006,
      "schema": "public",
      "later": {
        "x": [
          1.50,
          null,
          []
        ]
      }
    }
  }

  """#

@Suite struct PlanCodecTests {
  @Test func aFullPlanComesOutAsItWentIn() throws {
    let plan = try PlanCodec.decode(Array(fullPlan.utf8))
    #expect(plan.steps.map(\.id.description) == ["1.1", "1.2", "2.1"])
    #expect(plan.groups[1].steps[0].directive == Directive(type: "wait", message: "Creating index i"))
    #expect(plan.countersign?.schema == "public")
    #expect(plan.countersign?.serverVersionNumber == 180006)
    #expect(String(decoding: PlanCodec.encode(plan), as: UTF8.self) == fullPlan)
  }

  static let head = #"{"version":"1.0.0","pgschema_version":"1.12.4","created_at":"x""#

  @Test(arguments: ["}", #","groups":null}"#, #","groups":[]}"#])
  func aPlanWithoutGroupsHasNothingToDo(_ tail: String) throws {
    let plan = try PlanCodec.decode(Array((Self.head + tail).utf8))
    #expect(plan.groups.isEmpty)
    let written = String(decoding: PlanCodec.encode(plan), as: UTF8.self)
    #expect(written.hasSuffix("  \"created_at\": \"x\",\n  \"groups\": null\n}\n"))
  }

  @Test(arguments: [
    ("[]", "$ is an array, not an object"),
    ("{}", "$.version is missing"),
    (#"{"version":1}"#, "$.version is a number, not a string"),
    (head + #","groups":{}}"#, "$.groups is an object, not an array"),
    (head + #","groups":[{}]}"#, "$.groups[0].steps is missing"),
    (head + #","groups":[{"steps":[]}]}"#, "$.groups[0].steps is empty"),
    (head + #","groups":[{"steps":[{"sql":"a"},{"sql":null}]}]}"#, "$.groups[0].steps[1].sql is null, not a string"),
    (
      head + #","groups":[{"steps":[{"sql":"a","Type":"x"}]}]}"#,
      "$.groups[0].steps[0].Type is not a key of this format"
    ),
    (
      head + #","groups":[{"steps":[{"sql":"a","directive":{"type":"run","message":""}}]}]}"#,
      "$.groups[0].steps[0].directive.type is an unknown directive type; only \"wait\" is known"
    ),
    (head + #","source_fingerprint":{"hash":"AB"}}"#, "$.source_fingerprint.hash is not 64 lower-case hex digits"),
    (head + #","countersign":{"format":2}}"#, "$.countersign.format is 2; only 1 is known"),
    (head + #","countersign":{"format":1,"schema":0}}"#, "$.countersign.schema is a number, not a string"),
    (head + #","extra":1}"#, "$.extra is not a key of this format"),
  ])
  func namesThePathOfWhatIsWrong(_ text: String, _ problem: String) {
    do throws(PlanError) {
      _ = try PlanCodec.decode(Array(text.utf8))
      Issue.record("was read")
    } catch {
      #expect(error.code == .wrongShape)
      #expect(error.message == "the plan is not as plan format 1.0.0 says: \(problem)")
    }
  }

  @Test func anUnknownFormatIsRefusedBeforeItsKeys() {
    do throws(PlanError) { _ = try PlanCodec.decode(Array(#"{"version":"2.0.0","new":1}"#.utf8)) } catch {
      #expect(error.code == .unknownFormat)
    }
  }

  @Test func aPlanOfAnotherPgschemaIsReadButNotApplied() throws {
    let plan = try PlanCodec.decode(Array(#"{"version":"1.0.0","pgschema_version":"1.7.1","created_at":"x"}"#.utf8))
    #expect(throws: PlanError.self) { try plan.requireApplicable() }
  }

  /// Each mutation is refused, or read as a plan that is written and read again as the same.
  @Test func tenThousandMutationsNeverCrash() {
    var random = SeededGenerator(seed: 20_260_102)
    let original = Array(fullPlan.utf8)
    var decoded = 0
    for _ in 0..<10_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&bytes, using: &random) }
      guard let plan = try? PlanCodec.decode(bytes) else { continue }
      decoded += 1
      #expect((try? PlanCodec.decode(PlanCodec.encode(plan))) == plan)
    }
    #expect(decoded > 100)
  }

  private func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2: bytes.remove(at: place)
    case 3: bytes.insert(Array("{}[]\",:0n\\".utf8).randomElement(using: &random) ?? 0, at: place)
    case 4: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<80, using: &random)))
    default:
      let piece = bytes[place..<min(bytes.count, place + Int.random(in: 0..<80, using: &random))]
      bytes.insert(contentsOf: Array(piece), at: Int.random(in: 0...bytes.count, using: &random))
    }
  }

  @Test(.enabled(if: getenv("COUNTERSIGN_CONFORMANCE") != nil))
  func everyRecordedPlanComesOutAsItWentIn() throws {
    let root = String(cString: try #require(getenv("COUNTERSIGN_CONFORMANCE")))
    let files = recordedFiles(named: "plan.json", under: root)
    #expect(files.count >= 100)
    for file in files {
      let bytes = try #require(contents(of: file))
      #expect(PlanCodec.encode(try PlanCodec.decode(bytes)) == bytes, "\(file)")
    }
  }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Paths of the files called `name` below `root`, in byte order.
func recordedFiles(named name: String, under root: String) -> [String] {
  guard let folder = opendir(root) else { return [] }
  defer { closedir(folder) }
  var found: [String] = []
  while let entry = readdir(folder) {
    let child = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    if child == name { found.append("\(root)/\(child)") }
    if entry.pointee.d_type == DT_DIR, !child.hasPrefix(".") {
      found += recordedFiles(named: name, under: "\(root)/\(child)")
    }
  }
  return found.sorted()
}

func contents(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk.prefix(count) }
  return bytes
}
