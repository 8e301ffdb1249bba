import FoundationEssentials
import Glibc

/// Why a test with a terminal cannot go on; shows the screen.
package struct PseudoTerminalError: Error, CustomStringConvertible {
  package let description: String
}

/// The settings of a terminal, to compare before and after.
package struct TerminalSettings: Hashable, Sendable {
  private let flags: [UInt32]
  private let characters: [UInt8]

  init(_ settings: termios) {
    flags = [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
    characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
  }

  /// Whether the terminal edits lines and echoes, as a shell leaves it.
  package var isCooked: Bool { flags[3] & UInt32(ICANON | ECHO) == UInt32(ICANON | ECHO) }
}

/// A real program on a real terminal, with an emulator in front of it.
///
/// Nothing is read from the program but in `wait`, `settle`, `exitStatus`: between them the link is stalled. The program
/// is the child of a shell that keeps the session, because Linux resets a terminal's settings when the session's first
/// process dies, which would make every program look well-behaved.
package final class PseudoTerminal {
  /// What the terminal shows.
  package private(set) var screen: TerminalEmulator
  /// Everything that the program wrote.
  package private(set) var rawOutput: [UInt8] = []
  /// How many bytes each read brought; the kernel joins writes that were not read in between.
  package private(set) var reads: [Int] = []
  /// When each of them was there, before anything was made of it.
  package private(set) var moments: [ContinuousClock.Instant] = []
  /// How much the link carries; nil for all that the program writes.
  package var bytesPerSecond: Int?
  /// What a slow link could carry when it was last asked, a tenth of a second's worth at most.
  private var carriage = (at: 0.0, room: 0.0)
  /// The program's process.
  package private(set) var process: Int32 = 0
  private var holder: pid_t = 0
  private var controller: Int32
  private let terminal: Int32
  private var reports: Int32 = -1
  private var reported: [UInt8] = []

  /// Starts `command`.
  ///
  /// - Parameters:
  ///   - command: the program, found in `PATH`, and its arguments.
  ///   - environment: what differs from the test's own; nil removes. `TERM` is `xterm-256color` and `LANG` `C.UTF-8`
  ///     where nothing is said, and no colour or size is inherited.
  ///   - columns: width of the window.
  ///   - rows: height of the window.
  ///   - directory: where it starts; nil is where the tests run.
  ///   - answersTyping: false for a terminal that, while no program has it, neither shows what is typed nor makes
  ///     signals of it: all that it shows is the program's.
  /// - Throws: `PseudoTerminalError` when the system refuses a terminal or a process.
  package init(
    command: [String], environment: [String: String?] = [:], columns: Int = 80, rows: Int = 24,
    directory: String? = nil, answersTyping: Bool = true
  ) throws {
    screen = TerminalEmulator(columns: columns, rows: rows)
    // Linux's own way, since the functions of POSIX are not in the module: TIOCSPTLCK unlocks, TIOCGPTN names.
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locked, number): (Int32, Int32) = (0, 0)
    guard controller >= 0, ioctl(controller, 0x4004_5431, &locked) == 0, ioctl(controller, 0x8004_5430, &number) == 0
    else { throw PseudoTerminalError(description: "no pseudo terminal: \(String(cString: strerror(errno)))") }
    let name = "/dev/pts/\(number)"
    terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    _ = fcntl(controller, F_SETFL, O_RDWR | O_NONBLOCK)
    setSize(columns: columns, rows: rows)
    if !answersTyping {
      var settings = termios()
      tcgetattr(terminal, &settings)
      settings.c_lflag &= ~tcflag_t(ECHO | ISIG)
      tcsetattr(terminal, TCSANOW, &settings)
    }
    try spawn(command, Self.merged(environment), directory, terminalName: name)
    let deadline = Self.now + 5
    while process == 0, Self.now < deadline { pump(milliseconds: 20) }
    guard process != 0 else { throw failure("the program did not start") }
  }

  deinit {
    if process > 0 { Glibc.kill(process, SIGKILL) }
    if holder > 0 {
      Glibc.kill(holder, SIGKILL)
      waitpid(holder, nil, 0)
    }
    for file in [controller, terminal, reports] where file >= 0 { close(file) }
  }

  private static func merged(_ changes: [String: String?]) -> [String] {
    var environment = ProcessInfo.processInfo.environment
    for name in ["COLORTERM", "NO_COLOR", "COLUMNS", "LINES", "LC_ALL", "LC_CTYPE"] {
      environment[name] = nil
    }
    environment["TERM"] = "xterm-256color"
    environment["LANG"] = "C.UTF-8"
    // After a crash Swift's backtracer would stop on the terminal and ask.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    for (name, value) in changes { environment[name] = value }
    return environment.map { "\($0.key)=\($0.value)" }
  }

  private func spawn(_ command: [String], _ environment: [String], _ directory: String?, terminalName: String) throws {
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw failure("no pipe") }
    for file in pipes { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(pipes[0], F_SETFL, O_NONBLOCK)
    reports = pipes[0]
    defer { close(pipes[1]) }
    // The inner shell tells its process number and becomes the program; the outer one tells the status and stays.
    let script = """
      cd "$1" || exit; shift; trap : HUP
      exec 4>&2 2>/dev/null; sh -c 'echo "$$" >&3; exec "$@" 2>&4 3>&- 4>&-' sh "$@"; echo "status $?" >&3
      exec 3>&- 4>&-; exec sleep 86400
      """
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminalName, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_adddup2(&actions, pipes[1], 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which the module does not have
    posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | newSession))
    var arguments: [UnsafeMutablePointer<CChar>?] =
      (["sh", "-c", script, "sh", directory ?? "."] + command)
      .map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    let error = posix_spawn(&holder, "/bin/sh", &actions, &attributes, &arguments, &variables)
    guard error == 0 else { throw failure("cannot start: \(String(cString: strerror(error)))") }
  }

  // MARK: Doing

  /// Types `text`; escape sequences are keys.
  package func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as the terminal would.
  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    let deadline = Self.now + 5
    while !rest.isEmpty, Self.now < deadline {
      let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { pump(milliseconds: 10) }
    }
  }

  /// Gives the window another size; the program is told by SIGWINCH.
  package func resize(columns: Int, rows: Int) {
    pump(milliseconds: 0)
    screen.resize(columns: columns, rows: rows)
    setSize(columns: columns, rows: rows)
  }

  private func setSize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// Takes the terminal away, as a window that is closed or a connection that breaks does.
  package func hangUp() {
    close(controller)
    controller = -1
  }

  /// Sends a signal to the program.
  package func kill(_ signal: Int32) { Glibc.kill(process, signal) }

  // MARK: Seeing

  /// The terminal's settings now.
  package var settings: TerminalSettings {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return TerminalSettings(settings)
  }

  /// Waits until `text` is on the screen.
  package func wait(for text: String, seconds: Double = 60) throws {
    try wait("“\(text)”", seconds: seconds) { $0.contains(text) }
  }

  /// Waits until the screen is as the test wants it.
  ///
  /// - Parameters:
  ///   - what: named when it does not happen.
  ///   - seconds: how long to wait.
  ///   - holds: whether the screen is so.
  /// - Throws: `PseudoTerminalError` with the screen when the time is over.
  package func wait(_ what: String, seconds: Double = 60, until holds: (TerminalEmulator) -> Bool) throws {
    let deadline = Self.now + seconds
    pump(milliseconds: 0)
    while !holds(screen) {
      guard Self.now < deadline else { throw failure("\(what) did not come in \(seconds) s") }
      pump(milliseconds: 20)
    }
  }

  /// Reads for `milliseconds`, whatever comes.
  package func read(milliseconds: Int) {
    let end = Self.now + Double(milliseconds) / 1000
    while Self.now < end { pump(milliseconds: max(1, Int((end - Self.now) * 1000))) }
  }

  /// Reads until nothing has come for `milliseconds`.
  package func settle(milliseconds: Int = 150) {
    let deadline = Self.now + 10
    while Self.now < deadline, pump(milliseconds: milliseconds) {}
  }

  /// Waits for the program to end: its status as a shell sees it, 128 and the number for a signal.
  package func exitStatus(seconds: Double = 60) throws -> Int {
    let deadline = Self.now + seconds
    while true {
      let lines = String(decoding: reported, as: UTF8.self).split(separator: "\n")
      if let line = lines.last, line.hasPrefix("status "), let status = Int(line.dropFirst(7)) {
        settle(milliseconds: 20)
        return status
      }
      guard Self.now < deadline else { throw failure("the program did not end in \(seconds) s") }
      pump(milliseconds: 20)
    }
  }

  /// Whether the program has not ended.
  package var isRunning: Bool {
    pump(milliseconds: 0)
    return !String(decoding: reported, as: UTF8.self).contains("status ")
  }

  private func failure(_ what: String) -> PseudoTerminalError {
    PseudoTerminalError(description: "\(what); the screen:\n\(screen.contents)")
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Reads what comes within `milliseconds`; whether anything came from the program.
  @discardableResult
  private func pump(milliseconds: Int) -> Bool {
    var files = [pollfd(fd: controller, events: Int16(POLLIN), revents: 0)]
    if reports >= 0 { files.append(pollfd(fd: reports, events: Int16(POLLIN), revents: 0)) }
    guard poll(&files, nfds_t(files.count), Int32(milliseconds)) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    var isAnything = false
    while true {
      let count = Glibc.read(controller, &buffer, carried(atMost: buffer.count))
      guard count > 0 else { break }
      isAnything = true
      carriage.room -= Double(count)
      reads.append(count)
      moments.append(.now)
      rawOutput += buffer[..<count]
      screen.feed(buffer[..<count])
    }
    if reports >= 0 {
      let count = Glibc.read(reports, &buffer, buffer.count)
      if count > 0 { reported += buffer[..<count] }
      if count == 0 {
        close(reports)
        reports = -1
      }
      if process == 0, let line = String(decoding: reported, as: UTF8.self).split(separator: "\n").first {
        process = pid_t(line) ?? 0
      }
    }
    return isAnything
  }

  /// How much may be read now; waits a moment when a slow link has carried all that it can.
  private func carried(atMost limit: Int) -> Int {
    guard let bytesPerSecond else { return limit }
    let (now, rate) = (Self.now, Double(bytesPerSecond))
    carriage = (now, min(rate / 10, carriage.room + (now - carriage.at) * rate))
    let room = Int(carriage.room)
    if room <= 0 { usleep(5000) }
    return min(limit, max(0, room))
  }

  /// The path of an executable that was built with the tests.
  package static func product(_ name: String) -> String {
    let arguments = CommandLine.arguments
    let bundle = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] } ?? arguments[0]
    return URL(filePath: bundle).resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name).path
  }
}
