import LiveDatabase
import Testing

@Suite struct InstallationTests {
  static let found = ["16.2", "15.20", "18.6", "15.4"].map { Installation(version: $0, folder: "/\($0)") }

  @Test(arguments: [
    (15, "15.20"), (16, "16.2"), (17, "18.6"), (14, "15.20"), (19, "18.6"), (nil, "18.6"),
  ])
  func theNearestIsChosen(_ wanted: Int?, _ version: String) {
    #expect(Installation.choose(from: Self.found, major: wanted)?.version == version)
  }

  @Test func nothingIsChosenFromNothing() {
    #expect(Installation.choose(from: [], major: 15) == nil)
  }

  @Test func theInstalledOnesAreFoundOnce() async throws {
    let found = try await Installation.find()
    #expect(!found.isEmpty)
    #expect(Set(found.map(\.folder)).count == found.count)
    #expect(found.allSatisfy { $0.major >= 10 })
  }
}
