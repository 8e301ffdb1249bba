import CNCurses
import CTerminalGuard
import Glibc

/// The terminal as a screen: takes grids, gives events, and leaves everything as it was found.
///
/// ncurses knows the terminal and computes the smallest change; it owns nothing else. It writes into memory, from where a
/// frame leaves in one write through a queue that never blocks: a slow link costs frames, not keys. There is one screen
/// per process, used on one thread. It opens `/dev/tty` itself, so that being non-blocking cannot leak into the shell.
///
/// An event loop polls `fileDescriptor` for input, and for output while `wantsWrite`; see `TerminalSignals` for the rest.
package final class NCursesScreen {
  /// The terminal; poll it.
  package let fileDescriptor: Int32
  /// Whether characters outside ASCII can be shown.
  package let isUTF8: Bool
  /// What roles look like.
  package private(set) var theme: Theme
  package var depth: ColorDepth { description.depth }
  /// The other end is gone: close and exit.
  package private(set) var hasHungUp = false
  package private(set) var framesSent = 0
  package private(set) var lastFrameBytes = 0

  private let description: TerminalDescription
  private var brush: ColorBrush
  private var filter: FrameFilter
  private let screen: OpaquePointer
  private let frameFile: Int32
  private var decoder: KeyDecoder
  private var queue: OutputQueue
  private var isOpen = true
  private var isShown = true
  private var isCursorShown = true
  /// What ncurses was last told; nil when everything must be told again.
  private var shown: Grid?
  /// What came while the terminal was behind, or was lent to another program.
  private var waiting: Grid?
  /// What was typed while an answer was waited for.
  private var early: [TerminalEvent] = []
  private var followsScheme = false
  private var frame = [UInt8](repeating: 0, count: 1 << 16)

  /// Takes the terminal.
  ///
  /// - Parameter theme: what roles look like.
  /// - Throws: `TerminalError` when there is no terminal, or one that cannot show a screen; nothing was sent to it then.
  package init(theme: Theme) throws(TerminalError) {
    self.theme = theme
    isUTF8 = TextWidth.takeLocale()
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !name.isEmpty, name != "dumb" else { throw .unknownTerminal(name) }
    fileDescriptor = open("/dev/tty", O_RDWR | O_NONBLOCK | O_CLOEXEC)
    guard fileDescriptor >= 0 else { throw .noTerminal(reason: String(cString: strerror(errno))) }
    frameFile = terminal_guard_memory_file()
    var (rows, columns): (Int32, Int32) = (24, 80)
    terminal_guard_window_size(fileDescriptor, &rows, &columns)
    guard let screen = cncurses_open(frameFile, rows, columns), cncurses_string("cup") != nil else {
      Glibc.close(fileDescriptor)
      Glibc.close(frameFile)
      throw .unknownTerminal(name)
    }
    self.screen = screen
    typeahead(-1)
    nonl()
    leaveok(cncurses_standard_screen(), false)
    idlok(cncurses_standard_screen(), false)
    // Without colours ncurses is not told of them either, else it would reset them at the end.
    if has_colors(), !TerminalDescription.isColorRefused {
      start_color()
      use_default_colors()
    }
    description = TerminalDescription()
    brush = ColorBrush(theme: theme, description: description)
    filter = FrameFilter(pens: description.pens, dropped: description.paletteReset)
    decoder = KeyDecoder(keys: description.keys)
    queue = OutputQueue(terminal: fileDescriptor)
    guard terminal_guard_take(fileDescriptor, description.restore, description.restore.count) == 0 else {
      throw .systemCall("tcsetattr", reason: String(cString: strerror(errno)))
    }
    terminal_guard_capture_errors()
    if description.hasModes { queue.send(TerminalDescription.takeModes.utf8) }
  }

  deinit { close() }

  // MARK: Output

  /// The size of the window in cells.
  package var size: (columns: Int, rows: Int) { (Int(cncurses_columns()), Int(cncurses_rows())) }

  /// Whether the terminal has not taken everything yet: poll for output and call `pump`.
  package var wantsWrite: Bool { !queue.isEmpty }

  /// Writes what the terminal takes now, and the last grid that had to wait.
  package func pump() {
    queue.pump()
    if queue.isBroken { hasHungUp = true }
    if queue.isEmpty, let grid = waiting { present(grid) }
  }

  /// Shows `grid`; while the terminal is behind it waits, and a later one takes its place.
  package func present(_ grid: Grid) {
    guard isOpen, isShown, queue.isEmpty else {
      waiting = grid
      return
    }
    waiting = nil
    stage(grid)
    ship()
  }

  /// Draws everything anew with the next frame, for when something else wrote to the terminal.
  package func redraw() {
    filter.forget()
    clearok(cncurses_standard_screen(), true)
    if let grid = shown ?? waiting {
      shown = nil
      present(grid)
    }
  }

  /// Shows everything in another theme, from the next frame on.
  package func use(_ theme: Theme) {
    self.theme = theme
    brush = ColorBrush(theme: theme, description: description)
    redraw()
  }

  /// Asks the terminal for its size after `TerminalSignal.windowChanged`; draw again for it.
  package func resize() -> (columns: Int, rows: Int) {
    var (rows, columns): (Int32, Int32) = (24, 80)
    if terminal_guard_window_size(fileDescriptor, &rows, &columns) == 0 { resizeterm(rows, columns) }
    // A terminal may rewrap its lines when it is resized: nothing is known about what it shows.
    filter.forget()
    clearok(cncurses_standard_screen(), true)
    shown = nil
    waiting = nil
    return size
  }

  /// Rings the bell.
  package func bell() { if isOpen, isShown { queue.send([0x07]) } }

  /// Puts `bytes` on the clipboard of the person's own machine (OSC 52), if the terminal allows it.
  ///
  /// - Parameter bytes: exactly what is to be pasted; 56,000 bytes at most, because terminals give up at 75,000 encoded.
  /// - Returns: whether it was sent; terminals do not say whether they took it.
  package func sendClipboard(_ bytes: [UInt8]) -> Bool {
    guard isOpen, isShown, description.hasModes, bytes.count <= 56_000 else { return false }
    queue.send(Array("\u{1B}]52;c;".utf8) + base64(bytes) + [0x07])
    return true
  }

  private func stage(_ grid: Grid) {
    let (width, height) = size
    let standard = cncurses_standard_screen()
    var row = [cchar_t](repeating: cchar_t(), count: width)
    for y in 0..<height {
      let cells = y < grid.rows ? grid.cells[(y * grid.columns)..<((y + 1) * grid.columns)] : []
      if let shown, shown.columns == grid.columns, y < shown.rows, y < grid.rows,
        shown.cells[(y * shown.columns)..<((y + 1) * shown.columns)] == cells
      {
        continue
      }
      let count = fill(&row, with: cells.prefix(width))
      mvwadd_wchnstr(standard, Int32(y), 0, &row, Int32(count))
    }
    if (grid.cursor != nil) != isCursorShown {
      isCursorShown.toggle()
      curs_set(isCursorShown ? 1 : 0)
    }
    if let cursor = grid.cursor {
      wmove(standard, Int32(min(cursor.row, height - 1)), Int32(min(cursor.column, width - 1)))
    }
    wnoutrefresh(standard)
    doupdate()
    shown = grid
  }

  /// Writes `cells` as ncurses wants them, and blanks for the rest of the row; the number of characters.
  private func fill(_ row: inout [cchar_t], with cells: ArraySlice<Cell>) -> Int {
    var count = 0
    var characters = [wchar_t](repeating: 0, count: 1 + CombiningMarks.limit)
    var (paint, wasBlank, told) = (Paint(), false, brush.tell(Paint()))
    for cell in cells where cell.width > 0 {
      if cell.paint != paint || cell.isBlank != wasBlank {
        (paint, wasBlank) = (cell.paint, cell.isBlank)
        told = wasBlank ? brush.tellOfBlank(paint) : brush.tell(paint)
      }
      var length: Int32 = 1
      if isUTF8 {
        characters[0] = wchar_t(bitPattern: cell.scalar.value)
        if !cell.marks.isEmpty {
          for mark in cell.marks {
            characters[Int(length)] = wchar_t(bitPattern: mark.value)
            length += 1
          }
        }
      } else {
        let scalar = cell.scalar.isASCII ? cell.scalar : ASCIIStandIn.of(cell.scalar) ?? "?"
        characters[0] = wchar_t(bitPattern: scalar.value)
      }
      cncurses_cell(&row[count], characters, length, told.attributes, told.pair)
      count += 1
    }
    var blank = wchar_t(bitPattern: 0x20)
    for _ in 0..<max(0, row.count - cells.count) {
      cncurses_cell(&row[count], &blank, 1, 0, 0)
      count += 1
    }
    return count
  }

  /// Moves what ncurses wrote to the queue.
  private func ship() {
    let bytes = takeFrame()
    guard !bytes.isEmpty else { return }
    framesSent += 1
    lastFrameBytes = bytes.count
    queue.send(bytes)
    if queue.isBroken { hasHungUp = true }
  }

  private func takeFrame() -> [UInt8] {
    var count = terminal_guard_drain(frameFile, &frame, frame.count)
    if count < 0 {
      frame = [UInt8](repeating: 0, count: -count)
      count = terminal_guard_drain(frameFile, &frame, frame.count)
    }
    return filter.filter(frame[..<max(0, count)], colors: brush.colors)
  }

  // MARK: Input

  /// Everything that came since the last call; call it when `fileDescriptor` can be read.
  ///
  /// Waits up to `KeyDecoder.escapeDelay` when an Escape came last, to see whether it is a key.
  package func readEvents() -> [TerminalEvent] {
    var events = early
    early = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    // Bounded, so that endless input cannot keep the loop from drawing.
    for _ in 0..<64 {
      let count = read(fileDescriptor, &buffer, buffer.count)
      if count > 0 {
        events += decoder.decode(buffer[..<count])
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        hasHungUp = true
        break
      } else if decoder.isWaiting {
        var ready = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
        if poll(&ready, 1, Int32(KeyDecoder.escapeDelay)) <= 0 { return events + decoder.timeOut() }
      } else {
        break
      }
    }
    return events
  }

  /// Forgets what was typed and not read yet, so that a question is not answered by keys from before it was seen.
  package func discardInput() {
    tcflush(fileDescriptor, TCIFLUSH)
    decoder = KeyDecoder(keys: description.keys)
  }

  /// Whether something was typed that ``readEvents()`` gives without waiting for more.
  package var hasEvents: Bool { !early.isEmpty }

  /// Asks to be told when the terminal's colours become light or dark (``TerminalReport``).
  package func followColorScheme() {
    guard isOpen, isShown, description.answersQuestions, depth > .none else { return }
    followsScheme = true
    queue.send(TerminalBackground.follow.utf8)
  }

  /// Asks the terminal whether its background is light.
  ///
  /// Keys that are pressed meanwhile come with the next ``readEvents()``.
  ///
  /// - Parameter milliseconds: how long an answer is waited for; every terminal that gives any gives the last one at once.
  /// - Returns: nil when it does not say.
  package func askForLight(within milliseconds: Int = 100) -> Bool? {
    guard isOpen, isShown, description.answersQuestions, depth > .none else { return nil }
    queue.send(TerminalBackground.question.utf8)
    var answer: Bool?
    var patience = milliseconds
    let start = Self.milliseconds
    while patience > 0, !hasHungUp {
      var ready = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, Int32(patience)) > 0 else { break }
      var isLast = false
      for event in readEvents() {
        guard case .report(let report) = event else {
          early.append(event)
          continue
        }
        switch report {
        case .background(let color): answer = TerminalBackground.isLight(color)
        case .colorScheme(let isLight): answer = answer ?? isLight
        case .attributes: isLast = true
        }
      }
      if isLast { break }
      patience = milliseconds - (Self.milliseconds - start)
    }
    return answer
  }

  private static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  // MARK: Lending and leaving

  /// Hands the terminal to somebody else: to an editor, or to the shell.
  package func suspend() {
    guard isOpen, isShown else { return }
    waiting = waiting ?? shown
    isShown = false
    endwin()
    let ending = takeFrame() + filter.end()
    queue.send(ending + description.farewell + (description.hasModes ? Array(TerminalDescription.giveModes.utf8) : []))
    // A terminal that takes nothing may still take the few bytes that matter.
    if queue.drain() { terminal_guard_give_back() } else { terminal_guard_restore() }
    terminal_guard_release_errors()
  }

  /// Takes the terminal back and draws what was there; draw again if its size is another one.
  ///
  /// - Returns: the size of the window now.
  @discardableResult
  package func resume() -> (columns: Int, rows: Int) {
    guard isOpen, !isShown else { return size }
    terminal_guard_take(fileDescriptor, description.restore, description.restore.count)
    terminal_guard_capture_errors()
    isShown = true
    if description.hasModes { queue.send(TerminalDescription.takeModes.utf8) }
    if followsScheme { queue.send(TerminalBackground.follow.utf8) }
    let last = waiting
    let size = resize()
    isCursorShown = true
    if let last { present(last) }
    return size
  }

  /// Stops the process as ^Z does and takes the terminal back when it goes on.
  ///
  /// - Returns: the size of the window then.
  @discardableResult
  package func stop() -> (columns: Int, rows: Int) {
    suspend()
    terminal_guard_stop_self()
    return resume()
  }

  /// Opens `file` in the person's editor and waits.
  ///
  /// - Parameter file: a path.
  /// - Returns: whether the editor ended without an error.
  package func edit(_ file: String) -> Bool {
    suspend()
    let status = terminal_guard_run("eval \"${VISUAL:-${EDITOR:-vi}} \\\"\\$1\\\"\"", file)
    resume()
    return status == 0
  }

  /// Gives the terminal back as it was found; afterwards the screen does nothing.
  package func close() {
    guard isOpen else { return }
    suspend()
    isOpen = false
    delscreen(screen)
    Glibc.close(frameFile)
    Glibc.close(fileDescriptor)
  }
}

private func base64(_ bytes: [UInt8]) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var output: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0...3 {
      output.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
  }
  return output
}
