import Foundation
import MigrationCore
import ReviewerUI
import Testing

@Suite struct PlainReviewTests {
  @Test(
    arguments: [
      ("plain", Shop.facts), ("plain-without-database", GoldenScreenTests.withoutDatabase),
      ("plain-signed", GoldenScreenTests.signed),
    ] as [(String, @Sendable () -> ReviewFacts)])
  func readsAsRecorded(_ name: String, _ facts: @Sendable () -> ReviewFacts) throws {
    try expectText(name, PlainReview.text(facts(), tokens: Shop.tokens))
  }

  @Test func noLineIsLongerThanEightyColumns() {
    for line in PlainReview.text(Shop.facts()).split(separator: "\n") {
      #expect(line.unicodeScalars.count <= 80, "\(line)")
    }
  }
}
