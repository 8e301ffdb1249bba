import Glibc
import PseudoTerminal
import TerminalKit
import Themes

// A small program on `NCursesScreen` for the tests: shows every event, and dies in every way when asked.

TerminalSignals.block()
let hostile = "evil \u{1B}[31mred\u{9B}2J \u{202E}gnp.exe\u{200B} \u{1B}]0;PWNED\u{7} tab\tend e\u{301} 表 👍"

struct Probe {
  var events = ["started"]
  var rows = 0
  var columns = 0
  /// Which random picture is shown instead; see `Grid.random`.
  var picture: Int?

  func draw(_ screen: NCursesScreen) -> Grid {
    if let picture { return Grid.random(picture, columns: columns, rows: rows) }
    var grid = Grid(columns: columns, rows: rows)
    let title = StyledText("probe \(columns)x\(rows) \(screen.depth)", Paint(.heading))
    grid.drawBox(Rectangle(column: 0, row: 0, width: columns, height: rows), title: title, active: true)
    grid.put(StyledText(hostile), column: 1, row: 1, width: columns - 2)
    grid.put(StyledText("selected", Paint(.text, on: .selection)), column: 1, row: 2, width: columns - 2)
    for (row, event) in events.suffix(max(0, rows - 5)).enumerated() {
      grid.put(StyledText(event, Paint(.sqlKeyword)), column: 1, row: 3 + row, width: columns - 2)
    }
    return grid
  }
}

@inline(never) func overflow(_ depth: Int) -> Int {
  var block = (depth, depth &+ 1, depth &+ 2)
  return withUnsafeBytes(of: &block) { $0.count } &+ overflow(depth &+ 1) &+ block.1
}

func note(_ text: String) { _ = (text + "\n").withCString { write(2, $0, strlen($0)) } }

do {
  let theme = try Theme(toml: EmbeddedThemes.all[0].toml, file: "default-dark.toml")
  let signals = try TerminalSignals()
  let screen = try NCursesScreen(theme: theme)
  var probe = Probe()
  (probe.columns, probe.rows) = screen.size
  var frames = 0
  screen.present(probe.draw(screen))
  loop: while !screen.hasHungUp {
    let wanted = Int16(POLLIN) | (screen.wantsWrite ? Int16(POLLOUT) : 0)
    var files = [
      pollfd(fd: screen.fileDescriptor, events: wanted, revents: 0),
      pollfd(fd: signals.fileDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&files, 2, screen.hasEvents ? 0 : -1)
    if screen.wantsWrite { screen.pump() }
    while let signal = signals.next() {
      switch signal {
      case .windowChanged: (probe.columns, probe.rows) = screen.resize()
      case .continued: screen.redraw()
      case .stop: (probe.columns, probe.rows) = screen.stop()
      case .terminate(let number):
        screen.close()
        exit(128 + number)
      }
    }
    let events = screen.hasEvents || files[0].revents & Int16(POLLIN | POLLHUP) != 0 ? screen.readEvents() : []
    for event in events {
      probe.events.append("\(event)")
      guard case .key(let key) = event else { continue }
      switch key {
      case .character("q"): break loop
      case .control("z"): (probe.columns, probe.rows) = screen.stop()
      case .character("t"):
        note("about to trap")
        fatalError("asked to")
      case .character("o"): note("\(overflow(0))")
      case .character("n"): note("a note on stderr")
      case .character("E"): probe.events.append("edited \(screen.edit("/dev/null"))")
      case .character("y"): probe.events.append("copied \(screen.sendClipboard(Array("exact bytes".utf8)))")
      case .character("Y"): probe.events.append("copied \(screen.sendClipboard(Array(repeating: 65, count: 60_000)))")
      case .character("l"): probe.events.append("light \(screen.askForLight().map { "\($0)" } ?? "unknown")")
      case .character("L"):
        screen.followColorScheme()
        probe.events.append("light \(screen.askForLight(within: 20_000).map { "\($0)" } ?? "unknown")")
      case .character("g"): probe.picture = (probe.picture ?? -1) + 1
      case .character("b"):
        // Frames in which everything changes, for a link that does not keep up.
        for count in 0..<300 {
          var grid = probe.draw(screen)
          for row in 3..<max(3, probe.rows - 1) {
            grid.put(
              StyledText(String(repeating: "\(count) \(row) ", count: 40)), column: 1, row: row,
              width: probe.columns - 2)
          }
          screen.present(grid)
        }
      default: break
      }
    }
    frames += 1
    screen.present(probe.draw(screen))
  }
  screen.close()
} catch {
  note("\(error)")
  exit(2)
}
