internal import Glibc

/// The only clock of the program; everything else is told the time.
package enum SystemClock {
  /// Milliseconds since some moment before the program started; never goes back.
  package static var milliseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }

  /// The time now as RFC 3339 in UTC, whole seconds: `2026-11-21T01:30:00Z`.
  package static var timestamp: String { timestamp(before: 0) }

  /// How far the clock on the wall is ahead of UTC now, in minutes.
  package static var minutesAheadOfUTC: Int {
    var moment = time(nil)
    var parts = tm()
    localtime_r(&moment, &parts)
    return parts.tm_gmtoff / 60
  }

  /// The time that was so many milliseconds ago.
  static func timestamp(before milliseconds: Int) -> String {
    var moment = time(nil) - milliseconds / 1000
    var parts = tm()
    gmtime_r(&moment, &parts)
    func padded(_ number: Int32, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    return "\(date)T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))Z"
  }
}
