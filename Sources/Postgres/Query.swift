/// A value for `$1`, `$2`, …, sent as text; the server infers its type from where it stands.
package struct Parameter: Hashable, Sendable {
  /// Nil is NULL.
  package let bytes: [UInt8]?

  package init(bytes: [UInt8]?) { self.bytes = bytes }

  package init(_ text: String?) { bytes = text.map { Array($0.utf8) } }

  package init(_ number: some BinaryInteger) { self.init(String(number)) }

  package init(_ flag: Bool) { self.init(flag ? "true" : "false") }

  package static let null = Self(bytes: nil)
}

extension Parameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  package init(stringLiteral value: String) { self.init(value) }
  package init(integerLiteral value: Int) { self.init(value) }
  package init(nilLiteral: ()) { self = .null }
}

/// One statement with its parameters, for a pipeline.
package struct Query: Hashable, Sendable {
  package let sql: String
  package let parameters: [Parameter]

  package init(_ sql: String, _ parameters: [Parameter] = []) {
    self.sql = sql
    self.parameters = parameters
  }
}

extension Query: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

extension Query {
  /// Refuses zero bytes before anything is sent.
  func validate() throws(PostgresError) {
    guard !sql.utf8.contains(0) else { throw .zeroByte(in: "the statement") }
    for (index, parameter) in parameters.enumerated() where parameter.bytes?.contains(0) == true {
      throw .zeroByte(in: "parameter $\(index + 1)")
    }
  }

  /// Gives `body` the parameters as libpq wants them: pointers to zero-terminated text, nil for NULL.
  func withParameterPointers<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    var text: [UInt8] = []
    var starts: [Int?] = []
    for parameter in parameters {
      guard let bytes = parameter.bytes else {
        starts.append(nil)
        continue
      }
      starts.append(text.count)
      text += bytes
      text.append(0)
    }
    return text.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(starts.map { start in start.flatMap { base?.advanced(by: $0) } })
    }
  }
}
