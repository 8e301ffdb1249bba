internal import Glibc

/// Runs functions on a thread with a large stack.
///
/// libpg_query walks expression trees by recursion without a depth check: about 170 bytes for each operator of
/// `1+1+…`, so a chain of 9,000 ends a thread with 512 KiB. See `StatementParser.depthLimit`.
///
/// There is one such thread for all, and one function at a time: libpg_query takes a pthread key for every thread that
/// ever parses and gives none back, and a process has 1,024.
enum DeepStack {
  static let size = 64 << 20

  private static let thread = WorkingThread(stackSize: size)

  /// The result of `body`, or nil when the system gives no such thread.
  ///
  /// `body` must not call this again.
  static func run<Result>(_ body: () -> Result) -> Result? {
    var result: Result?
    withoutActuallyEscaping({ result = body() }) { thread.perform($0) }
    return result
  }
}

/// A thread that waits for work and does one piece after the other.
///
/// `@unchecked Sendable`: what changes is read and written with `mutex` held only.
private final class WorkingThread: @unchecked Sendable {
  private enum State { case free, asked, done }

  private let stackSize: Int
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var isStarted = false
  private var state = State.free
  private var work: (() -> Void)?

  init(stackSize: Int) {
    self.stackSize = stackSize
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  /// Returns when `work` was done, or without having done it when there is no thread.
  func perform(_ work: @escaping () -> Void) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while state != .free { pthread_cond_wait(changed, mutex) }
    guard isStarted || start() else { return }
    isStarted = true
    self.work = work
    state = .asked
    pthread_cond_broadcast(changed)
    while state != .done { pthread_cond_wait(changed, mutex) }
    self.work = nil
    state = .free
    pthread_cond_broadcast(changed)
  }

  private func start() -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, stackSize) == 0,
      pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED)) == 0
    else { return false }
    // Signals are for the threads that wait for them; this one would take them away, and a new thread inherits the mask.
    var (all, before) = (sigset_t(), sigset_t())
    sigfillset(&all)
    // What a fault raises comes to the thread that made it, and the terminal's guard wants to hear of it.
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] { sigdelset(&all, fault) }
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    // The thread lives as long as the process, and so does this.
    let this = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { pointer in
        if let pointer { Unmanaged<WorkingThread>.fromOpaque(pointer).takeUnretainedValue().serve() }
        return nil
      }, this.toOpaque())
    if status != 0 { this.release() }
    return status == 0
  }

  private func serve() {
    pthread_mutex_lock(mutex)
    while true {
      while state != .asked { pthread_cond_wait(changed, mutex) }
      let work = self.work
      pthread_mutex_unlock(mutex)
      work?()
      pthread_mutex_lock(mutex)
      state = .done
      pthread_cond_broadcast(changed)
    }
  }
}
