import Foundation
import PseudoTerminal
import Testing

/// The pictures in the README, and the tour that shows the program: both are scripts that the program plays.
@Suite(.serialized) struct PictureTests {
  private static let demo = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../demo")
    .standardizedFileURL.path

  /// `RECORD=1` takes the pictures anew and fails.
  @Test(arguments: [
    ("demo", "review", ["review.svg", "warnings.svg"]), ("present", "present", ["present.svg"]),
  ])
  func thePicturesShowTheProgramAsItIs(_ command: String, _ script: String, _ pictures: [String]) throws {
    let desk = try Desk()
    try desk.run(
      [command, "plan.json", "--load", "\(Self.demo)/shop.sql", "--size", "110x32"], script: "screens/\(script)")
    for picture in pictures {
      // The time is the only thing that differs from one picture to the next.
      let taken = try desk.text(picture).replacing(#/>\d\d:\d\d</#, with: ">09:41<")
        .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: "2026-11-21T09:41:00Z")
      let kept = URL(filePath: "\(Self.demo)/screens/\(picture)")
      if ProcessInfo.processInfo.environment["RECORD"] != nil {
        try Data(taken.utf8).write(to: kept)
        Issue.record("recorded \(picture); run again without RECORD")
      } else {
        #expect(taken == (try String(contentsOf: kept, encoding: .utf8)), "\(picture) is not what the program shows")
      }
    }
  }

  @Test func theTourIsPlayedToItsEnd() throws {
    let desk = try Desk()
    try desk.run(
      ["demo", "plan.json", "--load", "\(Self.demo)/shop.sql", "--size", "80x24", "--record", "tour.cast"],
      script: "tour")
    let tour = try desk.text("tour.cast")
    #expect(tour.contains("A plan of 15 steps"))
    #expect(tour.contains("That was the tour"))
    // What the captions say stands on the screen.
    #expect(tour.contains("4/15") && tour.contains("5/15") && tour.contains("6/15") && tour.contains("drop-column"))
    #expect(try desk.text("plan.review.json").contains("Is the old number printed on invoices?"))
    #expect(!(try desk.text("plan.review.json").contains("BEGIN SSH SIGNATURE")))
  }

  /// A folder with a copy of the demo's plan, where nothing is known of earlier reviews.
  private final class Desk {
    private let folder = NSTemporaryDirectory() + "countersign-test-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: "\(PictureTests.demo)/plan.json", toPath: "\(folder)/plan.json")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

    func run(_ arguments: [String], script: String) throws {
      let process = Process()
      process.executableURL = URL(filePath: PseudoTerminal.product("countersign"))
      process.arguments = arguments + ["--script", "\(PictureTests.demo)/\(script).script"]
      process.currentDirectoryURL = URL(filePath: folder)
      var environment = ProcessInfo.processInfo.environment
      environment["XDG_STATE_HOME"] = folder
      for name in ["PGDATABASE", "PGSERVICE", "PGHOST", "COUNTERSIGN_PG_BIN", "NO_COLOR"] { environment[name] = nil }
      process.environment = environment
      let errors = Pipe()
      (process.standardInput, process.standardError) = (FileHandle.nullDevice, errors)
      try process.run()
      let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(complaint)")
    }
  }
}
