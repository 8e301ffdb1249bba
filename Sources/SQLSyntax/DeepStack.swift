internal import Glibc

/// Runs a function on a thread with a large stack of its own.
///
/// libpg_query walks expression trees by recursion without a depth check: about 170 bytes for each operator of
/// `1+1+…`, so a chain of 9,000 ends a thread with 512 KiB. See `StatementParser.tokenLimit`.
enum DeepStack {
  static let size = 64 << 20

  /// The result of `body`, or nil when the system gives no such thread.
  static func run<Result>(_ body: () -> Result) -> Result? {
    var result: Result?
    withoutActuallyEscaping({ result = body() }) { escaping in
      var attributes = pthread_attr_t()
      guard pthread_attr_init(&attributes) == 0 else { return }
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, size) == 0 else { return }
      let work = Unmanaged.passRetained(Work(body: escaping))
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { pointer in
          guard let pointer else { return nil }
          Unmanaged<Work>.fromOpaque(pointer).takeUnretainedValue().body()
          return nil
        }, work.toOpaque())
      if status == 0 { pthread_join(thread, nil) }
      work.release()
    }
    return result
  }

  private final class Work {
    let body: () -> Void
    init(body: @escaping () -> Void) { self.body = body }
  }
}
