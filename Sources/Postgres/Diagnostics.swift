import CLibpq

/// The fields of an error or notice, read from a libpq result that somebody else clears.
struct Diagnostics {
  /// The field codes of `postgres_ext.h`.
  enum Field: Unicode.Scalar {
    case severity = "V"
    case sqlState = "C"
    case message = "M"
    case detail = "D"
    case hint = "H"
    case position = "P"
    case context = "W"
    case schema = "s"
    case table = "t"
    case column = "c"
    case dataType = "d"
    case constraint = "n"
  }

  private let result: OpaquePointer

  init(_ result: OpaquePointer) { self.result = result }

  /// The field as text; nil when the server did not send it.
  func text(_ field: Field) -> String? {
    PQresultErrorField(result, Int32(bitPattern: field.rawValue.value)).map { String(cString: $0) }
  }

  var severity: Severity? { text(.severity).flatMap(Severity.init(rawValue:)) }

  var sqlState: SQLState? { text(.sqlState).map(SQLState.init(rawValue:)) }

  /// The server's message; what libpq says itself has no fields, only this text.
  var message: String { text(.message) ?? trimmed(String(cString: PQresultErrorMessage(result))) }
}

/// libpq's own messages end with a line end.
func trimmed(_ message: String) -> String {
  var message = message[...]
  while message.last?.isWhitespace == true { message.removeLast() }
  return String(message)
}
