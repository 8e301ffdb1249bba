import MigrationCore
import Testing

@Suite struct ChangeWindowTests {
  @Test(arguments: [
    ("Mon-Thu 09:00-16:00 Europe/Berlin", [1, 2, 3, 4], 540, 960), ("Sat 22:00-04:00 UTC", [6], 1320, 240),
    ("Sat-Mon 00:00-24:00 UTC", [1, 6, 7], 0, 1440), ("wed,FRI-sat 10:30-11:00 Etc/GMT+3", [3, 5, 6], 630, 660),
    ("daily 03:00-04:00 America/Argentina/Buenos_Aires", [1, 2, 3, 4, 5, 6, 7], 180, 240),
  ])
  func aWindowIsRead(_ text: String, _ days: [Int], _ from: Int, _ to: Int) throws {
    let window = try ChangeWindow(text)
    #expect(window.days == days && window.from == from && window.to == to && window.text == text)
  }

  @Test(arguments: [
    "", "Mon 09:00-16:00", "Mo 09:00-16:00 UTC", "Mon 9:00-16:00 UTC", "Mon 09:00 UTC", "Mon 09:00-09:00 UTC",
    "Mon 24:00-04:00 UTC", "Mon 09:60-10:00 UTC", "Mon 09:00-24:01 UTC", "Mon-Tue-Wed 09:00-10:00 UTC",
    "Mon, 09:00-10:00 UTC", "Mon 09:00-10:00 EST5EDT", "Mon 09:00-10:00 Europe/'Berlin", "Mon 09:00-10:00 CET",
    "Mon 09:00-10:00 Europe/Berlin now",
  ])
  func anythingElseIsNone(_ text: String) {
    #expect(throws: ChangeWindowError.self) { try ChangeWindow(text) }
  }

  @Test func openingsThatFollowOneAnotherAreOne() {
    #expect(
      WindowState([(begins: -60, ends: 60), (begins: 60, ends: 90), (begins: 91, ends: 99)]) == .open(closesIn: 90))
    #expect(
      WindowState([(begins: -60, ends: 0), (begins: 30, ends: 90), (begins: 20, ends: 25)]) == .closed(opensIn: 20))
    #expect(WindowState([(begins: 0, ends: 1)]) == .open(closesIn: 1))
    #expect(WindowState([(begins: -9, ends: -1)]) == .closed(opensIn: nil))
    #expect(WindowState([]) == .closed(opensIn: nil))
  }
}
