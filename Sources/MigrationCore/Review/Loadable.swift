/// Something that arrives after the first frame, or never.
///
/// Nothing that is not `loaded` may be shown as an answer: a screen says that it is being looked at, or why it is not known.
package enum Loadable<Value: Sendable>: Sendable {
  /// Being looked at; what is going on, in a few words (`connecting`, `rehearsing step 4 of 14`).
  case loading(String)
  case loaded(Value)
  /// It will not come, and why, as one sentence without a full stop (`no database was named`).
  case unavailable(String)

  /// The value, once it is there.
  package var value: Value? {
    if case .loaded(let value) = self { return value }
    return nil
  }

  /// Whether it may still come.
  package var isLoading: Bool {
    if case .loading = self { return true }
    return false
  }
}

extension Loadable: Equatable where Value: Equatable {}
extension Loadable: Hashable where Value: Hashable {}
