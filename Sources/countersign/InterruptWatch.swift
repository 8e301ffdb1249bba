import Dispatch
import Glibc

/// Calls somebody when the person presses Ctrl-C or the process is asked to end, instead of dying in mid-statement.
struct InterruptWatch {
  private let sources: [any DispatchSourceSignal]

  /// `interrupted` is told the signal's number.
  init(_ interrupted: @escaping @Sendable (Int32) -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "countersign.interrupt"))
      source.setEventHandler { interrupted(number) }
      source.resume()
      return source
    }
  }

  /// Lets the signals do again what they always do.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }
}
